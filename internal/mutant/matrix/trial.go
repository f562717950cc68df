package matrix

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/markup"
	"github.com/seed-613b54dc/conformance/internal/mutant"
	"github.com/seed-613b54dc/conformance/internal/reference"
	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// run is the state of one call of Run.
type run struct {
	ctx       context.Context
	options   Options
	open      opener
	slots     chan struct{} // one for each scenario that runs
	opened    chan struct{} // one for each endpoint that is open
	scenarios map[string][]harness.Scenario
	total     int
	checks    map[string][]string // by API: wordings of what is checked when nothing is mutated
	runs      atomic.Int64        // of scenarios, repetitions included

	mu   sync.Mutex
	done int
	err  error // the first reason why the whole run is void
}

// subject is one endpoint under test.
type subject struct {
	id         string
	rules      []string // that a mutant breaks
	equivalent bool
	variant    bool
	endpoint   func(reference.Options) (*reference.Endpoint, error)
}

func mutantSubject(m mutant.Mutant) subject {
	return subject{id: m.ID, rules: m.Rules, equivalent: m.Equivalent != "", endpoint: m.Endpoint}
}

func variantSubject(v mutant.Variant) subject {
	return subject{id: v.ID, variant: true, endpoint: v.Endpoint}
}

// player runs one scenario against an open subject.
type player func(ctx context.Context, s harness.Scenario) report.Result

// opener opens a subject.
type opener func(s subject) (play player, closeAll func() error, err error)

// trial is what became of one subject.
type trial struct {
	cells  []Cell
	took   time.Duration
	faults []string // of the harness
}

// try runs what can see the subject. For a mutant that is every scenario of its own rules, and all others
// only if none of these kills it; for a variant it is every scenario.
func (r *run) try(s subject) trial {
	all := keep(r.scenarios[apiOf(s.id)], func(one harness.Scenario) bool { return !one.Informational })
	own := keep(all, func(one harness.Scenario) bool { return s.variant || slices.Contains(s.rules, one.Rule) })
	others := keep(all, func(one harness.Scenario) bool { return !slices.Contains(s.rules, one.Rule) })
	return r.with(s, func(play player, t *trial) {
		r.cells(play, own, t)
		if !s.variant && !killed(t.cells) {
			r.cells(play, others, t)
		}
	})
}

// tryUnmutated runs every scenario of an API, informational ones too.
func (r *run) tryUnmutated(c *contract.Contract) trial {
	s := subject{id: c.API, endpoint: func(o reference.Options) (*reference.Endpoint, error) { return reference.New(c, o) }}
	return r.with(s, func(play player, t *trial) { r.cells(play, r.scenarios[c.API], t) })
}

// with opens a subject and closes it afterwards.
func (r *run) with(s subject, do func(player, *trial)) trial {
	var t trial
	if r.ctx.Err() != nil {
		return t
	}
	play, closeAll, err := r.open(s)
	if err != nil {
		r.fail(err)
		return t
	}
	started := time.Now()
	do(play, &t)
	t.took = time.Since(started)
	if err := closeAll(); err != nil {
		r.fail(fmt.Errorf("close %s: %w", s.id, err))
	}
	return t
}

// cells runs scenarios side by side and appends one cell for each, in their order.
func (r *run) cells(play player, scenarios []harness.Scenario, t *trial) {
	cells, faults := make([]Cell, len(scenarios)), make([][]string, len(scenarios))
	var all sync.WaitGroup
	for i, s := range scenarios {
		all.Go(func() {
			r.slots <- struct{}{}
			defer func() { <-r.slots }()
			cells[i], faults[i] = r.cell(play, s)
		})
	}
	all.Wait()
	t.cells = append(t.cells, cells...)
	t.faults = append(t.faults, slices.Concat(faults...)...)
}

// cell runs a scenario. A pass is believed at once; anything else may be the fault of a machine that has
// too much to do, so it is believed when it comes twice.
func (r *run) cell(play player, s harness.Scenario) (Cell, []string) {
	seen := map[report.Verdict]int{}
	cell := Cell{Scenario: s.ID, Rule: s.Rule}
	for range mostRuns {
		result := play(r.ctx, s)
		r.runs.Add(1)
		cell.Runs++
		seen[result.Verdict]++
		cell.Verdict, cell.Message, cell.Unsteady = result.Verdict, message(result), len(seen) > 1
		cell.checks, cell.Failed = wordings(result.Checks), failed(result.Checks)
		if faults := faultsOf(s, result); len(faults) > 0 {
			return cell, faults
		}
		if seen[result.Verdict] == 2 || !cell.Unsteady && believed(result) || r.ctx.Err() != nil {
			return cell, nil
		}
	}
	cell.Verdict = report.Inconclusive
	return cell, nil
}

// believed reports whether once is enough. A transport fault comes after several attempts already.
func believed(r report.Result) bool {
	return r.Verdict == report.Pass || r.Verdict == report.Informational || r.Reason == report.ReasonTransportFault
}

// mostRuns is how often a scenario is run on one subject. By then two of the verdicts are alike, or nobody
// knows.
const mostRuns = 3

// faultsOf are the errors of the harness itself in a result.
func faultsOf(s harness.Scenario, r report.Result) []string {
	var faults []string
	for _, fault := range report.Faults(s.Expected, r) {
		faults = append(faults, s.ID+": "+fault)
	}
	if r.Reason == report.ReasonHarnessError {
		faults = append(faults, s.ID+": "+r.Message)
	}
	return faults
}

// maxMessage bounds, in bytes, what is kept of what a scenario said.
const maxMessage = 400

func message(r report.Result) string {
	if r.Verdict == report.Pass {
		return ""
	}
	text := r.Message
	if r.Reason != "" {
		text = string(r.Reason) + ": " + text
	}
	return markup.Clip(text, maxMessage)
}

// killed reports whether some scenario failed.
func killed(cells []Cell) bool {
	return slices.ContainsFunc(cells, func(c Cell) bool { return c.Verdict == report.Fail })
}

// note tells whoever listens that a subject is done.
func (r *run) note(s subject, t trial) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done++
	if r.options.Judged != nil && r.ctx.Err() == nil {
		r.options.Judged(Progress{ID: s.id, Outcome: outcome(s.variant, s.equivalent, t.cells), Done: r.done, Total: r.total})
	}
}

// fail keeps the first error.
func (r *run) fail(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err == nil {
		r.err = err
	}
}

// ended is the reason why there is no result.
func (r *run) ended() error {
	if r.ctx.Err() != nil {
		return fmt.Errorf("the run was stopped: %w", r.ctx.Err())
	}
	return r.err
}
