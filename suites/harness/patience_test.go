package harness

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/wire"
)

// outages runs scenarios one after the other against an endpoint that gives no answer to the first so
// many looks and calls.
func outages(t *testing.T, scenarios, silent int) (verdicts map[report.Verdict]int, calls int) {
	t.Helper()
	reset := &wire.TransportError{Err: errors.New("connection reset")}
	api := &API{Ledger: Ledger{API: "api"}}
	api.Observers = func(wire.Config) ([]Observer, error) {
		return []Observer{{Name: "Describe", Max: 1, Show: func(context.Context, []string) (map[string]Seen, error) {
			if calls++; calls <= silent {
				return nil, reset
			}
			return map[string]Seen{}, nil
		}}}, nil
	}
	session := NewSession(&Target{
		Endpoints: map[string]Endpoint{"api": {URL: "http://127.0.0.1:1", Account: OneAccount(wire.Credentials{ID: "id", Secret: "s"})}},
		Limits:    Limits{Poll: time.Millisecond, Transition: 100 * time.Millisecond},
	}, 1)
	verdicts = map[report.Verdict]int{}
	for range scenarios {
		s := NewScenario(Expected{ID: "api/Op/kind/rule/case", Rule: "api/Op/kind/rule"}, api, func(_ context.Context, t *T) {
			if calls++; calls <= silent {
				t.Expect(nil, reset).Accepted()
			}
			t.Check("answered", true, "")
		})
		r := session.Run(t.Context(), s, nil)
		verdicts[r.Verdict]++
		if r.Verdict == report.Inconclusive && r.Reason != report.ReasonTransportFault {
			t.Errorf("reason %s", r.Reason)
		}
	}
	return verdicts, calls
}

func TestAnOutageIsWaitedFor(t *testing.T) {
	verdicts, _ := outages(t, 40, maxFaults*attempts+20)
	if verdicts[report.Inconclusive] != maxFaults || verdicts[report.Pass] != 40-maxFaults {
		t.Errorf("verdicts %v, want only the scenarios of the outage to be undecided", verdicts)
	}
}

func TestAnEndpointThatDoesNotComeBackIsGivenUp(t *testing.T) {
	verdicts, calls := outages(t, 40, 1<<30)
	if verdicts[report.Inconclusive] != 40 {
		t.Errorf("verdicts %v", verdicts)
	}
	if most := maxFaults*attempts + 1000; calls > most {
		t.Errorf("%d calls, want no more than %d", calls, most)
	}
}
