package mutant

import (
	"fmt"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
)

// changedAfterRefusal: a request is refused as documented, and carried out all the same.
func changedAfterRefusal(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range m.refusals() {
		m.fault("refused-yet-changed", r.Operation+"/"+string(r.Kind)+"/"+r.Name, "The request is refused and carried out.", []string{r.ID()},
			reference.Fault{Decide: carriedOut(0, r)})
	}
	return m.mutants
}

// late is how long after the refusal a late change begins.
const late = 200 * time.Millisecond

// changedLater: the same, when a caller who looks once has seen that nothing has changed.
func changedLater(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, op := range m.acting() {
		for _, kind := range contract.Kinds() {
			var of []refusing
			for _, r := range m.refusals() {
				if r.op == op && r.Kind == kind {
					of = append(of, r)
				}
			}
			rules := m.ids(func(r *contract.Rule) bool { return r.Operation == op.ID && r.Kind == kind && refusedFor(r) != nil })
			m.fault("refused-yet-changed-later", op.ID+"/"+string(kind), fmt.Sprintf("A request is refused and carried out %v later.", late), rules,
				reference.Fault{Decide: carriedOut(late, of...)})
		}
	}
	return m.mutants
}

// resetByRefusal: a request for a resource in a wrong state is refused and puts it back into the state that was
// demanded. This can be told from what such a resource does by itself.
func resetByRefusal(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range m.refusals() {
		p, ok := r.Subject.(*contract.Precondition)
		if !ok || p.State == nil || len(r.op.Transitions) == 0 {
			continue
		}
		start := r.op.Transitions[0].From[0]
		m.fault("refused-yet-reset", r.Operation+"/"+r.Name, fmt.Sprintf("A resource in a wrong state is refused and becomes %s.", start), []string{r.ID()},
			reference.Fault{Decide: func(j *reference.Judgement) {
				for _, id := range refusedBy(j, r) {
					j.Changes = append(j.Changes, reference.Change{ID: id, Stages: []reference.Stage{{At: j.Now, State: start}}})
				}
			}})
	}
	return m.mutants
}

// carriedOut starts the change of what is refused by one of the rules.
func carriedOut(after time.Duration, rules ...refusing) func(j *reference.Judgement) {
	return func(j *reference.Judgement) {
		for _, r := range rules {
			for _, id := range refusedBy(j, r) {
				j.Start(id, after)
			}
		}
	}
}

// refusedBy are the resources that a request is refused for by the rule: single ones, or all.
func refusedBy(j *reference.Judgement, r refusing) []string {
	var ids []string
	switch {
	case !calls(j.Query, r.op):
	case j.Refusal != nil && r.is(j.Refusal):
		ids = j.Subjects()
	default:
		for _, result := range j.Results {
			if result.Refusal != nil && r.is(result.Refusal) {
				ids = append(ids, result.ID)
			}
		}
	}
	return ids
}

// idleParts: a call of one kind is accepted and does nothing.
func idleParts(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range m.rules {
		op := c.Operation(r.Operation)
		is := like(r, op)
		if is == nil {
			continue
		}
		m.fault("accepted-and-idle", r.Operation+"/"+r.Name, "Such a call is accepted and does nothing: "+r.Says, []string{r.ID()},
			reference.Fault{Decide: func(j *reference.Judgement) {
				if calls(j.Query, op) && is(j.Query) {
					j.Changes = nil
				}
			}})
	}
	return m.mutants
}

// like tells the calls that a rule is about which says that they are accepted; nil for another rule.
func like(r *contract.Rule, op *contract.Operation) func(q *reference.Query) bool {
	switch s := r.Subject.(type) {
	case *contract.ExampleCall:
		return func(q *reference.Query) bool { return len(q.IDs()) == s.Count && sends(q, s.With) }
	case contract.Encoding:
		return func(q *reference.Query) bool { return q.Encoding == s }
	case nil:
		if r.Kind == contract.KindSuccess {
			return func(q *reference.Query) bool { return len(q.IDs()) == 1 && len(optional(q)) == 0 }
		}
	}
	return nil
}

// sends reports whether a request has just these optional parameters.
func sends(q *reference.Query, with map[string]any) bool {
	if len(optional(q)) != len(with) {
		return false
	}
	for name, value := range with {
		if got, ok := q.Sent[name]; !ok || fmt.Sprint(got) != fmt.Sprint(value) {
			return false
		}
	}
	return true
}

// deafEncodings: a request in one of the documented encodings is refused.
func deafEncodings(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range subjects[contract.Encoding](m) {
		op := c.Operation(r.Operation)
		m.fault("encoding-refused", r.at(), fmt.Sprintf("A request sent as %s is refused.", r.subject), []string{r.ID()},
			reference.Fault{Decide: func(j *reference.Judgement) {
				if calls(j.Query, op) && j.Encoding == r.subject {
					j.Refuse(reference.Cause{Kind: reference.KindMethod})
				}
			}})
	}
	return m.mutants
}
