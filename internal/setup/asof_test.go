package setup

import (
	"slices"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/frozen"
	"github.com/seed-613b54dc/conformance/internal/report"
)

// now is a ledger of two rules, then the set of a day on which there was only the first.
func now() report.Ledger {
	return report.Ledger{
		API:        "api",
		Rules:      []report.Rule{{ID: "api/Op/type/a", Says: "A."}, {ID: "api/Op/type/b", Says: "B."}},
		Scenarios:  []report.Expected{{ID: "api/Op/type/a/one"}, {ID: "api/Op/type/a/two"}, {ID: "api/Op/type/b/one"}},
		Statements: []report.Statement{{ID: "both", Rules: []string{"api/Op/type/a", "api/Op/type/b"}}, {ID: "new", Rules: []string{"api/Op/type/b"}}, {ID: "never", Excluded: "unseen"}},
	}
}

func then() frozen.Set {
	return frozen.Set{API: "api", Version: "2026-01-02", Rules: []frozen.Rule{{ID: "api/Op/type/a", Says: "A.", Scenarios: []string{"api/Op/type/a/one"}}}}
}

func TestARunAsOfADayHasExactlyItsScenarios(t *testing.T) {
	before := now()
	l, err := narrow(before, then())
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Rules) != 1 || len(l.Scenarios) != 1 || l.Scenarios[0].ID != "api/Op/type/a/one" {
		t.Errorf("the run has the rules %v and the scenarios %v", l.Rules, l.Scenarios)
	}
	var ids []string
	for _, s := range l.Statements {
		ids = append(ids, s.ID)
	}
	if !slices.Equal(ids, []string{"both", "never"}) || len(l.Statements[0].Rules) != 1 {
		t.Errorf("the statements are %v", l.Statements)
	}
	if len(before.Statements[0].Rules) != 2 || before.Scenarios[1].ID != "api/Op/type/a/two" {
		t.Error("the ledger of the program was changed")
	}
}

func TestWhatCannotBeJudgedAsOfADayIsNamed(t *testing.T) {
	for name, tt := range map[string]struct {
		edit func(*frozen.Rule)
		want []string
	}{
		"a scenario is gone":    {func(r *frozen.Rule) { r.Scenarios = append(r.Scenarios, "api/Op/type/a/gone") }, []string{"do not exist any more", "api/Op/type/a/gone"}},
		"a rule reads other":    {func(r *frozen.Rule) { r.Says = "A hundred." }, []string{"read otherwise now", "api/Op/type/a", "then: A hundred.", "now:  A."}},
		"an informational rule": {func(r *frozen.Rule) { r.Says, r.Informational = "A hundred?", true }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			set := then()
			tt.edit(&set.Rules[0])
			_, err := narrow(now(), set)
			if (err != nil) != (len(tt.want) > 0) {
				t.Fatalf("got %v", err)
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("want %q in %v", want, err)
				}
			}
		})
	}
}
