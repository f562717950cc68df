package matrix

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"

	"github.com/seed-613b54dc/conformance/internal/report"
)

//go:embed page
var pageFiles embed.FS

// WriteHTML writes the result as one self-contained page without a script: no request leaves it.
func WriteHTML(w io.Writer, r Result) error {
	page, err := template.New("matrix.tmpl").Funcs(template.FuncMap{
		"sign": sign,
		"time": func(ms float64) string {
			if ms < 1000 {
				return fmt.Sprintf("%.0f ms", ms)
			}
			return fmt.Sprintf("%.1f s", ms/1000)
		},
	}).ParseFS(pageFiles, "page/*.tmpl")
	if err != nil {
		return err
	}
	view, err := newPageView(r)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := page.Execute(&b, view); err != nil {
		return err
	}
	_, err = w.Write(b.Bytes())
	return err
}

// sign stands beside the word of an outcome, so that colour is never needed.
func sign(o Outcome) string {
	return map[Outcome]string{Killed: "✓", Fair: "✓", Equivalent: "=", Survived: "✗", FalseAlarm: "✗"}[o]
}

// pageView is what the templates see.
type pageView struct {
	Result
	Style    template.CSS
	Faults   int
	Speed    string
	Unknown  string
	Sections []section
}

func newPageView(r Result) (pageView, error) {
	style, err := report.Style()
	if err != nil {
		return pageView{}, err
	}
	own, err := pageFiles.ReadFile("page/matrix.css")
	if err != nil {
		return pageView{}, err
	}
	view := pageView{
		Result: r, Style: template.CSS(style + string(own)), // both are files of this program
		Faults: len(r.Gates.Entries()), Speed: r.speed(), Unknown: r.unknown(),
	}
	for _, a := range r.APIs {
		view.Sections = append(view.Sections, newSection(a))
	}
	return view, nil
}
