// Package matrix runs the scenarios against every mutant and every variant, and says what that proves.
//
// In go what the contracts promise, the scenarios, the mutants and the variants; out comes a [Result]: the
// kill matrix, mutant by scenario, and the gates that follow from it. [Write] makes mutants.json, index.html
// and summary.md of it. Each mutant gets an endpoint of its own in this process, and many run at a time.
package matrix

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/mutant"
	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// Input is all that there is; [Options] choose from it. APIs are what the contracts promise, in their order.
type Input struct {
	Contracts []*contract.Contract
	APIs      []harness.API
	Scenarios []harness.Scenario
	Mutants   []mutant.Mutant
	Variants  []mutant.Variant
}

// DefaultJobs is how many scenarios run at a time. They mostly wait, so it is far more than there are cores;
// much more, and an endpoint answers so late on two cores that a state between two others is missed.
const DefaultJobs = 64

// VariantsOperator selects the variants among the operators.
const VariantsOperator = "variants"

// Options choose what runs. The zero value runs everything.
type Options struct {
	// Jobs is how many scenarios run at a time; 0 means DefaultJobs.
	Jobs int
	// APIs and Operators are ids and names; none means all. With operators the variants are left out,
	// unless VariantsOperator is one of them.
	APIs, Operators []string
	// Sample is how many of the selected mutants run, the same ones each time; 0 means all. Variants are
	// sampled likewise, at the same rate.
	Sample int
	// Tool is the program, for the head of the result.
	Tool report.Tool
	// Judged hears of each mutant and variant when it is done; nil hears nothing. One call at a time.
	Judged func(Progress)
}

// Progress is how far a run is.
type Progress struct {
	// ID is the mutant or variant that is done now, Outcome what became of it. A fault is looked at again in
	// the end, so this is not the last word.
	ID      string
	Outcome Outcome
	// Done of Total mutants and variants have been judged.
	Done, Total int
}

// Run runs the matrix. The unmutated endpoints come first, under the same load: when they do not pass,
// there is no result but a *[Unfit]. Other errors are those of the input, or of a context that has ended.
func Run(ctx context.Context, in Input, o Options) (Result, error) {
	if err := in.check(); err != nil {
		return Result{}, err
	}
	chosen, err := in.choose(o)
	if err != nil {
		return Result{}, err
	}
	if o.Jobs <= 0 {
		o.Jobs = DefaultJobs
	}
	r := &run{
		ctx: ctx, options: o, open: serve, total: len(chosen.Mutants) + len(chosen.Variants),
		slots: make(chan struct{}, o.Jobs), opened: make(chan struct{}, o.Jobs), scenarios: chosen.byAPI(),
	}
	started := time.Now()
	if err := r.baseline(chosen); err != nil {
		return Result{}, err
	}
	f := facts{in: chosen, all: in.Mutants, checks: r.checks, whole: o.Sample == 0 && len(o.Operators) == 0}
	f.variants, f.mutants = r.all(chosen)
	r.again(chosen, f.variants, f.mutants)
	if err := r.ended(); err != nil {
		return Result{}, err
	}
	result := f.result()
	result.Tool, result.Jobs, result.Selection, result.Runs = o.Tool, o.Jobs, o.selection(), int(r.runs.Load())
	result.StartedAt, result.FinishedAt = started.UTC(), time.Now().UTC()
	if judged := result.Mutants + result.Variants; judged > 0 {
		result.PerMutant = milliseconds(result.FinishedAt.Sub(started)) / float64(judged)
	}
	return result, nil
}

// all runs the variants, which take longest, and then the mutants. The trials come in the order of both.
func (r *run) all(in Input) (variants, mutants []trial) {
	variants, mutants = make([]trial, len(in.Variants)), make([]trial, len(in.Mutants))
	var all sync.WaitGroup
	begin := func(to *trial, s subject) {
		r.each(&all, s, func(t trial) {
			*to = t
			r.note(s, t)
		})
	}
	for i, v := range in.Variants {
		begin(&variants[i], variantSubject(v))
	}
	for i, m := range in.Mutants {
		begin(&mutants[i], mutantSubject(m))
	}
	all.Wait()
	return variants, mutants
}

// each tries one subject in the background, as soon as there is room for one more endpoint.
func (r *run) each(all *sync.WaitGroup, s subject, done func(trial)) {
	r.opened <- struct{}{}
	all.Go(func() {
		defer func() { <-r.opened }()
		done(r.try(s))
	})
}

// Unfit says that the endpoint without any mutation does not pass: nothing can be said about mutants then.
type Unfit struct {
	// Faults are the scenarios and what they say.
	Faults []string
}

// Error lists the first faults.
func (u *Unfit) Error() string {
	const most = 10
	shown := u.Faults[:min(most, len(u.Faults))]
	return fmt.Sprintf("the endpoint without a mutation does not pass, so mutants prove nothing; on a slow machine run fewer at a time with --jobs (%d faults):\n  %s",
		len(u.Faults), strings.Join(shown, "\n  "))
}

// baseline runs every scenario against the unmutated endpoints. An API that does not pass gets a second
// chance, with little else going on.
func (r *run) baseline(in Input) error {
	trials := make([]trial, len(in.Contracts))
	var all sync.WaitGroup
	for i, c := range in.Contracts {
		all.Go(func() { trials[i] = r.tryUnmutated(c) })
	}
	all.Wait()
	var faults []string
	r.checks = map[string][]string{}
	for i, c := range in.Contracts {
		if len(trials[i].unfit()) > 0 {
			quiet := r.quiet()
			trials[i] = quiet.tryUnmutated(c)
			r.join(quiet)
		}
		faults = slices.Concat(faults, trials[i].unfit(), missing(in.APIs[i].Ledger, trials[i].cells))
		r.checks[c.API] = trials[i].checks()
	}
	if err := r.ended(); err != nil {
		return err
	}
	if len(faults) > 0 {
		return &Unfit{faults}
	}
	return nil
}

// unfit is what keeps an unmutated endpoint from being the ground to judge mutants on.
func (t trial) unfit() []string {
	faults := slices.Clone(t.faults)
	for _, c := range t.cells {
		if c.Verdict == report.Fail || c.Verdict == report.Inconclusive {
			faults = append(faults, c.Scenario+": "+c.Message)
		}
	}
	return faults
}

// checks are the wordings of all that was checked and held.
func (t trial) checks() []string {
	var made []string
	for _, c := range t.cells {
		if c.Verdict == report.Pass {
			made = append(made, c.checks...)
		}
	}
	slices.Sort(made)
	return slices.Compact(made)
}

// missing are the scenarios that the ledger promises and nobody registers, or the other way round.
func missing(l report.Ledger, cells []Cell) []string {
	var faults []string
	for _, e := range l.Scenarios {
		if !slices.ContainsFunc(cells, func(c Cell) bool { return c.Scenario == e.ID }) {
			faults = append(faults, e.ID+": promised, and not reported")
		}
	}
	for _, c := range cells {
		if !slices.ContainsFunc(l.Scenarios, func(e report.Expected) bool { return e.ID == c.Scenario }) {
			faults = append(faults, c.Scenario+": reported, and not promised")
		}
	}
	return faults
}
