package matrix

import (
	"context"
	"time"

	"github.com/seed-613b54dc/conformance/internal/local"
	"github.com/seed-613b54dc/conformance/internal/reference"
	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// stopDelay is how long a shutdown takes: several looks at the state in between, even when the answers to
// some of them come late.
const stopDelay = 100 * time.Millisecond

// limits are short, since most mutants are killed by what does not happen. Watch is longer than the latest
// change that a mutant makes behind the answer's back, 200 ms after it, and a whole stopDelay more: the state
// in between may be all that there is to see.
func limits() harness.Limits {
	return harness.Limits{
		Poll:       10 * time.Millisecond,
		Watch:      320 * time.Millisecond,
		Transition: 2 * time.Second,
		Request:    3 * time.Second,
		Scenario:   20 * time.Second,
	}
}

// serve opens a subject on a free port of the loopback interface.
func serve(s subject) (player, func() error, error) {
	endpoint, err := s.endpoint(reference.Options{StopDelay: stopDelay})
	if err != nil {
		return nil, nil, err
	}
	endpoints, err := local.Serve(limits(), endpoint)
	if err != nil {
		return nil, nil, err
	}
	session := harness.NewSession(endpoints.Target(), 1)
	play := func(ctx context.Context, one harness.Scenario) report.Result { return session.Run(ctx, one, nil) }
	return play, endpoints.Close, nil
}
