package matrix

import (
	"bytes"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/internal/report/pagetest"
	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// hostile is what an SDK, its driver or an endpoint might say to break a report.
const hostile = "<script>alert(1)</script> ]]> </pre></details> \x00\x07\x1b[31m \xff \u2028 | a | `code` ``` \r\n# head\n@all [x](javascript:alert(1)) {{.}} <!-- & &amp;"

// hostileReport has hostile text wherever strangers can put it.
func hostileReport() Report {
	r := sampleReport()
	r.Tool.Name, r.Tool.Version = hostile, hostile
	for i := range r.SDKs {
		s := &r.SDKs[i]
		s.Title, s.Package, s.Version, s.Language = hostile, hostile, hostile, hostile
		if s.Status == sdk.NotRun {
			s.Reason = hostile
		}
	}
	for i := range r.Cases {
		c := &r.Cases[i]
		c.Case, c.Says, c.Basis = c.Case+hostile, hostile, hostile
		if c.Verdict == sdk.Passed {
			continue
		}
		c.Message, c.Stderr, c.Reproduce = hostile, hostile, hostile
		c.Calls = []sdk.Asked{{Call: hostile, Answer: hostile}}
		c.Exchanges = []sdk.Exchange{{Request: hostile, Answer: strings.Repeat(hostile, 50)}}
		if c.Finding != "" {
			c.Finding = hostile
		}
	}
	return r
}

// render returns the page and its parsed form.
func render(t *testing.T, r Report) (string, *html.Node) {
	t.Helper()
	var b bytes.Buffer
	if err := WriteHTML(&b, r); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), root
}

func attribute(node *html.Node, name string) string {
	for _, a := range node.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// text is what a reader sees of a node.
func text(node *html.Node) string {
	var b strings.Builder
	for n := range node.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func TestHostileTextStaysText(t *testing.T) {
	dir := t.TempDir()
	if err := Write(dir, hostileReport()); err != nil {
		t.Fatal(err)
	}
	page, root := render(t, hostileReport())
	for node := range root.Descendants() {
		if node.Type == html.ElementNode && node.Data == "script" {
			t.Error("the page has a script")
		}
		for _, a := range node.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "href" && !strings.HasPrefix(a.Val, "#") {
				t.Errorf("the page has %s=%q", a.Key, a.Val)
			}
		}
	}
	if strings.Contains(page, "<script") || strings.Contains(page, "ZgotmplZ") {
		t.Error("hostile text was not escaped, or a style was refused")
	}
	summary, err := os.ReadFile(filepath.Join(dir, MarkdownFile))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(summary)) {
		if strings.HasPrefix(line, "# head") || strings.ContainsAny(line, "\x00\x07\x1b\r") {
			t.Errorf("hostile text came through in %q", line)
		}
	}
	if _, err := Read(filepath.Join(dir, JSONFile)); err != nil {
		t.Error(err)
	}
}

// TestTheTableIsThatOfTheReport reads the cells back.
func TestTheTableIsThatOfTheReport(t *testing.T) {
	_, root := render(t, sampleReport())
	var rows []string
	for node := range root.Descendants() {
		if node.Type == html.ElementNode && node.Data == "tr" {
			var cells []string
			for cell := range node.ChildNodes() {
				if cell.Type == html.ElementNode {
					cells = append(cells, text(cell))
				}
			}
			rows = append(rows, strings.Join(cells, " | "))
		}
	}
	all := "✓ 1 | ✓ 4 | ✓ 7 | ✓ 10 | ✓ 1 | ✓ 4 | ✓ 7 | ✓ 10 | ✓ 1 | ✓ 4 | ✓ 7 | ✓ 10 | ✓ 1 | ✓ 4 | ✓ 7"
	want := []string{
		"SDK and API | all | call | parameter | absent | zero | list | text | signature | common | answer | error | error-in-200 | unknown | polling | throttling | broken-reply",
		"generated-go | not official · Go · github.com/seed-613b54dc/conformance/gen current",
		"tencent-cvm-v3 | ✓ 78 | " + all,
		"alibaba-ecs | ✓ 78 | " + all,
		"tencent-go | official · Go · github.com/tencentcloud/tencentcloud-sdk-go v1.0.162",
		"tencent-cvm-v3 | ✗ 68 of 78 | ✓ 1 | ✓ 4 | ✓ 7 | ✗ 7 of 10 | ✓ 1 | ✓ 4 | ✓ 7 | ✓ 10 | ✓ 1 | ✓ 4 | ≠ 0 of 7 | ✓ 10 | ✓ 1 | ✓ 4 | ✓ 7",
		"tencent-cvm-v3-start | ✗ 67 of 77 | ✓ 1 | ✓ 4 | ✓ 7 | ✗ 7 of 10 | ✓ 1 | ✓ 4 | ✓ 7 | ✓ 10 | ✓ 1 | ✓ 4 | ≠ 0 of 7 | ✓ 10 | – | ✓ 4 | ✓ 7",
		"tencent-python | official · Python · tencentcloud-sdk-python 3.1.195",
		"tencent-cvm-v3 | ✗ 72 of 735 n/a | ✓ 1 | ✓ 4 | ✓ 7 | ✓ 10 | n/a | ✗ 3 of 4 | ✓ 7 | ✓ 10 | ✓ 1 | ✓ 4 | ✓ 7 | ✓ 10 | ✓ 1 | n/a | ✓ 7",
		"tencent-cvm-v3-start | ✗ 71 of 725 n/a | ✓ 1 | ✓ 4 | ✓ 7 | ✓ 10 | n/a | ✗ 3 of 4 | ✓ 7 | ✓ 10 | ✓ 1 | ✓ 4 | ✓ 7 | ✓ 10 | – | n/a | ✓ 7",
		"zenlayer-python | official · Python · zenlayercloud-sdk-python 2.0.1",
		`zenlayer-zec | not run, because the step ".venv/bin/pip install -r requirements.txt": exit status 1: ERROR: No matching distribution found`,
		"zenlayer-vm",
	}
	if !slices.Equal(rows, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(rows, "\n"), strings.Join(want, "\n"))
	}
}

func TestEveryFailureIsOnThePageAndLedTo(t *testing.T) {
	page, root := render(t, sampleReport())
	ids, shown := map[string]int{}, 0
	for node := range root.Descendants() {
		if id := attribute(node, "id"); id != "" {
			ids[id]++
		}
		if attribute(node, "class") == "scenario fail" {
			shown++
		}
	}
	for id, n := range ids {
		if n != 1 {
			t.Errorf("the id %q stands %d times", id, n)
		}
	}
	links := map[string]bool{}
	for node := range root.Descendants() {
		if href := attribute(node, "href"); href != "" {
			target, err := url.PathUnescape(strings.TrimPrefix(href, "#"))
			if err != nil || ids[target] != 1 {
				t.Errorf("the link %q leads nowhere", href)
			}
			links[target] = true
		}
	}
	if shown != 22 || !links["tencent-go/tencent-cvm-v3/zero"] || !links["tencent-python"] || links["generated-go"] {
		t.Errorf("%d failures, want 22; the links are %v", shown, links)
	}
	for _, said := range []string{"document, lines 26-27", "Asked of the driver", "X-TC-Action: StopInstances", "something deprecated",
		"sdk --catalog tencent-go --case", "Known finding: an error is taken for a success", "document, lines 26-27 · no request arrived", "· 1 request arrived", "the SDK has no parameter StopType"} {
		if !strings.Contains(page, said) {
			t.Errorf("the page does not say %q", said)
		}
	}
}

// TestThePageStandsAlone: no request leaves it.
func TestThePageStandsAlone(t *testing.T) {
	page, _ := render(t, sampleReport())
	if found := regexp.MustCompile(`(?i)(src|href)="[^#"][^"]*"|@import|url\(`).FindString(page); found != "" {
		t.Errorf("the page refers to %s", found)
	}
}

func TestThePageStaysBearable(t *testing.T) {
	for _, body := range []int{300, 64 << 10} {
		page, _ := render(t, largeReport(body))
		if len(page) > report.HTMLBudget {
			t.Errorf("bodies of %d bytes make a page of %d", body, len(page))
		}
		if strings.Contains(page, strings.Repeat("a", 4097)) {
			t.Error("a text of more than 4096 bytes is not cut")
		}
	}
}

func TestAlikeCasesBeyondABoundAreCounted(t *testing.T) {
	r := sampleReport()
	s := r.SDKs[1]
	r.Cases = nil
	for n := range 30 {
		r.Cases = append(r.Cases, failing(sampleCase(s, s.APIs[0], sdk.KindCall, n), "the driver crashed"))
	}
	r.Cases[0].Calls = slices.Repeat(r.Cases[0].Calls, 9)
	page, _ := render(t, r)
	for said, want := range map[string]int{`class="scenario fail"`: 20, "30 alike": 1, "and 10 more cases, in sdks.json": 1, "and 3 more, in sdks.json": 1} {
		if n := strings.Count(page, said); n != want {
			t.Errorf("the page says %q %d times, want %d", said, n, want)
		}
	}
}

func TestPageInBrowserFitsAPhone(t *testing.T) {
	browser := pagetest.Find(t)
	dir := t.TempDir()
	if err := Write(dir, hostileReport()); err != nil {
		t.Fatal(err)
	}
	if width := browser.Width(t, filepath.Join(dir, HTMLFile), 380); width > 380 {
		t.Errorf("the page is %d pixels wide in a frame of 380", width)
	}
}

func TestWhatToKnowOfAnSDKStandsOnThePage(t *testing.T) {
	var page strings.Builder
	if err := WriteHTML(&page, sampleReport()); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(page.String(), "The driver sets a limit of 10 &lt;seconds&gt;.") {
		t.Error("the notes of an SDK are not on the page")
	}
	quiet := sampleReport()
	for i := range quiet.SDKs {
		quiet.SDKs[i].Notes = ""
	}
	page.Reset()
	if err := WriteHTML(&page, quiet); err != nil || strings.Contains(page.String(), "What to know") {
		t.Errorf("a heading without notes, error %v", err)
	}
}
