package matrix

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/mutant"
	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// theatre opens subjects that answer as a script says: the verdicts of a scenario, one after the other, by
// the end of the subject's id and the scenario's; what is not in it passes.
type theatre struct {
	script map[string][]report.Verdict

	mu           sync.Mutex
	played       map[string][]string // by subject: scenarios, in order
	open, opened int                 // now, and at the most
	plays, most  int
}

func (h *theatre) serve(s subject) (player, func() error, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.open++
	h.opened = max(h.opened, h.open)
	return func(_ context.Context, one harness.Scenario) report.Result { return h.play(s, one) }, func() error {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.open--
		return nil
	}, nil
}

func (h *theatre) play(s subject, one harness.Scenario) report.Result {
	h.mu.Lock()
	h.plays++
	h.most = max(h.most, h.plays)
	key := strings.TrimPrefix(s.id, "api/") + " " + strings.TrimPrefix(one.ID, "api/Op/k/")
	verdict := report.Pass
	if one.Informational {
		verdict = report.Informational
	}
	if left := h.script[key]; len(left) > 0 {
		verdict, h.script[key] = left[0], left[1:]
	}
	h.played[s.id] = append(h.played[s.id], one.ID)
	h.mu.Unlock()
	time.Sleep(time.Millisecond) // so that others play at the same time
	h.mu.Lock()
	h.plays--
	h.mu.Unlock()
	r := report.Result{ID: one.ID, Rule: one.Rule, Verdict: verdict, Checks: []report.Check{{OK: true}}}
	if verdict == report.Inconclusive {
		r.Reason = report.ReasonObservationFailed
	}
	return r
}

// stage is a run over a theatre.
func stage(t *testing.T, in Input, jobs int, script map[string][]report.Verdict) (*run, *theatre) {
	h := &theatre{script: script, played: map[string][]string{}}
	return &run{
		ctx: t.Context(), open: h.serve, slots: make(chan struct{}, jobs), opened: make(chan struct{}, jobs), scenarios: in.byAPI(),
	}, h
}

const pass, fail, undecided = report.Pass, report.Fail, report.Inconclusive

func TestOwnScenariosRunFirstAndAllOthersOnSurvivorsOnly(t *testing.T) {
	in := sampleInput()
	r, h := stage(t, in, 4, map[string][]report.Verdict{
		"limit-plus-one/max max/over": {fail, fail},
		"other-code/code max/over":    {fail, fail},
	})
	_, mutants := r.all(in)
	for i, want := range [][]string{
		{"api/Op/k/max/full", "api/Op/k/max/over"},
		{"api/Op/k/max/full", "api/Op/k/max/over", "api/Op/k/code/wrong"},
		{"api/Op/k/code/wrong", "api/Op/k/max/full", "api/Op/k/max/over"},
	} {
		var got []string
		for _, c := range mutants[i].cells {
			got = append(got, c.Scenario)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: ran %v, want %v", in.Mutants[i].ID, got, want)
		}
	}
	if first := h.played["api/other-code/code"][0]; first != "api/Op/k/code/wrong" {
		t.Errorf("%s ran before the scenario of the broken rule", first)
	}
	if slices.Contains(h.played["api/slow"], "api/Op/k/ask/asked") {
		t.Error("an informational scenario ran on a variant")
	}
}

func TestWhatWouldBeAFaultIsLookedAtAgain(t *testing.T) {
	in := sampleInput()
	in.Mutants[2].Equivalent = "nobody can see it"
	// The first look finds a survivor, a killed equivalent and a false alarm; the second one finds none of it.
	r, _ := stage(t, in, 8, map[string][]report.Verdict{
		"limit-plus-one/max max/over":  {pass, fail, fail},
		"limit-minus-one/max max/full": {fail, fail},
		"other-code/code code/wrong":   {fail, fail},
		"slow max/full":                {fail, fail},
	})
	variants, mutants := r.all(in)
	r.again(in, variants, mutants)
	f := facts{in: in, all: in.Mutants, mutants: mutants, variants: variants}
	result := f.result()
	if !result.Holds || result.Killed != 2 || result.Equivalent != 1 {
		t.Errorf("%+v", result.Gates)
	}
	want := []string{"api/limit-plus-one/max: api/Op/k/max/over", "api/other-code/code: api/Op/k/code/wrong", "api/slow: api/Op/k/max/full"}
	if !slices.Equal(result.Notes.Unsteady, want) {
		t.Errorf("unsteady %v, want %v", result.Notes.Unsteady, want)
	}
}

func TestWhatIsAFaultTwiceStaysOne(t *testing.T) {
	in := sampleInput()
	in.Mutants = in.Mutants[:1]
	r, _ := stage(t, in, 8, map[string][]report.Verdict{"slow max/full": {fail, fail, fail, fail}})
	variants, mutants := r.all(in)
	r.again(in, variants, mutants)
	gates := facts{in: in, all: sampleInput().Mutants, mutants: mutants, variants: variants}.result().Gates
	if len(gates.Survived) != 1 || len(gates.FalseAlarms) != 1 {
		t.Errorf("%+v", gates)
	}
}

func TestAVerdictThatIsNoPassIsBelievedWhenItComesTwice(t *testing.T) {
	for _, c := range []struct {
		script   []report.Verdict
		want     report.Verdict
		runs     int
		unsteady bool
	}{
		{nil, pass, 1, false},
		{[]report.Verdict{fail, fail}, fail, 2, false},
		{[]report.Verdict{undecided, undecided}, undecided, 2, false},
		{[]report.Verdict{fail, pass, pass}, pass, 3, true},
		{[]report.Verdict{fail, pass, fail}, fail, 3, true},
		{[]report.Verdict{undecided, fail, fail}, fail, 3, true},
		{[]report.Verdict{undecided, fail, pass}, undecided, 3, true},
	} {
		in := sampleInput()
		r, h := stage(t, in, 4, map[string][]report.Verdict{"x max/full": slices.Clone(c.script)})
		play, _, err := h.serve(subject{id: "api/x"})
		if err != nil {
			t.Fatal(err)
		}
		cell, faults := r.cell(play, in.Scenarios[0])
		if cell.Verdict != c.want || cell.Runs != c.runs || cell.Unsteady != c.unsteady || len(faults) > 0 {
			t.Errorf("%v: %+v %v", c.script, cell, faults)
		}
	}
}

func TestAResultThatCannotBeTrustedIsAFault(t *testing.T) {
	in := sampleInput()
	in.Scenarios[0].Checks = 2
	r, h := stage(t, in, 4, nil)
	play, _, err := h.serve(subject{id: "api/x"})
	if err != nil {
		t.Fatal(err)
	}
	if _, faults := r.cell(play, in.Scenarios[0]); len(faults) != 1 || !strings.Contains(faults[0], "passed with 1 checks, and 2 are promised") {
		t.Errorf("faults %q", faults)
	}
}

func TestNoMoreScenariosRunAtATimeThanThereAreJobs(t *testing.T) {
	in := sampleInput()
	for i := range 20 {
		in.Mutants = append(in.Mutants, mutant.Mutant{ID: fmt.Sprintf("api/more/%d", i), Rules: []string{"api/Op/k/max"}})
	}
	r, h := stage(t, in, 3, nil)
	r.all(in)
	if h.most != 3 || h.opened > 3 || h.open != 0 {
		t.Errorf("%d scenarios at a time and %d endpoints, %d of them left open; want 3, at most 3, and none", h.most, h.opened, h.open)
	}
}

func TestABaselineThatDoesNotPassIsNoGround(t *testing.T) {
	for name, c := range map[string]struct {
		change func(in *Input)
		script map[string][]report.Verdict
		want   string
	}{
		"all is well":                  {func(*Input) {}, nil, ""},
		"it fails once":                {func(*Input) {}, map[string][]report.Verdict{"api max/full": {fail}}, ""},
		"it fails under load":          {func(*Input) {}, map[string][]report.Verdict{"api max/full": {fail, fail}}, ""},
		"it fails":                     {func(*Input) {}, map[string][]report.Verdict{"api max/full": {fail, fail, fail, fail}}, "api/Op/k/max/full"},
		"it cannot decide":             {func(*Input) {}, map[string][]report.Verdict{"api max/full": {undecided, undecided, undecided, undecided}}, "api/Op/k/max/full: observation_failed"},
		"a promise is not kept":        {func(in *Input) { in.Scenarios = in.Scenarios[1:] }, nil, "api/Op/k/max/full: promised, and not reported"},
		"something was never promised": {func(in *Input) { in.APIs[0].Ledger.Scenarios = in.APIs[0].Ledger.Scenarios[1:] }, nil, "api/Op/k/max/full: reported, and not promised"},
	} {
		t.Run(name, func(t *testing.T) {
			in := sampleInput()
			c.change(&in)
			r, _ := stage(t, in, 4, c.script)
			err := r.baseline(in)
			if c.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if unfit, ok := errors.AsType[*Unfit](err); !ok || !strings.Contains(unfit.Error(), c.want) {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
}

func TestAMutantThatCannotBeMadeVoidsTheRun(t *testing.T) {
	in := sampleInput()
	r, _ := stage(t, in, 4, nil)
	r.open = func(s subject) (player, func() error, error) {
		return nil, nil, fmt.Errorf("mutant %s: no such pattern", s.id)
	}
	r.all(in)
	if err := r.ended(); err == nil || !strings.Contains(err.Error(), "no such pattern") {
		t.Errorf("%v", err)
	}
}

func TestAStoppedRunHasNoResult(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	in := sampleInput()
	r, h := stage(t, in, 4, nil)
	r.ctx = ctx
	r.all(in)
	if err := r.ended(); !errors.Is(err, context.Canceled) || len(h.played) != 0 {
		t.Errorf("%v after %v", err, h.played)
	}
}
