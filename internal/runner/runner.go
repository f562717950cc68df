// Package runner runs scenarios without Ginkgo.
//
// In go a harness.Session and scenarios; out comes one result for each scenario, whatever happens.
// Scenarios mostly wait, so many run at a time in one process: they share the provider, the pace of
// calls and the connections, and the results do not depend on how many there are.
package runner

import (
	"cmp"
	"context"
	"fmt"
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
	r := &run{ctx: ctx, session: session, watch: watch, faults: map[string]int{}}
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

	mu     sync.Mutex
	faults map[string]int // by API: scenarios in a row that ended in a transport fault
}

// one runs one scenario, unless there is no point in it any more.
func (r *run) one(s harness.Scenario) report.Result {
	result, hopeless := r.hopeless(s)
	if !hopeless {
		attach := func(waiting func() string) func() {
			r.watch.Started(s, waiting)
			return func() {}
		}
		result = r.session.Run(r.ctx, s, attach)
		r.note(s, result)
	}
	r.watch.Done(result)
	return result
}

// maxFaults is how many scenarios of an API in a row may end without an answer before the others are
// not tried any more. An endpoint that has gone would otherwise cost every scenario its time limit.
const maxFaults = 10

// hopeless gives the result of a scenario that is not worth trying.
func (r *run) hopeless(s harness.Scenario) (report.Result, bool) {
	result := report.Result{ID: s.ID, Rule: s.Rule, Verdict: report.Inconclusive}
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.ctx.Err() != nil:
		result.Reason, result.Message = report.ReasonInterrupted, "the run was stopped before its turn"
	case r.faults[s.API.Ledger.API] >= maxFaults:
		result.Reason = report.ReasonTransportFault
		result.Message = fmt.Sprintf("not tried: none of the last %d scenarios of %s got an answer", maxFaults, s.API.Ledger.API)
	default:
		return result, false
	}
	return result, true
}

// note counts faults in a row.
func (r *run) note(s harness.Scenario, result report.Result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if result.Reason == report.ReasonTransportFault {
		r.faults[s.API.Ledger.API]++
		return
	}
	r.faults[s.API.Ledger.API] = 0
}
