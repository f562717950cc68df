// Package docs_test runs the commands that README, CONTRIBUTING and docs/ show, so that they stay true.
package docs_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// commands are the lines of all sh blocks by document.
func commands(t *testing.T) map[string][]string {
	t.Helper()
	files, err := filepath.Glob("../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]string{}
	for _, file := range append(files, "../README.md", "../CONTRIBUTING.md") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		inside := false
		for line := range strings.Lines(string(text)) {
			line = strings.TrimSpace(line)
			switch {
			case line == "```sh":
				inside = true
			case strings.HasPrefix(line, "```"):
				inside = false
			case inside && line != "" && !strings.HasPrefix(line, "#"):
				found[file] = append(found[file], strings.TrimSpace(strings.SplitN(line, "  #", 2)[0]))
			}
		}
	}
	return found
}

// rehearsals turn a shown command into one that a test can run: whole runs are only planned, servers
// are told to stop, and everything else runs as it stands. A command that matches none fails the test.
var rehearsals = []struct {
	prefix string
	change func(string) string
}{
	{"make ", func(c string) string { return "make -n " + strings.TrimPrefix(c, "make ") }},
	{"go tool ginkgo ", func(c string) string {
		return strings.Replace(strings.Replace(c, "go tool ginkgo ", "go tool ginkgo --dry-run ", 1), " -p ", " ", 1)
	}},
	{"go run ./cmd/conformance serve", func(c string) string { // go run hides the program's exit code
		return `program=$(mktemp -d)/conformance; go build -o "$program" ./cmd/conformance; timeout --signal=INT --preserve-status 3s "$program" ` + strings.TrimPrefix(c, "go run ./cmd/conformance ")
	}},
	{"go run ./cmd/specgen ", func(c string) string { return c }},
	{"go test ", func(c string) string { return strings.Replace(c, "go test ", "go test -run '^$' ", 1) }},
	{"git ", func(string) string { return "git --version" }},
	{"cd ", func(string) string { return "true" }},
}

func TestShownCommandsRun(t *testing.T) {
	for file, lines := range commands(t) {
		for _, line := range lines {
			t.Run(filepath.Base(file)+"/"+line, func(t *testing.T) { rehearse(t, line) })
		}
	}
}

func rehearse(t *testing.T, line string) {
	for _, r := range rehearsals {
		if !strings.HasPrefix(line, r.prefix) {
			continue
		}
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
		defer cancel()
		cmd := exec.CommandContext(ctx, "bash", "-c", r.change(line))
		cmd.Dir = ".."
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", r.change(line), err, out)
		}
		return
	}
	t.Errorf("no test knows how to run %q: add a rehearsal", line)
}
