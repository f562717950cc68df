package mutant

import (
	"fmt"
	"maps"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// outcomes: a documented value is accepted and does something else than it says.
func outcomes(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range subjects[contract.EnumValue](m) {
		p, e := r.subject.Param, r.subject.Effect
		if n := neighbour(p, e); n != nil {
			m.actsAs(r, n)
		}
		if e.Then.Reaches != "" {
			m.add("enum-value-idle", r.at(), fmt.Sprintf("%s %v is accepted and changes nothing.", p.Name, e.Value), []string{r.ID()},
				r.change(func(c *contract.Contract, v contract.EnumValue) {
					v.Effect.Then = contract.Outcome{Stays: stateOf(c, v.Effect.Given)}
				}))
		}
		for _, field := range slices.Sorted(maps.Keys(e.Then.Fields)) {
			m.add("field-other", r.at(field), fmt.Sprintf("%s %v shows another %s.", p.Name, e.Value, field), []string{r.ID()},
				r.change(func(_ *contract.Contract, v contract.EnumValue) { v.Effect.Then.Fields[field] += "-OTHER" }))
			m.add("field-untouched", r.at(field), fmt.Sprintf("%s %v does not change %s.", p.Name, e.Value, field), []string{r.ID()},
				r.change(func(_ *contract.Contract, v contract.EnumValue) { delete(v.Effect.Then.Fields, field) }))
		}
	}
	return m.mutants
}

// actsAs gives a value the effect of another one. Where that lifts a refusal, the error row that refuses as well
// goes with it: they are one rule.
func (m *maker) actsAs(r ruled[contract.EnumValue], n *contract.ValueEffect) {
	p, e := r.subject.Param, r.subject.Effect
	rules := []string{r.ID()}
	if d := p.DefaultEffect; d != nil && sameFixture(d.Given, e.Given) && (e.Value == p.Default || e.Value == d.Contrast) {
		rules = append(rules, m.param(r.Operation, contract.KindDefault, p)...)
	}
	conditional := func(t *contract.Trigger) bool {
		return t.Trait != "" && slices.Contains(e.Given.Traits, t.Trait) && len(t.Unless) > 0
	}
	if e.Then.Refused != "" {
		rules = append(rules, m.triggered(r.Operation, conditional)...)
	}
	m.add("enum-value-as-neighbour", r.at(), fmt.Sprintf("%s %v does what %v does.", p.Name, e.Value, n.Value), rules,
		r.change(func(c *contract.Contract, v contract.EnumValue) {
			if v.Effect.Then.Refused != "" {
				dropTriggers(c.Operation(r.Operation).Codes, conditional)
			}
			v.Effect.Then = n.Then
			v.Effect.Then.Fields = maps.Clone(n.Then.Fields)
		}))
}

// neighbour is the first other effect on the same fixture that can be told from this one; nil when there is none.
func neighbour(p *contract.Param, e *contract.ValueEffect) *contract.ValueEffect {
	for _, other := range p.Effects {
		if sameFixture(other.Given, e.Given) && !alike(other.Then, e.Then) {
			return other
		}
	}
	return nil
}

func sameFixture(a, b contract.Fixture) bool {
	return a.State == b.State && slices.Equal(a.Traits, b.Traits)
}

// alike reports whether two outcomes look the same from outside.
func alike(a, b contract.Outcome) bool {
	return a.Reaches == b.Reaches && a.Stays == b.Stays && a.Refused == b.Refused && maps.Equal(a.Fields, b.Fields)
}

// stateOf is the state that a fixture is in: its own, that of its traits, or the normal one.
func stateOf(c *contract.Contract, f contract.Fixture) string {
	if f.State != "" {
		return f.State
	}
	for _, t := range c.Resource.Traits {
		if slices.Contains(f.Traits, t.Name) && t.State != "" {
			return t.State
		}
	}
	return c.Resource.Normal
}

// dropTriggers takes triggers out of error rows.
func dropTriggers(rows []*contract.ErrorCode, which func(t *contract.Trigger) bool) {
	for _, row := range rows {
		row.When = slices.DeleteFunc(row.When, which)
	}
}
