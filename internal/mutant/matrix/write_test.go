package matrix

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/net/html"

	"github.com/seed-613b54dc/conformance/internal/report"
)

// validate holds a result against the published schema.
func validate(t *testing.T, r Result) {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile("../../../reports/mutants.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	r.Jobs = max(r.Jobs, 1)
	var b bytes.Buffer
	if err := WriteJSON(&b, r); err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(&b)
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Error(err)
	}
}

// hostile is what an endpoint or a contract might say to break a report.
const hostile = "<script>alert(1)</script> ]]> </pre></details> \x00\x07\x1b[31m \u2028 | a | `code` ``` \r\n# head\n@all [x](javascript:alert(1)) {{.}} <!-- & &amp;"

// hostileResult has hostile text wherever words are, and something in every gate.
func hostileResult() Result {
	f := sampleFacts()
	f.in.Mutants[0].Says, f.in.Mutants[1].Says, f.in.Mutants[1].Equivalent = hostile, hostile, hostile
	f.in.Variants[0].Says, f.in.Variants[0].Because = hostile, hostile
	f.in.APIs[0].Ledger.Title, f.in.APIs[0].Ledger.Rules[0].Says, f.in.APIs[0].Ledger.Scenarios[0].Title = hostile, hostile, hostile
	bad := Cell{Scenario: "api/Op/k/max/over", Rule: "api/Op/k/max", Verdict: report.Fail, Message: hostile, Runs: 2}
	f.mutants[0], f.variants[0] = ran(bad), ran(bad)
	f.mutants[2].faults = []string{hostile}
	r := f.result()
	r.Tool, r.Selection, r.Jobs = report.Tool{Name: hostile, Version: hostile}, hostile, 1
	return r
}

func TestHostileTextStaysText(t *testing.T) {
	dir := t.TempDir()
	if err := Write(dir, hostileResult()); err != nil {
		t.Fatal(err)
	}
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	root, err := html.Parse(strings.NewReader(read(HTMLFile)))
	if err != nil {
		t.Fatal(err)
	}
	for node := range root.Descendants() {
		if node.Type == html.ElementNode && node.Data == "script" {
			t.Error("the page has a script")
		}
		for _, a := range node.Attr {
			if strings.HasPrefix(a.Key, "on") || strings.Contains(a.Val, "javascript:") && a.Key == "href" {
				t.Errorf("the page has %s=%q", a.Key, a.Val)
			}
		}
	}
	if page := read(HTMLFile); strings.Contains(page, "<script") || strings.Contains(page, "ZgotmplZ") {
		t.Error("hostile text was not escaped, or a style was refused")
	}
	summary := read(MarkdownFile)
	if strings.Contains(summary, "\n# head") {
		t.Error("a line of hostile text begins a heading")
	}
	for line := range strings.Lines(summary) {
		if strings.ContainsAny(line, "\x00\x07\x1b") {
			t.Errorf("control characters in %q", line)
		}
	}
	var r Result
	if err := json.Unmarshal([]byte(read(JSONFile)), &r); err != nil || r.APIs[0].Title != hostile {
		t.Errorf("%v, title %q", err, r.APIs[0].Title)
	}
}

// TestThePageStandsAlone: no request leaves it.
func TestThePageStandsAlone(t *testing.T) {
	var b bytes.Buffer
	if err := WriteHTML(&b, sampleFacts().result()); err != nil {
		t.Fatal(err)
	}
	if found := regexp.MustCompile(`(?i)(src|href)="[^#"][^"]*"|@import|url\(`).FindString(b.String()); found != "" {
		t.Errorf("the page refers to %s", found)
	}
}

func TestThePageShowsSurvivorsFirst(t *testing.T) {
	f := sampleFacts()
	f.mutants[2] = ran(cellOf("code/wrong", report.Pass))
	var b bytes.Buffer
	if err := WriteHTML(&b, f.result()); err != nil {
		t.Fatal(err)
	}
	grid := b.String()[strings.Index(b.String(), `class="grid"`):]
	survivor, other := strings.Index(grid, "other-code/code"), strings.Index(grid, "limit-plus-one/max")
	if survivor < 0 || other < 0 || survivor > other {
		t.Errorf("the survivor stands at %d, another one at %d", survivor, other)
	}
}

func TestSummary(t *testing.T) {
	f := sampleFacts()
	f.mutants[2] = ran(cellOf("code/wrong", report.Pass))
	r := f.result()
	r.StartedAt = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	r.FinishedAt, r.Runs, r.Jobs, r.PerMutant = r.StartedAt.Add(2*time.Second), 9, 48, 500
	var b bytes.Buffer
	if err := Summary(&b, r); err != nil {
		t.Fatal(err)
	}
	want := "  API  mutants  killed  equivalent  survived  vacuous  variants  false alarms\n" +
		"  api        3       2           0         1        1         1             0\n" +
		"  all        3       2           0         1        1         1             0\n" +
		"9 scenarios run in 2s, 48 at a time: 500 ms for each mutant and variant\n" +
		"unproven rule: api/Op/k/code\n" +
		"survived: api/other-code/code\n" +
		"vacuous scenario: api/Op/k/code/wrong\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestSummaryBoundsItsLists(t *testing.T) {
	r := sampleFacts().result()
	for range most + 3 {
		r.Gates.Survived = append(r.Gates.Survived, "api/x")
	}
	var b bytes.Buffer
	if err := Summary(&b, r); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "survived: api/x\n"); n != most || !strings.Contains(b.String(), "survived: and 3 more; see mutants.json\n") {
		t.Errorf("%d entries:\n%s", n, b.String())
	}
}
