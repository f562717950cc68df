package harness

import (
	"context"
	"fmt"
	"strings"
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
	// Provider hands out the resources that scenarios act on.
	Provider Provider
	// Limits bound waiting; zero fields get DefaultLimits.
	Limits Limits
}

// Endpoint is where one API is served.
type Endpoint struct {
	// URL is the address, path included where the API has one.
	URL string
	// Region is sent where the protocol wants one.
	Region string
	// Account gives the credentials for one scenario. An endpoint that can make accounts gives each
	// scenario its own, so that parallel scenarios do not share a rate limit. Required.
	Account func() Account
}

// Account is one caller of an endpoint.
type Account struct {
	// ID is passed to the fixture provider, so that the fixtures belong to the caller; "" when the
	// target has one account only.
	ID          string
	Credentials wire.Credentials
}

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
}

// DefaultLimits suit an endpoint on a network.
func DefaultLimits() Limits {
	return Limits{
		Poll:       time.Second,
		Watch:      3 * time.Second,
		Transition: 5 * time.Minute,
		Request:    30 * time.Second,
		Scenario:   15 * time.Minute,
	}
}

// withDefaults fills in the fields that are zero.
func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	for _, f := range []struct{ field, fallback *time.Duration }{
		{&l.Poll, &d.Poll}, {&l.Watch, &d.Watch}, {&l.Transition, &d.Transition},
		{&l.Request, &d.Request}, {&l.Scenario, &d.Scenario},
	} {
		if *f.field == 0 {
			*f.field = *f.fallback
		}
	}
	return l
}

// Fixture says what a resource must be like.
type Fixture struct {
	// State in the API's spelling; empty is the normal running state.
	State string
	// Traits are the conditions that no field shows.
	Traits []string
}

// String describes the fixture for people: "STOPPED", "RUNNING with soft-stop-hangs".
func (f Fixture) String() string {
	state := f.State
	if state == "" {
		state = "normal"
	}
	if len(f.Traits) == 0 {
		return state
	}
	return state + " with " + strings.Join(f.Traits, ", ")
}

// Provider hands out resources in a needed state and takes them back. It must be safe for
// concurrent use.
type Provider interface {
	// Acquire returns exactly req.Count different ids, or an error; *Unavailable when there are none
	// of that kind.
	Acquire(ctx context.Context, req Request) ([]string, error)
	// Release gives back ids that Acquire returned for req, or part of them.
	Release(ctx context.Context, req Request, ids []string) error
}

// Request asks a provider for fixtures.
type Request struct {
	API     string
	Fixture Fixture
	Count   int
	// Account owns the fixtures; "" leaves it to the provider.
	Account string
}

// Unavailable says that a provider cannot give a fixture, in the provider's own words.
type Unavailable struct {
	Reason  string
	Message string
}

// Error returns both.
func (u *Unavailable) Error() string { return fmt.Sprintf("%s: %s", u.Reason, u.Message) }
