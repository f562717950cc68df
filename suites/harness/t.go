package harness

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"github.com/onsi/gomega/types"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/wire"
)

// T is one running scenario. Its verbs end the scenario when a check does not hold; code after them
// runs only if it did. A T belongs to one goroutine, except where a verb says otherwise.
type T struct {
	ctx      context.Context
	scenario Scenario
	api      *API
	session  *Session
	target   *Target
	limits   Limits
	started  time.Time

	account   Account
	redact    func(string) string
	record    *recorder
	observing []Observer

	checks     []report.Check
	about      []string // the resources of a sight that did not hold
	evidence   report.Evidence
	reading    string
	acquired   []grant
	unreleased []string
	open       int                    // calls of which nothing has been expected yet
	waiting    atomic.Pointer[string] // what a poll waits for, for progress reports
	doubtful   bool                   // a call may still have an effect that nobody has told of
	last       bool                   // there is no further attempt
	bursting   atomic.Bool            // calls go out as they come, neither paced nor repeated
}

// grant is what a provider gave.
type grant struct {
	request Request
	ids     []string
}

// start opens the account and the recorder of the scenario.
func (t *T) start() {
	endpoint, ok := t.target.Endpoints[t.api.Ledger.API]
	if !ok {
		t.Inconclusive(report.ReasonUnsupported, "the target has no endpoint for "+t.api.Ledger.API)
	}
	t.account = endpoint.Account()
	t.redact = redactor(t.account, t.target.Secrets)
	t.record = newRecorder(t.started, t.redact)
}

// progress tells what the scenario waits for.
func (t *T) progress() string {
	why := t.waiting.Load()
	if why == nil {
		return t.scenario.ID
	}
	return t.scenario.ID + " waits for: " + *why
}

// Acquire gets count resources like f from the fixture provider. The scenario is inconclusive when
// there are none.
func (t *T) Acquire(count int, f Fixture) []string {
	ids, err := t.acquire(count, f)
	if err != nil {
		t.unavailable(count, f, err)
	}
	return ids
}

// AcquireOrAbsent is Acquire with a second choice: ids that name nothing. A limit on the number of
// ids can be proved with them when the document gives the limit a code of its own; the evidence is
// then weak. The second result tells whether the ids are real.
func (t *T) AcquireOrAbsent(count int, f Fixture) ([]string, bool) {
	ids, err := t.acquire(count, f)
	if err == nil {
		return ids, true
	}
	ids, second := t.acquire(count, Fixture{Traits: []string{TraitAbsent}})
	if second != nil {
		t.unavailable(count, f, errors.Join(err, second))
	}
	t.evidence = report.Weak
	return ids, false
}

// acquire asks the provider. Absent ids cost nothing, so there can be any number of them.
func (t *T) acquire(count int, f Fixture) ([]string, error) {
	if t.target.Provider == nil {
		return nil, &Unavailable{"no_provider", "the target has no fixture provider"}
	}
	if count > LargeCount && !slices.Contains(f.Traits, TraitAbsent) && !t.target.Allows(OptInLargeBatch) {
		return nil, needsOptIn{OptInLargeBatch}
	}
	req := Request{API: t.api.Ledger.API, Fixture: f, Count: count, Account: t.account.ID, Scenario: t.scenario.ID}
	ids, err := t.target.Provider.Acquire(t.ctx, req)
	if len(ids) > 0 {
		t.acquired = append(t.acquired, grant{req, ids})
	}
	if err != nil {
		return nil, err
	}
	seen := make(map[string]bool, len(ids))
	for _, id := range ids {
		if id == "" || seen[id] {
			return nil, fmt.Errorf("the provider gave the id %q twice or empty", id)
		}
		seen[id] = true
	}
	if len(ids) != count {
		return nil, fmt.Errorf("the provider gave %d ids for %d", len(ids), count)
	}
	return ids, t.verify(ids, f)
}

func (t *T) unavailable(count int, f Fixture, err error) {
	if t.ctx.Err() != nil {
		panic(t.stopped())
	}
	reason := report.ReasonFixtureUnavailable
	var optIn needsOptIn
	if errors.As(err, &optIn) {
		reason = report.ReasonOptInRequired
	}
	t.Inconclusive(reason, fmt.Sprintf("%d × %v: %v", count, f, err))
}

// TraitAbsent is the trait of well-formed ids that name nothing.
const TraitAbsent = "absent"

// needsOptIn says that the target does not allow what a scenario needs.
type needsOptIn struct{ OptIn }

// Error says how to allow it.
func (n needsOptIn) Error() string {
	return fmt.Sprintf("the target does not opt in to it: add %s to its opt-ins", n.OptIn)
}

// Inconclusive ends the scenario without a verdict on the endpoint.
func (t *T) Inconclusive(reason report.Reason, message string) {
	panic(ending{report.Inconclusive, reason, message})
}

// Check appends one check; every check of the harness goes through it. A check that does not hold
// ends the scenario with the verdict fail.
func (t *T) Check(says string, ok bool, detail string) {
	t.checks = append(t.checks, report.Check{Says: says, OK: ok, Detail: detail})
	if !ok {
		panic(ending{report.Fail, "", says + ": " + detail})
	}
}

// Match checks a value with a Gomega matcher.
func (t *T) Match(says string, actual any, m types.GomegaMatcher) {
	ok, err := m.Match(actual)
	switch {
	case err != nil:
		t.Check(says, false, err.Error())
	case ok:
		t.Check(says, true, fmt.Sprint(actual))
	default:
		t.Check(says, false, m.FailureMessage(actual))
	}
}

// Change alters the way in which a scenario calls, for scenarios about just that.
type Change func(*wire.Config)

// Connect makes a client of the API under test in the scenario's own account.
func Connect[C any](t *T, dial func(wire.Config) (C, error), changes ...Change) C {
	cfg := t.config(t.record.calls(t.session.transport), false)
	for _, change := range changes {
		change(&cfg)
	}
	client, err := dial(cfg)
	if err != nil {
		t.Inconclusive(report.ReasonUnsupported, fmt.Sprintf("the target cannot be called in this way: %v", err))
	}
	return client
}
