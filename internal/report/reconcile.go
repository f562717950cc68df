package report

import (
	"fmt"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/markup"
)

// BodyLimit is the number of bytes of a request or response body that a report keeps.
const BodyLimit = 64 << 10

// scenario reconciles one promise with the results reported for it. A failure always stands, whatever else is wrong:
// the harness may be untidy, but it must not hide a difference. Anything else that is wrong makes it inconclusive.
func (a *assembly) scenario(e Expected) Scenario {
	results := a.results[e.ID]
	if len(results) == 0 {
		return a.missing(e)
	}
	decisive := results[0]
	for _, result := range results {
		if result.Verdict == Fail && decisive.Verdict != Fail {
			decisive = result
		}
	}
	out := record(e, decisive)
	faults := Faults(e, decisive)
	if len(results) > 1 {
		faults = append(faults, fmt.Sprintf("it was reported %d times", len(results)))
	}
	for _, fault := range faults {
		a.errorf("scenario %q: %s", e.ID, fault)
	}
	switch {
	case e.Informational:
		out.Verdict = Informational
	case out.Verdict == Fail:
		out.Reason = ""
	case len(faults) > 0:
		out.Verdict, out.Reason = Inconclusive, ReasonHarnessError
		out.Message = join(strings.Join(faults, "; "), out.Message)
	}
	return out
}

// missing is the scenario that was promised and never reported: left out by the filter, or lost by the harness.
func (a *assembly) missing(e Expected) Scenario {
	out := record(e, Result{Verdict: Inconclusive, Reason: ReasonNotRun, Message: "not in the selection of this run"})
	if a.meta.Filter == "" || a.meta.Selected[e.ID] {
		out.Reason, out.Message = ReasonHarnessError, "promised and selected, but never reported"
		a.errorf("scenario %q: it was promised and selected, but never reported", e.ID)
	}
	if e.Informational {
		out.Verdict = Informational
	}
	return out
}

// Faults lists what makes a result untrustworthy, whatever its verdict says, as sentences without a subject.
func Faults(e Expected, r Result) []string {
	var faults []string
	add := func(when bool, format string, args ...any) {
		if when {
			faults = append(faults, fmt.Sprintf(format, args...))
		}
	}
	add(r.Rule != e.Rule, "it was reported for rule %q, but the ledger says %q", r.Rule, e.Rule)
	add(r.Evidence != "" && r.Evidence != Strong && r.Evidence != Weak, "it claims the unknown evidence %q", r.Evidence)
	switch r.Verdict {
	case Pass:
		add(len(r.Checks) == 0, "it passed without a check")
		add(len(r.Checks) > 0 && len(r.Checks) < e.Checks, "it passed with %d checks, and %d are promised", len(r.Checks), e.Checks)
		add(hasFailedCheck(r), "it passed with a check that did not hold")
		add(r.Reason != "", "it passed with the reason %q", r.Reason)
	case Fail:
		add(r.Reason != "", "it failed with the reason %q", r.Reason)
	case Inconclusive:
		add(!r.Reason.Valid(), "it is inconclusive for the unknown reason %q", r.Reason)
	case Informational:
		add(!e.Informational, "it was reported as informational, but the ledger counts it")
	default:
		add(true, "it has the unknown verdict %q", r.Verdict)
	}
	return faults
}

// hasFailedCheck reports whether some check of r did not hold.
func hasFailedCheck(r Result) bool {
	for _, check := range r.Checks {
		if !check.OK {
			return true
		}
	}
	return false
}

// record copies a result into the form of the report, with no nil lists and with bounded bodies.
func record(e Expected, r Result) Scenario {
	out := Scenario{
		ID: e.ID, Rule: e.Rule, Title: e.Title,
		Verdict: r.Verdict, Reason: r.Reason, Message: r.Message, Evidence: r.Evidence,
		DurationMs: milliseconds(r.Duration),
		Checks:     append([]Check{}, r.Checks...),
		Exchanges:  []Exchange{},
		Decisive:   r.Decisive,
		Curl:       r.Curl,
		Unreleased: append([]string(nil), r.Unreleased...),
	}
	if !r.Reason.Valid() {
		out.Reason = "" // an invented reason is named in HarnessErrors; the list of reasons stays closed
	}
	if out.Decisive < 0 || out.Decisive > len(r.Exchanges) {
		out.Decisive = 0
	}
	if out.Evidence != Strong && out.Evidence != Weak {
		out.Evidence = ""
	}
	for _, exchange := range r.Exchanges {
		exchange.RequestBody = markup.Clip(strings.ToValidUTF8(exchange.RequestBody, "\uFFFD"), BodyLimit)
		exchange.ResponseBody = markup.Clip(strings.ToValidUTF8(exchange.ResponseBody, "\uFFFD"), BodyLimit)
		exchange.RequestHeader = append(Header{}, exchange.RequestHeader...)
		exchange.ResponseHeader = append(Header{}, exchange.ResponseHeader...)
		out.Exchanges = append(out.Exchanges, exchange)
	}
	return out
}

// join puts two sentences together and drops the empty one.
func join(first, second string) string {
	if second == "" {
		return first
	}
	return first + "; " + second
}
