package matrix

import (
	"slices"
	"sync"

	"github.com/seed-613b54dc/conformance/internal/report"
)

// again looks a second time at what would be a fault, with little else going on: on a machine that has too
// much to do a state that is short is missed, and an answer comes too late. What does not come again is
// kept as unsteady.
func (r *run) again(in Input, variants, mutants []trial) {
	quiet := r.quiet()
	var all sync.WaitGroup
	look := func(to *trial, s subject) {
		if s.suspect(to.cells) {
			quiet.each(&all, s, func(t trial) { *to = second(*to, t) })
		}
	}
	for i, v := range in.Variants {
		look(&variants[i], variantSubject(v))
	}
	for i, m := range in.Mutants {
		look(&mutants[i], mutantSubject(m))
	}
	all.Wait()
	r.join(quiet)
}

// quiet is the same run with fewer scenarios at a time.
func (r *run) quiet() *run {
	jobs := max(1, cap(r.slots)/quieter)
	return &run{ctx: r.ctx, open: r.open, scenarios: r.scenarios, slots: make(chan struct{}, jobs), opened: make(chan struct{}, jobs)}
}

// join takes over what a quiet run has counted.
func (r *run) join(quiet *run) {
	r.runs.Add(quiet.runs.Load())
	if quiet.err != nil {
		r.fail(quiet.err)
	}
}

// quieter is by how much fewer scenarios run at a time when something is looked at again.
const quieter = 8

// suspect reports whether the cells are a fault.
func (s subject) suspect(cells []Cell) bool {
	o := outcome(s.variant, s.equivalent, cells)
	return o == Survived || o == FalseAlarm || o == Equivalent && killed(cells)
}

// second is the later of two trials, with the cells marked that were otherwise in the earlier one.
func second(earlier, later trial) trial {
	later.faults = append(later.faults, earlier.faults...)
	later.took += earlier.took
	for i, c := range later.cells {
		if slices.ContainsFunc(earlier.cells, func(e Cell) bool { return e.Scenario == c.Scenario && differ(e.Verdict, c.Verdict) }) {
			later.cells[i].Unsteady = true
		}
	}
	return later
}

func differ(a, b report.Verdict) bool { return (a == report.Fail) != (b == report.Fail) }
