package matrix

import (
	"encoding/json"
	"io"

	"github.com/seed-613b54dc/conformance/internal/output"
)

// The files of a result.
const (
	JSONFile     = "mutants.json" // canonical
	HTMLFile     = "index.html"
	MarkdownFile = "summary.md"
)

// Write writes the three files into dir, which it makes when it is missing. All are rendered before the first
// is written, and each appears under its name whole or not at all; the canonical one comes last, so that its
// presence says that the others are there.
func Write(dir string, r Result) error {
	return output.Render(dir,
		output.Rendering{Name: HTMLFile, Write: func(w io.Writer) error { return WriteHTML(w, r) }},
		output.Rendering{Name: MarkdownFile, Write: func(w io.Writer) error { return WriteMarkdown(w, r) }},
		output.Rendering{Name: JSONFile, Write: func(w io.Writer) error { return WriteJSON(w, r) }},
	)
}

// WriteJSON writes the canonical form: the result, and at its top the matrix of all APIs.
func WriteJSON(w io.Writer, r Result) error {
	whole := struct {
		Result
		Matrix []Row `json:"matrix"`
	}{r, []Row{}}
	for _, a := range r.APIs {
		whole.Matrix = append(whole.Matrix, a.Matrix...)
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", " ")
	return encoder.Encode(whole)
}
