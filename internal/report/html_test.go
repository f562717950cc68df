package report

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestPageShowsEveryScenarioOnceWithItsVerdict(t *testing.T) {
	for name, r := range map[string]Report{"sample": sampleReport(), "known": excusedReport(), "large": largeReport(150, 300)} {
		t.Run(name, func(t *testing.T) {
			root := parseHTML(t, renderHTML(t, r, HTMLOptions{}))
			ids, verdicts := map[string]int{}, map[string]int{}
			for node := range root.Descendants() {
				if id, found := attribute(node, "id"); found {
					ids[id]++
				}
				if verdict, found := attribute(node, "data-verdict"); found && hasClass(node, "scenario") {
					verdicts[verdict]++
				}
			}
			want := map[string]int{}
			for _, api := range r.APIs {
				want["pass"] += api.Passed
				want["fail"] += api.Failed
				want["inconclusive"] += api.Inconclusive
				want["informational"] += api.Informational
				for _, scenario := range api.Scenarios {
					if ids[scenario.ID] != 1 {
						t.Errorf("scenario %s is %d times on the page, want once", scenario.ID, ids[scenario.ID])
					}
				}
			}
			for verdict, count := range want {
				if verdicts[verdict] != count {
					t.Errorf("the page has %d scenarios with verdict %s, the report %d", verdicts[verdict], verdict, count)
				}
			}
			for id, count := range ids {
				if count != 1 {
					t.Errorf("the id %q stands %d times", id, count)
				}
			}
		})
	}
}

func TestPageLinksLeadSomewhere(t *testing.T) {
	root := parseHTML(t, renderHTML(t, excusedReport(), HTMLOptions{}))
	ids := map[string]bool{}
	for node := range root.Descendants() {
		if id, found := attribute(node, "id"); found {
			ids[id] = true
		}
	}
	links := 0
	for node := range root.Descendants() {
		href, found := attribute(node, "href")
		if !found {
			continue
		}
		links++
		if href == "https://issues.example/CVM-17?a=1&b=2" {
			continue // the issue of a known difference, the one link that leaves the page
		}
		target := strings.NewReplacer("%2f", "/", "%3a", ":", "%2F", "/", "%3A", ":").Replace(strings.TrimPrefix(href, "#"))
		if !strings.HasPrefix(href, "#") || !ids[target] {
			t.Errorf("the link %q leads nowhere on this page", href)
		}
	}
	if links < 5 {
		t.Errorf("only %d links on the page", links)
	}
}

func TestPageLoadsNothing(t *testing.T) {
	root := parseHTML(t, renderHTML(t, sampleReport(), HTMLOptions{}))
	for node := range root.Descendants() {
		if node.Type == html.ElementNode && (node.Data == "link" || node.Data == "img" || node.Data == "iframe") {
			t.Errorf("<%s> loads something", node.Data)
		}
		if src, found := attribute(node, "src"); found {
			t.Errorf("<%s src=%q> loads something", node.Data, src)
		}
	}
	style, err := asset("style.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, loader := range []string{"url(", "@import", "@font-face"} {
		if strings.Contains(style, loader) {
			t.Errorf("the style sheet loads something by %s", loader)
		}
	}
}

func TestPageShowsOriginalLinesWhenGiven(t *testing.T) {
	document := make([]string, 40)
	document[30-1] = "  at most 100 <instances>  "
	page := string(renderHTML(t, sampleReport(), HTMLOptions{Documents: map[string][]string{"tencent-cvm-v3": document}}))
	if !strings.Contains(page, `<span class="number">30</span><span>at most 100 &lt;instances&gt;</span>`) {
		t.Error("line 30 of the document is not beside its statement")
	}
	if strings.Contains(string(renderHTML(t, sampleReport(), HTMLOptions{})), "at most 100 &lt;instances") {
		t.Error("a document that was not given is shown")
	}
}

func TestPageStaysSmallWithManyScenarios(t *testing.T) {
	for _, body := range []int{300, 8 << 10} {
		size := len(renderHTML(t, largeReport(500, body), HTMLOptions{}))
		if size > 6_000_000 {
			t.Errorf("500 scenarios with bodies of %d bytes make a page of %d bytes, want under 6 MB", body, size)
		}
	}
}

func TestPageCutsBodiesOverFourKilobytes(t *testing.T) {
	r := sampleReport()
	r.APIs[0].Scenarios[0].Exchanges[0].ResponseBody = strings.Repeat("a", 5000)
	page := string(renderHTML(t, r, HTMLOptions{}))
	if strings.Contains(page, strings.Repeat("a", 4097)) || !strings.Contains(page, strings.Repeat("a", 4096)+"… (cut here; 5000 bytes in all)") {
		t.Error("a body of 5000 bytes is not cut after 4096")
	}
}

func TestPrettyLeavesDeepJSONAlone(t *testing.T) {
	deep := strings.Repeat("[", 9000) + strings.Repeat("]", 9000)
	if got := pretty(deep); got != deep {
		t.Errorf("9000 nested arrays became %d bytes", len(got))
	}
	if got, want := pretty(`{"a":[1]}`), "{\n  \"a\": [\n    1\n  ]\n}"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// renderHTML is the page of a report.
func renderHTML(t *testing.T, r Report, o HTMLOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteHTML(&b, r, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// parseHTML returns the <html> element of a page.
func parseHTML(t *testing.T, page []byte) *html.Node {
	t.Helper()
	document, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for node := range document.Descendants() {
		if node.Type == html.ElementNode && node.Data == "html" {
			return node
		}
	}
	t.Fatal("no <html> element")
	return nil
}

// attribute is the value of an attribute, and whether it is there.
func attribute(node *html.Node, name string) (string, bool) {
	for _, a := range node.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// hasClass reports whether an element has a class.
func hasClass(node *html.Node, class string) bool {
	classes, _ := attribute(node, "class")
	return strings.Contains(" "+classes+" ", " "+class+" ")
}
