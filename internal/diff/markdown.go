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
	mostRows     = 50_000 // bytes after which no further row is written
	mostMarkdown = 60_000 // bytes after which no further API is begun
	mostChanges  = 60     // of one API, breaking or not
	mostItems    = 40     // scenarios or identifiers of one API
	mostValue    = 240    // bytes of one value
)

// WriteMarkdown writes the account as a comment on a pull request: breaking changes first, the rest folded. Its size is
// bounded; what is left out is counted. Text of contracts is shown and never acted on.
func WriteMarkdown(w io.Writer, a Account) error {
	var p page
	fmt.Fprintf(&p, "## Contracts: %s\n\n", a.Summary())
	if a.Old+a.New != "" {
		fmt.Fprintf(&p, "From %s to %s.\n\n", markup.Code(a.Old), markup.Code(a.New))
	}
	for i, api := range a.APIs {
		if p.Len() > mostMarkdown {
			fmt.Fprintf(&p, "\n%d more of the APIs differ.\n", len(a.APIs)-i)
			break
		}
		p.api(api)
	}
	_, err := w.Write(p.Bytes())
	return err
}

// page is a comment that is being written.
type page struct{ bytes.Buffer }

func (p *page) api(api API) {
	fmt.Fprintf(p, "### %s\n", markup.Prose(api.ID))
	breaking := slices.DeleteFunc(slices.Clone(api.Changes), harmless)
	rest := slices.DeleteFunc(slices.Clone(api.Changes), func(c Change) bool { return !harmless(c) })
	if len(breaking) > 0 {
		p.changes(breaking)
	}
	if len(rest) > 0 {
		p.folded(fmt.Sprintf("%d compatible or editorial", len(rest)), func() { p.changes(rest) })
	}
	p.items("Scenarios", api.Scenarios)
	p.items("Client", api.Identifiers)
}

// harmless reports whether a change breaks nobody.
func harmless(c Change) bool {
	return c.Classes[0] != BreakingCallers && c.Classes[0] != BreakingImplementers
}

func (p *page) changes(list []Change) {
	p.WriteString("\n| | what | from | to | document |\n|---|---|---|---|---|\n")
	p.rows(len(list), mostChanges, func(i int) string {
		c := list[i]
		return fmt.Sprintf("| %s | %s | %s | %s | %s |\n", classWords(c.Classes), cell(subjectOf(c)), cell(c.Old), cell(c.New),
			cell(strings.Join(lineWords(c.Lines), ", ")))
	})
}

func (p *page) items(title string, list []Item) {
	if len(list) == 0 {
		return
	}
	p.folded(title+": "+counted(list), func() {
		p.WriteString("\n")
		p.rows(len(list), mostItems, func(i int) string {
			item := list[i]
			return fmt.Sprintf("- %s %s: %s\n", item.What, markup.Code(markup.Clip(item.ID, mostValue)), cell(values(item.What, item.Old, item.New)))
		})
	})
}

// rows writes n rows as far as there is room, and counts the others.
func (p *page) rows(n, most int, row func(i int) string) {
	for i := range n {
		text := row(i)
		if i == most || p.Len()+len(text) > mostRows {
			fmt.Fprintf(p, "\nand %d more\n", n-i)
			return
		}
		p.WriteString(text)
	}
}

// cell is a value in a table.
func cell(text string) string { return markup.Prose(markup.Clip(text, mostValue)) }

// folded hides a part behind its title.
func (p *page) folded(title string, fill func()) {
	fmt.Fprintf(p, "\n<details><summary>%s</summary>\n", markup.Prose(title))
	fill()
	p.WriteString("\n</details>\n")
}
