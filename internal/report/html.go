package report

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"strings"
)

// HTMLOptions are what the page shows beyond the report.
type HTMLOptions struct {
	// Documents holds the lines of each vendor document by API id; line 1 is the first element. The caller has checked
	// the hash. An API that is missing shows its statements in our own words only.
	Documents map[string][]string
}

//go:embed page
var pageFiles embed.FS

// HTMLBudget is the size of a page, in bytes, that is kept under by showing less of each failure. A report of more than fits even then
// makes a larger page, for a scenario is never left out.
const HTMLBudget = 5 << 20

// detail says how much of a scenario the page shows.
type detail struct {
	text      int // bytes of a body, a message or the detail of a check
	exchanges int // exchanges of a scenario at its start, and as many at its end
}

// WriteHTML writes the report as one self-contained page: no request leaves it, and it reads well without its script.
// Bodies over 4 KB are cut (less when there are very many scenarios); conformance.json has more of them.
func WriteHTML(w io.Writer, r Report, o HTMLOptions) error {
	page, err := parsePage()
	if err != nil {
		return err
	}
	details := []detail{{4096, 4}, {2048, 3}, {1024, 2}, {512, 1}, {256, 1}}
	return Fit(w, page, details, func(d detail) (any, error) { return newPageView(r, o, d) })
}

// Fit writes a page with the first of the details, the largest one first, that keeps it within [HTMLBudget], or else with the
// last. View is what the page is made of with one detail.
func Fit[D any](w io.Writer, page *template.Template, details []D, view func(D) (any, error)) error {
	var b bytes.Buffer
	for _, d := range details {
		of, err := view(d)
		if err != nil {
			return err
		}
		b.Reset()
		if err := page.Execute(&b, of); err != nil {
			return err
		}
		if b.Len() <= HTMLBudget {
			break
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

// parsePage reads the templates that are built into the program.
func parsePage() (*template.Template, error) {
	return template.New("report.tmpl").Funcs(template.FuncMap{
		"mark":   mark,
		"symbol": symbol,
		"figure": func(f float64) string { return fmt.Sprintf("%.3f", f) },
		"time":   duration,
		"origin": origin,
		"lines":  lines,
		"stop":   func(s string) string { return strings.TrimSuffix(s, ".") + "." }, // one full stop, given or not
		"plural": plural,
		"web": func(text string) string { // the address when it is safe to follow, else ""
			address, _ := webLink(text)
			return address
		},
	}).ParseFS(pageFiles, "page/*.tmpl")
}

// Style is the style sheet of the page, for other pages of this project that are to look alike.
func Style() (string, error) { return asset("style.css") }

// asset is the text of a built-in style sheet or script.
func asset(name string) (string, error) {
	text, err := pageFiles.ReadFile("page/" + name)
	return string(text), err
}

// mark is the sign of a verdict; on the page it always stands beside the word, so that colour is never needed.
func mark(v Verdict) string {
	return map[Verdict]string{
		Pass: "✓", Fail: "✗", Inconclusive: "?", Informational: "i", Untested: "–", Excluded: "∅",
	}[v]
}

// duration writes milliseconds as people say them.
func duration(ms float64) string {
	switch {
	case ms >= 60_000:
		return fmt.Sprintf("%d min %d s", int(ms)/60_000, int(ms)%60_000/1000)
	case ms >= 1000:
		return fmt.Sprintf("%.1f s", ms/1000)
	case ms >= 1:
		return fmt.Sprintf("%.0f ms", ms)
	}
	return "<1 ms"
}

// anchor makes an id usable as an HTML id, which must not hold white space. Scenario ids hold none, so it keeps them.
func anchor(id string) string {
	return strings.Join(strings.Fields(id), "_")
}
