package e2e_test

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// row is one line of the fault table.
type row struct {
	fault string // as in docs/faults.md
	// endpoint is what happens on the way to the endpoint; nil is nothing.
	endpoint fault
	// habit is what is wrong with the provider, over whichever form of the protocol; "" is nothing.
	habit string
	over  []string // exec, http; nil means both
	// labels select the scenarios; "" is those of the kind success.
	labels string
	// change makes the target differ.
	change func(t *testing.T, g *target)
	// exit is the exit code of a run of everything. One of a selection has 3 in place of 0.
	exit int
	// want are the verdicts or reasons by scenario; nil when there must be no report.
	want map[string]string
	// either are the verdicts where it is left to chance which scenario gets which.
	either []string
	// says are fragments of the scenarios' messages or, without a report, of standard error.
	says []string
	// out are ids that stay with the provider's user: the report has to list them.
	out bool
}

func TestFaultsOfTheEndpoint(t *testing.T) {
	for _, r := range endpointRows() {
		t.Run(r.fault, func(t *testing.T) {
			t.Parallel()
			g := target{}
			if r.endpoint != nil {
				g.urls = map[string]string{zec: newProxy(t, endpoint(t, zec).URL, r.endpoint).URL}
			}
			moved := &record{}
			g.fixtures = listen(t, "honest", moved)
			r.judge(t, g)
			if left := out(moved.String()); len(left) > 0 {
				t.Errorf("not given back: %v", left)
			}
		})
	}
}

func TestFaultsOfTheProvider(t *testing.T) {
	for _, r := range providerRows() {
		forms := r.over
		if forms == nil {
			forms = []string{"exec", "http"}
		}
		for _, form := range forms {
			t.Run(r.fault+"/"+form, func(t *testing.T) {
				t.Parallel()
				g, moved := habitual(t, r.habit, form)
				r.judge(t, g)
				if left := out(moved()); (len(left) > 0) != r.out {
					t.Errorf("not given back: %v", left)
				}
			})
		}
	}
}

// habitual is a target with a provider that has a habit, and what moved through it.
func habitual(t *testing.T, habit, form string) (g target, moved func() string) {
	t.Helper()
	if form == "exec" {
		log := filepath.Join(t.TempDir(), "log")
		return target{habit: habit, log: log}, func() string { return read(t, log) }
	}
	log := &record{}
	if habits[habit] != nil { // otherwise the row has something in place of a server
		g.fixtures = listen(t, habit, log)
	}
	return g, log.String
}

// judge runs the row on a target and holds what comes out against it.
func (r row) judge(t *testing.T, g target) {
	t.Helper()
	if r.change != nil {
		r.change(t, &g)
	}
	labels := r.labels
	if labels == "" {
		labels = "success"
	}
	o := conform(t, g, "--label-filter", labels)
	if o.exit != r.exitOfSelection() {
		t.Errorf("exit code %d, want %d\n%v", o.exit, r.exitOfSelection(), o)
	}
	if r.exit == 2 {
		refused(t, o, nil)
	} else if r.want == nil && r.either == nil {
		t.Error("the row expects no verdicts")
	}
	if r.want != nil && !maps.Equal(o.words(), r.want) {
		t.Errorf("verdicts %v, want %v\n%v", o.words(), r.want, o)
	}
	if words := slices.Sorted(maps.Values(o.words())); r.either != nil && !slices.Equal(words, r.either) {
		t.Errorf("verdicts %v, want %v\n%v", words, r.either, o)
	}
	r.heard(t, o)
}

// exitOfSelection is the exit code of a run of some scenarios: the others are not decided.
func (r row) exitOfSelection() int {
	if r.exit == 0 {
		return 3
	}
	return r.exit
}

// heard looks for the words that the row promises.
func (r row) heard(t *testing.T, o outcome) {
	t.Helper()
	text := o.messages()
	if o.report == nil {
		text = o.stderr
	}
	listed := 0
	if o.report != nil {
		for _, u := range o.report.Unreleased {
			listed += len(u.IDs)
			text += u.Error + "\n"
			if !strings.Contains(o.stdout, strings.Join(u.IDs, ", ")) || u.Scenario == "" {
				t.Errorf("%v is not at the end of the output, or nobody knows whose it was\n%v", u, o)
			}
		}
	}
	if (listed > 0) != r.out {
		t.Errorf("%d instances are listed as not given back\n%v", listed, o)
	}
	for _, fragment := range r.says {
		if !strings.Contains(text, fragment) {
			t.Errorf("nothing says %q\n%v", fragment, o)
		}
	}
}
