package diff

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/markup"
)

// The bounds of the Markdown form: a comment on a pull request has at most 65536 characters.
const (
	mostMarkdown = 60_000
	mostChanges  = 60  // of one API
	mostItems    = 40  // scenarios or identifiers of one API
	mostValue    = 240 // bytes of one value
)

// WriteMarkdown writes the account as a comment on a pull request: breaking changes first, the rest folded. Its size is
// bounded; what is left out is counted. Text of contracts is shown and never acted on.
func WriteMarkdown(w io.Writer, a Account) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "## Contracts: %s\n\n", a.Summary())
	if a.Old+a.New != "" {
		fmt.Fprintf(&b, "From %s to %s.\n\n", markup.Code(a.Old), markup.Code(a.New))
	}
	left := 0
	for _, api := range a.APIs {
		text := markdownAPI(api)
		if b.Len()+len(text) > mostMarkdown {
			left++
			continue
		}
		b.WriteString(text)
	}
	if left > 0 {
		fmt.Fprintf(&b, "\n%d more of the APIs differ than fit here; see `specgen diff`.\n", left)
	}
	_, err := w.Write(b.Bytes())
	return err
}

func markdownAPI(api API) string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "### %s\n", markup.Prose(api.ID))
	breaking := slices.DeleteFunc(slices.Clone(api.Changes), harmless)
	rest := slices.DeleteFunc(slices.Clone(api.Changes), func(c Change) bool { return !harmless(c) })
	if len(breaking) > 0 {
		markdownChanges(&b, breaking)
	}
	if len(rest) > 0 {
		folded(&b, fmt.Sprintf("%d compatible or editorial", len(rest)), func() { markdownChanges(&b, rest) })
	}
	markdownItems(&b, "Scenarios", api.Scenarios)
	markdownItems(&b, "Client", api.Identifiers)
	return b.String()
}

// harmless reports whether a change breaks nobody.
func harmless(c Change) bool {
	return c.Classes[0] != BreakingCallers && c.Classes[0] != BreakingImplementers
}

func markdownChanges(b *bytes.Buffer, list []Change) {
	b.WriteString("\n| | what | from | to | document |\n|---|---|---|---|---|\n")
	for i, c := range list {
		if i == mostChanges {
			fmt.Fprintf(b, "\nand %d more\n", len(list)-i)
			return
		}
		was, is := c.Old, c.New
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", classWords(c.Classes), markup.Prose(subjectOf(c)),
			cell(was), cell(is), strings.Join(lineWords(c.Lines), ", "))
	}
}

// cell is a value in a table.
func cell(text string) string { return markup.Prose(markup.Clip(text, mostValue)) }

func markdownItems(b *bytes.Buffer, title string, list []Item) {
	if len(list) == 0 {
		return
	}
	folded(b, title+": "+counted(list), func() {
		b.WriteString("\n")
		for i, item := range list {
			if i == mostItems {
				fmt.Fprintf(b, "\nand %d more\n", len(list)-i)
				return
			}
			fmt.Fprintf(b, "- %s %s: %s\n", item.What, markup.Code(item.ID), cell(values(item.What, item.Old, item.New)))
		}
	})
}

// folded hides a part behind its title.
func folded(b *bytes.Buffer, title string, fill func()) {
	fmt.Fprintf(b, "\n<details><summary>%s</summary>\n", markup.Prose(title))
	fill()
	b.WriteString("\n</details>\n")
}
