package mutant

import (
	"fmt"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
)

// firstOnly: a demand on resources is checked for the first of a batch alone.
func firstOnly(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range m.refusals() {
		p, ok := r.Subject.(*contract.Precondition)
		if !ok || p.State == nil || batched(r.op) == nil {
			continue
		}
		m.fault("precondition-first-only", r.Operation+"/"+r.Name, "The state of the first of a batch is checked, that of the others is not.", []string{r.ID()},
			reference.Fault{Overlook: func(q *reference.Query, cause reference.Cause) bool {
				return calls(q, r.op) && cause.Kind == reference.KindState && cause.Index > 0
			}})
	}
	return m.mutants
}

// wholeBatch are the rules which demand that all of a batch are acted on.
func (m *maker) wholeBatch(op *contract.Operation) []string {
	p := batched(op)
	return m.ids(func(r *contract.Rule) bool {
		if p == nil || r.Operation != op.ID {
			return false
		}
		switch s := r.Subject.(type) {
		case contract.Bound:
			return s.Param == p && s.Keyword == contract.ViolatesMaxItems
		case *contract.ExampleCall:
			return s.Count > 1
		case *contract.PartialFailure:
			return p.MaxItems == 0
		}
		return false
	})
}

// partBatches: only some of a batch are acted on, and the answer says that all are.
func partBatches(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, op := range m.acting() {
		for _, part := range []struct {
			name, says string
			of         func(ids []reference.Change) []reference.Change
		}{
			{"first", "Only the first of a batch is acted on.", func(s []reference.Change) []reference.Change { return s[:1] }},
			{"all-but-last", "The last of a batch is not acted on.", func(s []reference.Change) []reference.Change { return s[:len(s)-1] }},
			{"all-but-first", "The first of a batch is not acted on.", func(s []reference.Change) []reference.Change { return s[1:] }},
			{"half", "The second half of a batch is cut off.", func(s []reference.Change) []reference.Change { return s[:(len(s)+1)/2] }},
		} {
			m.fault("batch-part", op.ID+"/"+part.name, part.says, m.wholeBatch(op), reference.Fault{Decide: func(j *reference.Judgement) {
				if calls(j.Query, op) && len(j.Changes) > 1 {
					j.Changes = part.of(j.Changes)
				}
			}})
		}
	}
	return m.mutants
}

// miscounted: a batch that is too long is cut off at the limit, or is counted wrongly in one encoding.
func miscounted(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range subjects[contract.Bound](m) {
		op, p := c.Operation(r.Operation), r.subject.Param
		if r.subject.Keyword != contract.ViolatesMaxItems {
			continue
		}
		tooMany := func(q *reference.Query, cause reference.Cause) bool {
			return calls(q, op) && cause.Kind == reference.Kind(contract.ViolatesMaxItems)
		}
		rules := append(m.violated(op.ID, p, r.subject.Keyword), r.ID())
		m.fault("limit-cuts-off", r.at(), fmt.Sprintf("Of more than %d the first %d are acted on.", p.MaxItems, p.MaxItems), rules,
			reference.Fault{Overlook: tooMany, Decide: func(j *reference.Judgement) {
				if calls(j.Query, op) {
					j.Changes = j.Changes[:min(len(j.Changes), p.MaxItems)]
				}
			}})
		for _, enc := range op.Documented() {
			if len(op.Documented()) == 1 {
				continue // there the limit itself is changed
			}
			m.fault("limit-off-in-one-encoding", r.at(enc), fmt.Sprintf("A request sent as %s may name any number.", enc), rules,
				reference.Fault{Overlook: func(q *reference.Query, cause reference.Cause) bool {
					return q.Encoding == enc && tooMany(q, cause)
				}})
			m.fault("limit-minus-one-in-one-encoding", r.at(enc), fmt.Sprintf("A request sent as %s may name %d.", enc, p.MaxItems-1), []string{r.ID()},
				reference.Fault{Decide: func(j *reference.Judgement) {
					if calls(j.Query, op) && j.Encoding == enc && len(j.IDs()) == p.MaxItems {
						j.Refuse(reference.Cause{Kind: reference.Kind(contract.ViolatesMaxItems), Param: p.Name})
					}
				}})
		}
	}
	return m.mutants
}

// halfApplied: a batch is refused, and what came before the refused one is acted on; or the refused one alone is
// told, and the others are not acted on.
func halfApplied(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range m.refusals() {
		p, ok := r.Subject.(*contract.Precondition)
		if !ok || p.State == nil || batched(r.op) == nil {
			continue
		}
		rules := append(m.kind(r.Operation, contract.KindPartialFailure), r.ID())
		where := r.Operation + "/" + r.Name
		m.fault("refused-half-applied", where, "A batch with one in a wrong state is refused, and those before it are acted on.", rules,
			reference.Fault{Decide: func(j *reference.Judgement) {
				if calls(j.Query, r.op) {
					refuseAfterHalf(j, r.is)
				}
			}})
		if r.op.Partial == nil {
			continue
		}
		m.fault("part-not-applied", where, "The answer names the one in a wrong state alone, and nothing is done for the others either.", rules,
			reference.Fault{Decide: func(j *reference.Judgement) {
				if calls(j.Query, r.op) && slices.ContainsFunc(j.Results, refusedResult) {
					j.Changes = nil
				}
			}})
		m.fault("part-applied-to-all", where, "The one in a wrong state is named as failed and acted on as well.", rules,
			reference.Fault{Decide: func(j *reference.Judgement) {
				for _, result := range j.Results {
					if calls(j.Query, r.op) && refusedResult(result) {
						j.Start(result.ID, 0)
					}
				}
			}})
	}
	return m.mutants
}

func refusedResult(r reference.Result) bool { return r.Refusal != nil }

// refuseAfterHalf refuses the whole batch for what is wrong with one, when the others have begun already.
func refuseAfterHalf(j *reference.Judgement, is func(*reference.Refusal) bool) {
	for _, result := range j.Results {
		if result.Refusal != nil && is(result.Refusal) && len(j.Changes) > 0 {
			*j.Decision = reference.Decision{Refusal: result.Refusal, Changes: j.Changes}
			return
		}
	}
	if ids := j.IDs(); j.Refusal != nil && is(j.Refusal) && len(ids) > 1 {
		for _, id := range ids[:len(ids)/2] {
			j.Start(id, 0)
		}
	}
}
