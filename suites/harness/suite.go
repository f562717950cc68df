// Package harness runs generated scenarios against an endpoint and turns what it sees into results.
//
// In go a [Target] and the scenarios of suites/<api>, which are Ginkgo specs whose bodies use the
// verbs of [T]: acquire fixtures, send calls, expect acceptance or refusal, see states. Out come
// one report.Result per scenario. The package knows no vendor: what it needs to know of an API, it
// is told in an [API] value that is generated from the contract.
package harness

import (
	"slices"
	"sync"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/wire"
)

// Ledger and its parts are what a contract promises; see package report.
type (
	Ledger    = report.Ledger
	File      = report.File
	Lines     = report.Lines
	Statement = report.Statement
	Rule      = report.Rule
	Decision  = report.Decision
	Expected  = report.Expected
	Need      = report.Need
)

// API is what the harness needs to know of one contract. It is generated.
type API struct {
	Ledger Ledger
	// Observers connects the operations that show resources, the preferred one first.
	Observers func(wire.Config) ([]Observer, error)
	// Throttled are the codes with which the API turns down too many requests, Denied those with which
	// it turns down credentials and signatures.
	Throttled []wire.Code
	Denied    []wire.Code
	// Limits are the documented rate limits.
	Limits []RateLimit
	// Subjects are the parameters that name resources.
	Subjects []Subject
	// Hidden are the traits of resources that no operation shows.
	Hidden []string
	// Normal is the state that a fixture has when none is asked for.
	Normal string
}

// Subject is a parameter that names resources.
type Subject struct {
	Operation string
	Param     string
	// Illegal are values that scenarios send on purpose and that cannot name anything.
	Illegal []string
}

// RateLimit says how many requests of an operation are accepted in a period.
type RateLimit struct {
	Operation string
	Max       int
	Period    time.Duration
}

// Suite collects the scenarios of all APIs. Under Ginkgo it also runs them.
type Suite struct {
	// Verbose prints every exchange to Ginkgo's writer.
	Verbose bool
	// Documents are the lines of the vendors' pages by API id, shown beside failures; nil shows none.
	Documents map[string][]string
	// Excuses reports whether a failure is a known difference; nil excuses nothing.
	Excuses func(failed report.Result) bool
	// Covers reports whether a scenario belongs to the run; nil runs all. It is asked when the scenario's turn comes.
	Covers func(id string) bool

	session   func() *Session
	scenarios []Scenario
}

// NewSuite returns a suite. The session is asked for when the first scenario runs, so that the tree
// of scenarios can be built, listed and filtered without a target.
func NewSuite(session func() *Session) *Suite {
	return &Suite{session: sync.OnceValue(session)}
}

// Scenarios are those that have been registered.
func (s *Suite) Scenarios() []Scenario { return slices.Clone(s.scenarios) }

// Scenarios is the registration point of one API's scenarios.
type Scenarios struct {
	suite    *Suite
	api      *API
	expected map[string]Expected // by scenario id
}

// API opens the registration of one API.
func (s *Suite) API(api API) *Scenarios {
	expected := make(map[string]Expected, len(api.Ledger.Scenarios))
	for _, e := range api.Ledger.Scenarios {
		expected[e.ID] = e
	}
	return &Scenarios{suite: s, api: &api, expected: expected}
}

// add notes a scenario while the tree is built.
func (s *Scenarios) add(id string, body Body) Scenario {
	expected := s.expected[id]
	expected.ID = id // also for one that the ledger does not promise: the report says so
	one := NewScenario(expected, s.api, body)
	s.suite.scenarios = append(s.suite.scenarios, one)
	return one
}
