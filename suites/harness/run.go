package harness

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
)

// ending is how a scenario ended.
type ending struct {
	verdict report.Verdict
	reason  report.Reason
	message string
}

// play runs the body and catches the ways in which it can end.
func (t *T) play(body Body) (end ending) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case ending:
			end = r
		default:
			end = ending{report.Inconclusive, report.ReasonHarnessError, fmt.Sprintf("panic: %v\n%s", r, debug.Stack())}
		}
	}()
	t.start()
	if t.scenario.Alone() && !t.target.Allows(OptInRateLimit) {
		t.Inconclusive(report.ReasonOptInRequired, needsOptIn{OptInRateLimit}.Error())
	}
	body(t.ctx, t)
	switch {
	case t.open > 0:
		return ending{report.Inconclusive, report.ReasonHarnessError, "a call was sent and nothing was expected of it"}
	case t.reading != "":
		return ending{report.Informational, "", t.reading}
	}
	return ending{verdict: report.Pass}
}

// result puts the result together.
func (t *T) result(end ending) report.Result {
	exchanges, number := t.record.exchanges(t.about)
	var decisive report.Exchange
	if number > 0 {
		decisive = exchanges[number-1]
	}
	for i := range t.checks {
		t.checks[i].Detail = t.redact(t.checks[i].Detail)
	}
	return report.Result{
		ID: t.scenario.ID, Rule: t.scenario.Rule,
		Verdict: end.verdict, Reason: end.reason, Message: t.redact(end.message),
		Evidence: t.evidence, Checks: t.checks,
		Duration: time.Since(t.started), Exchanges: exchanges, Curl: curl(decisive), Decisive: number,
		Unreleased: t.unreleased,
	}
}

// release gives the fixtures back, the last acquired first. It has time of its own: a scenario that
// ran out of time must not keep its fixtures. Where a call may still have an effect, nobody else must get
// them: they stay out until the end of the run.
func (t *T) release() {
	if t.doubtful {
		for _, g := range t.acquired {
			t.unreleased = append(t.unreleased, g.ids...)
		}
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.ctx), t.limits.Fixture)
	defer cancel()
	for i := len(t.acquired) - 1; i >= 0; i-- {
		g := t.acquired[i]
		if err := t.target.Provider.Release(ctx, g.request, g.ids); err != nil {
			t.unreleased = append(t.unreleased, g.ids...)
		}
	}
}

// stopped tells an interrupted run from a scenario that ran out of time.
func (t *T) stopped() ending {
	if errors.Is(t.ctx.Err(), context.Canceled) {
		return ending{report.Inconclusive, report.ReasonInterrupted, "the run was stopped"}
	}
	return ending{report.Inconclusive, report.ReasonDeadlineExceeded, fmt.Sprintf("the scenario took longer than %v", t.limits.Scenario)}
}
