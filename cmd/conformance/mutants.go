package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/mutant"
	"github.com/seed-613b54dc/conformance/internal/mutant/matrix"
	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/internal/setup"
	"github.com/seed-613b54dc/conformance/suites"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// mutantsCommand breaks every rule once and asks whether a scenario notices.
type mutantsCommand struct {
	API      []string `name:"api" placeholder:"ID" help:"Only the mutants of this API; may be repeated."`
	Operator []string `placeholder:"NAME" help:"Only the mutants of this operator, or 'variants'; may be repeated."`
	Jobs     int      `default:"${jobs}" placeholder:"N" help:"How many scenarios run at a time (${default})."`
	Sample   int      `placeholder:"N" help:"Run N of the mutants, the same ones each time, and as large a part of the variants."`
	Report   string   `default:"reports/mutants" placeholder:"DIR" help:"Directory of the report (${default})."`
}

// Help explains what is measured, and the exit codes.
func (mutantsCommand) Help() string {
	return "Each mutant is a reference endpoint with one rule broken on purpose, and some scenario must fail on it; each variant conforms in a way of its own, and none may.\n\n" +
		"Exit codes: 0 every gate holds; 1 a mutant survives, a scenario kills nothing, a rule has no mutant, a variant raises a false alarm, or the unmutated endpoint does not pass; 2 bad usage."
}

// Validate is called by the parser.
func (c *mutantsCommand) Validate() error {
	if c.Jobs < 1 {
		return fmt.Errorf("--jobs is %d: use 1 or more", c.Jobs)
	}
	if c.Sample < 0 {
		return fmt.Errorf("--sample is %d: use 1 or more, or leave it out for all", c.Sample)
	}
	return nil
}

// Run runs the matrix and writes its report.
func (c *mutantsCommand) Run(ctx context.Context, s streams) error {
	contracts, err := setup.Contracts()
	if err != nil {
		return err
	}
	told := &teller{w: s.err, next: time.Now().Add(tellEvery)}
	result, err := matrix.Run(ctx, everyMutant(contracts), matrix.Options{
		Jobs: c.Jobs, APIs: c.API, Operators: c.Operator, Sample: c.Sample,
		Tool: report.Tool{Name: "conformance", Version: version()}, Judged: told.judged,
	})
	if _, wrong := errors.AsType[*matrix.UnknownName](err); wrong {
		return usageError{err}
	}
	if err != nil {
		return err
	}
	if err := matrix.Write(c.Report, result); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	if err := matrix.Summary(s.out, result); err != nil {
		return err
	}
	fmt.Fprintf(s.out, "report: %s\n", filepath.Join(c.Report, matrix.HTMLFile))
	if !result.Holds {
		return outcome(exitFailed)
	}
	return nil
}

// everyMutant is all that the operators make of the contracts.
func everyMutant(contracts []*contract.Contract) matrix.Input {
	in := matrix.Input{Contracts: contracts, APIs: suites.APIs(), Scenarios: harness.Collect(suites.Register)}
	for _, c := range contracts {
		in.Mutants = append(in.Mutants, mutant.Mutants(c)...)
		in.Variants = append(in.Variants, mutant.Variants(c)...)
	}
	return in
}

// teller says now and then how far the matrix is.
type teller struct {
	w                     io.Writer
	next                  time.Time
	survived, falseAlarms int
}

// tellEvery is the time between two lines.
const tellEvery = 10 * time.Second

func (t *teller) judged(p matrix.Progress) {
	switch p.Outcome {
	case matrix.Survived:
		t.survived++
	case matrix.FalseAlarm:
		t.falseAlarms++
	}
	now := time.Now()
	if now.Before(t.next) && p.Done < p.Total {
		return
	}
	t.next = now.Add(tellEvery)
	fmt.Fprintf(t.w, "%d of %d mutants and variants judged", p.Done, p.Total)
	if suspects := t.survived + t.falseAlarms; suspects > 0 {
		fmt.Fprintf(t.w, "; to be looked at again: %d survivors, %d false alarms", t.survived, t.falseAlarms)
	}
	fmt.Fprintln(t.w)
}
