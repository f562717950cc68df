package report

import (
	"bytes"
	"fmt"
	"io"
	"time"
)

// The bounds of the Markdown summary: CI services cut or drop a summary page of more than about a megabyte.
const (
	mostFailures = 50
	mostListed   = 20   // entries of every other list
	mostText     = 1000 // bytes of one message
)

// WriteMarkdown writes a summary for the page of a CI run: the two figures per API, then failures, what could not be
// decided, which way open points went, and errors of the harness. Its size is bounded; what is left out is counted.
func WriteMarkdown(w io.Writer, r Report) error {
	var b bytes.Buffer
	markdownHead(&b, r)
	markdownTable(&b, r)
	markdownHarness(&b, r)
	markdownFailures(&b, r)
	markdownInconclusive(&b, r)
	markdownInformational(&b, r)
	_, err := w.Write(b.Bytes())
	return err
}

// markdownHead says what ran, against what, and what it came to.
func markdownHead(b *bytes.Buffer, r Report) {
	fmt.Fprintf(b, "# Conformance: %s %s\n\n", symbol(r.Conclusion), r.Conclusion)
	if r.Note != "" {
		fmt.Fprintf(b, "> %s\n\n", prose(r.Note))
	}
	fmt.Fprintf(b, "Target %s (%s), %s to %s, by %s %s.\n\n", code(r.Target.Name), prose(r.Target.Kind),
		r.StartedAt.UTC().Format(time.RFC3339), r.FinishedAt.UTC().Format(time.RFC3339),
		prose(r.Tool.Name), prose(r.Tool.Version))
	if r.Filter != "" {
		fmt.Fprintf(b, "Only a selection ran: %s. The rest counts against coverage.\n\n", code(r.Filter))
	}
}

// markdownTable has one line per API. The two figures stay apart: a low divergence says nothing at a low coverage.
func markdownTable(b *bytes.Buffer, r Report) {
	b.WriteString("| API | verdict | divergence (failed / decided) | coverage (decided / expected) | informational |\n")
	b.WriteString("|---|---|--:|--:|--:|\n")
	for _, api := range r.APIs {
		fmt.Fprintf(b, "| %s | %s %s | %.3f (%d/%d) | %.3f (%d/%d) | %d |\n", prose(api.ID),
			symbol(api.Conclusion), api.Conclusion, api.Divergence, api.Failed, api.Decided,
			api.Coverage, api.Decided, api.Expected, api.Informational)
	}
}

// markdownHarness lists the errors of the suite itself.
func markdownHarness(b *bytes.Buffer, r Report) {
	if len(r.HarnessErrors) == 0 {
		return
	}
	fmt.Fprintf(b, "\n## Harness errors (%d)\n\nThe suite, not the endpoint, is at fault; the run cannot be called conforming.\n\n",
		len(r.HarnessErrors))
	for i, message := range r.HarnessErrors {
		if i == mostListed {
			fmt.Fprintf(b, "- and %d more, in `%s`\n", len(r.HarnessErrors)-i, JSONFile)
			break
		}
		fmt.Fprintf(b, "- %s\n", prose(message))
	}
}

// markdownFailures shows the first failures in full and counts the others.
func markdownFailures(b *bytes.Buffer, r Report) {
	failed := scenariosWith(r, Fail)
	if len(failed) == 0 {
		return
	}
	fmt.Fprintf(b, "\n## Failures (%d)\n", len(failed))
	for i, f := range failed {
		if i == mostFailures {
			fmt.Fprintf(b, "\nand %d more, in `%s`\n", len(failed)-i, JSONFile)
			break
		}
		fmt.Fprintf(b, "\n- ✗ %s<br>%s\n", code(f.ID), prose(f.Title))
		fmt.Fprintf(b, "  - rule %s: %s\n", code(f.Rule), prose(f.rule.Says))
		fmt.Fprintf(b, "  - %s, contract %s\n", prose(origin(f.rule.Rule)), code(f.Source))
		b.WriteString(block("    ", f.Message))
	}
}

// markdownInconclusive groups what could not be decided by its reason, most frequent reasons in their fixed order.
func markdownInconclusive(b *bytes.Buffer, r Report) {
	byReason := map[Reason][]string{}
	total := 0
	for _, s := range scenariosWith(r, Inconclusive) {
		byReason[s.Reason] = append(byReason[s.Reason], s.ID)
		total++
	}
	if total == 0 {
		return
	}
	fmt.Fprintf(b, "\n## Inconclusive (%d)\n", total)
	for _, reason := range Reasons() {
		ids := byReason[reason]
		if len(ids) == 0 {
			continue
		}
		fmt.Fprintf(b, "\n- `%s`: %d\n", reason, len(ids))
		for i, id := range ids {
			if i == mostListed {
				fmt.Fprintf(b, "  - and %d more\n", len(ids)-i)
				break
			}
			fmt.Fprintf(b, "  - %s\n", code(id))
		}
	}
}

// markdownInformational tells which reading the endpoint follows where the document leaves it open.
func markdownInformational(b *bytes.Buffer, r Report) {
	open := scenariosWith(r, Informational)
	if len(open) == 0 {
		return
	}
	fmt.Fprintf(b, "\n## Readings of open points (%d)\n\n", len(open))
	for i, s := range open {
		if i == mostListed {
			fmt.Fprintf(b, "- and %d more, in `%s`\n", len(open)-i, JSONFile)
			break
		}
		message := s.Message
		if s.Reason != "" {
			message = fmt.Sprintf("could not run (%s)", s.Reason)
		}
		fmt.Fprintf(b, "- %s: %s\n", code(s.ID), prose(titled(s.Title, message)))
	}
}

// ruledScenario is a scenario beside its rule; the rule is empty when the ledger does not declare it.
type ruledScenario struct {
	Scenario
	rule JudgedRule
}

// scenariosWith picks the scenarios of one verdict, in the order of the report.
func scenariosWith(r Report, v Verdict) []ruledScenario {
	var out []ruledScenario
	for _, api := range r.APIs {
		rules := api.rulesByID()
		for _, scenario := range api.Scenarios {
			if scenario.Verdict == v {
				out = append(out, ruledScenario{scenario, rules[scenario.Rule]})
			}
		}
	}
	return out
}

// origin says where a rule stands: "document lines 12, 26-31", or the other basis that it has.
func origin(r Rule) string {
	switch {
	case len(r.Lines) > 0:
		return "document " + lines(r.Lines)
	case r.Basis == BasisSDK:
		return "from the vendor's SDK"
	case r.Basis == BasisProtocol:
		return "from the vendor's common pages"
	}
	return "no document line"
}

// lines is "line 9" or "lines 12, 26-31".
func lines(l Lines) string {
	if len(l) == 1 {
		return "line " + l.String()
	}
	return "lines " + l.String()
}

// symbol marks a conclusion; it always stands beside the word.
func symbol(c Conclusion) string {
	return map[Conclusion]string{Conforms: "✓", Diverges: "✗", Incomplete: "?"}[c]
}
