package report

import (
	"strings"
	"testing"
)

func TestObjections(t *testing.T) {
	entry := Known{ID: "a", Reason: "known", Issue: "https://issues.example/1", Expires: "2099-12-31"}
	known := func(r Report) Report {
		r.KnownFailures = []KnownFailure{{Known: entry, Stale: true}}
		return r
	}
	with := func(results ...Result) Report {
		return Assemble(sampleMeta(), []Ledger{smallLedger("a", "b")}, results)
	}
	partial := sampleMeta()
	partial.Filter, partial.Selected = "some", map[string]bool{"a": true}
	selection := Assemble(partial, []Ledger{smallLedger("a", "b")}, []Result{passed("a")})
	for _, tt := range []struct {
		name            string
		report          Report
		strict, lenient string // what is said; "" is nothing
	}{
		{"conforms", with(passed("a"), passed("b")), "", ""},
		{"diverges", with(failed("a"), passed("b")), "diverges", "diverges"},
		{"incomplete", with(undecided("a", ReasonThrottled), passed("b")), "incomplete", ""},
		{"a selection that passes", selection, "", ""},
		{"a stale entry", known(with(passed("a"), passed("b"))), "out of date", "out of date"},
		{"a stale entry beside something undecided", known(with(undecided("a", ReasonThrottled), passed("b"))), "out of date", "out of date"},
		{"a stale entry beside a divergence", known(with(failed("a"), passed("b"))), "diverges", "diverges"},
	} {
		for allow, want := range map[bool]string{false: tt.strict, true: tt.lenient} {
			got := tt.report.Objection(allow)
			if (got == "") != (want == "") || !strings.Contains(got, want) {
				t.Errorf("%s, incomplete allowed %v: %q, want %q", tt.name, allow, got, want)
			}
		}
	}
}
