package mutant

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
)

// spoilt are the mutants that are made by faults of the endpoint.
func spoilt(c *contract.Contract) []Mutant {
	var all []Mutant
	for _, make := range slices.Concat(behaviourOperators, answerOperators) {
		all = append(all, make(c)...)
	}
	return all
}

// TestFaultsBreakWhatTheySay lists every mutant of a small contract that is made by a fault, with the rules that
// it breaks.
func TestFaultsBreakWhatTheySay(t *testing.T) {
	var got strings.Builder
	c := furnished(t)
	for _, m := range spoilt(c) {
		fmt.Fprintf(&got, "%s: %s\n", m.ID, m.Says)
		for _, r := range m.Rules {
			fmt.Fprintf(&got, "\tbreaks %s\n", strings.TrimPrefix(r, c.API+"/"))
		}
		if m.Equivalent != "" {
			fmt.Fprintf(&got, "\tis equivalent: %s\n", m.Equivalent)
		}
	}
	golden := filepath.Join("testdata", "faults.txt")
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("the mutants are not those of %s (-update writes it):\n%s", golden, got.String())
	}
}

func TestEveryFaultHasAHookAndLeavesTheContractAlone(t *testing.T) {
	for _, c := range contracts(t) {
		for _, m := range spoilt(c) {
			f := m.recipe.fault
			if f.Read == nil && f.Overlook == nil && f.Allow == nil && f.Decide == nil && f.Answer == nil {
				t.Errorf("%s has no fault", m.ID)
			}
			if m.recipe.edit != nil {
				t.Errorf("%s changes the contract as well", m.ID)
			}
		}
	}
}

// fault finds the fault of a mutant of the furnished contract, whose answers do not wait.
func fault(t *testing.T, id string) reference.Fault {
	t.Helper()
	c := furnished(t)
	c.Operation("Stop").Transitions[0].Async = &contract.Source{}
	for _, m := range spoilt(c) {
		if strings.HasSuffix(m.ID, "/"+id) {
			return m.recipe.fault
		}
	}
	t.Fatalf("there is no mutant %s", id)
	return reference.Fault{}
}

func TestChangesTakeOtherWays(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		id   string
		want []string // states in order
		wait time.Duration
	}{
		{"step-back-under-way/Stop/stop", []string{"STOPPING", "ON", "STOPPING", "OFF"}, 0},
		{"step-back-at-the-end/Stop/stop", []string{"STOPPING", "OFF", "STOPPING"}, 0},
		{"answer-waits/Stop/stop", []string{"STOPPING", "OFF"}, time.Second},
	}
	for _, tt := range tests {
		j := &reference.Judgement{
			Query: &reference.Query{Operation: furnished(t).Operation("Stop")},
			Decision: &reference.Decision{Changes: []reference.Change{{ID: "a", Stages: []reference.Stage{
				{At: now, State: "STOPPING"}, {At: now.Add(time.Second), State: "OFF"},
			}}}},
			Now: now, Delay: time.Second,
		}
		fault(t, tt.id).Decide(j)
		var states []string
		at := now
		for _, s := range j.Changes[0].Stages {
			if s.At.Before(at) {
				t.Errorf("%s: %s comes before what it follows", tt.id, s.State)
			}
			at, states = s.At, append(states, s.State)
		}
		if !slices.Equal(states, tt.want) || j.Wait != tt.wait {
			t.Errorf("%s: %v, and the answer waits %v", tt.id, states, j.Wait)
		}
	}
}

func TestDocumentsAreChangedByPath(t *testing.T) {
	fresh := func() document {
		return document{"a": map[string]any{"b": map[string]any{"c": 1}}, "d": 2}
	}
	tests := []struct {
		name   string
		change func(d document)
		want   string
	}{
		{"a member within is dropped", func(d document) { d.drop("a.b.c") }, "map[a:map[b:map[]] d:2]"},
		{"a member at the top is dropped", func(d document) { d.drop("d") }, "map[a:map[b:map[c:1]]]"},
		{"what is not there is passed over", func(d document) { d.drop("x.y"); d.replace("x.y", 1); d.replace("", 1) }, "map[a:map[b:map[c:1]] d:2]"},
		{"a member is replaced", func(d document) { d.replace("a.b", "x") }, "map[a:map[b:x] d:2]"},
	}
	for _, tt := range tests {
		d := fresh()
		tt.change(d)
		if got := fmt.Sprint(map[string]any(d)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}
