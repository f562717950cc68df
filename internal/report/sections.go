package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/markup"
)

// sections is a text of titled, indented sections for a terminal. Whatever is added loses its control characters and is
// indented on every line, so that nothing an endpoint answers can move the cursor or pass for a title.
type sections struct{ strings.Builder }

// head names a scenario and its verdict.
func (t *sections) head(s Scenario) {
	title := s.Title
	if title == "" {
		title = s.ID
	}
	fmt.Fprintf(t, "%s %s: %s\n", mark(s.Verdict), s.Verdict, markup.Line(title))
	t.indented(s.ID)
	if s.Known != nil {
		t.indented("known difference: " + s.Known.String())
	}
}

// add appends a section, unless its text is empty.
func (t *sections) add(title, text string) {
	if text == "" {
		return
	}
	fmt.Fprintf(t, "\n%s\n", title)
	t.indented(text)
}

// indented appends lines, two blanks before each that is not empty.
func (t *sections) indented(text string) {
	for line := range strings.SplitSeq(strings.TrimRight(markup.Visible(text), "\n"), "\n") {
		if line != "" {
			line = "  " + line
		}
		t.WriteString(line + "\n")
	}
}

// writeTo writes the whole text at once.
func (t *sections) writeTo(w io.Writer) error {
	_, err := io.WriteString(w, t.String())
	return err
}
