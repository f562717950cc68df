package report

// Verdict is what a scenario, a rule or a statement came to. The zero value is no verdict and is never valid in a report.
type Verdict string

// The verdicts of scenarios.
const (
	// Pass: every check was made and held.
	Pass Verdict = "pass"
	// Fail: a check did not hold; the endpoint differs from the document.
	Fail Verdict = "fail"
	// Inconclusive: the scenario could not decide; a [Reason] says why. It stays in the denominator.
	Inconclusive Verdict = "inconclusive"
	// Informational: the document leaves the point open; the message says which reading the endpoint follows.
	Informational Verdict = "informational"
)

// The verdicts that only rules and statements have.
const (
	// Untested: no scenario stands behind the rule, for instance an error code whose trigger the document does not name.
	Untested Verdict = "untested"
	// Excluded: the statement cannot be checked from outside; it says why.
	Excluded Verdict = "excluded"
)

// Reason is the typed cause of an inconclusive verdict; "" for every other verdict. The strings are stable.
type Reason string

// The reasons of an inconclusive verdict.
const (
	// ReasonFixtureUnavailable: the provider has no resource in the needed state with the needed traits.
	ReasonFixtureUnavailable Reason = "fixture_unavailable"
	// ReasonUnsupported: the target declares that it does not offer what the scenario needs.
	ReasonUnsupported Reason = "unsupported"
	// ReasonTransportFault: no answer arrived (connection, TLS, name resolution, a proxy's error page).
	ReasonTransportFault Reason = "transport_fault"
	// ReasonThrottled: the endpoint kept refusing for its rate limit.
	ReasonThrottled Reason = "throttled"
	// ReasonOptInRequired: the scenario is costly or destructive and the target file does not opt in.
	ReasonOptInRequired Reason = "opt_in_required"
	// ReasonObservationFailed: the action was answered, but its effect could not be read.
	ReasonObservationFailed Reason = "observation_failed"
	// ReasonDeadlineExceeded: the time limit ended before an observation decided.
	ReasonDeadlineExceeded Reason = "deadline_exceeded"
	// ReasonInterrupted: a person or the pipeline stopped the run.
	ReasonInterrupted Reason = "interrupted"
	// ReasonNotRun: the selection of this run left the scenario out.
	ReasonNotRun Reason = "not_run"
	// ReasonHarnessError: the suite itself is at fault; the endpoint is not blamed.
	ReasonHarnessError Reason = "harness_error"
)

// Reasons returns every reason, in the order of their documentation.
func Reasons() []Reason {
	return []Reason{
		ReasonFixtureUnavailable, ReasonUnsupported, ReasonTransportFault, ReasonThrottled, ReasonOptInRequired,
		ReasonObservationFailed, ReasonDeadlineExceeded, ReasonInterrupted, ReasonNotRun, ReasonHarnessError,
	}
}

// Valid reports whether r is one of [Reasons]; "" is not.
func (r Reason) Valid() bool {
	for _, known := range Reasons() {
		if r == known {
			return true
		}
	}
	return false
}

// Evidence says how much a verdict stands on. "" means that the scenario made no claim about it.
type Evidence string

// The strengths of evidence.
const (
	// Strong: real resources, observed before and after.
	Strong Evidence = "strong"
	// Weak: the verdict leans on something that could have another cause, such as 101 absent ids for a batch limit.
	Weak Evidence = "weak"
)

// Conclusion is what a whole run, or one API of it, comes to.
type Conclusion string

// The conclusions. Diverges beats Incomplete: one proven difference is news whatever else could not run.
const (
	// Conforms: every promised scenario was decided, each passed or failed in a known way, and the harness made no error.
	Conforms Conclusion = "conforms"
	// Diverges: at least one scenario failed that no known-failures entry excuses.
	Diverges Conclusion = "diverges"
	// Incomplete: nothing new failed, but something promised was not decided, or nothing was promised at all.
	Incomplete Conclusion = "incomplete"
)
