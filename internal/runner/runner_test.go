package runner_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/internal/runner"
	"github.com/seed-613b54dc/conformance/internal/setup"
	"github.com/seed-613b54dc/conformance/suites/harness"
	"github.com/seed-613b54dc/conformance/wire"
)

// board notes what a watcher is told.
type board struct {
	mu      sync.Mutex
	started []string
	done    []string
}

func (b *board) Started(s harness.Scenario, waiting func() string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.started = append(b.started, s.ID)
	_ = waiting()
}

func (b *board) Done(r report.Result) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.done = append(b.done, r.ID)
}

// api is one whose endpoint never answers.
var api = &harness.API{Ledger: harness.Ledger{API: "api"}, Observers: func(wire.Config) ([]harness.Observer, error) {
	return []harness.Observer{{Name: "Describe", Max: 1, Show: func(context.Context, []string) (map[string]harness.Seen, error) {
		return nil, &wire.TransportError{Err: errors.New("connection refused")}
	}}}, nil
}}

// scenario makes one of a kind.
func scenario(kind string, n int, body harness.Body) harness.Scenario {
	rule := fmt.Sprintf("api/Op/%s/rule", kind)
	return harness.NewScenario(harness.Expected{ID: fmt.Sprintf("%s/%d", rule, n), Rule: rule}, api, body)
}

func session() *harness.Session {
	return harness.NewSession(&harness.Target{
		Endpoints: map[string]harness.Endpoint{"api": {URL: "http://127.0.0.1:1", Account: harness.OneAccount(wire.Credentials{ID: "id", Secret: "secret"})}},
		Limits:    harness.Limits{Poll: time.Millisecond, Transition: 20 * time.Millisecond},
		OptIns:    []harness.OptIn{harness.OptInRateLimit},
	}, 1)
}

func TestResultsComeInTheOrderOfTheScenarios(t *testing.T) {
	var list []harness.Scenario
	for i := range 50 {
		s := scenario("success", i, func(_ context.Context, t *harness.T) { t.Check("holds", i%5 != 0, "") })
		s.Watches = i % 3
		list = append(list, s)
	}
	for _, concurrency := range []int{0, 1, 7, 100} {
		b := &board{}
		results := runner.Run(t.Context(), session(), list, concurrency, b)
		for i, r := range results {
			want := report.Pass
			if i%5 == 0 {
				want = report.Fail
			}
			if r.ID != list[i].ID || r.Verdict != want {
				t.Fatalf("concurrency %d: result %d is %s %s, want %s %s", concurrency, i, r.ID, r.Verdict, list[i].ID, want)
			}
		}
		if len(b.started) != len(list) || len(b.done) != len(list) {
			t.Errorf("concurrency %d: the watcher heard of %d and %d scenarios", concurrency, len(b.started), len(b.done))
		}
	}
}

func TestBurstsRunAlone(t *testing.T) {
	var mu sync.Mutex
	running, most := 0, 0
	count := func(n int) {
		mu.Lock()
		defer mu.Unlock()
		running += n
		most = max(most, running)
	}
	var list []harness.Scenario
	for i := range 8 {
		list = append(list, scenario("rate-limit", i, func(_ context.Context, t *harness.T) {
			count(100)
			defer count(-100)
			time.Sleep(time.Millisecond)
			t.Check("ran", true, "")
		}), scenario("success", i, func(_ context.Context, t *harness.T) {
			count(1)
			defer count(-1)
			time.Sleep(time.Millisecond)
			t.Check("ran", true, "")
		}))
	}
	runner.Run(t.Context(), session(), list, 4, &board{})
	if most != 100 {
		t.Errorf("at the peak %d: a burst ran beside other scenarios", most)
	}
}

func TestWhatWasNotBegunIsInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var list []harness.Scenario
	for i := range 10 {
		list = append(list, scenario("success", i, func(_ context.Context, t *harness.T) {
			if i == 2 {
				cancel()
			}
			t.Check("ran", true, "")
		}))
	}
	results := runner.Run(ctx, session(), list, 1, &board{})
	for i, r := range results {
		interrupted := r.Verdict == report.Inconclusive && r.Reason == report.ReasonInterrupted
		if interrupted != (i > 2) {
			t.Errorf("scenario %d: %s %s %s", i, r.Verdict, r.Reason, r.Message)
		}
	}
}

func TestAnEndpointThatHasGoneIsNotTriedForEver(t *testing.T) {
	tries := 0
	var list []harness.Scenario
	for i := range 40 {
		list = append(list, scenario("success", i, func(_ context.Context, t *harness.T) {
			tries++
			t.Expect(nil, &wire.TransportError{Err: errors.New("connection refused")}).Accepted()
		}))
	}
	results := runner.Run(t.Context(), session(), list, 1, &board{})
	for _, r := range results {
		if r.Verdict != report.Inconclusive || r.Reason != report.ReasonTransportFault {
			t.Errorf("%s: %s %s", r.ID, r.Verdict, r.Reason)
		}
	}
	if tries > 10*3 {
		t.Errorf("%d attempts on an endpoint that has gone", tries)
	}
}

func TestSelect(t *testing.T) {
	all := []harness.Scenario{scenario("success", 1, nil), scenario("default", 1, nil), scenario("default", 2, nil)}
	for filter, want := range map[string][]string{
		"":                       {all[0].ID, all[1].ID, all[2].ID},
		"api":                    {all[0].ID, all[1].ID, all[2].ID},
		"api && !default":        {all[0].ID},
		"api.Op.default.rule":    {all[1].ID, all[2].ID},
		"success || default, Op": {all[0].ID, all[1].ID, all[2].ID},
	} {
		selected, err := runner.Select(all, filter)
		var got []string
		for _, s := range selected {
			got = append(got, s.ID)
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q selects %v (%v), want %v", filter, got, err, want)
		}
	}
	for _, filter := range []string{"nothing", "((", "api && success && default"} {
		_, err := runner.Select(all, filter)
		var mistake *setup.Mistake
		if !errors.As(err, &mistake) || mistake.ExitCode() != 2 {
			t.Errorf("%q: %v, want a mistake", filter, err)
		}
	}
}
