package matrix

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/mutant"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// UnknownName is a selection of something that there is not.
type UnknownName struct {
	What, Name string
	Known      []string
}

// Error names what there is.
func (u *UnknownName) Error() string {
	return fmt.Sprintf("there is no %s %q: use %s", u.What, u.Name, strings.Join(u.Known, ", "))
}

// check refuses mutants that could not be judged: operators have made them wrongly.
func (in Input) check() error {
	if len(in.Contracts) != len(in.APIs) {
		return fmt.Errorf("there are %d contracts and suites for %d: run make generate", len(in.Contracts), len(in.APIs))
	}
	rules, ids := map[string]bool{}, map[string]bool{}
	for _, api := range in.APIs {
		for _, rule := range api.Ledger.Rules {
			rules[rule.ID] = true
		}
	}
	for _, m := range in.Mutants {
		if len(m.Rules) == 0 {
			return fmt.Errorf("mutant %s breaks no rule: correct the operator %s", m.ID, m.Operator)
		}
		for _, id := range m.Rules {
			if !rules[id] {
				return fmt.Errorf("mutant %s breaks the rule %s, which no contract has: correct the operator %s", m.ID, id, m.Operator)
			}
		}
	}
	for _, id := range in.ids() {
		if ids[id] {
			return fmt.Errorf("two mutants or variants have the id %s: correct the operator", id)
		}
		ids[id] = true
	}
	return nil
}

func (in Input) ids() []string {
	var ids []string
	for _, m := range in.Mutants {
		ids = append(ids, m.ID)
	}
	for _, v := range in.Variants {
		ids = append(ids, v.ID)
	}
	return ids
}

// choose keeps what the options select.
func (in Input) choose(o Options) (Input, error) {
	if err := in.known(o); err != nil {
		return Input{}, err
	}
	api := func(id string) bool { return selects(o.APIs, id) }
	out := Input{
		Contracts: keep(in.Contracts, func(c *contract.Contract) bool { return api(c.API) }),
		APIs:      keep(in.APIs, func(a harness.API) bool { return api(a.Ledger.API) }),
		Scenarios: keep(in.Scenarios, func(s harness.Scenario) bool { return api(apiOf(s.ID)) }),
		Mutants:   keep(in.Mutants, func(m mutant.Mutant) bool { return api(apiOf(m.ID)) && selects(o.Operators, m.Operator) }),
		Variants:  keep(in.Variants, func(v mutant.Variant) bool { return api(apiOf(v.ID)) && selects(o.Operators, VariantsOperator) }),
	}
	if n := len(out.Mutants); o.Sample > 0 && o.Sample < n {
		out.Mutants, out.Variants = spread(out.Mutants, o.Sample), spread(out.Variants, (len(out.Variants)*o.Sample+n-1)/n)
	}
	return out, nil
}

// known refuses selections of what there is not.
func (in Input) known(o Options) error {
	var apis, operators []string
	for _, a := range in.APIs {
		apis = append(apis, a.Ledger.API)
	}
	for _, m := range in.Mutants {
		operators = append(operators, m.Operator)
	}
	slices.Sort(operators)
	operators = append(slices.Compact(operators), VariantsOperator)
	for _, one := range []struct {
		what        string
		asked, have []string
	}{{"api", o.APIs, apis}, {"operator", o.Operators, operators}} {
		for _, name := range one.asked {
			if !slices.Contains(one.have, name) {
				return &UnknownName{one.what, name, one.have}
			}
		}
	}
	return nil
}

// selection says in words what the options leave out; "" when that is nothing.
func (o Options) selection() string {
	var words []string
	if len(o.APIs) > 0 {
		words = append(words, "the mutants of "+strings.Join(o.APIs, ", "))
	}
	if len(o.Operators) > 0 {
		words = append(words, "the operators "+strings.Join(o.Operators, ", "))
	}
	if o.Sample > 0 {
		words = append(words, fmt.Sprintf("a sample of %d mutants", o.Sample))
	}
	return strings.Join(words, "; ")
}

// byAPI are the scenarios of each API, in their order.
func (in Input) byAPI() map[string][]harness.Scenario {
	all := map[string][]harness.Scenario{}
	for _, s := range in.Scenarios {
		api := apiOf(s.ID)
		all[api] = append(all[api], s)
	}
	return all
}

// apiOf is the first part of an id.
func apiOf(id string) string {
	api, _, _ := strings.Cut(id, "/")
	return api
}

func selects(names []string, name string) bool {
	return len(names) == 0 || slices.Contains(names, name)
}

func keep[T any](all []T, want func(T) bool) []T {
	var kept []T
	for _, one := range all {
		if want(one) {
			kept = append(kept, one)
		}
	}
	return kept
}

// spread picks n of a list, evenly: each API and operator has its part.
func spread[T any](all []T, n int) []T {
	var picked []T
	for i := range min(n, len(all)) {
		picked = append(picked, all[i*len(all)/n])
	}
	return picked
}
