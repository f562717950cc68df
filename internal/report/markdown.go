package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/seed-613b54dc/conformance/internal/markup"
)

// The bounds of the Markdown summary: CI services cut or drop a summary page of more than about a megabyte.
const (
	mostFailures = 50
	mostListed   = 20 // entries of every other list
)

// WriteMarkdown writes a summary for the page of a CI run: the two figures per API, what is wrong with the run itself,
// then failures, known differences, what could not be decided, and which way open points went. Its size is bounded;
// what is left out is counted.
func WriteMarkdown(w io.Writer, r Report) error {
	var b bytes.Buffer
	markdownHead(&b, r)
	markdownTable(&b, r)
	markdownHarness(&b, r)
	markdownUnreleased(&b, r)
	markdownStale(&b, r)
	markdownFailures(&b, r)
	markdownKnown(&b, r)
	markdownInconclusive(&b, r)
	markdownInformational(&b, r)
	_, err := w.Write(b.Bytes())
	return err
}

// markdownHead says what ran, against what, and what it came to.
func markdownHead(b *bytes.Buffer, r Report) {
	fmt.Fprintf(b, "# Conformance: %s %s", symbol(r.Conclusion), r.Conclusion)
	if known := len(failures(r, true)); known > 0 {
		fmt.Fprintf(b, ", %s", plural(known, "known difference"))
	}
	b.WriteString("\n\n")
	if r.Note != "" {
		fmt.Fprintf(b, "> %s\n\n", markup.Prose(r.Note))
	}
	facts := append([]string{r.Target.Kind}, r.circumstances()...)
	fmt.Fprintf(b, "Target %s (%s), %s to %s, by %s %s.\n\n", markup.Code(r.Target.Name), markup.Prose(strings.Join(facts, "; ")),
		r.StartedAt.UTC().Format(time.RFC3339), r.FinishedAt.UTC().Format(time.RFC3339),
		markup.Prose(r.Tool.Name), markup.Prose(r.Tool.Version))
	for _, api := range r.judgedAsOf() {
		fmt.Fprintf(b, "The target %s, by the rules in %s.\n\n", markup.Prose(r.claim(api)), markup.Code(api.Frozen.File))
	}
	if r.Filter != "" {
		fmt.Fprintf(b, "Only a selection ran: %s. The rest counts against coverage.\n\n", markup.Code(r.Filter))
	}
}

// markdownTable has one line per API. The two figures stay apart: a low divergence says nothing at a low coverage.
func markdownTable(b *bytes.Buffer, r Report) {
	b.WriteString("| API | verdict | divergence (failed / decided) | coverage (decided / expected) | informational |\n")
	b.WriteString("|---|---|--:|--:|--:|\n")
	for _, api := range r.APIs {
		fmt.Fprintf(b, "| %s | %s %s | %s | %s | %d |\n", markup.Prose(api.ID),
			symbol(api.Conclusion), api.Conclusion, api.divergence(), api.coverage(), api.Informational)
	}
}

// markdownFailures shows the first failures in full and counts the others.
func markdownFailures(b *bytes.Buffer, r Report) {
	failed := failures(r, false)
	if len(failed) == 0 {
		return
	}
	fmt.Fprintf(b, "\n## Failures (%d)\n", len(failed))
	for i, f := range failed {
		if i == mostFailures {
			fmt.Fprintf(b, "\nand %d more, in `%s`\n", len(failed)-i, JSONFile)
			break
		}
		fmt.Fprintf(b, "\n- ✗ %s<br>%s\n", markup.Code(f.ID), markup.Prose(f.Title))
		fmt.Fprintf(b, "  - rule %s: %s\n", markup.Code(f.Rule), markup.Prose(f.rule.Says))
		fmt.Fprintf(b, "  - %s, contract %s\n", markup.Prose(origin(f.rule.Rule)), markup.Code(f.Source))
		b.WriteString(markup.Block("    ", f.Message))
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
			fmt.Fprintf(b, "  - %s\n", markup.Code(id))
		}
	}
}

// symbol marks a conclusion; it always stands beside the word.
func symbol(c Conclusion) string {
	return map[Conclusion]string{Conforms: "✓", Diverges: "✗", Incomplete: "?"}[c]
}
