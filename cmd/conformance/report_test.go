package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
)

const page = "first line\nthe vendor's own words <b>\n"

// written writes a small report and the document that it is about.
func written(t *testing.T) (dir, documents string) {
	t.Helper()
	sum := sha256.Sum256([]byte(page))
	ledger := report.Ledger{
		API: "api", Title: "An API",
		Document:   report.File{File: "900.txt", SHA256: hex.EncodeToString(sum[:])},
		Contract:   report.File{File: "specs/api.yaml", SHA256: strings.Repeat("0", 64)},
		Statements: []report.Statement{{ID: "s", Lines: report.Lines{2}, Says: "our words", Rules: []string{"api/Op/success/minimal"}}},
		Rules:      []report.Rule{{ID: "api/Op/success/minimal", Kind: "success", Says: "it works", Basis: report.BasisDocument, Lines: report.Lines{2}, Line: 7}},
		Scenarios:  []report.Expected{{ID: "api/Op/success/minimal/accepted", Rule: "api/Op/success/minimal", Title: "accepts it", Line: 7}},
	}
	result := report.Result{ID: "api/Op/success/minimal/accepted", Rule: "api/Op/success/minimal", Verdict: report.Pass,
		Checks: []report.Check{{Says: "it is accepted", OK: true}}, Duration: 1234 * time.Millisecond}
	start := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	r := report.Assemble(report.Meta{Tool: report.Tool{Name: "t", Version: "1"}, StartedAt: start, FinishedAt: start.Add(time.Second)},
		[]report.Ledger{ledger}, []report.Result{result})
	dir, documents = t.TempDir(), t.TempDir()
	if err := report.Write(dir, r); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(documents, "900.txt"), []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir, documents
}

func TestReportShowsTheOriginalLines(t *testing.T) {
	dir, documents := written(t)
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"report", dir, "--documents", documents, "--slowest", "3"}, &out, &errs); code != 0 {
		t.Fatalf("exit %d: %s", code, &errs)
	}
	for _, want := range []string{"api   conforms", "100.0 %  success", "1234 ms  api/Op/success/minimal/accepted"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, &out)
		}
	}
	html, err := os.ReadFile(filepath.Join(dir, report.HTMLFile))
	if err != nil || !strings.Contains(string(html), "own words &lt;b&gt;") {
		t.Errorf("the page does not show the line of the document, escaped: %v", err)
	}
}

func TestReportDoesNotQuoteAnotherPage(t *testing.T) {
	dir, documents := written(t)
	if err := os.WriteFile(filepath.Join(documents, "900.txt"), []byte("changed\nsince then\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"report", dir, "--documents", documents}, &out, &errs); code != 0 {
		t.Fatalf("exit %d: %s", code, &errs)
	}
	html, err := os.ReadFile(filepath.Join(dir, report.HTMLFile))
	if err != nil || strings.Contains(string(html), "since then") || !strings.Contains(errs.String(), "900.txt is not the page") {
		t.Errorf("a page with another digest was quoted, or nothing was said: %v %s", err, &errs)
	}
}

func TestReportNeedsAReport(t *testing.T) {
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"report", t.TempDir()}, &out, &errs); code != exitUsage || !strings.Contains(errs.String(), "conformance.json") {
		t.Errorf("exit %d: %s", code, &errs)
	}
}
