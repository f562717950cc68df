package plan

import (
	"fmt"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// obstacle is why a scenario cannot run; the zero value is none.
type obstacle struct {
	reason  report.Reason
	message string
}

// forecast tells whether a scenario can run, and with which fixtures. Of several obstacles the one that
// stands in the way of most scenarios is named.
func (r Run) forecast(api harness.API, e harness.Expected) Scenario {
	s := Scenario{ID: e.ID, API: api.Ledger.API, promised: e}
	needs, weak, found := r.needs(api, e)
	switch {
	case !r.served(s.API):
		found = obstacle{report.ReasonUnsupported, "the target has no endpoint for " + s.API}
	case harness.Scenario{Expected: e}.Alone() && !r.Target.Allows(harness.OptInRateLimit):
		found = obstacle{report.ReasonOptInRequired,
			fmt.Sprintf("bursts that are meant to be throttled need the opt-in %s in the target", harness.OptInRateLimit)}
	}
	s.Reason, s.Message = found.reason, found.message
	if !s.Runs() {
		return s
	}
	s.needs, s.Requests, s.Evidence = needs, e.Calls+e.Looks, report.Strong
	if weak {
		s.Evidence = report.Weak
	}
	return s
}

func (r Run) served(api string) bool {
	_, ok := r.Target.Endpoints[api]
	return ok
}

// needs returns what the scenario will ask for, and whether absent ids stand in for real ones.
func (r Run) needs(api harness.API, e harness.Expected) (needs []harness.Need, weak bool, found obstacle) {
	for _, need := range e.Needs {
		lack := r.lacks(api, need)
		if lack.reason != "" && need.OrAbsent {
			var absent bool
			need, lack, absent = r.standIn(api, need, lack)
			weak = weak || absent
		}
		if lack.reason != "" {
			return nil, false, lack
		}
		needs = append(needs, need)
	}
	return needs, weak, obstacle{}
}

// standIn puts absent ids in the place of real ones, where the provider has those.
func (r Run) standIn(api harness.API, need harness.Need, lack obstacle) (harness.Need, obstacle, bool) {
	absent := harness.Need{Count: need.Count, Traits: []string{harness.TraitAbsent}}
	if r.lacks(api, absent).reason != "" {
		return need, lack, false
	}
	return absent, obstacle{}, true
}

// lacks says why a fixture cannot be had.
func (r Run) lacks(api harness.API, need harness.Need) obstacle {
	if r.Target.Provider == nil {
		return obstacle{report.ReasonFixtureUnavailable, "the target has no fixture provider"}
	}
	if need.Count > harness.LargeCount && !slices.Contains(need.Traits, harness.TraitAbsent) && !r.Target.Allows(harness.OptInLargeBatch) {
		return obstacle{report.ReasonOptInRequired,
			fmt.Sprintf("more than %d resources in one request need the opt-in %s in the target", harness.LargeCount, harness.OptInLargeBatch)}
	}
	if r.Capabilities == nil {
		return obstacle{}
	}
	has, ok := r.Capabilities[api.Ledger.API]
	if !ok {
		return obstacle{report.ReasonFixtureUnavailable, "the fixture provider has nothing for " + api.Ledger.API}
	}
	if message := missing(has, need, api.Normal); message != "" {
		return obstacle{report.ReasonFixtureUnavailable, message}
	}
	return obstacle{}
}

// missing says which part of a need a provider does not have; "" when it has all of it. A provider may
// list the normal state by its name or as the empty one.
func missing(has harness.Capabilities, need harness.Need, normal string) string {
	state := need.State != "" && !slices.Contains(has.States, need.State)
	if state && need.State == normal && slices.Contains(has.States, "") {
		state = false
	}
	if state {
		return fmt.Sprintf("the fixture provider has no resource in the state %s", need.State)
	}
	for _, trait := range need.Traits {
		if !slices.Contains(has.Traits, trait) {
			return fmt.Sprintf("the fixture provider has no resource with the trait %s", trait)
		}
	}
	if has.MaxCount > 0 && need.Count > has.MaxCount {
		return fmt.Sprintf("the fixture provider gives at most %d resources in one request, and %d are needed", has.MaxCount, need.Count)
	}
	return ""
}
