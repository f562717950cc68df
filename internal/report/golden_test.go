package report

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/aymanbagabas/go-udiff"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// inlined are the style sheet and the scripts of the page, which are files of their own and would drown the golden text.
var inlined = regexp.MustCompile(`(?s)(<style>|<script>).*?(</style>|</script>)`)

func TestWrittenFilesAreAsRecorded(t *testing.T) {
	clean := sampleMeta()
	clean.Target = Target{Name: "production", Kind: KindEndpoint, Endpoints: []Endpoint{{"tencent-cvm-v3", "https://user:word@cvm.example/"}}}
	filtered := sampleMeta()
	filtered.Filter = "batch-limit"
	filtered.Selected = map[string]bool{sampleLedger().Scenarios[1].ID: true}
	asOf := clean
	asOf.Frozen = map[string]Frozen{"api": {Version: "2026-11-21", File: "specs/frozen/api@2026-11-21.json"}}
	for name, r := range map[string]Report{
		"as-of":         Assemble(asOf, []Ledger{smallLedger("a")}, []Result{passed("a")}),
		"every-verdict": sampleReport(),
		"known":         excusedReport(),
		"filtered":      Assemble(filtered, []Ledger{sampleLedger()}, sampleResults()[1:2]),
		"conforms":      Assemble(clean, []Ledger{smallLedger("a")}, []Result{passed("a")}),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := Write(dir, r); err != nil {
				t.Fatal(err)
			}
			archive := &txtar.Archive{Files: []txtar.File{}}
			for _, file := range []string{JSONFile, JUnitFile, MarkdownFile, HTMLFile} {
				data, err := os.ReadFile(filepath.Join(dir, file))
				if err != nil {
					t.Fatal(err)
				}
				archive.Files = append(archive.Files, txtar.File{Name: file, Data: inlined.ReplaceAll(data, []byte("$1…$2"))})
			}
			var b bytes.Buffer
			if err := Summary(&b, r); err != nil {
				t.Fatal(err)
			}
			archive.Files = append(archive.Files, txtar.File{Name: "summary", Data: b.Bytes()})
			compareGolden(t, filepath.Join("testdata", name+".txtar"), txtar.Format(archive))
		})
	}
}

// compareGolden compares with a golden file, or rewrites it with -update.
func compareGolden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := udiff.Unified(path, "now", string(want), string(got)); diff != "" {
		t.Errorf("run the test with -update if this is meant:\n%s", diff)
	}
}

// smallLedger promises one scenario per name, each with its own rule.
func smallLedger(names ...string) Ledger {
	l := Ledger{API: "api", Title: "An API", Document: File{"d.txt", hash}, Contract: File{"specs/api.yaml", hash}}
	for i, name := range names {
		rule := "api/Op/required/" + name
		l.Rules = append(l.Rules, Rule{ID: rule, Kind: "required", Says: "It holds.", Basis: BasisDocument, Lines: Lines{i + 1}})
		l.Scenarios = append(l.Scenarios, Expected{ID: rule + "/case", Rule: rule, Title: "case " + name, Line: i + 1})
	}
	return l
}

// passed is the result of a scenario of smallLedger that passed.
func passed(name string) Result {
	rule := "api/Op/required/" + name
	return Result{ID: rule + "/case", Rule: rule, Verdict: Pass, Evidence: Strong, Checks: []Check{{Says: "it holds", OK: true}}}
}
