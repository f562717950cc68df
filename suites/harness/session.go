package harness

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
)

// Session runs scenarios against one target. It holds what they share: connections, the pace of
// calls, and which observer works. It is safe for concurrent use.
type Session struct {
	target    *Target
	limits    Limits
	transport http.RoundTripper
	pace      *pace
	patience  patience

	mu        sync.Mutex
	observers map[string]int // by API and fields: index of the observer that worked
}

// NewSession opens a session. Processes is how many sessions like this one, in as many processes,
// share the target's accounts; each keeps to its part of the rate limits. 0 means one.
func NewSession(target *Target, processes int) *Session {
	transport := target.Transport
	if transport == nil {
		transport = newTransport()
	}
	return &Session{
		target: target, limits: target.Limits.withDefaults(), transport: transport,
		pace: newPace(max(processes, 1)), observers: map[string]int{},
	}
}

// newTransport opens as many connections as there are requests at a time.
func newTransport() http.RoundTripper {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = 64
	return t
}

// attempts is how often a scenario is tried that was kept from deciding by a fault that may pass.
const attempts = 3

// Run runs one scenario and returns its result, whatever happens inside. A scenario that a transport
// fault or throttling kept from deciding is tried again from its beginning, with new fixtures: in
// the middle nobody knows what the endpoint has done already. Attach, which may be nil, gets a
// function that tells what the scenario waits for, and returns one to call at the end.
func (s *Session) Run(ctx context.Context, scenario Scenario, attach func(func() string) func()) report.Result {
	started := time.Now()
	if s.hopeless(ctx, scenario.API) {
		result := report.Result{ID: scenario.ID, Rule: scenario.Rule, Verdict: report.Inconclusive, Reason: report.ReasonTransportFault, Message: given(scenario.API)}
		if ctx.Err() != nil {
			result.Reason, result.Message = report.ReasonInterrupted, "the run was stopped before its turn"
		}
		return result
	}
	var unreleased []string
	for attempt := 1; ; attempt++ {
		result, passing := s.attempt(ctx, scenario, attempt == attempts, attach)
		unreleased = append(unreleased, result.Unreleased...)
		if passing && attempt < attempts && sleep(ctx, time.Duration(attempt)*s.pause(scenario.API)) {
			continue
		}
		s.patience.of(scenario.API.Ledger.API).note(result.Reason == report.ReasonTransportFault)
		if passing && attempt > 1 {
			result.Message += fmt.Sprintf(" (the last of %d attempts)", attempt)
		}
		result.Duration, result.Unreleased = time.Since(started), unreleased
		return result
	}
}

// sleep waits and reports whether the time has passed: false means that the run was stopped.
func sleep(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

// pause is the wait before another attempt, and the first one after a throttled call: the longest
// period that a limit of the API counts.
func (s *Session) pause(api *API) time.Duration {
	longest := s.limits.Poll
	for _, limit := range api.Limits {
		longest = max(longest, limit.Period)
	}
	return longest
}

// attempt runs the scenario once. The second result tells whether its outcome is due to something
// that may be gone the next time.
func (s *Session) attempt(ctx context.Context, scenario Scenario, last bool, attach func(func() string) func()) (report.Result, bool) {
	ctx, cancel := context.WithTimeout(ctx, s.limits.Scenario)
	defer cancel()
	t := &T{
		ctx: ctx, scenario: scenario, api: scenario.API, session: s, target: s.target, limits: s.limits,
		started: time.Now(), evidence: report.Strong, last: last,
	}
	if attach != nil {
		detach := attach(t.progress)
		defer detach()
	}
	t.redact = Redactor(s.target.Secrets) // start knows the account's own
	t.record = newRecorder(t.started, t.redact)
	end := t.play(scenario.body)
	t.release()
	passing := end.reason == report.ReasonTransportFault || end.reason == report.ReasonThrottled
	return t.result(end), passing
}

// calm waits until no limit has anything to count for the account of the scenario.
func (s *Session) calm(t *T) error {
	return s.pace.idle(t.ctx, t.api.Ledger.API, t.account.key(), s.pause(t.api))
}
