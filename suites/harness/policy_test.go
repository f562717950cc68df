package harness

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/wire"
)

// params are the parameters of a call, as the guard sees them.
func params(name, value string) map[string]json.RawMessage {
	return map[string]json.RawMessage{name: json.RawMessage(value), "Other": json.RawMessage(`"i-foreign"`)}
}

func TestOnlyGivenResourcesAreNamed(t *testing.T) {
	tests := []struct {
		name   string
		params map[string]json.RawMessage
		held   string // part of the reason for which the call is held back; "" when it goes out
	}{
		{"a given id", params("Ids", `["id-1","id-2"]`), ""},
		{"a given id alone", params("Ids", `"id-2"`), ""},
		{"numbered elements", params("Ids.1", `"id-1"`), ""},
		{"a value that is illegal on purpose", params("Ids", `["malformed"]`), ""},
		{"no strings", params("Ids", `[7,null,{}]`), ""},
		{"an empty list", params("Ids", `[]`), ""},
		{"a foreign id", params("Ids", `["id-1","i-foreign"]`), `"i-foreign"`},
		{"a foreign id alone", params("Ids", `"i-foreign"`), `"i-foreign"`},
		{"a foreign id among numbered elements", params("Ids.2", `"i-foreign"`), `"i-foreign"`},
		{"a foreign empty id", params("Ids", `[""]`), `""`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := play(t, &world{}, func(ctx context.Context, s *T) {
				s.api.Subjects = []Subject{{Operation: "Stop", Param: "Ids", Illegal: []string{"malformed"}}}
				s.Acquire(2, Fixture{})
				if err := s.guard(ctx, "Describe", params("Ids", `["i-foreign"]`)); err != nil {
					t.Errorf("an operation without a subject is held back: %v", err)
				}
				err := s.guard(ctx, "Stop", tt.params)
				switch {
				case tt.held == "" && err != nil:
					t.Errorf("held back: %v", err)
				case tt.held != "" && (err == nil || !strings.Contains(err.Error(), tt.held)):
					t.Errorf("error %v, want one about %s", err, tt.held)
				}
				s.Check("ran", true, "")
			})
			want(t, r, report.Pass, "")
		})
	}
}

func TestACallThatIsHeldBackIsAFaultOfTheSuite(t *testing.T) {
	r := play(t, &world{}, func(_ context.Context, s *T) {
		s.Expect(nil, &wire.GuardError{Err: errors.New("foreign")}).Refused(AnyCode(400, 499))
	})
	want(t, r, report.Inconclusive, report.ReasonHarnessError)
}

func TestWhatIsRepeated(t *testing.T) {
	slow := &wire.Error{Code: "SlowDown", HTTPStatus: 400}
	reset := &wire.TransportError{Err: errors.New("reset")}
	page := &wire.AnswerError{HTTPStatus: 502}
	tests := []struct {
		name    string
		err     error
		looking bool
		repeats int
	}{
		{"a throttled call", slow, false, throttleRepeats},
		{"a throttled look", slow, true, throttleRepeats},
		{"a call without an answer may have had an effect", reset, false, 0},
		{"a look without an answer", reset, true, lookRepeats},
		{"a call that a gateway answered", page, false, 0},
		{"a look that a gateway answered", page, true, lookRepeats},
		{"a refusal", errRefused, true, 0},
		{"an answer in no form", &wire.AnswerError{HTTPStatus: 200}, true, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			play(t, &world{}, func(ctx context.Context, s *T) {
				ask := s.repeat(tt.looking)
				n := 0
				for {
					if _, again := ask(ctx, n+1, tt.err); !again {
						break
					}
					if n++; n > 100 {
						t.Fatal("repeated for ever")
					}
				}
				if n != tt.repeats {
					t.Errorf("repeated %d times, want %d", n, tt.repeats)
				}
				s.bursting.Store(true)
				if _, again := ask(ctx, 1, tt.err); again {
					t.Error("a burst is repeated")
				}
			})
		})
	}
}

func TestTheTargetsOwnRateComesFirst(t *testing.T) {
	play(t, &world{}, func(_ context.Context, s *T) {
		s.api.Limits = []RateLimit{{Operation: "Stop", Max: 10, Period: time.Second}}
		if limit, ok := s.limit("Stop"); !ok || limit.Max != 10 {
			t.Errorf("limit %+v", limit)
		}
		if _, ok := s.limit("Describe"); ok {
			t.Error("an operation without a limit has one")
		}
		endpoint := s.target.Endpoints["api"]
		endpoint.Rates = map[string]float64{"Stop": 4}
		s.target.Endpoints["api"] = endpoint
		if limit, _ := s.limit("Stop"); limit.Max != 1 || limit.Period != 250*time.Millisecond {
			t.Errorf("limit %+v, want one call in a quarter of a second", limit)
		}
	})
}

func TestAFaultThatPassesIsTriedAgainWithNewFixtures(t *testing.T) {
	w, tries := &world{}, 0
	r := play(t, w, func(_ context.Context, s *T) {
		s.Acquire(1, Fixture{})
		if tries++; tries < attempts {
			s.Expect(nil, &wire.TransportError{Err: errors.New("reset")}).Accepted()
		}
		s.Check("answered", true, "")
	})
	want(t, r, report.Pass, "")
	if tries != attempts {
		t.Errorf("%d attempts, want %d", tries, attempts)
	}
	// The calls without an answer may still have an effect, so what they named is kept from others.
	if len(w.released) != 1 || !slices.Equal(r.Unreleased, []string{"id-1", "id-1"}) {
		t.Errorf("released %v, unreleased %v", w.released, r.Unreleased)
	}
}

func TestWhatWasNeverSentHoldsNothingBack(t *testing.T) {
	w := &world{}
	r := play(t, w, func(_ context.Context, s *T) {
		s.Acquire(1, Fixture{})
		s.Expect(nil, &wire.TransportError{Err: &net.OpError{Op: "dial", Err: errors.New("connection refused")}}).Accepted()
	})
	want(t, r, report.Inconclusive, report.ReasonTransportFault)
	if len(w.released) != attempts || len(r.Unreleased) != 0 {
		t.Errorf("released %v, unreleased %v", w.released, r.Unreleased)
	}
}

func TestAFaultThatLastsDecidesNothing(t *testing.T) {
	tries := 0
	r := play(t, &world{refuse: errors.New("busy")}, func(_ context.Context, s *T) {
		tries++
		s.Acquire(1, Fixture{})
		s.Expect(nil, &wire.TransportError{Err: errors.New("reset")}).Accepted()
	})
	want(t, r, report.Inconclusive, report.ReasonTransportFault)
	if tries != attempts || !strings.Contains(r.Message, "attempts") {
		t.Errorf("%d attempts, message %q", tries, r.Message)
	}
	if !slices.Equal(r.Unreleased, []string{"id-1", "id-1", "id-1"}) {
		t.Errorf("unreleased %v, want those of every attempt", r.Unreleased)
	}
}

func TestAFailureIsNotTriedAgain(t *testing.T) {
	tries := 0
	r := play(t, &world{}, func(_ context.Context, s *T) {
		tries++
		s.Expect(nil, errRefused).Accepted()
	})
	want(t, r, report.Fail, "")
	if tries != 1 {
		t.Errorf("%d attempts", tries)
	}
}

func TestAnApiThatTheTargetDoesNotServeIsUnsupported(t *testing.T) {
	s := NewScenario(Expected{ID: "api/op/kind/rule/case", Rule: "api/op/kind/rule"}, &API{Ledger: Ledger{API: "api"}}, func(context.Context, *T) {
		t.Error("the scenario ran")
	})
	want(t, NewSession(&Target{}, 1).Run(t.Context(), s, nil), report.Inconclusive, report.ReasonUnsupported)
}

func TestOptIns(t *testing.T) {
	r := play(t, &world{}, func(_ context.Context, s *T) { s.Acquire(LargeCount+1, Fixture{}) })
	want(t, r, report.Inconclusive, report.ReasonOptInRequired)
	r = play(t, &world{}, func(_ context.Context, s *T) {
		_, real := s.AcquireOrAbsent(LargeCount+1, Fixture{})
		s.Check("absent ids stand in", !real, "")
	})
	want(t, r, report.Pass, "")
	if r.Evidence != report.Weak {
		t.Errorf("evidence %q", r.Evidence)
	}
}
