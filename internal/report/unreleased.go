package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Unreleased is what a fixture provider did not take back. Somebody has to look after it by hand.
type Unreleased struct {
	API      string   `json:"api"`
	Scenario string   `json:"scenario"` // which acquired it; "" when that is not known
	IDs      []string `json:"ids"`
	Error    string   `json:"error"` // the provider's own words; "" when it gave none
}

// String is the entry in one line.
func (u Unreleased) String() string {
	text := fmt.Sprintf("%s: %s", u.API, strings.Join(u.IDs, ", "))
	if u.Scenario != "" {
		text += ", of scenario " + u.Scenario
	}
	return titled(text, u.Error)
}

// unreleased puts together what the run and what single results say was not taken back, each id once, so that the list
// in the head of a report is complete. It is nil when everything was.
func unreleased(meta Meta, results []Result) []Unreleased {
	var out []Unreleased
	listed := map[[2]string]bool{} // api and id
	for _, u := range meta.Unreleased {
		u.IDs = append([]string{}, u.IDs...)
		out = append(out, u)
		for _, id := range u.IDs {
			listed[[2]string{u.API, id}] = true
		}
	}
	for _, result := range results {
		api, _, _ := strings.Cut(result.ID, "/")
		u := Unreleased{API: api, Scenario: result.ID, IDs: []string{}}
		for _, id := range result.Unreleased {
			if key := [2]string{api, id}; !listed[key] {
				listed[key] = true
				u.IDs = append(u.IDs, id)
			}
		}
		if len(u.IDs) > 0 {
			out = append(out, u)
		}
	}
	// Scenarios that run at the same time end in any order; the report must not depend on it.
	slices.SortStableFunc(out, func(a, b Unreleased) int {
		return cmp.Or(cmp.Compare(a.API, b.API), cmp.Compare(a.Scenario, b.Scenario))
	})
	return out
}
