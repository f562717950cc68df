package report

import "fmt"

// count fills the counts and the two figures from the scenarios.
func (a *API) count() {
	a.Expected, a.Passed, a.Failed, a.Known, a.Inconclusive, a.Informational = 0, 0, 0, 0, 0, 0
	for _, scenario := range a.Scenarios {
		switch scenario.Verdict {
		case Pass:
			a.Passed++
		case Fail:
			a.Failed++
			if scenario.Known != nil {
				a.Known++
			}
		case Informational:
			a.Informational++
		default:
			a.Inconclusive++
		}
	}
	a.Expected = a.Passed + a.Failed + a.Inconclusive
	a.Decided = a.Passed + a.Failed
	a.Divergence = ratio(a.Failed, a.Decided)
	a.Coverage = ratio(a.Decided, a.Expected)
	a.Conclusion = a.Verdict()
}

// ratio is part/whole, 0 when there is no whole.
func ratio(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// Verdict concludes from the counts: Diverges when anything failed that no known-failures entry excuses; else Incomplete
// when anything promised is undecided, the harness erred, or nothing was promised; else Conforms.
func (r Report) Verdict() Conclusion {
	conclusion := Conforms
	if len(r.HarnessErrors) > 0 || len(r.APIs) == 0 {
		conclusion = Incomplete
	}
	for _, api := range r.APIs {
		switch api.Verdict() {
		case Diverges:
			return Diverges
		case Incomplete:
			conclusion = Incomplete
		}
	}
	return conclusion
}

// Verdict concludes for one API from its counts, by the rule of [Report.Verdict]. An API without promises is incomplete.
func (a API) Verdict() Conclusion {
	switch {
	case a.Failed > a.Known:
		return Diverges
	case a.Inconclusive > 0 || a.Expected == 0 || a.Passed+a.Failed != a.Expected:
		return Incomplete
	}
	return Conforms
}

// ExitCode is the process exit code of a run: 0 conforms, 1 diverges, 3 incomplete. It is 2, bad configuration, when the
// run does not diverge and the known-failures file is out of date, since a stale entry would excuse the next regression.
func (r Report) ExitCode() int {
	switch verdict := r.Verdict(); {
	case verdict == Diverges:
		return 1
	case len(r.stale()) > 0:
		return 2
	case verdict == Conforms:
		return 0
	}
	return 3
}

// divergence is the figure with its counts, and how many of the failures are known.
func (a API) divergence() string {
	known := ""
	if a.Known > 0 {
		known = fmt.Sprintf(", %d known", a.Known)
	}
	return fmt.Sprintf("%.3f (%d/%d%s)", a.Divergence, a.Failed, a.Decided, known)
}

// coverage is the figure with its counts.
func (a API) coverage() string {
	return fmt.Sprintf("%.3f (%d/%d)", a.Coverage, a.Decided, a.Expected)
}

// Decision is the verdict on what was to run: that on the whole or, when a selection left scenarios out and
// nothing else is missing, Conforms. It is for callers that run a part on purpose; a report never says so.
func (r Report) Decision() Conclusion {
	verdict := r.Verdict()
	if r.Filter == "" || verdict != Incomplete || len(r.HarnessErrors) > 0 {
		return verdict
	}
	for _, api := range r.APIs {
		for _, s := range api.Scenarios {
			if s.Verdict == Inconclusive && s.Reason != ReasonNotRun {
				return verdict
			}
		}
	}
	return Conforms
}

// Objection says why the run is no success for a caller that runs a part on purpose; "" when it is one. A stale
// known-failures entry counts before what could not be decided, as in [Report.ExitCode].
func (r Report) Objection(allowIncomplete bool) string {
	switch verdict := r.Decision(); {
	case verdict == Diverges:
		return "the target diverges"
	case len(r.stale()) > 0:
		return "the known-failures file is out of date"
	case verdict == Incomplete && !allowIncomplete:
		return "the run is incomplete"
	}
	return ""
}
