package report

import (
	"io"

	"github.com/seed-613b54dc/conformance/internal/output"
)

// The files of a report.
const (
	JSONFile     = "conformance.json" // canonical
	JUnitFile    = "junit.xml"
	HTMLFile     = "index.html"
	MarkdownFile = "summary.md"
)

// Write writes the four files of a report into dir, which it creates when it is missing. All four are rendered before
// the first is written, and each appears under its name whole or not at all.
func Write(dir string, r Report) error {
	return WriteWith(dir, r, HTMLOptions{})
}

// WriteWith is [Write] with options for the HTML page.
func WriteWith(dir string, r Report, o HTMLOptions) error {
	return output.Render(dir,
		output.Rendering{Name: JUnitFile, Write: func(w io.Writer) error { return WriteJUnit(w, r) }},
		output.Rendering{Name: HTMLFile, Write: func(w io.Writer) error { return WriteHTML(w, r, o) }},
		output.Rendering{Name: MarkdownFile, Write: func(w io.Writer) error { return WriteMarkdown(w, r) }},
		output.Rendering{Name: JSONFile, Write: func(w io.Writer) error { return writeJSON(w, r) }},
	)
}
