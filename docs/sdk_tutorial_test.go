package docs_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// sdkTutorial is a page whose commands belong together, and which shows the files that they need.
const sdkTutorial = "../docs/testing-your-sdk.md"

// TestTheSDKTutorialRuns goes through the page as a reader does: it types the commands, saves the files, makes the
// changes, and compares what is printed with what is shown.
func TestTheSDKTutorialRuns(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("not run: the tutorial needs python3, which is not installed here")
	}
	r := reader{dir: t.TempDir()}
	shown := 0
	for _, b := range blocks(t, sdkTutorial) {
		switch b.kind {
		case "sh":
			r.types(t, b.text)
		case "python":
			r.saves(t, b.text)
		case "diff":
			r.changes(t, b.text)
		case "":
			shown++
			r.compares(t, b.text)
		}
	}
	if shown < 3 {
		t.Errorf("the page shows %d outputs: two runs and a single case are to be seen", shown)
	}
}

// reader is somebody who follows the page.
type reader struct {
	dir  string // stands for /tmp
	last string // what the last commands printed
}

// folder is where the page keeps its files.
func (r *reader) folder() string { return filepath.Join(r.dir, "conformance-sdk") }

// types runs a block of commands in one shell. What make would do is only shown.
func (r *reader) types(t *testing.T, commands string) {
	t.Helper()
	binary := filepath.Join(r.dir, "conformance")
	script := regexp.MustCompile(`(?m)^make `).ReplaceAllString(commands, "make -n ")
	script = strings.NewReplacer("/tmp/", r.dir+"/", "bin/conformance", binary).Replace(script)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "bash", "-euo", "pipefail", "-c", script)
	cmd.Dir = ".."
	out, err := cmd.CombinedOutput()
	r.last = strings.ReplaceAll(string(out), r.dir+"/", "/tmp/")
	if err != nil {
		t.Fatalf("%s%v\n%s", commands, err, r.last)
	}
}

// saves writes a file whose name stands in its first line.
func (r *reader) saves(t *testing.T, text string) {
	t.Helper()
	name := regexp.MustCompile(`^# ([a-z]+\.py): `).FindStringSubmatch(text)
	if name == nil {
		t.Fatalf("the first line does not name the file:\n%s", text)
	}
	if err := os.WriteFile(filepath.Join(r.folder(), name[1]), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// changes replaces lines, each of which must stand in its file exactly once.
func (r *reader) changes(t *testing.T, diff string) {
	t.Helper()
	var file, old string
	for line := range strings.Lines(diff) {
		if name, ok := strings.CutPrefix(line, "--- "); ok {
			file = filepath.Join(r.folder(), strings.TrimSpace(name))
			continue
		}
		if gone, ok := strings.CutPrefix(line, "-"); ok {
			old = gone
			continue
		}
		fresh, ok := strings.CutPrefix(line, "+")
		text, err := os.ReadFile(file)
		if err != nil || !ok || old == "" || strings.Count(string(text), old) != 1 {
			t.Fatalf("%q does not change one line of %s: %v", line, file, err)
		}
		if err := os.WriteFile(file, []byte(strings.Replace(string(text), old, fresh, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		old = ""
	}
}

// compares looks for each line that is shown in what was printed, in this order. Dots stand for anything.
func (r *reader) compares(t *testing.T, shown string) {
	t.Helper()
	rest := r.last
	for line := range strings.Lines(shown) {
		line = strings.TrimRight(line, "\n")
		if line == "…" {
			continue
		}
		pattern := strings.ReplaceAll(regexp.QuoteMeta(line), "…", ".*")
		at := regexp.MustCompile("(?m)^" + pattern + "$").FindStringIndex(rest)
		if at == nil {
			t.Fatalf("the page shows %q, which was not printed there:\n%s", line, r.last)
		}
		rest = rest[at[1]:]
	}
}
