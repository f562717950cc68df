package mutant

import (
	"fmt"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// limits: the number of values that a list may have is another one, or there is no limit.
func limits(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range subjects[contract.Bound](m) {
		p := r.subject.Param
		rules := append(m.violated(r.Operation, p, r.subject.Keyword), r.ID())
		bound := func(operator, says string, to func(p *contract.Param)) {
			m.add(operator, r.at(), fmt.Sprintf("%s %s.", p.Name, says), rules,
				r.change(func(_ *contract.Contract, b contract.Bound) { to(b.Param) }))
		}
		if r.subject.Keyword == contract.ViolatesMaxItems {
			bound("limit-plus-one", fmt.Sprintf("may have %d values", p.MaxItems+1), func(p *contract.Param) { p.MaxItems++ })
			bound("limit-minus-one", fmt.Sprintf("may have %d values", p.MaxItems-1), func(p *contract.Param) { p.MaxItems-- })
			bound("limit-halved", fmt.Sprintf("may have %d values", p.MaxItems/2), func(p *contract.Param) { p.MaxItems /= 2 })
			bound("limit-off", "may have any number of values", func(p *contract.Param) { p.MaxItems = 0 })
			rules = m.ids(func(r *contract.Rule) bool { b, ok := r.Subject.(contract.Bound); return ok && b.Param == p })
			bound("one-refused", "must have two values", func(p *contract.Param) { p.MinItems = 2 })
			continue
		}
		bound("min-items-off", "may be empty", func(p *contract.Param) { p.MinItems = 0 })
	}
	return m.mutants
}
