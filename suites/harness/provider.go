package harness

import (
	"context"
	"fmt"
	"strings"
)

// Fixture says what a resource must be like.
type Fixture struct {
	// State in the API's spelling; empty is the API's normal state.
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

// Describer is implemented by providers that can tell, without giving anything, what they have.
type Describer interface {
	// Describe returns what there is, by API id.
	Describe(ctx context.Context) (map[string]Capabilities, error)
}

// Capabilities are the fixtures of one API that a provider can give.
type Capabilities struct {
	States   []string `json:"states"`
	Traits   []string `json:"traits"`
	MaxCount int      `json:"maxCount"` // in one request; 0 means that there is no limit
}

// Request asks a provider for fixtures.
type Request struct {
	API     string
	Fixture Fixture
	Count   int
	// Account owns the fixtures; "" leaves it to the provider.
	Account string
	// Scenario is the id of the scenario that asks; "" when that is not known. It does not travel.
	Scenario string
}

// Unavailable says that a provider cannot give a fixture, in the provider's own words.
type Unavailable struct {
	Reason  string
	Message string
}

// Error returns both.
func (u *Unavailable) Error() string { return fmt.Sprintf("%s: %s", u.Reason, u.Message) }
