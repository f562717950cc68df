package check

import (
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
)

// behaviour checks preconditions, transitions and the other demands on an operation.
func (k *checker) behaviour(op *contract.Operation) {
	for _, p := range op.Preconditions {
		k.precondition(op, p)
	}
	for _, t := range op.Transitions {
		k.transition(t)
	}
	if p := op.Partial; p != nil {
		k.partial(op, p)
	}
	if r := op.RateLimit; r != nil {
		if r.Max < 1 {
			k.found.Errorf(r.Pos, diag.BadBounds, "a rate limit of %d requests lets nothing through", r.Max)
		}
		k.refusal(op, r.Fails)
	}
	for _, d := range op.Dependencies {
		if len(d.Params) < 2 {
			k.found.Errorf(d.Pos, diag.ExactlyOne, "the dependency %q needs at least two params, got %d", d.ID, len(d.Params))
		}
		for _, name := range d.Params {
			k.param(op, d.Pos, name)
		}
		k.found.Errorf(d.Pos, diag.NoScenario, "no scenario checks the dependency %q yet", d.ID).
			Hint = "write the scenarios of the kind in internal/scenario first, or ask with the probe of an x-decision"
	}
	for _, e := range op.Examples {
		k.example(op, e)
	}
	if op.Acts() && op.ResourceParam() == nil {
		k.found.Errorf(op.Pos, diag.NoScenario, "no parameter of %s names resources, so no scenario can say what it acts on", op.ID).
			Hint = "mark the parameter with x-identifies"
	}
}

func (k *checker) precondition(op *contract.Operation, p *contract.Precondition) {
	k.exactlyOne(p.Pos, "a precondition", "state and trait", p.State != nil, p.Trait != "")
	if p.State != nil {
		k.stateSet(p.State)
	}
	if p.Trait != "" {
		k.traits(p.Pos, p.Trait)
	}
	k.refusal(op, p.Fails)
}

func (k *checker) transition(t *contract.Transition) {
	if len(t.From) == 0 {
		k.found.Errorf(t.Pos, diag.UnknownState, "the transition %q starts from no state", t.ID)
	}
	k.states(t.Pos, t.From...)
	k.states(t.Pos, t.To)
	if t.Via != "" {
		k.states(t.Pos, t.Via)
	}
	if t.Hangs != "" {
		k.traits(t.Pos, t.Hangs)
	}
	var waiters []string
	for _, op := range k.c.Operations {
		for _, w := range op.Waiters {
			waiters = append(waiters, w.Name)
		}
	}
	k.known(t.Pos, diag.UnknownWaiter, "waiter", t.Waiter, waiters)
}

func (k *checker) partial(op *contract.Operation, p *contract.PartialFailure) {
	k.exactlyOne(p.Pos, "a partial failure", "failed and items", p.Failed != "", p.Items != "")
	if path := p.Failed + p.Items; path != "" && (p.Failed == "" || p.Items == "") {
		f := fieldAt(op.Result, path)
		if f == nil || f.Schema.Type != contract.Array && (p.Items == "" || f.Schema.Type != contract.Object || f.Schema.Items == nil) {
			k.found.Errorf(p.Pos, diag.UnknownField, "the answer of %s has no list %q", op.ID, path)
		}
	}
}

// example checks that a call of the document is legal by the contract.
func (k *checker) example(op *contract.Operation, e *contract.ExampleCall) {
	k.arguments(op, e.Pos, e.With, true)
	ids := op.ResourceParam()
	if e.Count < 0 || ids != nil && ids.MaxItems > 0 && e.Count > ids.MaxItems {
		k.found.Errorf(e.Pos, diag.BadBounds, "the example call %q names %d resources, which is not legal", e.ID, e.Count)
	}
}

// fieldAt returns the field at a dotted path, nil when there is none.
func fieldAt(fields []*contract.Field, path string) *contract.Field {
	name, rest, more := strings.Cut(path, ".")
	for _, f := range fields {
		switch {
		case f.Name != name:
		case !more:
			return f
		default:
			return fieldAt(f.Schema.Fields, rest)
		}
	}
	return nil
}
