package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/markup"
)

// messageLimit bounds what goes into an XML attribute, in bytes; viewers show it on one line.
const messageLimit = 2 << 10

// WriteJUnit writes the report as JUnit XML: one suite per API, a failure element for every failure, a skipped element
// with the reason for everything inconclusive and every known difference, and further suites with an error element for
// every error of the harness and every stale entry of the known failures. Characters that XML forbids come out as U+FFFD.
func WriteJUnit(w io.Writer, r Report) error {
	out := junitSuites{Name: "conformance", Time: seconds(float64(r.FinishedAt.Sub(r.StartedAt).Milliseconds()))}
	for _, api := range r.APIs {
		out.Suites = append(out.Suites, junitAPI(r, api))
	}
	if len(r.HarnessErrors) > 0 {
		out.Suites = append(out.Suites, junitHarness(r))
	}
	if len(r.stale()) > 0 {
		out.Suites = append(out.Suites, junitStale(r))
	}
	for _, suite := range out.Suites {
		out.Tests += suite.Tests
		out.Failures += suite.Failures
		out.Errors += suite.Errors
		out.Skipped += suite.Skipped
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(out); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// junitAPI is the suite of one API.
func junitAPI(r Report, api API) junitSuite {
	suite := junitSuite{Name: api.ID, Timestamp: timestamp(r), Properties: append(runProperties(r),
		junitProperty{"verdict", string(api.Conclusion)},
		junitProperty{"divergence", api.divergence()},
		junitProperty{"coverage", fmt.Sprintf("%.3f (%d/%d)", api.Coverage, api.Decided, api.Expected)},
		junitProperty{"informational", strconv.Itoa(api.Informational)},
		junitProperty{"document", api.Document.File + " sha256:" + api.Document.SHA256},
		junitProperty{"contract", api.Contract.File + " sha256:" + api.Contract.SHA256},
	)}
	rules := api.rulesByID()
	total := 0.0
	for _, scenario := range api.Scenarios {
		suite.Cases = append(suite.Cases, junitScenario(scenario, rules[scenario.Rule]))
		total += scenario.DurationMs
	}
	suite.Time = seconds(total)
	suite.count()
	return suite
}

// junitHarness is the suite that shows errors of the harness, which would be invisible, and so green, otherwise.
func junitHarness(r Report) junitSuite {
	suite := junitSuite{Name: "harness", Timestamp: timestamp(r), Time: seconds(0), Properties: runProperties(r)}
	for i, message := range r.HarnessErrors {
		suite.Cases = append(suite.Cases, junitCase{
			ClassName: "harness", Name: fmt.Sprintf("error %d", i+1), Time: seconds(0),
			Properties: []junitProperty{{"reason", string(ReasonHarnessError)}},
			Error:      &junitProblem{Message: markup.Clip(message, messageLimit), Type: string(ReasonHarnessError)},
		})
	}
	suite.count()
	return suite
}

// junitStale is the suite that shows entries which have to go, for they make the run exit with 2.
func junitStale(r Report) junitSuite {
	suite := junitSuite{Name: "known failures", Timestamp: timestamp(r), Time: seconds(0), Properties: runProperties(r)}
	for _, k := range r.stale() {
		suite.Cases = append(suite.Cases, junitCase{
			ClassName: "known failures", Name: k.ID, Time: seconds(0),
			Error: &junitProblem{Message: markup.Clip(k.Message, messageLimit), Type: "stale"},
		})
	}
	suite.count()
	return suite
}

// junitScenario is the test case of one scenario.
func junitScenario(s Scenario, rule JudgedRule) junitCase {
	file, line := splitSource(s.Source)
	head, tail := splitID(s.ID)
	out := junitCase{
		ClassName: strings.Join(head, "."), Name: titled(tail, s.Title), File: file, Line: line, Time: seconds(s.DurationMs),
		Properties: []junitProperty{{"scenario", s.ID}, {"rule", s.Rule}, {"verdict", string(s.Verdict)}},
	}
	for _, p := range []junitProperty{
		{"reason", string(s.Reason)}, {"evidence", string(s.Evidence)}, {"documentLines", rule.Lines.String()},
	} {
		if p.Value != "" {
			out.Properties = append(out.Properties, p)
		}
	}
	switch {
	case s.Known != nil:
		// Skipped, so that the CI service is content, but with the whole story, so that nothing is hidden.
		out.Skipped = &junitProblem{Message: markup.Clip("known difference: "+s.Known.String(), messageLimit), Text: xmlText(failureText(s, rule))}
	case s.Verdict == Fail:
		out.Failure = &junitProblem{Message: markup.Clip(s.Message, messageLimit), Type: rule.Kind, Text: xmlText(failureText(s, rule))}
	case s.Verdict == Inconclusive:
		out.Skipped = &junitProblem{Message: markup.Clip(fmt.Sprintf("%s: %s", s.Reason, s.Message), messageLimit)}
	case s.Verdict == Informational:
		out.Properties = append(out.Properties, junitProperty{"reading", markup.Clip(s.Message, messageLimit)})
	}
	return out
}

// failureText is what a person needs to search no further.
func failureText(s Scenario, rule JudgedRule) string {
	var b strings.Builder
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, markup.Clip(value, BodyLimit))
		}
	}
	b.WriteString("\n")
	line("rule", s.Rule)
	line("says", rule.Says)
	line("document lines", rule.Lines.String())
	line("contract", s.Source)
	line("message", s.Message)
	for _, check := range s.Checks {
		if !check.OK {
			line("check", titled(check.Says, check.Detail))
		}
	}
	line("repeat with", s.Curl)
	return b.String()
}

// runProperties are the facts of the run that every suite repeats, because viewers show suites on their own.
func runProperties(r Report) []junitProperty {
	properties := []junitProperty{
		{"tool", r.Tool.Name + " " + r.Tool.Version}, {"target", r.Target.Name}, {"targetKind", r.Target.Kind},
	}
	if r.Note != "" {
		properties = append(properties, junitProperty{"note", r.Note})
	}
	if r.Filter != "" {
		properties = append(properties, junitProperty{"filter", r.Filter})
	}
	for _, u := range r.Unreleased {
		properties = append(properties, junitProperty{"unreleased", markup.Clip(u.String(), messageLimit)})
	}
	return properties
}

// timestamp is the start of the run in the form that the JUnit schema asks for: ISO 8601 without a zone, here UTC.
func timestamp(r Report) string { return r.StartedAt.UTC().Format("2006-01-02T15:04:05") }

// seconds writes milliseconds as seconds.
func seconds(ms float64) string { return strconv.FormatFloat(ms/1000, 'f', 3, 64) }

// splitID divides "api/Operation/kind/tail" into its first three parts and the tail. A shorter id is all tail.
func splitID(id string) (head []string, tail string) {
	parts := strings.SplitN(id, "/", 4)
	if len(parts) < 4 {
		return []string{parts[0]}, id
	}
	return parts[:3], parts[3]
}

// splitSource divides "file:line" at its last colon. A source without a line number is all file.
func splitSource(source string) (file, line string) {
	i := strings.LastIndexByte(source, ':')
	if i < 0 {
		return source, ""
	}
	if _, err := strconv.Atoi(source[i+1:]); err != nil {
		return source, ""
	}
	return source[:i], source[i+1:]
}

// titled is "first: second", without the colon when there is no second.
func titled(first, second string) string {
	if second == "" {
		return first
	}
	return first + ": " + second
}
