package report

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"

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
	writers := []struct {
		name  string
		write func(io.Writer) error
	}{
		{JUnitFile, func(w io.Writer) error { return WriteJUnit(w, r) }},
		{HTMLFile, func(w io.Writer) error { return WriteHTML(w, r, o) }},
		{MarkdownFile, func(w io.Writer) error { return WriteMarkdown(w, r) }},
		// The canonical file is renamed last, so that its presence says that the others are there.
		{JSONFile, func(w io.Writer) error { return writeJSON(w, r) }},
	}
	texts := make([]bytes.Buffer, len(writers))
	for i, writer := range writers {
		if err := writer.write(&texts[i]); err != nil {
			return fmt.Errorf("%s: %w", writer.name, err)
		}
	}
	for i, writer := range writers {
		if err := output.ReplaceFile(filepath.Join(dir, writer.name), texts[i].Bytes()); err != nil {
			return err
		}
	}
	return nil
}
