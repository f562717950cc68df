package report

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// hostile is what an endpoint might answer to break a report.
const hostile = "<script>alert(1)</script> ]]> </pre></details> \x00\x07\x1b[31m \xff \u2028 | a | `code` ``` \r\n# head\n@all [x](javascript:alert(1)) {{.}} <!-- & &amp; ${x}"

// hostileReport has hostile text wherever an endpoint, a provider or a target file can put it, and a 1 MB body.
func hostileReport() Report {
	meta := sampleMeta()
	meta.Target.Name, meta.Filter, meta.Target.OptIns = hostile, hostile, []string{hostile}
	results := sampleResults()
	for i := range results {
		r := &results[i]
		r.Message, r.Curl, r.Unreleased = hostile, hostile, []string{hostile}
		for j := range r.Checks {
			r.Checks[j].Says, r.Checks[j].Detail = hostile, hostile
		}
		r.Exchanges = append(r.Exchanges,
			Exchange{Method: hostile, URL: "javascript:" + hostile + "?" + hostile, Status: 200, RequestBody: hostile,
				RequestHeader: Header{{hostile, hostile}}, ResponseBody: strings.Repeat(hostile, 1<<20/len(hostile))},
			Exchange{Method: "GET", URL: hostile, Error: hostile})
	}
	meta.Known = []Known{
		{ID: results[2].ID, Reason: hostile, Issue: "javascript:alert(1)//" + hostile, Expires: hostile},
		{ID: results[2].Rule, Reason: hostile, Issue: "https://issues.example/" + hostile, Expires: hostile},
		{ID: results[5].ID, Reason: hostile, Issue: hostile},
		{ID: hostile, Reason: hostile, Issue: "JavaScript:alert(1)"},
	}
	results[5].Verdict = Fail
	meta.Unreleased = []Unreleased{{API: hostile, Scenario: hostile, IDs: []string{hostile, hostile}, Error: hostile}}
	l := sampleLedger()
	l.Title, l.Scenarios[2].Title, l.Rules[1].Says, l.Statements[1].Says = hostile, hostile, hostile, hostile
	l.Decisions[0].Question = hostile
	return Assemble(meta, []Ledger{l}, append(results, Result{ID: hostile}))
}

func TestHostileTextStaysText(t *testing.T) {
	dir := t.TempDir()
	r := hostileReport()
	if err := Write(dir, r); err != nil {
		t.Fatal(err)
	}
	text := map[string]string{}
	for _, name := range []string{JSONFile, JUnitFile, HTMLFile, MarkdownFile} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		text[name] = string(data)
	}
	t.Run("json", func(t *testing.T) {
		if _, err := Read(filepath.Join(dir, JSONFile)); err != nil {
			t.Error(err)
		}
	})
	t.Run("junit", func(t *testing.T) {
		checkJUnit(t, []byte(text[JUnitFile]), r)
		if strings.ContainsAny(text[JUnitFile], "\x00\x07\x1b") {
			t.Error("a character that XML forbids came through")
		}
	})
	t.Run("html", func(t *testing.T) { checkHostilePage(t, text[HTMLFile]) })
	t.Run("markdown", func(t *testing.T) {
		// Outside of code, every angle bracket is an entity; inside, it is text.
		inCode := false
		for line := range strings.Lines(text[MarkdownFile]) {
			if strings.HasPrefix(strings.TrimSpace(line), "````") {
				inCode = !inCode
			}
			if !inCode && strings.Contains(withoutCode(line), "<script") {
				t.Errorf("markup came through: %s", line)
			}
			if strings.HasPrefix(line, "# ") && !strings.HasPrefix(line, "# Conformance: ") {
				t.Errorf("a heading came through: %s", line)
			}
		}
		if strings.ContainsAny(text[MarkdownFile], "\x00\x07\x1b\r") {
			t.Error("a control character came through")
		}
		checkMarkdownTable(t, text[MarkdownFile], r)
	})
}

// checkHostilePage holds that the page has its own two scripts and no other, and no address that runs one.
func checkHostilePage(t *testing.T, page string) {
	scripts := 0
	for node := range parseHTML(t, []byte(page)).Descendants() {
		if node.Type != html.ElementNode {
			continue
		}
		if node.Data == "script" {
			scripts++
		}
		if href, _ := attribute(node, "href"); strings.HasPrefix(strings.ToLower(href), "javascript") {
			t.Errorf("an address came through: %s", href)
		}
	}
	if scripts != 2 {
		t.Errorf("the page has %d scripts, want its own 2", scripts)
	}
}

// withoutCode drops the code spans of a line of this package's Markdown.
func withoutCode(line string) string {
	for {
		start := strings.IndexByte(line, '`')
		for start > 0 && line[start-1] == '\\' { // an escaped backtick is text
			next := strings.IndexByte(line[start+1:], '`')
			if next < 0 {
				return line
			}
			start += 1 + next
		}
		if start < 0 {
			return line
		}
		fence := line[start : start+len(line[start:])-len(strings.TrimLeft(line[start:], "`"))]
		end := strings.Index(line[start+len(fence):], fence)
		if end < 0 {
			return line
		}
		line = line[:start] + line[start+len(fence)+end+len(fence):]
	}
}

// checkJUnit parses a JUnit file and counts its elements against its attributes and against the report.
func checkJUnit(t *testing.T, data []byte, r Report) {
	t.Helper()
	var got junitSuites
	if err := xml.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Suites) < len(r.APIs) {
		t.Fatalf("%d suites for %d APIs", len(got.Suites), len(r.APIs))
	}
	var total junitSuite
	for i, suite := range got.Suites {
		counted := suite
		counted.count()
		if counted.Tests != suite.Tests || counted.Failures != suite.Failures || counted.Errors != suite.Errors || counted.Skipped != suite.Skipped {
			t.Errorf("suite %s: the attributes do not equal the elements", suite.Name)
		}
		total.Tests += counted.Tests
		total.Failures += counted.Failures
		total.Errors += counted.Errors
		total.Skipped += counted.Skipped
		if i < len(r.APIs) {
			api := r.APIs[i]
			if suite.Name != api.ID || suite.Tests != len(api.Scenarios) || suite.Failures != api.Failed-api.Known || suite.Skipped != api.Inconclusive+api.Known {
				t.Errorf("suite %s has %d tests, %d failures, %d skipped; the report %d, %d, %d",
					suite.Name, suite.Tests, suite.Failures, suite.Skipped, len(api.Scenarios), api.Failed-api.Known, api.Inconclusive+api.Known)
			}
		}
	}
	if got.Tests != total.Tests || got.Failures != total.Failures || got.Errors != total.Errors || got.Skipped != total.Skipped {
		t.Error("the totals do not equal the suites")
	}
	if total.Errors != len(r.HarnessErrors)+len(r.stale()) {
		t.Errorf("%d error elements for %d errors of the harness and %d stale entries", total.Errors, len(r.HarnessErrors), len(r.stale()))
	}
}
