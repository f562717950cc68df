package e2e_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
)

// outcome is what a user sees of a run.
type outcome struct {
	exit           int
	stdout, stderr string
	dir            string         // of the report
	report         *report.Report // nil when none was written
}

// process is a run that has begun.
type process struct {
	t      *testing.T
	cmd    *exec.Cmd
	ctx    context.Context
	stdout record
	stderr record
	dir    string
}

// begin starts the program with the environment that a target needs. A run that is still there at the
// end of the limit is killed, and the test fails: it is a watchdog and no measurement.
func begin(t *testing.T, limit time.Duration, env []string, args ...string) *process {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	t.Cleanup(cancel)
	p := &process{t: t, ctx: ctx, cmd: exec.CommandContext(ctx, program, args...)}
	for _, pair := range os.Environ() {
		if !strings.HasPrefix(pair, "CONFORMANCE_") && !strings.HasPrefix(pair, "GORACE=") {
			p.cmd.Env = append(p.cmd.Env, pair)
		}
	}
	// A provider that is this test binary with the race detector would wait for a second at its end.
	p.cmd.Env = append(p.cmd.Env, "GORACE=atexit_sleep_ms=0")
	p.cmd.Env = append(p.cmd.Env, env...)
	p.cmd.Stdout, p.cmd.Stderr = &p.stdout, &p.stderr
	p.cmd.Dir = t.TempDir()
	p.cmd.WaitDelay = 5 * time.Second
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return p
}

// end waits for the program and reads the report.
func (p *process) end() outcome {
	p.t.Helper()
	err := p.cmd.Wait()
	if p.ctx.Err() != nil {
		p.t.Fatalf("the run hangs past its limits\nstdout:\n%s\nstderr:\n%s", p.stdout.String(), p.stderr.String())
	}
	if _, exited := errors.AsType[*exec.ExitError](err); err != nil && !exited {
		p.t.Fatal(err)
	}
	o := outcome{exit: p.cmd.ProcessState.ExitCode(), stdout: p.stdout.String(), stderr: p.stderr.String(), dir: p.dir}
	path := filepath.Join(p.dir, report.JSONFile)
	if _, err := os.Stat(path); err != nil {
		return o
	}
	r, err := report.Read(path)
	if err != nil {
		p.t.Fatalf("the report: %v", err)
	}
	o.report = &r
	return o
}

// beginRun starts "run" on a target.
func beginRun(t *testing.T, target target, args ...string) *process {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "report")
	file, env := target.write(t)
	p := begin(t, target.patience(), env, append([]string{"run", "--target", file, "--report", dir}, args...)...)
	p.dir = dir
	return p
}

// conform is a whole run on a target.
func conform(t *testing.T, target target, args ...string) outcome {
	t.Helper()
	return beginRun(t, target, args...).end()
}

// short is the id of a scenario without API and operation.
func short(id string) string {
	parts := strings.SplitN(id, "/", 3)
	return parts[len(parts)-1]
}

// scenarios are those of the report that were selected.
func (o outcome) scenarios() []report.Scenario {
	var list []report.Scenario
	if o.report == nil {
		return nil
	}
	for _, api := range o.report.APIs {
		for _, s := range api.Scenarios {
			if s.Reason != report.ReasonNotRun {
				list = append(list, s)
			}
		}
	}
	return list
}

// word is the verdict of a scenario, or the reason why it has none.
func word(s report.Scenario) string {
	if s.Verdict == report.Inconclusive {
		return string(s.Reason)
	}
	return string(s.Verdict)
}

// words are the verdicts by short id.
func (o outcome) words() map[string]string {
	words := map[string]string{}
	for _, s := range o.scenarios() {
		words[short(s.ID)] = word(s)
	}
	return words
}

// tally counts the verdicts.
func (o outcome) tally() map[string]int {
	counts := map[string]int{}
	for _, s := range o.scenarios() {
		counts[word(s)]++
	}
	return counts
}

// messages are what the scenarios say that did not pass.
func (o outcome) messages() string {
	var all strings.Builder
	for _, s := range o.scenarios() {
		if s.Verdict != report.Pass && s.Verdict != report.Informational {
			fmt.Fprintf(&all, "%s: %s: %s\n", short(s.ID), word(s), s.Message)
		}
	}
	return all.String()
}

// String is all of it, for failures of tests.
func (o outcome) String() string {
	brief := func(text string) string { return text[:min(len(text), 4000)] }
	return fmt.Sprintf("exit %d\nstdout:\n%s\nstderr:\n%s\nscenarios:\n%s", o.exit, brief(o.stdout), brief(o.stderr), brief(o.messages()))
}

// eventually waits until something is so that will be.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	for range 3000 {
		if so() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("never: %s", what)
}
