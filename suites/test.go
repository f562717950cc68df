package suites

import (
	"context"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/internal/runner"
	"github.com/seed-613b54dc/conformance/internal/setup"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// Options say what [Test] judges. The zero value judges the reference endpoint.
type Options struct {
	// Target is made by the test itself, or TargetFile names a target file; at most one is set.
	Target     *harness.Target
	TargetFile string
	// APIs are the ids of those to judge; none means every one that the target has an endpoint for.
	APIs []string
	// LabelFilter selects scenarios, as ginkgo does: "zenlayer-zec && default"; "" selects all.
	LabelFilter string
	// Report is a directory for the report; "" writes none.
	Report string
	// KnownFailures is a file of differences that are excused for a time; "" is none.
	KnownFailures string
	// Documents is a directory with the vendors' pages, whose lines are then shown; "" is none.
	Documents string
	// AsOf is the day of a frozen rule set, YYYY-MM-DD, which is then judged and nothing else; "" judges every rule.
	AsOf string
	// AllowIncomplete lets the test pass although something could not be decided.
	AllowIncomplete bool
}

// Test judges a target within a Go test: each scenario is a subtest with the scenario's id as its name.
// Scenarios run side by side, whatever -parallel says. A scenario that fails fails its subtest; one that
// cannot decide is skipped with its reason and fails t in the end, unless AllowIncomplete is set; a known
// difference is skipped. Mistakes in the set-up end the test at once.
//
// A test binary that runs Ginkgo specs of its own calls [Register] in place of Test.
func Test(t *testing.T, o Options) {
	t.Helper()
	run, err := setup.Open(setup.Options{
		File: o.TargetFile, Target: o.Target, Known: o.KnownFailures, APIs: APIs(), Only: o.APIs, AsOf: o.AsOf, Version: "library",
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeRun(t, run) })
	for _, note := range run.Notes {
		t.Log(note)
	}
	documents, notes, err := setup.Documents(o.Documents, run.Pages())
	if err != nil {
		t.Fatal(err)
	}
	for _, note := range notes {
		t.Log(note)
	}
	scenarios, err := runner.Select(run.Scenarios(scenarios()), o.LabelFilter)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := untilStopped(t)
	defer stop()
	b := newBoard(scenarios)
	go b.judge(ctx, run, scenarios, o.LabelFilter)
	if !b.begun() {
		t.Fatal(b.err)
	}
	for _, s := range scenarios {
		t.Run(s.ID, func(t *testing.T) { tell(t, s, <-b.results[s.ID], run, documents) })
	}
	<-b.ended
	conclude(t, b.report, o, documents)
}

// untilStopped ends with the test, at Ctrl-C, and before the test's deadline, so that there is time to
// give every fixture back.
func untilStopped(t *testing.T) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(t.Context(), os.Interrupt, syscall.SIGTERM)
	deadline, limited := t.Deadline()
	if !limited {
		return ctx, stop
	}
	ctx, cancel := context.WithDeadline(ctx, deadline.Add(-min(time.Minute, time.Until(deadline)/10)))
	return ctx, func() { cancel(); stop() }
}

// scenarios are built once in a process.
var scenarios = sync.OnceValue(func() []harness.Scenario { return harness.Collect(Register) })

// closeTime is how long a provider may take to end.
const closeTime = 10 * time.Second

func closeRun(t *testing.T, run *setup.Run) {
	ctx, cancel := context.WithTimeout(context.Background(), closeTime)
	defer cancel()
	if err := run.Close(ctx); err != nil {
		t.Errorf("end the fixture provider: %v", err)
	}
}

// tell turns a result into the outcome of a subtest.
func tell(t *testing.T, s harness.Scenario, r report.Result, run *setup.Run, documents map[string][]string) {
	switch {
	case r.Verdict == report.Fail && run.Excuses(r):
		t.Skipf("known difference: %s", r.Message)
	case r.Verdict == report.Fail:
		var text strings.Builder
		if err := report.FailureOf(&text, s.API.Ledger, r, documents[s.API.Ledger.API]); err != nil {
			t.Error(err)
		}
		t.Error(text.String())
	case r.Verdict == report.Inconclusive:
		t.Skipf("inconclusive: %s: %s", r.Reason, r.Message)
	case r.Verdict == report.Informational:
		t.Log(r.Message)
	}
}

// conclude writes the report and fails the test for what no subtest can.
func conclude(t *testing.T, r report.Report, o Options, documents map[string][]string) {
	var summary strings.Builder
	if err := report.Summary(&summary, r); err != nil {
		t.Error(err)
	}
	t.Log("\n" + summary.String())
	if o.Report != "" {
		if err := report.WriteWith(o.Report, r, report.HTMLOptions{Documents: documents}); err != nil {
			t.Errorf("write the report: %v", err)
		}
	}
	if objection := r.Objection(o.AllowIncomplete); objection != "" {
		t.Error(objection + ": the subtests and the summary say why")
	}
}
