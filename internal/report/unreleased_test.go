package report

import (
	"reflect"
	"slices"
	"testing"
)

func TestUnreleasedListsEveryIDOnce(t *testing.T) {
	meta := sampleMeta()
	meta.Unreleased = []Unreleased{
		{API: "b", Scenario: "b/Op/required/x/case", IDs: []string{"i-3"}, Error: "busy"},
		{API: "api", IDs: []string{"i-1"}, Error: "gone away"},
	}
	left := func(name string, ids ...string) Result {
		return change(name, func(r *Result) { r.Unreleased = ids })
	}
	results := []Result{left("b", "i-4"), left("a", "i-1", "i-2", "i-2"), passed("c")}
	want := []Unreleased{
		{API: "api", IDs: []string{"i-1"}, Error: "gone away"},
		{API: "api", Scenario: "api/Op/required/a/case", IDs: []string{"i-2"}},
		{API: "api", Scenario: "api/Op/required/b/case", IDs: []string{"i-4"}},
		{API: "b", Scenario: "b/Op/required/x/case", IDs: []string{"i-3"}, Error: "busy"},
	}
	for range 2 {
		r := Assemble(meta, []Ledger{smallLedger("a", "b", "c")}, results)
		if !reflect.DeepEqual(r.Unreleased, want) {
			t.Errorf("got  %v\nwant %v", r.Unreleased, want)
		}
		if r.ExitCode() != 0 {
			t.Errorf("exit %d: leftovers are no verdict on the endpoint", r.ExitCode())
		}
		validate(t, r)
		slices.Reverse(results) // the order in which scenarios end must not show
	}
}

func TestUnreleasedIsAbsentWhenAllWasTaken(t *testing.T) {
	if r := Assemble(sampleMeta(), []Ledger{smallLedger("a")}, []Result{passed("a")}); r.Unreleased != nil {
		t.Errorf("nothing was left, but the report lists %v", r.Unreleased)
	}
}

func TestUnreleasedReadsAsOneLine(t *testing.T) {
	for _, c := range []struct {
		u    Unreleased
		want string
	}{
		{Unreleased{API: "a", IDs: []string{"i-1", "i-2"}}, "a: i-1, i-2"},
		{Unreleased{API: "a", IDs: []string{"i-1"}, Error: "no"}, "a: i-1: no"},
		{Unreleased{API: "a", Scenario: "s", IDs: []string{"i-1"}, Error: "no"}, "a: i-1, of scenario s: no"},
	} {
		if got := c.u.String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
