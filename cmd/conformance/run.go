package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/term"

	"github.com/seed-613b54dc/conformance/internal/progress"
	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/internal/runner"
	"github.com/seed-613b54dc/conformance/internal/setup"
	"github.com/seed-613b54dc/conformance/internal/target"
	"github.com/seed-613b54dc/conformance/suites"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// targetFlags say what is tested. A flag wins over the variable, the variable over the target file.
type targetFlags struct {
	Target      string        `placeholder:"FILE" env:"CONFORMANCE_TARGET" help:"The target file; conformance init writes one. Without it the reference endpoint is tested."`
	API         []string      `name:"api" placeholder:"ID" help:"Test this API; may be repeated. All that the target has when left out."`
	LabelFilter string        `placeholder:"EXPR" env:"CONFORMANCE_LABEL_FILTER" help:"Run the scenarios with these labels, such as 'tencent-cvm-v3 && default'."`
	AsOf        string        `placeholder:"YYYY-MM-DD" env:"CONFORMANCE_AS_OF" help:"Run exactly the rule set that was frozen on this day (specs/frozen), so that the report may say: conforms as of then."`
	Concurrency int           `placeholder:"N" help:"How many scenarios run at a time (CONFORMANCE_CONCURRENCY)."`
	Timeout     time.Duration `placeholder:"TIME" help:"Limit of one request (CONFORMANCE_TIMEOUT)."`
	Insecure    bool          `help:"Do not check the certificates of the endpoints."`
}

// options are the flags for package setup.
func (f targetFlags) options() setup.Options {
	return setup.Options{
		File: f.Target, APIs: suites.APIs(), Only: f.API, AsOf: f.AsOf, Version: version(),
		Overrides: target.Overrides{Concurrency: f.Concurrency, Timeout: f.Timeout, Insecure: f.Insecure},
	}
}

// runCommand runs the scenarios and writes the report.
type runCommand struct {
	targetFlags
	Report           string `placeholder:"DIR" env:"CONFORMANCE_REPORT" help:"Directory of the report. Default: reports/run, and reports/reference for the reference endpoint."`
	KnownFailures    string `placeholder:"FILE" env:"CONFORMANCE_KNOWN_FAILURES" help:"Differences that are excused for a time."`
	Documents        string `type:"existingdir" placeholder:"DIR" env:"CONFORMANCE_DOCUMENTS" help:"Show the vendors' own lines, from the pages in this directory."`
	FailOnIncomplete bool   `default:"true" negatable:"" env:"CONFORMANCE_FAIL_ON_INCOMPLETE" help:"Exit with 3 when something could not be decided (default); =false exits with 0."`
	Progress         string `enum:"auto,bar,plain,none" default:"auto" env:"CONFORMANCE_PROGRESS" help:"Progress on standard error: bar, plain lines, or none. Default: ${default}, a bar on a terminal."`
}

// Help explains the exit codes.
func (runCommand) Help() string {
	return "Exit codes: 0 conforms, 1 diverges, 2 bad usage or configuration (nothing was judged, or the known-failures file is out of date), 3 incomplete."
}

// outcome is an exit code without a message: the report has said everything.
type outcome int

// Error names the code.
func (o outcome) Error() string { return fmt.Sprintf("exit code %d", int(o)) }

// ExitCode is the process's exit code.
func (o outcome) ExitCode() int { return int(o) }

// Run runs the scenarios.
func (c *runCommand) Run(ctx context.Context, s streams) error {
	options := c.options()
	options.Known = c.KnownFailures
	run, err := setup.Open(options)
	if err != nil {
		return unjudged(err)
	}
	defer closeRun(ctx, run, s)
	notes(run, s)
	selected, err := runner.Select(run.Scenarios(harness.Collect(suites.Register)), c.LabelFilter)
	if err != nil {
		return err
	}
	dir, documents, err := c.prepare(run, s)
	if err != nil {
		return unjudged(err)
	}
	watch := &watcher{}
	r, err := runner.Judge(ctx, run, selected, c.LabelFilter, func() runner.Watcher {
		watch.start(c.Progress, s.err, len(selected))
		return watch
	})
	watch.stop()
	if err != nil {
		return unjudged(err)
	}
	code, err := c.publish(r, dir, documents, s)
	if err != nil {
		return unjudged(err)
	}
	if code == exitDone {
		return nil
	}
	return outcome(code)
}

// unjudged keeps an error from looking like a verdict: only a report can say that an endpoint diverges.
func unjudged(err error) error {
	if _, coded := errors.AsType[interface {
		error
		ExitCode() int
	}](err); coded {
		return err
	}
	return usageError{err}
}

// prepare finds out before the run whether its outcome can be published: a run may take hours.
func (c *runCommand) prepare(run *setup.Run, s streams) (dir string, documents map[string][]string, err error) {
	dir = c.Report
	switch {
	case dir != "":
	case run.Reference():
		dir = "reports/reference"
	default:
		dir = "reports/run"
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", nil, fmt.Errorf("the directory of the report: %w", err)
	}
	documents, notes, err := setup.Documents(c.Documents, run.Pages())
	for _, note := range notes {
		fmt.Fprintf(s.err, "conformance: %s\n", note)
	}
	return dir, documents, err
}

// publish writes the report, says what came out, and returns the exit code.
func (c *runCommand) publish(r report.Report, dir string, documents map[string][]string, s streams) (int, error) {
	if err := report.WriteWith(dir, r, report.HTMLOptions{Documents: documents}); err != nil {
		return exitUsage, fmt.Errorf("write the report: %w", err)
	}
	if err := failures(s.out, r, documents); err != nil {
		return exitUsage, err
	}
	if err := report.Summary(s.out, r); err != nil {
		return exitUsage, err
	}
	fmt.Fprintf(s.out, "report: %s\n", filepath.Join(dir, report.HTMLFile))
	code := r.ExitCode()
	if code == exitIncomplete && !c.FailOnIncomplete {
		code = exitDone
	}
	return code, nil
}

// maxFailures is how many failures are shown in full; the report has all.
const maxFailures = 20

// failures shows what failed.
func failures(w io.Writer, r report.Report, documents map[string][]string) error {
	shown := 0
	for _, api := range r.APIs {
		for _, s := range api.Scenarios {
			if s.Verdict != report.Fail || s.Known != nil {
				continue
			}
			if shown++; shown > maxFailures {
				continue
			}
			if err := report.Failure(w, r, s.ID, documents); err != nil {
				return err
			}
			fmt.Fprintln(w)
		}
	}
	if more := shown - maxFailures; more > 0 {
		fmt.Fprintf(w, "and %d more failures: see the report\n\n", more)
	}
	return nil
}

// notes shows what is odd about the configuration without being wrong.
func notes(run *setup.Run, s streams) {
	for _, note := range run.Notes {
		fmt.Fprintf(s.err, "conformance: %s\n", note)
	}
}

// closeRun ends the provider. It has time of its own, since the run may have been stopped.
func closeRun(ctx context.Context, run *setup.Run, s streams) {
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeTime)
	defer cancel()
	if err := run.Close(grace); err != nil {
		fmt.Fprintf(s.err, "conformance: end the fixture provider: %v\n", err)
	}
}

// closeTime is how long a provider may take to end.
const closeTime = 10 * time.Second

// watcher shows progress once a run has begun.
type watcher struct {
	shown *progress.Progress
}

// start shows progress in the chosen way.
func (w *watcher) start(how string, out io.Writer, total int) {
	terminal := how == "bar"
	if f, ok := out.(*os.File); ok && how == "auto" {
		terminal = term.IsTerminal(int(f.Fd()))
	}
	if how != "none" {
		w.shown = progress.Start(out, total, terminal)
	}
}

// Started passes on.
func (w *watcher) Started(s harness.Scenario, waiting func() string) {
	if w.shown != nil {
		w.shown.Started(s, waiting)
	}
}

// Done passes on.
func (w *watcher) Done(r report.Result) {
	if w.shown != nil {
		w.shown.Done(r)
	}
}

func (w *watcher) stop() {
	if w.shown != nil {
		w.shown.Close()
	}
}
