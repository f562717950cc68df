package harness

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/wire"
)

// world is a fake of everything around a scenario: a provider, and resources whose states follow a
// script, one step for each look.
type world struct {
	mu       sync.Mutex
	give     func(req Request) ([]string, error)
	released [][]string
	refuse   error // of every release
	script   map[string][]string
	looks    int
	blind    error // of every look
	blindTo  error // of every look at something in particular
	fields   map[string]string
}

func (w *world) Acquire(_ context.Context, req Request) ([]string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.give(req)
}

func (w *world) Release(_ context.Context, _ Request, ids []string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.released = append(w.released, ids)
	return w.refuse
}

// show shows each resource in the next state of its script; the last one lasts.
func (w *world) show(_ context.Context, ids []string) (map[string]Seen, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.blind != nil {
		return nil, w.blind
	}
	if w.blindTo != nil && len(ids) > 0 {
		return nil, w.blindTo
	}
	seen := map[string]Seen{}
	for _, id := range ids {
		states := w.script[id]
		if len(states) == 0 {
			continue
		}
		seen[id] = Seen{State: states[min(w.looks, len(states)-1)], Fields: w.fields}
	}
	if len(ids) > 0 {
		w.looks++
	}
	return seen, nil
}

// numbered gives id-1, id-2 … for each request.
func numbered(req Request) ([]string, error) {
	var ids []string
	for i := range req.Count {
		ids = append(ids, fmt.Sprintf("id-%d", i+1))
	}
	return ids, nil
}

// play runs one scenario in the world and returns its result.
func play(t *testing.T, w *world, body Body) report.Result {
	t.Helper()
	return playWithin(t, context.Background(), w, body)
}

func playWithin(t *testing.T, ctx context.Context, w *world, body Body) report.Result {
	t.Helper()
	if w.give == nil {
		w.give = numbered
	}
	target := &Target{
		Name: "fake", Kind: report.KindEndpoint, Provider: w,
		Endpoints: map[string]Endpoint{"api": {
			URL: "http://127.0.0.1:1",
			Account: func() Account {
				return Account{ID: "a", Credentials: wire.Credentials{ID: "key-id", Secret: "key-secret"}}
			},
		}},
		Limits: Limits{Poll: time.Millisecond, Watch: 20 * time.Millisecond, Transition: 100 * time.Millisecond, Request: time.Second, Scenario: 5 * time.Second},
	}
	api := &API{
		Ledger:    Ledger{API: "api", Scenarios: []Expected{{ID: "api/op/kind/rule/case", Rule: "api/op/kind/rule"}}},
		Throttled: []wire.Code{"SlowDown"},
		Observers: func(wire.Config) ([]Observer, error) {
			return []Observer{{Name: "Describe", Max: 2, Fields: []string{"Mode"}, Show: w.show}}, nil
		},
	}
	scenario := Scenario{Expected: api.Ledger.Scenarios[0], API: api, body: body}
	return NewSession(target, 1).Run(ctx, scenario, nil)
}

// want checks verdict and reason of a result.
func want(t *testing.T, r report.Result, verdict report.Verdict, reason report.Reason) {
	t.Helper()
	if r.Verdict != verdict || r.Reason != reason {
		t.Errorf("verdict %q for reason %q, want %q for %q; message: %s", r.Verdict, r.Reason, verdict, reason, r.Message)
	}
	if verdict == report.Pass && len(r.Checks) == 0 {
		t.Error("a pass without a check")
	}
	if verdict == report.Fail && (len(r.Checks) == 0 || r.Checks[len(r.Checks)-1].OK) {
		t.Errorf("a fail whose last check held: %v", r.Checks)
	}
	if r.Rule != "api/op/kind/rule" {
		t.Errorf("rule %q", r.Rule)
	}
}

var errRefused = &wire.Error{Code: "Bad", Message: "no", HTTPStatus: 400}

func TestScenarioEndings(t *testing.T) {
	tests := []struct {
		name    string
		world   *world
		body    Body
		verdict report.Verdict
		reason  report.Reason
	}{
		{"an accepted call passes", &world{}, func(_ context.Context, s *T) { s.Expect("out", nil).Accepted() }, report.Pass, ""},
		{"a refused call fails", &world{}, func(_ context.Context, s *T) { s.Expect(nil, errRefused).Accepted() }, report.Fail, ""},
		{"a call without an expectation is a fault of the suite", &world{}, func(_ context.Context, s *T) { s.Expect("out", nil) }, report.Inconclusive, report.ReasonHarnessError},
		{"a panic is a fault of the suite", &world{}, func(context.Context, *T) { panic("oops") }, report.Inconclusive, report.ReasonHarnessError},
		{"throttling decides nothing", &world{}, func(_ context.Context, s *T) {
			s.Expect(nil, &wire.Error{Code: "SlowDown", HTTPStatus: 400}).Accepted()
		}, report.Inconclusive, report.ReasonThrottled},
		{"throttling is not the expected refusal", &world{}, func(_ context.Context, s *T) {
			s.Expect(nil, &wire.Error{Code: "Any", HTTPStatus: 429}).Refused(AnyCode(400, 428))
		}, report.Inconclusive, report.ReasonThrottled},
		{"no answer decides nothing", &world{}, func(_ context.Context, s *T) {
			s.Expect(nil, &wire.TransportError{Err: errors.New("reset")}).Refused(AnyCode(400, 499))
		}, report.Inconclusive, report.ReasonTransportFault},
		{"a gateway's page decides nothing", &world{}, func(_ context.Context, s *T) {
			s.Expect(nil, &wire.AnswerError{HTTPStatus: 502}).Accepted()
		}, report.Inconclusive, report.ReasonTransportFault},
		{"an answer in no documented form fails", &world{}, func(_ context.Context, s *T) {
			s.Expect(nil, &wire.AnswerError{HTTPStatus: 200, Reason: "HTML"}).Accepted()
		}, report.Fail, ""},
		{"a reading is informational", &world{}, func(_ context.Context, s *T) { s.Expect("out", nil).Reading("yes", "no") }, report.Informational, ""},
		{"no fixture decides nothing", &world{give: func(Request) ([]string, error) { return nil, &Unavailable{"unknown_trait", "none"} }},
			func(_ context.Context, s *T) { s.Acquire(1, Fixture{}) }, report.Inconclusive, report.ReasonFixtureUnavailable},
		{"too few fixtures decide nothing", &world{give: func(Request) ([]string, error) { return []string{"a"}, nil }},
			func(_ context.Context, s *T) { s.Acquire(2, Fixture{}) }, report.Inconclusive, report.ReasonFixtureUnavailable},
		{"the same fixture twice decides nothing", &world{give: func(Request) ([]string, error) { return []string{"a", "a"}, nil }},
			func(_ context.Context, s *T) { s.Acquire(2, Fixture{}) }, report.Inconclusive, report.ReasonFixtureUnavailable},
		{"a blind observer decides nothing", &world{blind: errRefused},
			func(_ context.Context, s *T) { s.See([]string{"a"}).Reach("X") }, report.Inconclusive, report.ReasonObservationFailed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { want(t, play(t, tt.world, tt.body), tt.verdict, tt.reason) })
	}
}

func TestInterruptedScenario(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	w := &world{script: map[string][]string{"id-1": {"A"}}}
	r := playWithin(t, ctx, w, func(_ context.Context, s *T) {
		ids := s.Acquire(1, Fixture{})
		cancel()
		s.See(ids).Reach("B")
	})
	want(t, r, report.Inconclusive, report.ReasonInterrupted)
	if len(w.released) != 1 {
		t.Errorf("released %v, want the one fixture also after an interruption", w.released)
	}
}

func TestFixturesAreReleasedLastInFirstOut(t *testing.T) {
	w := &world{}
	n := 0
	w.give = func(Request) ([]string, error) { n++; return []string{fmt.Sprint(n)}, nil }
	r := play(t, w, func(_ context.Context, s *T) {
		s.Acquire(1, Fixture{})
		s.Acquire(1, Fixture{})
		s.Check("fails", false, "on purpose")
	})
	want(t, r, report.Fail, "")
	if !slices.EqualFunc(w.released, [][]string{{"2"}, {"1"}}, slices.Equal) {
		t.Errorf("released %v", w.released)
	}
}

func TestWhatCannotBeReleasedIsReported(t *testing.T) {
	w := &world{refuse: errors.New("busy")}
	r := play(t, w, func(_ context.Context, s *T) {
		s.Acquire(2, Fixture{})
		s.Check("holds", true, "")
	})
	if !slices.Equal(r.Unreleased, []string{"id-1", "id-2"}) {
		t.Errorf("unreleased %v", r.Unreleased)
	}
}

func TestAFixtureInAnotherStateDecidesNothing(t *testing.T) {
	w := &world{script: map[string][]string{"id-1": {"A"}, "id-2": {"B"}}}
	r := play(t, w, func(_ context.Context, s *T) { s.Acquire(2, Fixture{State: "A"}) })
	want(t, r, report.Inconclusive, report.ReasonFixtureUnavailable)
}

func TestAbsentIdsAreWeakEvidence(t *testing.T) {
	w := &world{give: func(req Request) ([]string, error) {
		if !slices.Contains(req.Fixture.Traits, "absent") {
			return nil, &Unavailable{"too_many", "only 10"}
		}
		return numbered(req)
	}}
	r := play(t, w, func(_ context.Context, s *T) {
		_, real := s.AcquireOrAbsent(3, Fixture{})
		s.Check("absent", !real, "")
	})
	want(t, r, report.Pass, "")
	if r.Evidence != report.Weak {
		t.Errorf("evidence %q", r.Evidence)
	}
}
