package suites

import (
	"context"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/internal/runner"
	"github.com/seed-613b54dc/conformance/internal/setup"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// board is where a run puts up its results for the subtests that wait for them.
type board struct {
	results map[string]chan report.Result
	start   chan struct{} // closed when scenarios begin
	ended   chan struct{} // closed when the run is over; report and err are set then
	report  report.Report
	err     error
}

func newBoard(scenarios []harness.Scenario) *board {
	b := &board{results: map[string]chan report.Result{}, start: make(chan struct{}), ended: make(chan struct{})}
	for _, s := range scenarios {
		b.results[s.ID] = make(chan report.Result, 1)
	}
	return b
}

// judge runs everything.
func (b *board) judge(ctx context.Context, run *setup.Run, selected []harness.Scenario, filter string) {
	defer close(b.ended)
	b.report, b.err = runner.Judge(ctx, run, selected, filter, func() runner.Watcher {
		close(b.start)
		return b
	})
}

// begun waits until scenarios begin; false means that they never will, and that err says why.
func (b *board) begun() bool {
	select {
	case <-b.start:
		return true
	case <-b.ended:
		return b.err == nil
	}
}

// Started is of no interest to subtests.
func (b *board) Started(harness.Scenario, func() string) {}

// Done puts up a result.
func (b *board) Done(r report.Result) { b.results[r.ID] <- r }
