package plan

import (
	"fmt"
	"strings"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// least is the shortest time that the scenarios can take, n at a time, and why: the longest of what
// must be watched in all, the scenario that watches longest, and what the rate limits make of the
// calls of each operation. The rates of looks are not counted.
func (r Run) least(scenarios []Scenario, n int) (time.Duration, string) {
	watch := r.Target.Limits.Watch
	if watch == 0 {
		watch = harness.DefaultLimits().Watch
	}
	watches, most := 0, 0
	for _, s := range scenarios {
		if s.Runs() {
			watches += s.promised.Watches
			most = max(most, s.promised.Watches)
		}
	}
	longest, because := r.paced(scenarios)
	if t := time.Duration(most) * watch; t >= longest {
		longest, because = t, fmt.Sprintf("one scenario watches resources %d times for %v", most, watch)
	}
	if t := time.Duration(watches) * watch / time.Duration(n); t >= longest {
		longest, because = t, fmt.Sprintf("resources are watched %d times for %v", watches, watch)
	}
	if longest == 0 {
		because = ""
	}
	return longest, because
}

// operation is one operation of one API.
type operation struct{ api, name string }

// paced is the time that the calls of one operation take within its rate limit: that of the slowest
// operation. Bursts are sent as they come and do not count, and the reference endpoint has an account
// for each scenario.
func (r Run) paced(scenarios []Scenario) (longest time.Duration, because string) {
	if r.Target.Kind == report.KindReference {
		return 0, ""
	}
	var order []operation
	calls := map[operation]int{}
	for _, s := range scenarios {
		if !s.Runs() || (harness.Scenario{Expected: s.promised}).Alone() {
			continue
		}
		op := operation{s.API, operationOf(s.ID)}
		if calls[op] == 0 {
			order = append(order, op)
		}
		calls[op] += s.promised.Calls
	}
	for _, op := range order {
		rate, atOnce := r.rate(op)
		if rate == 0 {
			continue
		}
		accounts := max(r.Target.Endpoints[op.api].Accounts, 1)
		one := (calls[op] + accounts - 1) / accounts
		t := time.Duration(float64(max(one-atOnce, 0)) / rate * float64(time.Second))
		if t > longest {
			longest = t
			because = fmt.Sprintf("%d calls of %s are sent at %.3g a second and account", calls[op], op.name, rate)
		}
	}
	return longest, because
}

// rate is how many calls of an operation are sent a second, and how many of them at once at most; 0
// when there is no limit. The target's own rate stands in place of the contract's.
func (r Run) rate(op operation) (perSecond float64, atOnce int) {
	if own := r.Target.Endpoints[op.api].Rates[op.name]; own > 0 {
		return own, 1
	}
	for _, api := range r.APIs {
		for _, l := range api.Limits {
			if api.Ledger.API == op.api && l.Operation == op.name && l.Period > 0 {
				return float64(l.Max) / l.Period.Seconds(), l.Max
			}
		}
	}
	return 0, 0
}

// operationOf is the second part of a scenario's id.
func operationOf(id string) string {
	_, rest, _ := strings.Cut(id, "/")
	name, _, _ := strings.Cut(rest, "/")
	return name
}
