package matrix

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"

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
	writers := []struct {
		name  string
		write func(io.Writer, Result) error
	}{{HTMLFile, WriteHTML}, {MarkdownFile, WriteMarkdown}, {JSONFile, WriteJSON}}
	texts := make([]bytes.Buffer, len(writers))
	for i, w := range writers {
		if err := w.write(&texts[i], r); err != nil {
			return fmt.Errorf("%s: %w", w.name, err)
		}
	}
	for i, w := range writers {
		if err := output.ReplaceFile(filepath.Join(dir, w.name), texts[i].Bytes()); err != nil {
			return err
		}
	}
	return nil
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
