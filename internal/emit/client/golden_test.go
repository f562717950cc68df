package client_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/emit/client"
	"github.com/seed-613b54dc/conformance/internal/emit/emittest"
	"github.com/seed-613b54dc/conformance/internal/names"
)

func TestFilesMatchTheGoldenOnes(t *testing.T) { emittest.Golden(t, client.Files) }

func TestFilesAreTheSameEveryTime(t *testing.T) { emittest.Deterministic(t, client.Files) }

// TestGoldenFilesCompileAndTheirExamplesRun puts all cases into one module of their own, so that one build serves all.
func TestGoldenFilesCompileAndTheirExamplesRun(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a module")
	}
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	put(t, dir, "go.mod", []byte("module "+names.Module+"/gen\n\ngo 1.26.0\n\nrequire "+names.Module+" v0.0.0\n\nreplace "+names.Module+" => "+root+"\n"))
	for _, file := range emittest.Cases(t) {
		files, err := client.Files(emittest.Contracts(t, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			put(t, dir, strings.TrimPrefix(f.Path, "gen/"), f.Data)
		}
	}
	for _, args := range [][]string{{"vet", "./..."}, {"test", "./..."}} {
		cmd := exec.CommandContext(t.Context(), "go", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("go %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
}

func put(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
