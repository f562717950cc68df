package mutant

import (
	"fmt"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// transitions: an accepted call does not lead where the document says, or not through the state in between.
func transitions(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range subjects[*contract.Transition](m) {
		if r.Kind != contract.KindTransition {
			continue
		}
		way := append(m.kind(r.Operation, contract.KindAsync), r.ID())
		m.skipped(r, way)
		m.ways(r, way)
		m.begun(r)
		m.completes(r)
	}
	return m.mutants
}

// skipped leaves out the state in between.
func (m *maker) skipped(r ruled[*contract.Transition], rules []string) {
	if r.subject.Via == "" {
		return
	}
	m.add("via-skipped", r.at(), fmt.Sprintf("%s is never shown.", r.subject.Via), rules,
		r.change(func(_ *contract.Contract, t *contract.Transition) { t.Via = "" }))
	if len(m.waiting(r)) == 0 {
		m.equivalent("no resource of this API can be made to stay in " + r.subject.Via +
			", and an endpoint that passes through it between two looks conforms")
	}
}

// waiting are the rules of values that leave a resource in between.
func (m *maker) waiting(r ruled[*contract.Transition]) []string {
	return m.effects(r.Operation, nil, func(e *contract.ValueEffect) bool {
		return e.Then.Stays == r.subject.Via && slices.Contains(e.Given.Traits, r.subject.Hangs)
	})
}

// ways passes through, or ends in, a state that is not the documented one: back at the beginning, still in between,
// or in the first state that has nothing to do with the way.
func (m *maker) ways(r ruled[*contract.Transition], rules []string) {
	t := r.subject
	foreign := ""
	for _, s := range m.contract.Resource.States {
		if s.Name != t.Via && s.Name != t.To && !slices.Contains(t.From, s.Name) {
			foreign = s.Name
			break
		}
	}
	if foreign != "" && t.Via != "" {
		m.add("via-other", r.at(foreign), fmt.Sprintf("The resource is %s on the way.", foreign), rules,
			r.change(func(_ *contract.Contract, t *contract.Transition) { t.Via = foreign }))
	}
	ends := append(m.kind(r.Operation, contract.KindSuccess), r.ID())
	for _, end := range []struct{ operator, state, says string }{
		{"transition-reversed", t.From[0], "The resource goes back to %s."},
		{"transition-stuck", t.Via, "The resource stays %s."},
		{"end-other", foreign, "The resource ends as %s."},
	} {
		if end.state != "" {
			m.add(end.operator, r.at(end.state), fmt.Sprintf(end.says, end.state), ends,
				r.change(func(c *contract.Contract, t *contract.Transition) { redirect(c.Operation(r.Operation), t, end.state) }))
		}
	}
}

// redirect changes the end of a transition, for the values that lead to it as well.
func redirect(op *contract.Operation, t *contract.Transition, to string) {
	for _, p := range op.Params {
		for _, e := range p.Effects {
			if e.Then.Reaches == t.To {
				e.Then.Reaches = to
			}
		}
	}
	t.To = to
}

// begun accepts the call and does nothing.
func (m *maker) begun(r ruled[*contract.Transition]) {
	formats := m.ids(func(f *contract.Rule) bool {
		_, ok := f.Subject.(contract.Encoding)
		return ok && f.Operation == r.Operation
	})
	m.add("nothing-done", r.at(), "The call is accepted and nothing happens.",
		slices.Concat(formats, m.kind(r.Operation, contract.KindSuccess), []string{r.ID()}),
		r.change(func(_ *contract.Contract, t *contract.Transition) { t.From, t.Via = nil, "" }))
}

// completes brings a resource to an end that hangs unless it is forced.
func (m *maker) completes(r ruled[*contract.Transition]) {
	if r.subject.Hangs == "" {
		return
	}
	defaults := m.ids(func(d *contract.Rule) bool {
		p, ok := d.Subject.(*contract.Param)
		return ok && d.Kind == contract.KindDefault && d.Operation == r.Operation && slices.Contains(p.DefaultEffect.Given.Traits, r.subject.Hangs)
	})
	m.add("hang-ignored", r.at(r.subject.Hangs), fmt.Sprintf("A resource with %s comes to its end unforced.", r.subject.Hangs),
		slices.Concat(m.waiting(r), defaults, []string{r.ID()}),
		r.change(func(c *contract.Contract, t *contract.Transition) {
			for _, p := range c.Operation(r.Operation).Params {
				for _, e := range p.Effects {
					if slices.Contains(e.Given.Traits, t.Hangs) && e.Then.Stays != "" {
						e.Then = contract.Outcome{Reaches: t.To}
					}
				}
			}
			t.Hangs = ""
		}))
}
