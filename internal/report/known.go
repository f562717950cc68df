package report

import "fmt"

// Known is one entry of a file of known failures: a difference that somebody has looked at and excuses for a time.
// Whoever reads the file has refused ids that do not exist and entries that have expired.
type Known struct {
	ID      string `json:"id"` // of a rule, which covers all its scenarios, or of one scenario
	Reason  string `json:"reason"`
	Issue   string `json:"issue"`   // where the difference is being dealt with, usually a link; "" for none
	Expires string `json:"expires"` // the last day of the excuse, such as 2026-12-31; "" for none
}

// Excuse is what a known-failures entry says about a failed scenario. The scenario stays failed.
type Excuse struct {
	Reason  string `json:"reason"`
	Issue   string `json:"issue"`
	Expires string `json:"expires"`
}

// KnownFailure is what became of a [Known] entry in a run.
type KnownFailure struct {
	Known
	Scenarios []string `json:"scenarios"` // the failed scenarios that it covers
	Stale     bool     `json:"stale"`     // nothing that it covers fails any more: the entry has to go
	Message   string   `json:"message"`   // the same in a sentence
}

// covers reports whether the entry is about the scenario.
func (k Known) covers(s Scenario) bool { return k.ID == s.ID || k.ID == s.Rule }

// excuse finds the entry for a failed scenario: one for the scenario itself before one for its rule. It is nil when
// there is none, and for every other verdict: what could not be decided is not known either.
func excuse(known []Known, s Scenario) *Excuse {
	if s.Verdict != Fail {
		return nil
	}
	for _, id := range []string{s.ID, s.Rule} {
		for _, k := range known {
			if k.ID == id {
				return &Excuse{Reason: k.Reason, Issue: k.Issue, Expires: k.Expires}
			}
		}
	}
	return nil
}

// knownFailures says of every entry what it covers. It is nil when there are no entries.
func knownFailures(known []Known, apis []API) []KnownFailure {
	var out []KnownFailure
	for _, k := range known {
		out = append(out, k.outcome(apis))
	}
	return out
}

// outcome judges one entry. It is stale only when everything that it covers was decided: a selection that left a
// scenario out, or a fixture that was missing, says nothing about the difference.
func (k Known) outcome(apis []API) KnownFailure {
	out := KnownFailure{Known: k, Scenarios: []string{}}
	covered, undecided := 0, 0
	for _, api := range apis {
		for _, s := range api.Scenarios {
			if !k.covers(s) {
				continue
			}
			covered++
			switch s.Verdict {
			case Fail:
				out.Scenarios = append(out.Scenarios, s.ID)
			case Inconclusive:
				undecided++
			}
		}
	}
	switch failed := len(out.Scenarios); {
	case covered == 0:
		out.Message = "no scenario of this run has this id"
	case failed > 0:
		out.Message = fmt.Sprintf("%d of %s failed", failed, plural(covered, "scenario"))
	case undecided > 0:
		out.Message = fmt.Sprintf("none failed, but %d of %s could not be decided",
			undecided, plural(covered, "scenario"))
	default:
		out.Stale = true
		out.Message = "nothing that it covers fails any more; take the entry out of the file"
	}
	return out
}

// stale picks the entries that have to go.
func (r Report) stale() []KnownFailure {
	var out []KnownFailure
	for _, k := range r.KnownFailures {
		if k.Stale {
			out = append(out, k)
		}
	}
	return out
}

// String is the excuse in one line: the reason, and in brackets where it is dealt with and how long it counts.
func (e Excuse) String() string {
	switch {
	case e.Issue != "" && e.Expires != "":
		return fmt.Sprintf("%s (%s, until %s)", e.Reason, e.Issue, e.Expires)
	case e.Expires != "":
		return fmt.Sprintf("%s (until %s)", e.Reason, e.Expires)
	case e.Issue != "":
		return fmt.Sprintf("%s (%s)", e.Reason, e.Issue)
	}
	return e.Reason
}

// plural counts things: "1 scenario", "2 scenarios".
func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}
