package matrix

import (
	"fmt"
	"slices"
	"time"

	"github.com/seed-613b54dc/conformance/internal/mutant"
	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// facts are what a result follows from.
type facts struct {
	in       Input               // what was run
	all      []mutant.Mutant     // also those that were not
	whole    bool                // every mutant of the APIs was run
	checks   map[string][]string // by API: wordings of what is checked when nothing is mutated
	mutants  []trial             // one for each of in.Mutants
	variants []trial             // one for each of in.Variants
}

// outcome says what the cells make of a subject.
func outcome(variant, equivalent bool, cells []Cell) Outcome {
	dead := killed(cells)
	switch {
	case variant && dead:
		return FalseAlarm
	case variant:
		return Fair
	case equivalent:
		return Equivalent
	case dead:
		return Killed
	}
	return Survived
}

// result puts everything together. Lists are never nil.
func (f facts) result() Result {
	r := Result{SchemaVersion: Version, Whole: f.whole, APIs: []API{}, Gates: Gates{
		Survived: []string{}, KilledEquivalents: []string{}, VacuousScenarios: []string{}, UnbrokenRules: []string{},
		FalseAlarms: []string{}, HarnessErrors: []string{},
	}, Notes: Notes{
		KilledByOthers: []string{}, BluntScenarios: []string{}, IdleChecks: []string{}, UnprovenRules: []string{}, UndecidedVariants: []string{}, Unsteady: []string{},
	}}
	for _, api := range f.in.APIs {
		a := f.api(api)
		r.Mutants += a.Mutants
		r.Killed += a.Killed
		r.Equivalent += a.Equivalent
		r.Survived += a.Survived
		r.Variants += a.Variants
		r.FalseAlarms += a.FalseAlarms
		r.VacuousScenarios += a.VacuousScenarios
		r.gates(a, f.whole)
		if f.whole {
			for _, check := range a.idle(f.checks[a.ID]) {
				r.Notes.IdleChecks = append(r.Notes.IdleChecks, pair(a.ID, check))
			}
		}
		for _, s := range a.Scenarios {
			if !s.Informational {
				r.Scenarios++
			}
		}
		r.APIs = append(r.APIs, a)
	}
	for _, trials := range [][]trial{f.mutants, f.variants} {
		for _, t := range trials {
			r.Gates.HarnessErrors = append(r.Gates.HarnessErrors, t.faults...)
		}
	}
	r.Holds = len(r.Gates.Entries()) == 0
	return r
}

// api fills the part of one contract.
func (f facts) api(api harness.API) API {
	a := API{ID: api.Ledger.API, Title: api.Ledger.Title, Rules: []Rule{}, Scenarios: []Scenario{}, Matrix: []Row{}, Others: []Row{}}
	for i, m := range f.in.Mutants {
		if apiOf(m.ID) == a.ID {
			a.Matrix = append(a.Matrix, mutantRow(m, f.mutants[i]))
		}
	}
	for i, v := range f.in.Variants {
		if apiOf(v.ID) == a.ID {
			a.Others = append(a.Others, variantRow(v, f.variants[i]))
		}
	}
	a.scenarios(api.Ledger)
	a.rules(api.Ledger, f.all)
	a.count(f.whole)
	return a
}

func mutantRow(m mutant.Mutant, t trial) Row {
	row := Row{
		ID: m.ID, Operator: m.Operator, Says: m.Says, Because: m.Equivalent, Rules: m.Rules,
		Outcome: outcome(false, m.Equivalent != "", t.cells),
		Ran:     len(t.cells), Duration: milliseconds(t.took), Cells: append([]Cell{}, t.cells...),
	}
	for _, own := range []bool{true, false} {
		for _, c := range t.cells {
			if c.Verdict == report.Fail && slices.Contains(m.Rules, c.Rule) == own {
				row.KilledBy = append(row.KilledBy, c.Scenario)
			}
		}
	}
	return row
}

// variantRow keeps only the cells that somebody has to look at: all others pass.
func variantRow(v mutant.Variant, t trial) Row {
	return Row{
		ID: v.ID, Says: v.Says, Because: v.Because, Outcome: outcome(true, false, t.cells),
		Ran: len(t.cells), Duration: milliseconds(t.took),
		Cells: append([]Cell{}, keep(t.cells, func(c Cell) bool { return c.Verdict != report.Pass || c.Unsteady })...),
	}
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// scenarios counts what each scenario kills.
func (a *API) scenarios(l report.Ledger) {
	for _, e := range l.Scenarios {
		s := Scenario{ID: e.ID, Rule: e.Rule, Title: e.Title, Informational: e.Informational}
		for _, row := range a.Matrix {
			if !slices.Contains(row.KilledBy, s.ID) {
				continue
			}
			s.Kills++
			if slices.Contains(row.Rules, s.Rule) {
				s.OwnKills++
			}
		}
		a.Scenarios = append(a.Scenarios, s)
	}
}

// rules lists the mutants of each rule, and which of them its scenarios kill.
func (a *API) rules(l report.Ledger, all []mutant.Mutant) {
	for _, one := range l.Rules {
		rule := Rule{ID: one.ID, Kind: one.Kind, Says: one.Says, Informational: informational(l, one.ID), Mutants: []string{}, ProvenBy: []string{}}
		for _, m := range all {
			if slices.Contains(m.Rules, rule.ID) {
				rule.Mutants = append(rule.Mutants, m.ID)
			}
		}
		for _, row := range a.Matrix {
			if slices.ContainsFunc(row.Cells, func(c Cell) bool { return c.Rule == rule.ID && c.Verdict == report.Fail }) && slices.Contains(row.Rules, rule.ID) {
				rule.ProvenBy = append(rule.ProvenBy, row.ID)
			}
		}
		a.Rules = append(a.Rules, rule)
	}
}

// informational reports whether a rule has scenarios and all of them only ask for a reading.
func informational(l report.Ledger, rule string) bool {
	found := false
	for _, e := range l.Scenarios {
		if e.Rule == rule {
			if !e.Informational {
				return false
			}
			found = true
		}
	}
	return found
}

// count counts. What kills nothing is vacuous only when everything was run that it could kill.
func (a *API) count(whole bool) {
	a.Mutants, a.Variants = len(a.Matrix), len(a.Others)
	for _, row := range a.Matrix {
		switch row.Outcome {
		case Killed:
			a.Killed++
		case Equivalent:
			a.Equivalent++
		default:
			a.Survived++
		}
	}
	for _, row := range a.Others {
		if row.Outcome == FalseAlarm {
			a.FalseAlarms++
		}
	}
	for _, s := range a.Scenarios {
		if whole && s.vacuous() {
			a.VacuousScenarios++
		}
	}
}

func (s Scenario) vacuous() bool { return !s.Informational && s.Kills == 0 }

// blunt reports whether a scenario kills, but nothing of what it is there for.
func (s Scenario) blunt() bool { return s.Kills > 0 && s.OwnKills == 0 }

// pair joins what belongs together.
func pair(id, other string) string { return fmt.Sprintf("%s: %s", id, other) }
