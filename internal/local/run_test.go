package local_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/report"
)

// ginkgo runs the suites as a user does and returns what was printed and whether all was well.
func ginkgo(t *testing.T, filter, dir string) (string, bool) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "tool", "ginkgo", "--no-color", "--procs=2", "--fail-on-empty",
		"--label-filter="+filter, "./suites", "--", "--report="+dir)
	cmd.Dir = "../.."
	out, err := cmd.CombinedOutput()
	return string(out), err == nil
}

func TestASelectionOfNothingIsAnErrorWithoutAReport(t *testing.T) {
	dir := t.TempDir()
	out, ok := ginkgo(t, "no-such-label", dir)
	if ok || !strings.Contains(out, "no scenario matches the selection no-such-label") || strings.Contains(out, "nil pointer") {
		t.Errorf("ok %v:\n%s", ok, out)
	}
	if files, _ := filepath.Glob(filepath.Join(dir, "*")); len(files) > 0 {
		t.Errorf("a report was written: %v", files)
	}
}

func TestASelectionPassesAndItsReportIsIncomplete(t *testing.T) {
	dir := t.TempDir()
	out, ok := ginkgo(t, "tencent-cvm-v3 && success", dir)
	if !ok {
		t.Fatalf("the selection does not pass:\n%s", out)
	}
	r, err := report.Read(filepath.Join(dir, report.JSONFile))
	if err != nil {
		t.Fatal(err)
	}
	if r.Verdict() != report.Incomplete || r.Note == "" || r.Filter == "" {
		t.Errorf("verdict %q, note %q, filter %q", r.Verdict(), r.Note, r.Filter)
	}
	for _, api := range r.APIs {
		if api.ID == "tencent-cvm-v3" && (api.Passed != 2 || api.Failed != 0) {
			t.Errorf("%d passed and %d failed of the two scenarios", api.Passed, api.Failed)
		}
	}
}
