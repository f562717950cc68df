// Package docs_test runs the commands that README, CONTRIBUTING and docs/ show, so that they stay true.
package docs_test

import (
	"context"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
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
		return `program=$(mktemp -d)/conformance; go build -o "$program" ./cmd/conformance; timeout --foreground --signal=INT --preserve-status 3s "$program" ` + strings.TrimPrefix(c, "go run ./cmd/conformance ")
	}},
	{"CGO_ENABLED=0 go build ", func(c string) string { return c }},
	{"bin/conformance sdk --driver ", func(c string) string { // with a driver that there is
		return strings.Replace(c, `"python3 driver.py"`, `'go -C sdks/generated-go run .'`, 1)
	}},
	{"bin/conformance ", func(c string) string { return c }},
	{"go run ./cmd/specgen freeze ", func(c string) string { // in a copy, without the vendors' pages
		c = strings.Replace(c, "--documents DIR", "", 1)
		return `copy=$(mktemp -d); cp -r specs "$copy"; ` + strings.Replace(c, "specgen freeze", `specgen --specs="$copy/specs" freeze`, 1)
	}},
	{"go run ./cmd/specgen ", func(c string) string { return c }},
	{"go test ", func(c string) string { return strings.Replace(c, "go test ", "go test -run '^$' ", 1) }},
	{"git ", func(string) string { return "git --version" }},
	{"cd ", func(string) string { return "true" }},
}

// tutorial is a document whose commands belong together, in one shell.
const tutorial = "../docs/testing-your-endpoint.md"

func TestShownCommandsRun(t *testing.T) {
	build := exec.CommandContext(t.Context(), "go", "build", "-o", "bin/conformance", "./cmd/conformance")
	build.Dir = ".." // pages come in any order, and only one of them shows how to build it
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for file, lines := range commands(t) {
		if file == tutorial || file == sdkTutorial { // they have tests of their own
			continue
		}
		for _, line := range lines {
			t.Run(filepath.Base(file)+"/"+line, func(t *testing.T) { rehearse(t, line) })
		}
	}
}

// TestTutorialRuns types the whole tutorial into one shell, on free ports and in a directory of its own.
func TestTutorialRuns(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("not run: the tutorial needs python3, which is not installed here")
	}
	dir := t.TempDir()
	script := "set -euo pipefail\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n" + strings.Join(commands(t)[tutorial], "\n")
	for old, fresh := range map[string]string{
		"18080": freePort(t), "18081": freePort(t), "/tmp/": dir + "/", "bin/conformance": filepath.Join(dir, "conformance"),
	} {
		script = strings.ReplaceAll(script, old, fresh)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "bash", "-c", script)
	cmd.Dir = ".."
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, promised := range []string{
		"zenlayer-zec   conforms   divergence 0.000 (0/60)", "zenlayer-zec   diverges   divergence 0.033 (2/60)", "exit code 1",
		"batch-limit/instanceIds.max/over", "default/forceShutdown/omitted",
	} {
		if !strings.Contains(string(out), promised) {
			t.Errorf("the tutorial promises %q, which was not printed:\n%s", promised, out)
		}
	}
}

// freePort is a port that nobody has, and that the system gives to nobody who asks for any: other tests run meanwhile.
func freePort(t *testing.T) string {
	t.Helper()
	for range 100 {
		port := strconv.Itoa(20000 + rand.IntN(10000))
		l, err := net.Listen("tcp", "127.0.0.1:"+port)
		if err != nil {
			continue
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		return port
	}
	t.Fatal("no port from 20000 to 29999 is free")
	return ""
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
