package matrix

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/markup"
)

// mostListed bounds the entries of one list in Markdown: CI services cut or drop a long summary.
const mostListed = 50

// WriteMarkdown writes a summary for the page of a CI run: figures, gates, notes, and how many mutants prove
// each kind of rule.
func WriteMarkdown(w io.Writer, r Result) error {
	var b bytes.Buffer
	verdict := "✓ every gate holds"
	if !r.Holds {
		verdict = fmt.Sprintf("✗ %d faults", len(r.Gates.Entries()))
	}
	fmt.Fprintf(&b, "# Mutants: %s\n\n", verdict)
	fmt.Fprintf(&b, "Every rule is broken on purpose; a scenario must notice (killed). Endpoints that conform in a way of their own (variants) must raise no alarm.\n\n")
	if r.Selection != "" {
		fmt.Fprintf(&b, "> Only a selection ran: %s.%s\n\n", markup.Prose(r.Selection), r.unknown())
	}
	b.WriteString("| API | mutants | killed | equivalent | survived | vacuous scenarios | variants | false alarms |\n|---|--:|--:|--:|--:|--:|--:|--:|\n")
	for _, a := range r.APIs {
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d | %d | %d | %d |\n", markup.Prose(a.ID),
			a.Mutants, a.Killed, a.Equivalent, a.Survived, a.VacuousScenarios, a.Variants, a.FalseAlarms)
	}
	fmt.Fprintf(&b, "| all | %d | %d | %d | %d | %d | %d | %d |\n\n%s.\n",
		r.Mutants, r.Killed, r.Equivalent, r.Survived, r.VacuousScenarios, r.Variants, r.FalseAlarms, r.speed())
	for _, list := range r.Gates.List() {
		markdownList(&b, "✗ ", list)
	}
	for _, list := range r.Notes.List() {
		markdownList(&b, "", list)
	}
	markdownEquivalents(&b, r)
	markdownRules(&b, r)
	_, err := w.Write(b.Bytes())
	return err
}

func markdownList(b *bytes.Buffer, mark string, list List) {
	if len(list.IDs) == 0 {
		return
	}
	fmt.Fprintf(b, "\n## %s%s (%d)\n\n%s\n\n", mark, strings.ToUpper(list.Says[:1])+list.Says[1:], len(list.IDs), list.Why)
	for i, id := range list.IDs {
		if i == mostListed {
			fmt.Fprintf(b, "- and %d more, in `%s`\n", len(list.IDs)-i, JSONFile)
			return
		}
		fmt.Fprintf(b, "- %s\n", markup.Code(id))
	}
}

// markdownEquivalents gives the reason for each mutant that nobody can tell apart.
func markdownEquivalents(b *bytes.Buffer, r Result) {
	if r.Equivalent == 0 {
		return
	}
	fmt.Fprintf(b, "\n## Equivalent (%d)\n\n", r.Equivalent)
	for _, a := range r.APIs {
		for _, row := range a.Matrix {
			if row.Outcome == Equivalent {
				fmt.Fprintf(b, "- %s: %s Because: %s\n", markup.Code(row.ID), markup.Prose(row.Says), markup.Prose(row.Because))
			}
		}
	}
}

// markdownRules counts, for each kind of rule, what proves it.
func markdownRules(b *bytes.Buffer, r Result) {
	b.WriteString("\n## What proves the rules\n\n| API | rule | mutants | killed by its own scenarios |\n|---|---|--:|--:|\n")
	for _, a := range r.APIs {
		for _, rule := range a.Rules {
			if !rule.Informational {
				name := strings.TrimPrefix(rule.ID, a.ID+"/")
				fmt.Fprintf(b, "| %s | %s | %d | %d |\n", markup.Prose(a.ID), markup.Prose(name), len(rule.Mutants), len(rule.ProvenBy))
			}
		}
	}
}
