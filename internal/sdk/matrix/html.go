package matrix

import (
	"embed"
	"html/template"
	"io"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/internal/sdk"
)

//go:embed page
var pageFiles embed.FS

// detail says how much of a failure the page shows. A failure is never left out without being counted.
type detail struct {
	text  int // bytes of one text
	lines int // calls of a case, and as many of its exchanges
	cases int // of a group of cases that say the same
}

// WriteHTML writes the report as one self-contained page without a script: no request leaves it. Texts over 4 KB are
// cut, and less is shown where very much failed; sdks.json has all of it.
func WriteHTML(w io.Writer, r Report) error {
	r, err := r.settled()
	if err != nil {
		return err
	}
	page, err := template.New("sdks.tmpl").Funcs(template.FuncMap{"basis": basis, "plural": plural}).ParseFS(pageFiles, "page/*.tmpl")
	if err != nil {
		return err
	}
	details := []detail{{4096, 6, 20}, {2048, 4, 10}, {1024, 3, 5}, {512, 2, 3}, {256, 1, 1}}
	return report.Fit(w, page, details, func(d detail) (any, error) { return r.page(d) })
}

// pageView is what the templates see.
type pageView struct {
	Report
	Style      template.CSS
	Headline   string
	Conclusion conclusion
	Width      int // of the table behind the names of APIs, in columns
	Table      []rows
	Sections   []section
}

// section is what went wrong with one SDK, or could not be asked of it.
type section struct {
	sdk.SDK
	Anchor      string
	Areas       []areaView
	Unsupported []alike
}

// Noted reports whether there is something to know of any SDK.
func (r Report) Noted() bool {
	return slices.ContainsFunc(r.SDKs, func(s sdk.SDK) bool { return s.Notes != "" })
}

func (r Report) page(d detail) (pageView, error) {
	style, err := report.Style()
	if err != nil {
		return pageView{}, err
	}
	own, err := pageFiles.ReadFile("page/sdks.css")
	if err != nil {
		return pageView{}, err
	}
	f := r.figures()
	view := pageView{
		Report: r, Style: template.CSS(style + string(own)), // both are files of this program
		Headline: f.headline(), Conclusion: f.conclusion(), Width: len(r.Kinds) + 1, Table: r.table(),
	}
	for _, s := range r.SDKs {
		part := section{SDK: s, Anchor: anchor(s.Name), Unsupported: r.unsupported(s)}
		for _, a := range r.failures(s) {
			part.Areas = append(part.Areas, r.areaView(a, d))
		}
		if len(part.Areas) > 0 || len(part.Unsupported) > 0 {
			view.Sections = append(view.Sections, part)
		}
	}
	return view, nil
}

// basis says what a demand rests on.
func basis(c sdk.Result) string {
	cited := "document, " + report.Lines(c.Lines).Cited()
	switch {
	case len(c.Lines) == 0:
		return c.Basis
	case c.Basis == "" || c.Basis == "document":
		return cited
	}
	return cited + "; " + c.Basis
}
