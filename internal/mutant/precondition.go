package mutant

import (
	"fmt"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// preconditions: a demand on the state of a resource is dropped, is stricter or looser by one state, or its
// refusal has the code of another cause.
func preconditions(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range subjects[*contract.Precondition](m) {
		if r.subject.State != nil {
			m.states(r)
		}
		m.otherCauses(r)
	}
	return m.mutants
}

func (m *maker) states(r ruled[*contract.Precondition]) {
	rules := append(m.triggered(r.Operation, func(t *contract.Trigger) bool { return t.State != nil }), r.ID())
	m.add("precondition-dropped", r.at(), "Every state is accepted.", rules,
		r.change(func(_ *contract.Contract, p *contract.Precondition) { p.State = nil }))
	for _, s := range m.contract.Resource.States {
		state := s.Name
		if r.subject.State.Has(state) {
			m.add("state-refused", r.at(state), state+" is refused.", []string{r.ID()},
				r.change(func(_ *contract.Contract, p *contract.Precondition) { p.State.Not = append(p.State.Not, state) }))
			continue
		}
		m.add("state-accepted", r.at(state), state+" is accepted.", []string{r.ID()},
			r.change(func(_ *contract.Contract, p *contract.Precondition) { allow(p.State, state) }))
	}
}

// allow adds a state to a set.
func allow(s *contract.StateSet, state string) {
	s.Not = slices.DeleteFunc(s.Not, func(n string) bool { return n == state })
	if len(s.In) > 0 && !slices.Contains(s.In, state) {
		s.In = append(s.In, state)
	}
}

// otherCauses refuses with a row that the document gives to another cause: one that the precondition rules out by
// name, or, where it has a row of its own, the next one with another code.
func (m *maker) otherCauses(r ruled[*contract.Precondition]) {
	op := m.contract.Operation(r.Operation)
	for _, row := range op.Codes {
		if !m.foreign(op, r.subject, row) {
			continue
		}
		m.add("refused-with-other-cause", r.at(row.ID), fmt.Sprintf("The refusal is %s.", row.Code), []string{r.ID()},
			r.change(func(_ *contract.Contract, p *contract.Precondition) { p.Fails.Row = row.ID }))
	}
}

// foreign reports whether a row cannot be the answer to a precondition that is not met.
func (m *maker) foreign(op *contract.Operation, p *contract.Precondition, row *contract.ErrorCode) bool {
	if p.Fails.Row == contract.Unknown {
		return slices.Contains(p.Fails.Not, row.Code)
	}
	for _, own := range op.Codes {
		if own.ID == p.Fails.Row {
			return own.Code != row.Code && row == nextRow(op.Codes, own)
		}
	}
	return false
}

// nextRow is the row after one, around the end, that has another code; nil when there is none.
func nextRow(rows []*contract.ErrorCode, row *contract.ErrorCode) *contract.ErrorCode {
	at := slices.Index(rows, row)
	for i := range rows {
		if next := rows[(at+1+i)%len(rows)]; next.Code != row.Code {
			return next
		}
	}
	return nil
}
