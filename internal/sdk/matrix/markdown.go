package matrix

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/markup"
	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// The bounds of the summary: CI services cut or drop a long one.
const (
	mostGroups = 60  // of failures
	mostWords  = 300 // bytes of a message or a reason
)

// WriteMarkdown writes a summary for the page of a CI run: the headline, the table, which SDKs were not run, and
// what failed.
func WriteMarkdown(w io.Writer, r Report) error {
	r, err := r.settled()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	f := r.figures()
	fmt.Fprintf(&b, "# SDKs: %s %s\n\n%s.\n\n", f.conclusion().Sign, f.conclusion().Words, f.headline())
	r.markdownTable(&b)
	b.WriteString("\n✓ all passed; ✗ some failed; ≠ some failed, each a known finding; n/a the SDK has no way to make the call; – there is no such case.\n")
	r.markdownNotRun(&b, f.notRun)
	r.markdownFailures(&b, f.failed)
	_, err = w.Write(b.Bytes())
	return err
}

// markdownTable has one line for each API of each SDK.
func (r Report) markdownTable(b *bytes.Buffer) {
	b.WriteString("| SDK | version | API | all |")
	for _, k := range r.Kinds {
		fmt.Fprintf(b, " %s |", markup.Prose(string(k.ID)))
	}
	b.WriteString("\n|---|---|---|--:|" + strings.Repeat("--:|", len(r.Kinds)) + "\n")
	for _, s := range r.table() {
		for _, line := range s.Rows {
			fmt.Fprintf(b, "| %s | %s | %s |", prose(s.Name), prose(s.Version), prose(line.API))
			if s.Status != sdk.Run {
				b.WriteString(" not run |" + strings.Repeat("  |", len(r.Kinds)) + "\n")
				continue
			}
			for _, c := range append([]cell{line.All}, line.Cells...) {
				fmt.Fprintf(b, " %s |", strings.TrimSpace(c.Sign()+" "+c.Words()))
			}
			b.WriteString("\n")
		}
	}
}

func (r Report) markdownNotRun(b *bytes.Buffer, count int) {
	if count == 0 {
		return
	}
	fmt.Fprintf(b, "\n## Not run (%d)\n\n", count)
	for _, s := range r.SDKs {
		if s.Status != sdk.Run {
			fmt.Fprintf(b, "- %s, because: %s\n", prose(named(s)), prose(s.Reason))
		}
	}
}

// markdownFailures lists what failed, cases that say the same together. New failures of all SDKs come first, so that
// known findings never push them out of the bounds.
func (r Report) markdownFailures(b *bytes.Buffer, count int) {
	if count == 0 {
		return
	}
	left := mostGroups
	for _, known := range []bool{false, true} {
		for _, s := range r.SDKs {
			title := fmt.Sprintf("\n## %s: %s\n\n", prose(named(s)), map[bool]string{false: "✗ failed", true: "≠ known findings"}[known])
			for _, a := range r.failures(s) {
				for _, g := range a.Groups {
					if g.Known != known {
						continue
					}
					if left--; left >= 0 {
						b.WriteString(title)
						title = ""
						markdownGroup(b, g)
					}
				}
			}
		}
	}
	if left < 0 {
		fmt.Fprintf(b, "\nand %d more, in `%s`\n", -left, JSONFile)
	}
}

// markdownGroup shows the first case of a group and counts the others.
func markdownGroup(b *bytes.Buffer, g alike) {
	first := g.Cases[0]
	fmt.Fprintf(b, "- %s", markup.Code(markup.Clip(first.Case, mostWords)))
	if more := len(g.Cases) - 1; more > 0 {
		fmt.Fprintf(b, " and %s like it", plural(more, "case"))
	}
	fmt.Fprintf(b, ": %s<br>%s\n", prose(first.Says), prose(g.Message))
	if first.Finding != "" {
		fmt.Fprintf(b, "  - known finding: %s\n", prose(first.Finding))
	}
	if first.Reproduce != "" {
		fmt.Fprintf(b, "  - %s\n", markup.Code(first.Reproduce))
	}
}

// prose is one line of text, bounded.
func prose(text string) string { return markup.Prose(markup.Clip(text, mostWords)) }

// named is an SDK with its version, where it is known.
func named(s sdk.SDK) string {
	if s.Version == "" {
		return s.Name
	}
	return s.Name + " " + s.Version
}
