package mutant

import (
	"fmt"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// rates: fewer requests than documented are accepted, or any number. One more than documented is no mutant: two
// periods may meet within a burst, so the document allows twice as many at once.
func rates(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range subjects[*contract.RateLimit](m) {
		for _, max := range []int{r.subject.Max - 1, r.subject.Max / 2} {
			if max > 0 {
				m.add("rate-too-tight", r.at(max), fmt.Sprintf("%d requests are accepted in %v.", max, r.subject.Period), []string{r.ID()},
					r.change(func(_ *contract.Contract, l *contract.RateLimit) { l.Max = max }))
			}
		}
		m.add("rate-off", r.at(), "Any number of requests is accepted.", []string{r.ID()},
			r.change(func(c *contract.Contract, _ *contract.RateLimit) { c.Operation(r.Operation).RateLimit = nil }))
	}
	return m.mutants
}
