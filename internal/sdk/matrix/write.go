package matrix

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"

	"github.com/seed-613b54dc/conformance/internal/output"
)

// The files of a report.
const (
	JSONFile     = "sdks.json" // canonical
	HTMLFile     = "index.html"
	MarkdownFile = "summary.md"
)

// Write writes the three files into dir, which it makes when it is missing. All are rendered before the first
// is written, and each appears under its name whole or not at all; the canonical one comes last, so that its
// presence says that the others are there. The error says what in the report contradicts itself, such as a case of
// an SDK that was not run.
func Write(dir string, r Report) error {
	return output.Render(dir,
		output.Rendering{Name: HTMLFile, Write: func(w io.Writer) error { return WriteHTML(w, r) }},
		output.Rendering{Name: MarkdownFile, Write: func(w io.Writer) error { return WriteMarkdown(w, r) }},
		output.Rendering{Name: JSONFile, Write: func(w io.Writer) error { return WriteJSON(w, r) }},
	)
}

// file is the form of sdks.json.
type file struct {
	SchemaVersion int `json:"schemaVersion"`
	Report
}

// WriteJSON writes the canonical form.
func WriteJSON(w io.Writer, r Report) error {
	r, err := r.settled()
	if err != nil {
		return err
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false) // it is read by people, too
	out.SetIndent("", " ")
	return out.Encode(file{Version, r})
}

// Read reads an sdks.json. It refuses another schema version, unknown fields, and counts that do not follow from the
// cases, so that nobody takes a report for one of this program that was written otherwise.
func Read(path string) (Report, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return Report{}, err
	}
	r, err := decode(data)
	if err != nil {
		return Report{}, fmt.Errorf("%s: %w", path, err)
	}
	return r, nil
}

func decode(data []byte) (Report, error) {
	var f file
	if err := output.Decode(data, "a report on SDKs", Version, &f); err != nil {
		return Report{}, err
	}
	settled, err := f.settled()
	if err != nil {
		return Report{}, err
	}
	if !reflect.DeepEqual(settled, f.Report) {
		return Report{}, errors.New("the counts or the order do not follow from the cases; write the report again from its run")
	}
	return settled, nil
}
