package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/target"
	"github.com/seed-613b54dc/conformance/specs"
)

// initialised runs init in an empty directory.
func initialised(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), append([]string{"init"}, args...), &out, &errs)
	return code, out.String(), errs.String()
}

func TestInitWritesATargetFileThatTheReaderAccepts(t *testing.T) {
	t.Chdir(t.TempDir())
	if code, _, errs := initialised(t, "--api", "zenlayer-zec", "--api", "tencent-cvm-v3"); code != 0 {
		t.Fatalf("exit %d: %s", code, errs)
	}
	contracts, _ := load.All(specs.FS)
	env := func(string) (string, bool) { return "x", true }
	f, found := target.Read("target.yaml", target.Input{Contracts: contracts, Env: env})
	if f == nil || len(found) > 0 || len(f.Endpoints) != 2 {
		t.Errorf("got %v and %v, want two endpoints and nothing found", f, found)
	}
}

func TestInitKeepsAFileUnlessForced(t *testing.T) {
	file := filepath.Join(t.TempDir(), "mine.yaml")
	if err := os.WriteFile(file, []byte("mine\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, _, errs := initialised(t, file)
	if data, err := os.ReadFile(file); code != exitUsage || err != nil || string(data) != "mine\n" || !strings.Contains(errs, "--force") {
		t.Errorf("exit %d, %q, the file is %q (%v)", code, errs, data, err)
	}
	code, _, errs = initialised(t, "--force", file)
	if data, err := os.ReadFile(file); code != 0 || err != nil || !strings.Contains(string(data), "endpoints:") {
		t.Errorf("exit %d, %q, the file is %q (%v)", code, errs, data, err)
	}
}

func TestInitWritesToStandardOutput(t *testing.T) {
	t.Chdir(t.TempDir())
	code, out, errs := initialised(t, "--api", "zenlayer-vm", "-")
	if code != 0 || errs != "" || !strings.Contains(out, "zenlayer-vm:") || strings.Contains(out, "tencent") {
		t.Errorf("exit %d, %q, wrote %s", code, errs, out)
	}
	if entries, err := os.ReadDir("."); err != nil || len(entries) > 0 {
		t.Errorf("wrote the files %v (%v)", entries, err)
	}
}

func TestInitOfWhatCannotBeIsAUsageError(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, args := range [][]string{{"--api", "nothing"}, {filepath.Join("no", "such", "directory.yaml")}} {
		if code, _, errs := initialised(t, args...); code != exitUsage || errs == "" {
			t.Errorf("%v: exit %d, %q, want exit %d with a reason", args, code, errs, exitUsage)
		}
	}
}
