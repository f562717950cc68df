package matrix

import (
	"slices"

	"github.com/seed-613b54dc/conformance/internal/report"
)

// Entry is one fault that a gate has found.
type Entry struct {
	Gate string // in words
	ID   string
}

// Entries are all faults, in the order of the gates.
func (g Gates) Entries() []Entry {
	var all []Entry
	for _, gate := range g.List() {
		for _, id := range gate.IDs {
			all = append(all, Entry{gate.Says, id})
		}
	}
	return all
}

// List is a named list of ids.
type List struct {
	Says string // what the ids have in common
	Why  string // what follows from it
	IDs  []string
}

// List names the gates.
func (g Gates) List() []List {
	return []List{
		{"survived", "Nothing notices these mutants. Sharpen a scenario, or declare the mutant equivalent and say why.", g.Survived},
		{"equivalent and yet killed", "A scenario tells these mutants from a conforming endpoint, so the reason for calling them equivalent is wrong.", g.KilledEquivalents},
		{"vacuous scenario", "These scenarios kill no mutant: nobody knows that they can fail.", g.VacuousScenarios},
		{"rule without a mutant", "No operator breaks these rules.", g.UnbrokenRules},
		{"false alarm", "These scenarios fail on an endpoint that conforms.", g.FalseAlarms},
		{"error of the harness", "These results cannot be trusted.", g.HarnessErrors},
	}
}

// List names the notes.
func (n Notes) List() []List {
	return []List{
		{"killed only by others", "No scenario of the broken rule notices these mutants, only one of another rule: the rule's own could be sharper.", n.KilledByOthers},
		{"blunt scenario", "These scenarios kill mutants, but none of their own rule.", n.BluntScenarios},
		{"idle check", "Scenarios check this, and it fails on no mutant: nobody knows that it can.", n.IdleChecks},
		{"unproven rule", "These rules have mutants, and only scenarios of other rules kill them.", n.UnprovenRules},
		{"undecided on a variant", "These scenarios cannot decide on an endpoint that conforms.", n.UndecidedVariants},
		{"unsteady", "These scenarios did not end in the same way each time. The verdict that came twice counts.", n.Unsteady},
	}
}

// gates adds what the part of one contract has to the gates and the notes.
func (r *Result) gates(a API, whole bool) {
	for _, row := range a.Matrix {
		r.mutantGates(row)
	}
	for _, row := range a.Others {
		r.variantGates(row)
	}
	for _, s := range a.Scenarios {
		if whole && s.vacuous() {
			r.Gates.VacuousScenarios = append(r.Gates.VacuousScenarios, s.ID)
		}
		if whole && s.blunt() {
			r.Notes.BluntScenarios = append(r.Notes.BluntScenarios, s.ID)
		}
	}
	for _, rule := range a.Rules {
		if !rule.Informational && len(rule.Mutants) == 0 {
			r.Gates.UnbrokenRules = append(r.Gates.UnbrokenRules, rule.ID)
		}
		if whole && len(rule.Mutants) > 0 && len(rule.ProvenBy) == 0 {
			r.Notes.UnprovenRules = append(r.Notes.UnprovenRules, rule.ID)
		}
	}
}

func (r *Result) mutantGates(row Row) {
	switch {
	case row.Outcome == Survived:
		r.Gates.Survived = append(r.Gates.Survived, row.ID)
	case row.Outcome == Equivalent && len(row.KilledBy) > 0:
		r.Gates.KilledEquivalents = append(r.Gates.KilledEquivalents, pair(row.ID, row.KilledBy[0]))
	case row.Outcome == Killed && !row.killedByOwn():
		r.Notes.KilledByOthers = append(r.Notes.KilledByOthers, pair(row.ID, row.KilledBy[0]))
	}
	r.unsteady(row)
}

func (r *Result) variantGates(row Row) {
	for _, c := range row.Cells {
		switch c.Verdict {
		case report.Fail:
			r.Gates.FalseAlarms = append(r.Gates.FalseAlarms, pair(row.ID, c.Scenario))
		case report.Inconclusive:
			r.Notes.UndecidedVariants = append(r.Notes.UndecidedVariants, pair(row.ID, c.Scenario))
		}
	}
	r.unsteady(row)
}

func (r *Result) unsteady(row Row) {
	for _, c := range row.Cells {
		if c.Unsteady {
			r.Notes.Unsteady = append(r.Notes.Unsteady, pair(row.ID, c.Scenario))
		}
	}
}

// killedByOwn reports whether a scenario of a broken rule kills the mutant.
func (r Row) killedByOwn() bool {
	return slices.ContainsFunc(r.Cells, func(c Cell) bool { return c.Verdict == report.Fail && slices.Contains(r.Rules, c.Rule) })
}
