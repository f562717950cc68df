package diff

import (
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// operation states what a contract says of one operation.
func (f *facts) operation(op *contract.Operation) {
	s := f.about(KindOperation, op.ID, "", op.Source, op.Pos)
	s.exists(op.ID, weights(implementers, callers, both))
	s.has("summary", op.Summary, editorial)
	s.has("description", op.Description, editorial)
	f.formats(op)
	f.calls(op)
	for _, p := range op.Dispatch {
		f.param(op, p)
	}
	for _, p := range op.Params {
		f.param(op, p)
	}
	f.fields(op, "", op.Result)
	f.behaviour(op)
	f.rows(op.ID+"/error-code", op.ID, op.Codes)
}

// fields states the words about the fields of answers; their names and types are the wire's.
func (f *facts) fields(op *contract.Operation, prefix string, list []*contract.Field) {
	for _, field := range list {
		name := prefix + field.Name
		s := f.about(KindField, op.ID+"/field/"+name, op.ID, field.Source, field.Pos)
		s.exists(name, nil)
		s.has("description", field.Description, editorial)
		inner := &field.Schema
		for inner.Items != nil {
			inner = inner.Items
		}
		f.fields(op, name+".", inner.Fields)
	}
}

// formats states how requests and answers travel. The first of each is the preferred one.
func (f *facts) formats(op *contract.Operation) {
	for i, e := range op.Encodings {
		f.format(op, "request-"+string(e), i == 0)
	}
	for i, format := range op.Formats {
		f.format(op, "answer-"+string(format), i == 0)
	}
}

func (f *facts) format(op *contract.Operation, name string, preferred bool) {
	s := f.about(KindFormat, op.ID+"/format/"+name, op.ID, contract.Source{}, op.Pos)
	s.exists(name, weights(implementers, callers, 0))
	s.has("preferred", preferred, weights(0, 0, 0))
}

// calls states the shown calls, and how an operation shows resources and is polled.
func (f *facts) calls(op *contract.Operation) {
	for _, ex := range op.Examples {
		s := f.about(KindExample, op.ID+"/success/"+ex.ID, op.ID, ex.Source, ex.Pos)
		s.exists(call{ex.Count, ex.With}, weights(implementers, 0, implementers))
		s.has("says", ex.Says, editorial)
	}
	for _, w := range op.Waiters {
		s := f.about(KindWaiter, op.ID+"/waiter/"+w.Name, op.ID, contract.Source{}, w.Pos)
		s.exists(w.Name, weights(0, callers, 0))
		s.has("delays", []int{w.MinDelay, w.MaxDelay}, weights(0, 0, 0))
		s.has("acceptors", w.Acceptors, weights(callers, callers, callers))
	}
	if o := op.Observe; o != nil {
		s := f.about(KindObservation, op.ID+"/observation", op.ID, contract.Source{}, o.Pos)
		s.exists(*o, weights(implementers, implementers, implementers))
	}
}

// call is what an example sends.
type call struct {
	Count int
	With  map[string]any
}

// behaviour states preconditions, transitions and what goes with them.
func (f *facts) behaviour(op *contract.Operation) {
	for _, p := range op.Preconditions {
		f.precondition(op, p)
	}
	for _, t := range op.Transitions {
		f.transition(op, t)
	}
	if p := op.Partial; p != nil {
		s := f.about(KindPartialFailure, op.ID+"/partial-failure/"+or(p.Failed, p.Items), op.ID, p.Source, p.Pos)
		s.exists([]string{"failed ids in " + or(p.Failed, "-"), "items in " + or(p.Items, "-")}, weights(implementers, callers, both))
		s.has("says", p.Says, editorial)
	}
	if r := op.RateLimit; r != nil {
		s := f.about(KindRateLimit, op.ID+"/rate-limit/requests", op.ID, r.Source, r.Pos)
		s.exists(rate{r.Max, r.Period}, limited)
		s.refusal(r.Fails)
	}
	for _, d := range op.Dependencies {
		s := f.about(KindDependency, op.ID+"/dependency/"+d.ID, op.ID, d.Source, d.Pos)
		s.exists(append([]string{d.Kind}, d.Params...), weights(both, 0, both))
	}
}

func (f *facts) precondition(op *contract.Operation, p *contract.Precondition) {
	s := f.about(KindPrecondition, op.ID+"/precondition/"+p.ID, op.ID, p.Source, p.Pos)
	s.exists(or(p.Trait, "states"), weights(both, 0, both))
	if p.State != nil {
		s.has("states", p.State.In, members(implementers, both, both))
		s.has("other states than", p.State.Not, members(both, implementers, both))
	}
	s.refusal(p.Fails)
	s.has("says", p.Says, editorial)
}

// refusal states how something is turned down.
func (s subject) refusal(r contract.Refusal) {
	s.has("fails", r.Row, refused(contract.Unknown))
	s.has("fails with none of", r.Not, members(implementers, 0, implementers))
}

func (f *facts) transition(op *contract.Operation, t *contract.Transition) {
	s := f.about(KindTransition, op.ID+"/transition/"+t.ID, op.ID, t.Source, t.Pos)
	from := slices.Sorted(slices.Values(t.From))
	s.exists("from "+canonical(from)+" via "+or(t.Via, "nothing")+" to "+t.To, weights(implementers, callers, both))
	s.has("waiter", t.Waiter, weights(0, callers, callers))
	s.has("hangs", t.Hangs, weights(implementers, 0, implementers))
	s.has("says", t.Says, editorial)
	if t.Async != nil { // who took the answer for the end is wrong from now on
		s := f.about(KindTransition, op.ID+"/async/"+t.ID, s.id, *t.Async, t.Pos)
		s.exists("the answer comes before the end", weights(both, 0, 0))
	}
}

// or is the first text that is not empty.
func or(text, other string) string {
	if text == "" {
		return other
	}
	return text
}
