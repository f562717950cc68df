package mutant

import (
	"fmt"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// values: a documented value is refused, or one that is not documented is accepted.
func values(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, op := range m.acting() {
		for i, p := range op.Params {
			m.unknownValue(op, i, p)
			for _, value := range known(p) {
				m.refusedValue(op, i, p, value)
			}
		}
	}
	return m.mutants
}

func (m *maker) unknownValue(op *contract.Operation, i int, p *contract.Param) {
	if len(p.Enum) == 0 {
		return
	}
	rules := append(m.param(op.ID, contract.KindEnum, p), m.violated(op.ID, p, contract.ViolatesEnum)...)
	m.add("enum-unknown-accepted", op.ID+"/"+p.Name, p.Name+" may have any value.", rules,
		func(c *contract.Contract) { c.Operation(op.ID).Params[i].Enum = nil })
}

// refusedValue takes one value away: those that are left are the only ones. A value that nothing is said of has
// no rule to break.
func (m *maker) refusedValue(op *contract.Operation, i int, p *contract.Param, value any) {
	rules := m.effects(op.ID, p, func(e *contract.ValueEffect) bool { return e.Value == value })
	if p.DefaultEffect != nil && (value == p.Default || value == p.DefaultEffect.Contrast) {
		rules = append(rules, m.param(op.ID, contract.KindDefault, p)...)
	}
	left := slices.DeleteFunc(known(p), func(v any) bool { return v == value })
	if len(left) == 0 {
		left = []any{"none of the documented values"}
	}
	m.add("enum-value-refused", fmt.Sprintf("%s/%s/%v", op.ID, p.Name, value), fmt.Sprintf("%s %v is refused.", p.Name, value), rules,
		func(c *contract.Contract) { c.Operation(op.ID).Params[i].Enum = slices.Clone(left) })
}

// known are the values that a contract speaks of: the documented list, or those whose effect is described.
func known(p *contract.Param) []any {
	list := slices.Clone(p.Enum)
	for _, e := range p.Effects {
		if !slices.Contains(list, e.Value) {
			list = append(list, e.Value)
		}
	}
	return list
}

// defaults: left out, a parameter acts as another legal value, or as none.
func defaults(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range subjects[*contract.Param](m) {
		if r.Kind != contract.KindDefault {
			continue
		}
		usual, _ := effectOn(r.subject, r.subject.Default, r.subject.DefaultEffect.Given)
		for _, value := range known(r.subject) {
			if e, ok := effectOn(r.subject, value, r.subject.DefaultEffect.Given); !ok || alike(e.Then, usual.Then) {
				continue
			}
			m.add("default-flipped", r.at(value), fmt.Sprintf("%s left out is %v.", r.subject.Name, value), []string{r.ID()},
				r.change(func(_ *contract.Contract, p *contract.Param) { p.Default = value }))
		}
		// Only a default that brings something about can be missed.
		if usual.Then.Reaches != "" {
			m.add("default-none", r.at(), r.subject.Name+" left out is no value at all.", []string{r.ID()},
				r.change(func(_ *contract.Contract, p *contract.Param) { p.Default = nil }))
		}
	}
	return m.mutants
}

// effectOn is what a value does on a fixture.
func effectOn(p *contract.Param, value any, given contract.Fixture) (contract.ValueEffect, bool) {
	for _, e := range p.Effects {
		if e.Value == value && sameFixture(e.Given, given) {
			return *e, true
		}
	}
	return contract.ValueEffect{}, false
}
