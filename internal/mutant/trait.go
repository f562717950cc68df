package mutant

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// traits: a condition that the document refuses is not looked at. All that refuses it goes together: a
// precondition, error rows, common rows and values with one trait are one rule.
func traits(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, op := range m.acting() {
		for _, t := range c.Resource.Traits {
			refusing := func(e *contract.ValueEffect) bool {
				return e.Then.Refused != "" && slices.Contains(e.Given.Traits, t.Name)
			}
			triggering := func(tr *contract.Trigger) bool { return tr.Trait == t.Name }
			rules := slices.Concat(m.triggered(op.ID, triggering), m.effects(op.ID, nil, refusing), m.ids(func(r *contract.Rule) bool {
				p, ok := r.Subject.(*contract.Precondition)
				return ok && r.Operation == op.ID && p.Trait == t.Name
			}))
			m.add("trait-ignored", op.ID+"/"+t.Name, fmt.Sprintf("A resource that is %s is treated like any other.", t.Name), rules,
				func(c *contract.Contract) {
					op := c.Operation(op.ID)
					op.Preconditions = slices.DeleteFunc(op.Preconditions, func(p *contract.Precondition) bool { return p.Trait == t.Name })
					dropTriggers(op.Codes, triggering)
					dropTriggers(c.CommonCodes, triggering)
					for _, p := range op.Params {
						p.Effects = slices.DeleteFunc(p.Effects, refusing)
					}
				})
		}
	}
	return m.mutants
}

// conditions: a refusal that a value of a parameter lifts is never lifted, or demands the value of resources of
// every kind.
func conditions(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range subjects[*contract.ErrorCode](m) {
		for _, t := range r.subject.When {
			if len(t.Unless) == 0 {
				continue
			}
			m.add("condition-never-lifted", r.at(t.Trait), fmt.Sprintf("%s does not lift the refusal of a resource that is %s.", given(t.Unless), t.Trait),
				append(m.lifting(r.Operation, t), r.ID()),
				r.change(func(_ *contract.Contract, row *contract.ErrorCode) {
					for _, t := range row.When {
						t.Unless = nil
					}
				}))
			m.universal(r, t)
		}
	}
	return m.mutants
}

// given words parameters with their values.
func given(with map[string]any) string {
	var words []string
	for _, name := range slices.Sorted(maps.Keys(with)) {
		words = append(words, fmt.Sprintf("%s %v", name, with[name]))
	}
	return strings.Join(words, " and ")
}

// lifting are the rules of values that lift a trigger.
func (m *maker) lifting(op string, t *contract.Trigger) []string {
	return m.ids(func(r *contract.Rule) bool {
		v, ok := r.Subject.(contract.EnumValue)
		return ok && r.Operation == op && t.Unless[v.Param.Name] == v.Effect.Value && slices.Contains(v.Effect.Given.Traits, t.Trait)
	})
}

// universal refuses ordinary resources too, unless the value is there.
func (m *maker) universal(r ruled[*contract.ErrorCode], t *contract.Trigger) {
	for _, name := range slices.Sorted(maps.Keys(t.Unless)) {
		ordinary := func(e *contract.ValueEffect) bool {
			return e.Value != t.Unless[name] && len(e.Given.Traits) == 0
		}
		p := m.contract.Operation(r.Operation).Param(name)
		m.add("condition-universal", r.at(t.Trait, name), fmt.Sprintf("%s %v is demanded of every resource.", name, t.Unless[name]),
			m.effects(r.Operation, p, ordinary),
			r.change(func(c *contract.Contract, row *contract.ErrorCode) {
				for _, e := range c.Operation(r.Operation).Param(name).Effects {
					if ordinary(e) {
						e.Then = contract.Outcome{Refused: row.ID}
					}
				}
			}))
	}
}
