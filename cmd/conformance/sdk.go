package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/internal/sdk/cases"
	"github.com/seed-613b54dc/conformance/internal/sdk/matrix"
	"github.com/seed-613b54dc/conformance/internal/sdk/survey"
	"github.com/seed-613b54dc/conformance/internal/setup"
)

// sdkCommand judges client libraries.
type sdkCommand struct {
	Driver           string        `xor:"whose" required:"" placeholder:"COMMAND" help:"Judge the SDK behind this driver; the command runs in a shell."`
	From             string        `xor:"whose" required:"" type:"existingdir" placeholder:"DIR" help:"Judge the SDKs that have a manifest in this directory, and install what is missing."`
	SDK              []string      `name:"sdk" placeholder:"NAME" help:"With --from: judge this SDK only; may be repeated. The others stay in the table as not run."`
	Name             string        `default:"driver" placeholder:"NAME" help:"With --driver: how reports call the SDK (${default})."`
	SDKVersion       string        `name:"sdk-version" placeholder:"VERSION" help:"With --driver: the version of the SDK, for the report."`
	Language         string        `placeholder:"NAME" help:"With --driver: the language of the SDK, for the report."`
	API              []string      `name:"api" placeholder:"ID" help:"Ask the cases of this API only; may be repeated."`
	Case             []string      `name:"case" placeholder:"ID" help:"Ask this case only, or those whose ids go on behind ID/; may be repeated."`
	KnownFailures    string        `type:"existingfile" placeholder:"FILE" help:"With --driver: differences that are excused for a time. With --from they stand in known-failures.yaml beside each manifest."`
	Timeout          time.Duration `default:"75s" placeholder:"TIME" help:"How long one call may take (${default}: longer than the limits that SDKs set themselves)."`
	Jobs             int           `default:"2" placeholder:"N" help:"How many SDKs are judged at a time (${default})."`
	Report           string        `placeholder:"DIR" help:"Directory of the report. Default: reports/sdks, and reports/sdks-case with --case, which is a part of it."`
	FailOnIncomplete bool          `default:"true" negatable:"" help:"Exit with 3 when an SDK could not be run (default); =false exits with 0, unless the SDK needs nothing from elsewhere."`
}

// Help explains the protocol in two sentences, and the exit codes.
func (sdkCommand) Help() string {
	return "A driver reads one call a line from its standard input, makes it with the SDK, and writes one answer a line (docs/testing-your-sdk.md). What the SDK puts on the wire is judged, and what it makes of the answer.\n\n" +
		"Exit codes: 0 every case passed or is unsupported, 1 a case failed that is not excused, 2 bad usage, or an excuse for a case that passes, 3 an SDK could not be run, or an API that it is said to have could not be asked."
}

// Validate is called by the parser.
func (c *sdkCommand) Validate() error {
	switch {
	case c.Timeout <= 0:
		return fmt.Errorf("--timeout is %s: use a time above zero", c.Timeout)
	case c.Jobs < 1:
		return fmt.Errorf("--jobs is %d: use 1 or more", c.Jobs)
	case c.From == "" && len(c.SDK) > 0:
		return errors.New("--sdk goes with --from: a driver is one SDK already")
	case c.From != "" && c.KnownFailures != "":
		return errors.New("--known-failures goes with --driver: the SDKs of --from have files of their own")
	case c.Name == "":
		return errors.New("--name is empty: give the SDK a name")
	}
	return nil
}

// Run judges and writes the report.
func (c *sdkCommand) Run(ctx context.Context, s streams) error {
	contracts, err := setup.Contracts()
	if err != nil {
		return err
	}
	if _, err := selected(c.API); err != nil {
		return err
	}
	if _, err := cases.Choose(contracts, c.Case); err != nil {
		return usageError{err}
	}
	entries, err := c.entries(contracts)
	if err != nil {
		return err
	}
	c.Report = c.directory()
	// A directory that cannot be made is better known before than after.
	if err := os.MkdirAll(c.Report, 0o755); err != nil {
		return usageError{fmt.Errorf("the directory of the report: %w", err)}
	}
	began := time.Now()
	judged, err := survey.Run(ctx, entries, survey.Options{
		Contracts: contracts, APIs: c.API, Cases: c.Case, Jobs: c.Jobs, Timeout: c.Timeout, Log: s.err,
		Judged: func(one sdk.SDK) { fmt.Fprintln(s.err, survey.Line(one)) },
	})
	if err != nil {
		return unjudged(err)
	}
	r := matrix.Report{
		Tool: report.Tool{Name: "conformance", Version: version()}, StartedAt: began, FinishedAt: time.Now(),
		Kinds: sdk.Kinds(), SDKs: judged.SDKs, Cases: judged.Results,
	}
	written := matrix.Write(c.Report, r)
	if err := c.say(judged, r, s); err != nil {
		return err
	}
	if written != nil {
		return usageError{fmt.Errorf("write the report: %w", written)}
	}
	fmt.Fprintf(s.out, "report: %s\n", filepath.Join(c.Report, matrix.HTMLFile))
	return c.conclude(judged)
}

// directory is where the report goes: a few cases that are looked at again must not take the place of all.
func (c *sdkCommand) directory() string {
	switch {
	case c.Report != "":
		return c.Report
	case len(c.Case) > 0:
		return "reports/sdks-case"
	}
	return "reports/sdks"
}

// entries are the SDKs to judge.
func (c *sdkCommand) entries(contracts []*contract.Contract) ([]survey.Entry, error) {
	o := survey.Source{Contracts: contracts, Now: time.Now()}
	if c.From != "" {
		entries, err := o.Catalog(c.From, c.SDK)
		return entries, misuse(err)
	}
	// What a driver has beside the APIs that were asked for nobody knows.
	who := sdk.SDK{Name: c.Name, Title: c.Name, Version: c.SDKVersion, Language: c.Language, APIs: c.API}
	entry, err := o.Driver(who, c.Driver, c.KnownFailures)
	return []survey.Entry{entry}, misuse(err)
}

// misuse makes a usage error of an error.
func misuse(err error) error {
	if err == nil {
		return nil
	}
	return usageError{err}
}

// say says what came out.
func (c *sdkCommand) say(judged survey.Survey, r matrix.Report, s streams) error {
	if err := survey.Failures(s.out, judged, maxFailures); err != nil {
		return err
	}
	headline, err := r.Headline()
	if err != nil {
		return err
	}
	fmt.Fprintln(s.out, headline)
	for _, stale := range judged.Stale {
		fmt.Fprintf(s.err, "conformance: %s: the case %s does not fail: take its excuse away\n", stale.SDK, stale.Case)
	}
	for _, line := range judged.Incomplete() {
		fmt.Fprintf(s.err, "conformance: incomplete: %s\n", line)
	}
	return nil
}

// conclude is the exit code.
func (c *sdkCommand) conclude(judged survey.Survey) error {
	switch {
	case judged.Unexcused() > 0:
		return outcome(exitFailed)
	case len(judged.Stale) > 0:
		return outcome(exitUsage)
	case judged.Broken(), len(judged.Incomplete()) > 0 && c.FailOnIncomplete:
		return outcome(exitIncomplete)
	}
	return nil
}
