package diag

import (
	"encoding/json"
	"io"
)

// finding is the JSON form of a Diagnostic.
type finding struct {
	File     string           `json:"file,omitempty"`
	Line     int              `json:"line,omitempty"`
	Column   int              `json:"column,omitempty"`
	Severity Severity         `json:"severity"`
	Code     Code             `json:"code"`
	Message  string           `json:"message"`
	Hint     string           `json:"hint,omitempty"`
	Related  []relatedFinding `json:"related,omitempty"`
}

type relatedFinding struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

// JSON writes the sorted list as one array; all findings, without the limit of Text.
func JSON(w io.Writer, list List) error {
	out := make([]finding, 0, len(list))
	for _, d := range list.Sorted() {
		f := finding{d.Pos.File, d.Pos.Line, d.Pos.Column, d.severity(), d.Code, d.Message, d.Hint, nil}
		for _, r := range d.Related {
			f.Related = append(f.Related, relatedFinding{r.Pos.File, r.Pos.Line, r.Pos.Column, r.Message})
		}
		out = append(out, f)
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(out)
}
