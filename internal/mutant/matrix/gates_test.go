package matrix

import (
	"reflect"
	"slices"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/mutant"
	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

func TestGates(t *testing.T) {
	const over, full, wrong = "api/Op/k/max/over", "api/Op/k/max/full", "api/Op/k/code/wrong"
	for name, c := range map[string]struct {
		change func(f *facts)
		gates  []Entry
		notes  []Entry
	}{
		"everything holds": {change: func(*facts) {}},
		"a mutant survives, and its scenario kills nothing else": {
			change: func(f *facts) { f.mutants[2] = ran(cellOf("code/wrong", report.Pass), cellOf("max/over", report.Pass)) },
			gates:  []Entry{{"survived", "api/other-code/code"}, {"vacuous scenario", wrong}},
			notes:  []Entry{{"unproven rule", "api/Op/k/code"}},
		},
		"what cannot decide does not kill": {
			change: func(f *facts) { f.mutants[2] = ran(cellOf("code/wrong", report.Inconclusive)) },
			gates:  []Entry{{"survived", "api/other-code/code"}, {"vacuous scenario", wrong}},
			notes:  []Entry{{"unproven rule", "api/Op/k/code"}},
		},
		"a mutant that nothing kills is declared equivalent": {
			change: func(f *facts) {
				f.in.Mutants[1].Equivalent = "nobody can see it"
				f.mutants[1] = ran(cellOf("max/full", report.Pass))
				f.mutants[0] = ran(cellOf("max/full", report.Fail), cellOf("max/over", report.Fail))
			},
		},
		"an equivalent one is killed": {
			change: func(f *facts) { f.in.Mutants[1].Equivalent = "nobody can see it" },
			gates:  []Entry{{"equivalent and yet killed", "api/limit-minus-one/max: " + full}},
		},
		"a scenario kills nothing": {
			change: func(f *facts) { f.mutants[1] = ran(cellOf("max/full", report.Pass), cellOf("max/over", report.Fail)) },
			gates:  []Entry{{"vacuous scenario", full}},
		},
		"a scenario that was never run is vacuous, unless only a part was run": {
			change: func(f *facts) {
				f.in.APIs[0].Ledger.Scenarios = append(f.in.APIs[0].Ledger.Scenarios, harness.Expected{ID: "api/Op/k/code/new", Rule: "api/Op/k/code"})
			},
			gates: []Entry{{"vacuous scenario", "api/Op/k/code/new"}},
		},
		"a selection knows nothing of vacuous scenarios": {
			change: func(f *facts) {
				f.whole = false
				f.in.Mutants, f.mutants = f.in.Mutants[:1], f.mutants[:1]
			},
		},
		"a rule has no mutant, selected or not": {
			change: func(f *facts) {
				f.whole = false
				f.in.Mutants, f.mutants, f.all = f.in.Mutants[:1], f.mutants[:1], f.in.Mutants[:1]
			},
			gates: []Entry{{"rule without a mutant", "api/Op/k/code"}},
		},
		"only a scenario of another rule kills": {
			change: func(f *facts) { f.mutants[2] = ran(cellOf("code/wrong", report.Pass), cellOf("max/over", report.Fail)) },
			gates:  []Entry{{"vacuous scenario", wrong}},
			notes:  []Entry{{"killed only by others", "api/other-code/code: " + over}, {"unproven rule", "api/Op/k/code"}},
		},
		"a scenario kills only what it is not there for": {
			change: func(f *facts) {
				f.mutants[0] = ran(cellOf("max/full", report.Fail), cellOf("max/over", report.Pass))
				f.mutants[2] = ran(cellOf("code/wrong", report.Fail), cellOf("max/over", report.Fail))
			},
			notes: []Entry{{"blunt scenario", over}},
		},
		"a false alarm": {
			change: func(f *facts) { f.variants[0] = ran(cellOf("max/full", report.Pass), cellOf("max/over", report.Fail)) },
			gates:  []Entry{{"false alarm", "api/slow: " + over}},
		},
		"a variant on which a scenario cannot decide is no fault": {
			change: func(f *facts) { f.variants[0] = ran(cellOf("max/over", report.Inconclusive)) },
			notes:  []Entry{{"undecided on a variant", "api/slow: " + over}},
		},
		"a check fails on no mutant": {
			change: func(f *facts) {
				f.mutants[0].cells[1].Failed = "it is refused"
				f.checks = map[string][]string{"api": {"it is accepted", "it is refused"}}
			},
			notes: []Entry{{"idle check", "api: it is accepted"}},
		},
		"an unsteady scenario is shown": {
			change: func(f *facts) { f.mutants[0].cells[1].Unsteady = true },
			notes:  []Entry{{"unsteady", "api/limit-plus-one/max: " + over}},
		},
		"an error of the harness": {
			change: func(f *facts) { f.mutants[0].faults = []string{over + ": it passed without a check"} },
			gates:  []Entry{{"error of the harness", over + ": it passed without a check"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := sampleFacts()
			c.change(&f)
			r := f.result()
			if got := r.Gates.Entries(); !slices.Equal(got, c.gates) {
				t.Errorf("gates %v, want %v", got, c.gates)
			}
			var notes []Entry
			for _, list := range r.Notes.List() {
				for _, id := range list.IDs {
					notes = append(notes, Entry{list.Says, id})
				}
			}
			if !slices.Equal(notes, c.notes) {
				t.Errorf("notes %v, want %v", notes, c.notes)
			}
			if r.Holds != (len(c.gates) == 0) {
				t.Errorf("holds: %v", r.Holds)
			}
			if r.Mutants != r.Killed+r.Equivalent+r.Survived {
				t.Errorf("%d mutants are not %d + %d + %d", r.Mutants, r.Killed, r.Equivalent, r.Survived)
			}
			validate(t, r)
		})
	}
}

func TestRulesNameTheMutantsThatProveThem(t *testing.T) {
	rules := sampleFacts().result().APIs[0].Rules
	want := []string{"api/limit-plus-one/max", "api/limit-minus-one/max"}
	if !slices.Equal(rules[0].Mutants, want) || !slices.Equal(rules[0].ProvenBy, want) {
		t.Errorf("%+v", rules[0])
	}
	if !rules[2].Informational || len(rules[2].ProvenBy) != 0 {
		t.Errorf("%+v", rules[2])
	}
}

func TestKillersOfTheBrokenRuleComeFirst(t *testing.T) {
	m := mutant.Mutant{Rules: []string{"api/Op/k/max"}}
	row := mutantRow(m, ran(cellOf("code/wrong", report.Fail), cellOf("max/full", report.Pass), cellOf("max/over", report.Fail)))
	if want := []string{"api/Op/k/max/over", "api/Op/k/code/wrong"}; !slices.Equal(row.KilledBy, want) {
		t.Errorf("killed by %v, want %v", row.KilledBy, want)
	}
}

// TestEveryGateAndNoteIsListed: a list that is added to Gates or Notes and not to List would be shown nowhere.
func TestEveryGateAndNoteIsListed(t *testing.T) {
	for _, c := range []struct {
		fields, listed int
	}{
		{reflect.TypeFor[Gates]().NumField(), len(Gates{}.List())},
		{reflect.TypeFor[Notes]().NumField(), len(Notes{}.List())},
	} {
		if c.fields != c.listed {
			t.Errorf("%d lists, of which %d are shown", c.fields, c.listed)
		}
	}
}
