package mutant

import (
	"fmt"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// contractOperators change a copy of the contract: the endpoint of the copy does what the copy says, and so
// breaks just that. They are in the order of the kinds of rules.
var contractOperators = []operator{
	limits, required, types, patterns, values, outcomes, defaults, preconditions, traits, conditions,
	transitions, encodings, partialFailures, rows, commonRows, rates, envelopes,
}

// maker collects the mutants that operators make of one contract by changing it.
type maker struct {
	contract *contract.Contract
	rules    []*contract.Rule // the judged ones: an endpoint cannot break an informational one
	mutants  []Mutant
}

func newMaker(c *contract.Contract) *maker {
	judged := slices.DeleteFunc(contract.Rules(c), (*contract.Rule).Informational)
	return &maker{contract: c, rules: judged}
}

// add makes a mutant: where tells it from others of the operator. A change that breaks no rule makes none.
func (m *maker) add(operator, where, says string, rules []string, edit func(c *contract.Contract)) {
	rules = slices.DeleteFunc(slices.Clone(rules), func(id string) bool { return id == "" })
	slices.Sort(rules)
	if rules = slices.Compact(rules); len(rules) == 0 {
		return
	}
	m.mutants = append(m.mutants, Mutant{
		ID: m.contract.API + "/" + operator + "/" + where, Operator: operator, Says: says, Rules: rules,
		recipe: recipe{contract: m.contract, edit: edit},
	})
}

// equivalent declares that nobody can tell the mutant just made from a conforming endpoint.
func (m *maker) equivalent(reason string) { m.mutants[len(m.mutants)-1].Equivalent = reason }

// ids are the rules that is holds for.
func (m *maker) ids(is func(r *contract.Rule) bool) []string {
	var ids []string
	for _, r := range m.rules {
		if is(r) {
			ids = append(ids, r.ID())
		}
	}
	return ids
}

// kind are the rules of an operation that are of a kind.
func (m *maker) kind(op string, k contract.Kind) []string {
	return m.ids(func(r *contract.Rule) bool { return r.Operation == op && r.Kind == k })
}

// about are the rules whose subject is this very thing.
func (m *maker) about(subject any) []string {
	return m.ids(func(r *contract.Rule) bool { return r.Subject == subject })
}

// param are the rules of a kind about a parameter.
func (m *maker) param(op string, k contract.Kind, p *contract.Param) []string {
	return m.ids(func(r *contract.Rule) bool { return r.Operation == op && r.Kind == k && r.Subject == p })
}

// triggered are the error rows of an operation that have a trigger for which is holds.
func (m *maker) triggered(op string, is func(t *contract.Trigger) bool) []string {
	return m.ids(func(r *contract.Rule) bool {
		row, ok := r.Subject.(*contract.ErrorCode)
		return ok && r.Operation == op && slices.ContainsFunc(row.When, is)
	})
}

// violated are the error rows for a parameter that does not keep a keyword.
func (m *maker) violated(op string, p *contract.Param, k contract.Keyword) []string {
	return m.triggered(op, func(t *contract.Trigger) bool { return t.Param == p.Name && t.Violates == k })
}

// effects are the rules about values of a parameter, or of any one for nil, for which is holds.
func (m *maker) effects(op string, p *contract.Param, is func(e *contract.ValueEffect) bool) []string {
	return m.ids(func(r *contract.Rule) bool {
		v, ok := r.Subject.(contract.EnumValue)
		return ok && r.Operation == op && (p == nil || v.Param == p) && is(v.Effect)
	})
}

// ruled is a rule with its subject.
type ruled[S any] struct {
	*contract.Rule
	subject S
}

// subjects are the judged rules with a subject of that type.
func subjects[S any](m *maker) []ruled[S] {
	var list []ruled[S]
	for _, r := range m.rules {
		if s, ok := r.Subject.(S); ok {
			list = append(list, ruled[S]{r, s})
		}
	}
	return list
}

// at is a place for the id of a mutant: the rule's operation and name, and what tells several apart.
func (r ruled[S]) at(what ...any) string {
	where := r.Operation + "/" + r.Name
	for _, w := range what {
		where += fmt.Sprintf("/%v", w)
	}
	return where
}

// change makes an edit of the subject: it is found in the copy by the id of the rule.
func (r ruled[S]) change(to func(c *contract.Contract, subject S)) func(c *contract.Contract) {
	id := r.ID()
	return func(c *contract.Contract) {
		for _, twin := range contract.Rules(c) {
			if twin.ID() == id {
				to(c, twin.Subject.(S))
				return
			}
		}
	}
}

// acting are the operations that documents describe.
func (m *maker) acting() []*contract.Operation {
	return slices.DeleteFunc(slices.Clone(m.contract.Operations), func(op *contract.Operation) bool { return !op.Acts() })
}
