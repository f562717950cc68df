package plan

import (
	"cmp"
	"slices"
	"strings"
)

// Fixture is how many resources of one kind a run needs.
type Fixture struct {
	API string `json:"api"`
	// State is in the API's spelling; empty leaves it to the provider.
	State  string   `json:"state,omitempty"`
	Traits []string `json:"traits,omitempty"`
	// Peak is how many are needed at a time, at most: as many scenarios as run at a time, each of them
	// one of those that need most. Whether they meet is a matter of chance.
	Peak int `json:"peak"`
	// Largest is how many one request asks for, at most.
	Largest int `json:"largest"`
	// Total is how many are given out in the whole run, for providers that cannot use one twice.
	Total int `json:"total"`
}

// kind is what tells fixtures apart.
type kind struct{ api, state, traits string }

// demand is what the scenarios of a run need of one kind.
type demand struct {
	fixture Fixture
	held    []int // by each scenario that needs any
}

// peak adds up the fixtures of scenarios that run n at a time, by kind. The kinds are in the order of
// APIs, and within one by states and traits.
func peak(scenarios []Scenario, n int) []Fixture {
	demands := map[kind]*demand{}
	var order []string
	for _, s := range scenarios {
		if !slices.Contains(order, s.API) {
			order = append(order, s.API)
		}
		for k, held := range s.holds(demands) {
			demands[k].held = append(demands[k].held, held)
		}
	}
	fixtures := []Fixture{}
	for _, d := range demands {
		slices.SortFunc(d.held, func(a, b int) int { return b - a })
		for i, held := range d.held {
			d.fixture.Total += held
			if i < n {
				d.fixture.Peak += held
			}
		}
		fixtures = append(fixtures, d.fixture)
	}
	slices.SortFunc(fixtures, func(a, b Fixture) int {
		return cmp.Or(
			slices.Index(order, a.API)-slices.Index(order, b.API),
			strings.Compare(a.State, b.State),
			slices.Compare(a.Traits, b.Traits))
	})
	return fixtures
}

// holds is how many resources of each kind the scenario has in the end: it gives none back before. New
// kinds, and requests larger than any before, are noted.
func (s Scenario) holds(demands map[kind]*demand) map[kind]int {
	held := map[kind]int{}
	for _, need := range s.needs {
		k := kind{s.API, need.State, strings.Join(need.Traits, " ")}
		if demands[k] == nil {
			demands[k] = &demand{fixture: Fixture{API: s.API, State: need.State, Traits: need.Traits}}
		}
		demands[k].fixture.Largest = max(demands[k].fixture.Largest, need.Count)
		held[k] += need.Count
	}
	return held
}
