package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/markup"
)

func TestJUnitCountsAreItsElements(t *testing.T) {
	for name, r := range map[string]Report{"sample": sampleReport(), "known": excusedReport(), "large": largeReport(150, 100)} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := WriteJUnit(&b, r); err != nil {
				t.Fatal(err)
			}
			checkJUnit(t, b.Bytes(), r)
		})
	}
}

func TestJUnitFailureLeadsToTheContract(t *testing.T) {
	var b bytes.Buffer
	if err := WriteJUnit(&b, sampleReport()); err != nil {
		t.Fatal(err)
	}
	var got junitSuites
	if err := xml.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	c := got.Suites[0].Cases[2]
	if c.ClassName != "tencent-cvm-v3.StopInstances.batch-limit" || c.File != "specs/tencent-cvm-v3.yaml" || c.Line != "54" {
		t.Errorf("class %q, file %q, line %q", c.ClassName, c.File, c.Line)
	}
	if c.Failure == nil || c.Failure.Type != "batch-limit" || !strings.Contains(c.Failure.Text, "document lines: 12, 30-31\n") {
		t.Errorf("the failure is %+v", c.Failure)
	}
	if s := got.Suites[0].Cases[3].Skipped; s == nil || !strings.HasPrefix(s.Message, "fixture_unavailable: ") {
		t.Errorf("the skipped element is %+v", s)
	}
}

func TestMarkdownTableEqualsTheReport(t *testing.T) {
	for name, r := range map[string]Report{"sample": sampleReport(), "known": excusedReport(), "large": largeReport(150, 100)} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := WriteMarkdown(&b, r); err != nil {
				t.Fatal(err)
			}
			checkMarkdownTable(t, b.String(), r)
		})
	}
}

// checkMarkdownTable reads the figures back out of the table of the summary.
func checkMarkdownTable(t *testing.T, text string, r Report) {
	t.Helper()
	rows := map[string][]string{}
	for line := range strings.Lines(text) {
		if cells := strings.Split(strings.Trim(line, "|\n "), " | "); strings.HasPrefix(line, "| ") && len(cells) == 5 {
			rows[cells[0]] = cells
		}
	}
	for _, api := range r.APIs {
		known := ""
		if api.Known > 0 {
			known = fmt.Sprintf(", %d known", api.Known)
		}
		want := fmt.Sprintf("[%s %s %s %.3f (%d/%d%s) %.3f (%d/%d) %d]", api.ID, symbol(api.Conclusion), api.Conclusion,
			api.Divergence, api.Failed, api.Decided, known, api.Coverage, api.Decided, api.Expected, api.Informational)
		if got := fmt.Sprint(rows[api.ID]); got != want {
			t.Errorf("the row is %s, want %s", got, want)
		}
	}
	if len(rows) != len(r.APIs)+1 { // and the head
		t.Errorf("the table has %d rows for %d APIs", len(rows)-1, len(r.APIs))
	}
}

func TestMarkdownStaysSmall(t *testing.T) {
	var names []string
	var results []Result
	for i := range 400 {
		name := fmt.Sprintf("n%d", i)
		names = append(names, name)
		results = append(results, change(name, func(r *Result) { r.Verdict, r.Message = Fail, strings.Repeat("long ", 1000) }))
		results = append(results, Result{ID: "unpromised " + strings.Repeat("x", 2000) + name})
	}
	var b bytes.Buffer
	if err := WriteMarkdown(&b, Assemble(sampleMeta(), []Ledger{smallLedger(names...)}, results)); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	if shown := strings.Count(text, "- ✗ "); shown != mostFailures || !strings.Contains(text, "and 350 more, in") {
		t.Errorf("%d failures are shown, want %d and a count of the others", shown, mostFailures)
	}
	if len(text) > 200_000 {
		t.Errorf("the summary has %d bytes", len(text))
	}
}

func TestSummaryHasOneLinePerAPI(t *testing.T) {
	var b bytes.Buffer
	clean := sampleMeta()
	clean.Target.Kind = KindEndpoint
	if err := Summary(&b, Assemble(clean, []Ledger{smallLedger("a", "b")}, []Result{passed("a"), failed("b")})); err != nil {
		t.Fatal(err)
	}
	if want := "api   diverges   divergence 0.500 (1/2)   coverage 1.000 (2/2)   0 informational\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

func TestLinesReadAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct {
		lines Lines
		want  string
	}{
		{nil, ""}, {Lines{7}, "7"}, {Lines{12, 26, 27, 28, 31}, "12, 26-28, 31"}, {Lines{1, 2}, "1-2"},
	} {
		if got := c.lines.String(); got != c.want {
			t.Errorf("%v reads %q, want %q", []int(c.lines), got, c.want)
		}
	}
	if data, err := Lines(nil).MarshalJSON(); err != nil || string(data) != "[]" {
		t.Errorf("no lines are %s in JSON (%v), want []", data, err)
	}
}

func TestOriginNamesWhereARuleStands(t *testing.T) {
	for _, c := range []struct {
		rule Rule
		want string
	}{
		{Rule{Basis: BasisDocument, Lines: Lines{9}}, "document line 9"},
		{Rule{Basis: BasisDocument, Lines: Lines{9, 10, 30}}, "document lines 9-10, 30"},
		{Rule{Basis: BasisSDK}, "from the vendor's SDK"},
		{Rule{Basis: BasisProtocol}, "from the vendor's common pages"},
		{Rule{}, "no document line"},
	} {
		if got := origin(c.rule); got != c.want {
			t.Errorf("origin(%+v) = %q, want %q", c.rule, got, c.want)
		}
	}
}

func TestJUnitTakesIdsAndSourcesApart(t *testing.T) {
	for _, c := range []struct{ source, file, line string }{
		{"specs/x.yaml:12", "specs/x.yaml", "12"}, {"specs/x.yaml", "specs/x.yaml", ""}, {"c:/x.yaml", "c:/x.yaml", ""},
	} {
		if file, line := splitSource(c.source); file != c.file || line != c.line {
			t.Errorf("splitSource(%q) = %q, %q", c.source, file, line)
		}
	}
	for _, c := range []struct{ id, head, tail string }{
		{"api/Op/kind/a/b", "api Op kind", "a/b"}, {"short/id", "short", "short/id"},
	} {
		if head, tail := splitID(c.id); strings.Join(head, " ") != c.head || tail != c.tail {
			t.Errorf("splitID(%q) = %q, %q", c.id, head, tail)
		}
	}
}

func TestDurationReadsAsPeopleSayIt(t *testing.T) {
	for ms, want := range map[float64]string{0: "<1 ms", 12: "12 ms", 1250: "1.2 s", 119_999: "1 min 59 s"} {
		if got := duration(ms); got != want {
			t.Errorf("duration(%v) = %q, want %q", ms, got, want)
		}
	}
}

func TestCodeSpanCannotBeLeft(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a", "`a`"}, {"a`b", "``a`b``"}, {"`", "`` ` ``"}, {"a``b`", "``` a``b` ```"}, {"a\nb", "`a b`"},
	} {
		if got := markup.Code(c.text); got != c.want {
			t.Errorf("markup.Code(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestWriteReplacesWholeFilesAndLeavesNothingElse(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "run")
	for range 2 {
		if err := Write(dir, sampleReport()); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	if got, want := strings.Join(names, " "), "conformance.json index.html junit.xml summary.md"; got != want {
		t.Errorf("the directory holds %s, want %s", got, want)
	}
}

func TestWriteThatCannotFinishLeavesNoTemporaryFile(t *testing.T) {
	dir := t.TempDir()
	blocked := filepath.Join(dir, JUnitFile)
	if err := os.MkdirAll(filepath.Join(blocked, "in the way"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := Write(dir, sampleReport()); err == nil {
		t.Fatal("a directory was replaced by a file")
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 || entries[0].Name() != JUnitFile {
		t.Errorf("the directory holds %v, want only what was in the way", entries)
	}
}
