// Package runner runs scenarios without Ginkgo.
//
// In go a harness.Session and scenarios; out comes one result for each scenario, whatever happens.
// Scenarios mostly wait, so many run at a time in one process: they share the provider, the pace of
// calls and the connections, and the results do not depend on how many there are.
package runner

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// Watcher is told what goes on. Its methods are called by several goroutines.
type Watcher interface {
	// Started gets a function that tells what the scenario waits for just now.
	Started(s harness.Scenario, waiting func() string)
	// Done gets the result of a scenario, also of one that was never started.
	Done(r report.Result)
}

// Run runs the scenarios, up to concurrency at a time, and returns their results in the order of the
// scenarios. Those that disturb others run at the end, each alone. When the context ends, scenarios
// that run give back their fixtures, and the others are inconclusive as interrupted.
func Run(ctx context.Context, session *harness.Session, scenarios []harness.Scenario, concurrency int, watch Watcher) []report.Result {
	r := &run{ctx: ctx, session: session, watch: watch}
	results := make([]report.Result, len(scenarios))
	var together, alone []int
	for i, s := range scenarios {
		if s.Alone() {
			alone = append(alone, i)
		} else {
			together = append(together, i)
		}
	}
	// What takes longest begins first, so that it does not run alone at the end.
	slices.SortStableFunc(together, func(a, b int) int { return cmp.Compare(scenarios[b].Watches, scenarios[a].Watches) })
	queue := make(chan int)
	var workers sync.WaitGroup
	for range max(concurrency, 1) {
		workers.Go(func() {
			for i := range queue {
				results[i] = r.one(scenarios[i])
			}
		})
	}
	for _, i := range together {
		queue <- i
	}
	close(queue)
	workers.Wait()
	for _, i := range alone {
		results[i] = r.one(scenarios[i])
	}
	return results
}

// run is the state of one call of Run.
type run struct {
	ctx     context.Context
	session *harness.Session
	watch   Watcher
}

// one runs one scenario, unless the run was stopped before its turn.
func (r *run) one(s harness.Scenario) report.Result {
	result := report.Result{
		ID: s.ID, Rule: s.Rule, Verdict: report.Inconclusive, Reason: report.ReasonInterrupted,
		Message: "the run was stopped before its turn",
	}
	if r.ctx.Err() == nil {
		result = r.session.Run(r.ctx, s, func(waiting func() string) func() {
			r.watch.Started(s, waiting)
			return func() {}
		})
	}
	r.watch.Done(result)
	return result
}
