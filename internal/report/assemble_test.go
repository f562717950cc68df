package report

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// change alters the passing result of a scenario.
func change(name string, f func(*Result)) Result {
	r := passed(name)
	f(&r)
	return r
}

func failed(name string) Result {
	return change(name, func(r *Result) { r.Verdict, r.Checks[0].OK = Fail, false })
}

func undecided(name string, reason Reason) Result {
	return change(name, func(r *Result) { r.Verdict, r.Reason, r.Checks = Inconclusive, reason, nil })
}

func TestAssembleCountsAndConcludes(t *testing.T) {
	type outcome struct {
		expected, decided, passed, failed, inconclusive, informational int
		divergence, coverage                                           float64
		conclusion                                                     Conclusion
		exit, harnessErrors                                            int
	}
	informational := smallLedger("a", "b")
	informational.Scenarios[1].Informational = true
	reading := change("b", func(r *Result) { r.Verdict, r.Message = Informational, "follows the first reading" })
	for _, c := range []struct {
		name    string
		ledger  Ledger
		results []Result
		want    outcome
	}{
		{"all pass", smallLedger("a", "b"), []Result{passed("a"), passed("b")}, outcome{2, 2, 2, 0, 0, 0, 0, 1, Conforms, 0, 0}},
		{"one fails", smallLedger("a", "b"), []Result{passed("a"), failed("b")}, outcome{2, 2, 1, 1, 0, 0, .5, 1, Diverges, 1, 0}},
		{"one is undecided", smallLedger("a", "b"), []Result{passed("a"), undecided("b", ReasonThrottled)}, outcome{2, 1, 1, 0, 1, 0, 0, .5, Incomplete, 3, 0}},
		{"a failure beats an undecided one", smallLedger("a", "b"), []Result{failed("a"), undecided("b", ReasonThrottled)}, outcome{2, 1, 0, 1, 1, 0, 1, .5, Diverges, 1, 0}},
		{"nothing decided", smallLedger("a"), []Result{undecided("a", ReasonInterrupted)}, outcome{1, 0, 0, 0, 1, 0, 0, 0, Incomplete, 3, 0}},
		{"nothing promised", smallLedger(), nil, outcome{conclusion: Incomplete, exit: 3}},
		{"informational stands apart", informational, []Result{passed("a"), reading}, outcome{1, 1, 1, 0, 0, 1, 0, 1, Conforms, 0, 0}},
		{"an informational failure harms nobody", informational, []Result{passed("a"), failed("b")}, outcome{1, 1, 1, 0, 0, 1, 0, 1, Conforms, 0, 0}},
		{"an informational one may be unable to run", informational, []Result{passed("a"), undecided("b", ReasonUnsupported)}, outcome{1, 1, 1, 0, 0, 1, 0, 1, Conforms, 0, 0}},
		{"a lost scenario", smallLedger("a", "b"), []Result{passed("a")}, outcome{2, 1, 1, 0, 1, 0, 0, .5, Incomplete, 3, 1}},
		{"a lost informational scenario", informational, []Result{passed("a")}, outcome{1, 1, 1, 0, 0, 1, 0, 1, Incomplete, 3, 1}},
		{"an unpromised result", smallLedger("a"), []Result{passed("a"), passed("x"), passed("x")}, outcome{1, 1, 1, 0, 0, 0, 0, 1, Incomplete, 3, 1}},
		{"a duplicate result", smallLedger("a"), []Result{passed("a"), passed("a")}, outcome{1, 0, 0, 0, 1, 0, 0, 0, Incomplete, 3, 1}},
		{"a duplicate with a failure", smallLedger("a"), []Result{passed("a"), failed("a")}, outcome{1, 1, 0, 1, 0, 0, 1, 1, Diverges, 1, 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := Assemble(sampleMeta(), []Ledger{c.ledger}, c.results)
			a := r.APIs[0]
			got := outcome{a.Expected, a.Decided, a.Passed, a.Failed, a.Inconclusive, a.Informational, a.Divergence, a.Coverage,
				r.Verdict(), r.ExitCode(), len(r.HarnessErrors)}
			if got != c.want {
				t.Errorf("got %+v, want %+v\nharness errors: %q", got, c.want, r.HarnessErrors)
			}
			if err := r.consistent(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestAssembleNeverBelievesABrokenResult(t *testing.T) {
	for _, c := range []struct {
		name, says string
		result     Result
	}{
		{"no check", "without a check", change("a", func(r *Result) { r.Checks = nil })},
		{"a check lost", "with 1 checks, and 2 are promised", passed("a")},
		{"a check that did not hold", "did not hold", change("a", func(r *Result) { r.Checks[0].OK = false })},
		{"a pass with a reason", `passed with the reason "throttled"`, change("a", func(r *Result) { r.Reason = ReasonThrottled })},
		{"undecided without a reason", `unknown reason ""`, undecided("a", "")},
		{"an invented reason", `unknown reason "tired"`, undecided("a", "tired")},
		{"no verdict", `unknown verdict ""`, change("a", func(r *Result) { r.Verdict = "" })},
		{"an invented verdict", `unknown verdict "green"`, change("a", func(r *Result) { r.Verdict = "green" })},
		{"informational, but counted", "reported as informational", change("a", func(r *Result) { r.Verdict = Informational })},
		{"another rule", `for rule "x"`, change("a", func(r *Result) { r.Rule = "x" })},
		{"invented evidence", `unknown evidence "plenty"`, change("a", func(r *Result) { r.Evidence = "plenty" })},
	} {
		t.Run(c.name, func(t *testing.T) {
			ledger := smallLedger("a")
			if c.name == "a check lost" {
				ledger.Scenarios[0].Checks = 2
			}
			r := Assemble(sampleMeta(), []Ledger{ledger}, []Result{c.result})
			s := r.APIs[0].Scenarios[0]
			if s.Verdict != Inconclusive || s.Reason != ReasonHarnessError || r.Verdict() != Incomplete {
				t.Errorf("got %s (%s), run %s; want inconclusive (harness_error), run incomplete", s.Verdict, s.Reason, r.Verdict())
			}
			if all := strings.Join(r.HarnessErrors, "\n"); !strings.Contains(all, c.says) {
				t.Errorf("the harness errors %q do not say %q", all, c.says)
			}
			validate(t, r)
		})
	}
}

func TestAssembleKeepsAFailureWhateverElseIsWrong(t *testing.T) {
	broken := change("a", func(r *Result) { r.Verdict, r.Rule, r.Reason = Fail, "x", ReasonThrottled })
	r := Assemble(sampleMeta(), []Ledger{smallLedger("a")}, []Result{broken})
	if s := r.APIs[0].Scenarios[0]; s.Verdict != Fail || s.Reason != "" || len(r.HarnessErrors) != 2 {
		t.Errorf("got %s with reason %q and %d harness errors, want fail without reason and 2", s.Verdict, s.Reason, len(r.HarnessErrors))
	}
}

func TestAssembleTellsTheTruthAboutASelection(t *testing.T) {
	meta := sampleMeta()
	meta.Filter = "a or b"
	l := smallLedger("a", "b", "c", "d")
	meta.Selected = map[string]bool{l.Scenarios[0].ID: true, l.Scenarios[1].ID: true}
	r := Assemble(meta, []Ledger{l}, []Result{passed("a")})
	var reasons []Reason
	for _, s := range r.APIs[0].Scenarios {
		reasons = append(reasons, s.Reason)
	}
	if want := []Reason{"", ReasonHarnessError, ReasonNotRun, ReasonNotRun}; !slices.Equal(reasons, want) {
		t.Errorf("reasons are %q, want %q", reasons, want)
	}
	if r.APIs[0].Coverage != .25 || r.Filter != meta.Filter || len(r.HarnessErrors) != 1 {
		t.Errorf("coverage %v, filter %q, harness errors %q", r.APIs[0].Coverage, r.Filter, r.HarnessErrors)
	}
}

func TestWorstVerdictOfParts(t *testing.T) {
	for _, c := range []struct {
		parts []Verdict
		want  Verdict
	}{
		{nil, Untested},
		{[]Verdict{Untested, Untested}, Untested},
		{[]Verdict{Pass}, Pass},
		{[]Verdict{Pass, Informational}, Pass},
		{[]Verdict{Informational}, Informational},
		{[]Verdict{Pass, Untested}, Inconclusive},
		{[]Verdict{Informational, Untested}, Inconclusive},
		{[]Verdict{Pass, Inconclusive}, Inconclusive},
		{[]Verdict{Inconclusive, Informational}, Inconclusive},
		{[]Verdict{Pass, Inconclusive, Untested, Fail}, Fail},
	} {
		if got := worst(c.parts); got != c.want {
			t.Errorf("worst(%q) = %s, want %s", c.parts, got, c.want)
		}
	}
}

func TestAssembleReportsABrokenLedger(t *testing.T) {
	l := smallLedger("a", "a")
	l.Rules = nil
	l.Statements = []Statement{
		{ID: "s1", Rules: []string{"nowhere"}, Says: "x"},
		{ID: "s2", Says: "x"},
		{ID: "s3", Says: "x", Rules: []string{"nowhere"}, Excluded: "y"},
	}
	r := Assemble(sampleMeta(), []Ledger{l}, []Result{passed("a")})
	all := strings.Join(r.HarnessErrors, "\n")
	for _, want := range []string{
		"promises scenario \"api/Op/required/a/case\" twice", "names rule \"api/Op/required/a\", which",
		"statement \"s1\" names rule \"nowhere\"", "statement \"s2\" needs either", "statement \"s3\" needs either",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is missing in:\n%s", want, all)
		}
	}
	if r.Verdict() != Incomplete || len(r.APIs[0].Scenarios) != 1 {
		t.Errorf("verdict %s with %d scenarios, want incomplete with 1", r.Verdict(), len(r.APIs[0].Scenarios))
	}
}

func TestAssembleIsPure(t *testing.T) {
	results := sampleResults()
	first := Assemble(sampleMeta(), []Ledger{sampleLedger()}, results)
	first.APIs[0].Scenarios[0].Checks[0].Says = "changed"
	first.APIs[0].Scenarios[0].Exchanges[0].RequestHeader[0][0] = "changed"
	if !reflect.DeepEqual(results, sampleResults()) {
		t.Error("a change of the report changed the results")
	}
	slices.Reverse(results)
	second := Assemble(sampleMeta(), []Ledger{sampleLedger()}, results)
	third := Assemble(sampleMeta(), []Ledger{sampleLedger()}, sampleResults())
	if !reflect.DeepEqual(second, third) {
		t.Error("the order of the results changed the report")
	}
}

func TestAssembleBoundsBodiesAndDropsPasswords(t *testing.T) {
	results := []Result{change("a", func(r *Result) {
		r.Exchanges = []Exchange{{RequestBody: strings.Repeat("é", BodyLimit), ResponseBody: "\xff\xfe", Status: 200}}
	})}
	meta := sampleMeta()
	meta.Target.Endpoints = []Endpoint{{"api", "https://me:secret@host/x"}, {"b", "://me:secret@host"}}
	r := Assemble(meta, []Ledger{smallLedger("a")}, results)
	x := r.APIs[0].Scenarios[0].Exchanges[0]
	if len(x.RequestBody) > BodyLimit+64 || !strings.HasSuffix(x.RequestBody, "(cut here; 131072 bytes in all)") {
		t.Errorf("the body has %d bytes and ends in %q", len(x.RequestBody), x.RequestBody[len(x.RequestBody)-40:])
	}
	if x.ResponseBody != "\uFFFD" {
		t.Errorf("the binary body became %q", x.ResponseBody)
	}
	want := []Endpoint{{"api", "https://host/x"}, {"b", "host"}}
	if !slices.Equal(r.Target.Endpoints, want) {
		t.Errorf("endpoints are %v, want %v", r.Target.Endpoints, want)
	}
	if meta.Target.Endpoints[0].URL != "https://me:secret@host/x" {
		t.Error("the endpoints of the caller were changed")
	}
}
