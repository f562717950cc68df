package harness

import (
	"net/http"
	"slices"
	"time"

	"github.com/seed-613b54dc/conformance/wire"
)

// Target is what a run is about: the endpoints under test, and what the suite may use to test them.
type Target struct {
	// Name is for people; Kind is report.KindReference or report.KindEndpoint.
	Name string
	Kind string
	// Endpoints are the APIs under test, by API id.
	Endpoints map[string]Endpoint
	// Provider hands out the resources that scenarios act on; nil means that there are none.
	Provider Provider
	// Limits bound waiting; zero fields get DefaultLimits.
	Limits Limits
	// OptIns allow scenarios that cost more than others.
	OptIns []OptIn
	// Concurrency is how many scenarios run at a time; 0 means DefaultConcurrency.
	Concurrency int
	// Transport carries all calls; nil means one of the suite's own, without a proxy.
	Transport http.RoundTripper
	// Secrets are texts that no artefact may show, beside the credentials of the accounts.
	Secrets []string
}

// DefaultConcurrency is how many scenarios run at a time unless a target says otherwise. They mostly
// wait, so it has nothing to do with the number of cores.
const DefaultConcurrency = 8

// OptIn allows what a run does not do to a system without being asked.
type OptIn string

// The opt-ins of a target.
const (
	// OptInDestructive allows state-changing calls to an address that is not this machine.
	OptInDestructive OptIn = "destructive"
	// OptInRateLimit allows bursts that are meant to be throttled.
	OptInRateLimit OptIn = "rate-limit"
	// OptInLargeBatch allows scenarios that need more than LargeCount resources.
	OptInLargeBatch OptIn = "large-batch"
)

// LargeCount is how many resources a scenario may need without the opt-in OptInLargeBatch.
const LargeCount = 20

// Allows reports whether the target opts in.
func (t *Target) Allows(o OptIn) bool { return slices.Contains(t.OptIns, o) }

// Endpoint is where one API is served.
type Endpoint struct {
	// URL is the address, path included where the API has one.
	URL string
	// Region is sent where the protocol wants one.
	Region string
	// Account gives the credentials for one scenario. An endpoint that can make accounts gives each
	// scenario its own, so that parallel scenarios do not share a rate limit. Required.
	Account func() Account
	// Accounts is how many accounts Account takes in turn; 0 means one.
	Accounts int
	// Rates bound how many requests a second this suite sends, by operation and account; an operation
	// without one gets the documented limit.
	Rates map[string]float64
}

// OneAccount is for endpoints with a single account.
func OneAccount(c wire.Credentials) func() Account {
	return func() Account { return Account{Credentials: c} }
}

// Account is one caller of an endpoint.
type Account struct {
	// ID is passed to the fixture provider, so that the fixtures belong to the caller; "" when the
	// target has one account only.
	ID          string
	Credentials wire.Credentials
	// Own says that nobody else calls as this account while the scenario runs.
	Own bool
}

// key tells accounts apart where calls are counted.
func (a Account) key() string { return a.Credentials.ID + " " + a.Credentials.Bearer }

// Limits bound how long a scenario waits. They are limits, not durations: waiting ends on what is
// observed.
type Limits struct {
	// Poll is the time between two looks at a resource.
	Poll time.Duration
	// Watch is how long a resource that must not change is watched.
	Watch time.Duration
	// Transition is how long a change of state may take.
	Transition time.Duration
	// Request bounds one request.
	Request time.Duration
	// Scenario bounds a whole scenario.
	Scenario time.Duration
	// Fixture bounds one call of the provider.
	Fixture time.Duration
}

// DefaultLimits suit an endpoint on a network.
func DefaultLimits() Limits {
	return Limits{
		Poll:       time.Second,
		Watch:      3 * time.Second,
		Transition: 5 * time.Minute,
		Request:    30 * time.Second,
		Scenario:   15 * time.Minute,
		Fixture:    2 * time.Minute,
	}
}

// withDefaults fills in the fields that are zero.
func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	for _, f := range []struct{ field, fallback *time.Duration }{
		{&l.Poll, &d.Poll}, {&l.Watch, &d.Watch}, {&l.Transition, &d.Transition},
		{&l.Request, &d.Request}, {&l.Scenario, &d.Scenario}, {&l.Fixture, &d.Fixture},
	} {
		if *f.field == 0 {
			*f.field = *f.fallback
		}
	}
	return l
}
