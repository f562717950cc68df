package report

import (
	"bytes"
	"strings"
	"testing"
)

// runWith assembles a run of smallLedger("a", "b", …) with known failures.
func runWith(known []Known, ledger Ledger, results ...Result) Report {
	meta := sampleMeta()
	meta.Known = known
	return Assemble(meta, []Ledger{ledger}, results)
}

func TestKnownFailuresExcuseOnlyWhatFailed(t *testing.T) {
	const ruleB, caseB = "api/Op/required/b", "api/Op/required/b/case"
	entry := []Known{{ID: caseB, Reason: "r"}}
	twoOfOneRule := smallLedger("a", "b", "c")
	twoOfOneRule.Scenarios[2].Rule = ruleB
	failedC := failed("c")
	failedC.Rule = ruleB
	informational := smallLedger("a", "b")
	informational.Scenarios[1].Informational = true
	for _, c := range []struct {
		name       string
		r          Report
		known      int
		conclusion Conclusion
		stale      bool
		message    string
		exit       int
	}{
		{"a known failure", runWith(entry, smallLedger("a", "b"), passed("a"), failed("b")), 1, Conforms, false, "1 of 1 scenario failed", 0},
		{"known by its rule", runWith([]Known{{ID: ruleB}}, smallLedger("a", "b"), passed("a"), failed("b")), 1, Conforms, false, "1 of 1 scenario failed", 0},
		{"a rule covers all its scenarios", runWith([]Known{{ID: ruleB}}, twoOfOneRule, passed("a"), failed("b"), failedC), 2, Conforms, false, "2 of 2 scenarios failed", 0},
		{"a scenario does not cover its siblings", runWith(entry, twoOfOneRule, passed("a"), failed("b"), failedC), 1, Diverges, false, "1 of 1 scenario failed", 1},
		{"another failure", runWith(entry, smallLedger("a", "b"), failed("a"), failed("b")), 1, Diverges, false, "1 of 1 scenario failed", 1},
		{"known, but something else is undecided", runWith(entry, smallLedger("a", "b"), undecided("a", ReasonThrottled), failed("b")), 1, Incomplete, false, "1 of 1 scenario failed", 3},
		{"undecided is never excused", runWith(entry, smallLedger("a", "b"), passed("a"), undecided("b", ReasonFixtureUnavailable)), 0, Incomplete, false, "none failed, but 1 of 1 scenario could not be decided", 3},
		{"a set-up fault is never excused", runWith(entry, smallLedger("a", "b"), passed("a"), undecided("b", ReasonHarnessError)), 0, Incomplete, false, "none failed, but 1 of 1 scenario could not be decided", 3},
		{"stale", runWith(entry, smallLedger("a", "b"), passed("a"), passed("b")), 0, Conforms, true, "nothing that it covers fails any more; take the entry out of the file", 2},
		{"stale beside something undecided", runWith(entry, smallLedger("a", "b"), undecided("a", ReasonThrottled), passed("b")), 0, Incomplete, true, "nothing that it covers fails any more; take the entry out of the file", 2},
		{"stale, but a divergence is bigger news", runWith(entry, smallLedger("a", "b"), failed("a"), passed("b")), 0, Diverges, true, "nothing that it covers fails any more; take the entry out of the file", 1},
		{"one of two still fails", runWith([]Known{{ID: ruleB}}, twoOfOneRule, passed("a"), passed("b"), failedC), 1, Conforms, false, "1 of 2 scenarios failed", 0},
		{"an informational one is never a failure", runWith(entry, informational, passed("a"), failed("b")), 0, Conforms, true, "nothing that it covers fails any more; take the entry out of the file", 2},
		{"an entry for an API that was left out", runWith([]Known{{ID: "other/Op/required/x"}}, smallLedger("a"), passed("a")), 0, Conforms, false, "no scenario of this run has this id", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, entry := c.r.APIs[0], c.r.KnownFailures[0]
			if a.Known != c.known || c.r.Conclusion != c.conclusion || c.r.ExitCode() != c.exit {
				t.Errorf("%d known, %s, exit %d; want %d, %s, %d", a.Known, c.r.Conclusion, c.r.ExitCode(), c.known, c.conclusion, c.exit)
			}
			if entry.Stale != c.stale || entry.Message != c.message || len(entry.Scenarios) != c.known {
				t.Errorf("the entry came to %+v, want stale %v and %q", entry, c.stale, c.message)
			}
			if err := c.r.consistent(); err != nil {
				t.Error(err)
			}
			validate(t, c.r)
		})
	}
}

func TestKnownFailuresStayFailures(t *testing.T) {
	r := runWith([]Known{{ID: "api/Op/required/b", Reason: "r", Issue: "i", Expires: "e"}}, smallLedger("a", "b"), passed("a"), failed("b"))
	a := r.APIs[0]
	if s := a.Scenarios[1]; s.Verdict != Fail || s.Known == nil || *s.Known != (Excuse{"r", "i", "e"}) {
		t.Errorf("the scenario is %s, excused by %v; want fail, by the entry", s.Verdict, s.Known)
	}
	if a.Scenarios[0].Known != nil {
		t.Error("a scenario that passed is excused")
	}
	if a.Failed != 1 || a.Decided != 2 || a.Divergence != .5 || a.Rules[1].Verdict != Fail {
		t.Errorf("failed %d, decided %d, divergence %v, rule %s; want 1, 2, 0.5, fail", a.Failed, a.Decided, a.Divergence, a.Rules[1].Verdict)
	}
}

func TestKnownFailuresOfASelectionAreNotStale(t *testing.T) {
	meta := sampleMeta()
	meta.Known = []Known{{ID: "api/Op/required/b"}}
	meta.Filter, meta.Selected = "a", map[string]bool{"api/Op/required/a/case": true}
	r := Assemble(meta, []Ledger{smallLedger("a", "b")}, []Result{passed("a")})
	if k := r.KnownFailures[0]; k.Stale || r.ExitCode() != 3 {
		t.Errorf("the entry is %+v and the exit code %d, though its scenario was left out", k, r.ExitCode())
	}
}

func TestKnownFailuresPreferTheEntryOfTheScenario(t *testing.T) {
	known := []Known{{ID: "api/Op/required/a", Reason: "rule"}, {ID: "api/Op/required/a/case", Reason: "scenario"}}
	r := runWith(known, smallLedger("a"), failed("a"))
	if got := r.APIs[0].Scenarios[0].Known.Reason; got != "scenario" {
		t.Errorf("the excuse is that of the %s, want that of the scenario", got)
	}
	for _, k := range r.KnownFailures {
		if k.Stale || len(k.Scenarios) != 1 {
			t.Errorf("the entry %s covers %v", k.ID, k.Scenarios)
		}
	}
}

func TestKnownFailuresAreHiddenNowhere(t *testing.T) {
	r := excusedReport()
	for name, write := range map[string]func(*bytes.Buffer) error{
		"html":     func(b *bytes.Buffer) error { return WriteHTML(b, r, HTMLOptions{}) },
		"markdown": func(b *bytes.Buffer) error { return WriteMarkdown(b, r) },
		"junit":    func(b *bytes.Buffer) error { return WriteJUnit(b, r) },
		"summary":  func(b *bytes.Buffer) error { return Summary(b, r) },
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := write(&b); err != nil {
				t.Fatal(err)
			}
			for _, want := range []string{
				"known difference", "the limit is 200 until the next release", "https://issues.example/CVM-17", "2026-12-31",
				"nothing that it covers fails any more", "ins-101", "the quota service is down",
			} {
				if !strings.Contains(b.String(), want) {
					t.Errorf("it does not show %q", want)
				}
			}
		})
	}
}
