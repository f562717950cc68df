// Package exam asks the driver of an SDK every case and collects the results.
//
// In go contracts and a command; out come results, one for each case, in the order of the cases. Each case has an
// endpoint of its own. What arrives there is judged when the driver has ended, so that a request that comes late is
// seen, too.
package exam

import (
	"context"
	"errors"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/internal/sdk/cases"
	"github.com/seed-613b54dc/conformance/internal/sdk/driver"
	"github.com/seed-613b54dc/conformance/internal/sdk/judge"
	"github.com/seed-613b54dc/conformance/internal/sdk/witness"
)

// Options is what an exam needs.
type Options struct {
	// SDK is the name that results have.
	SDK    string
	Driver driver.Command
	// Timeout is how long one call may take; 0 means the driver package's default.
	Timeout time.Duration
	// Cases are ids, or beginnings of ids, of the cases to ask; none means all.
	Cases []string
	// Reproduce says how a case is repeated.
	Reproduce func(caseID string) string
}

// NotRun is the error of a driver that never answered.
type NotRun struct{ Reason string }

func (e *NotRun) Error() string { return e.Reason }

// Run asks every case. The error is an [*cases.UnknownCase] or a [*NotRun], or says why the exam itself came to nothing; then
// there are no results.
func Run(ctx context.Context, contracts []*contract.Contract, o Options) ([]sdk.Result, error) {
	chosen, err := cases.Choose(contracts, o.Cases)
	if err != nil {
		return nil, err
	}
	d, err := driver.Start(ctx, o.Driver, driver.Options{Timeout: o.Timeout})
	if err != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, &NotRun{err.Error()}
	}
	sheets, err := ask(ctx, d, chosen)
	reason, dead := d.Dead()
	err = errors.Join(err, d.Close(), shut(sheets))
	if n := len(sheets); n > 0 {
		sheets[n-1].note(d.Rest())
		sheets[n-1].note(d.Parting())
	}
	switch {
	case err != nil:
		return nil, err
	case dead:
		return nil, &NotRun{reason}
	}
	redact := redactor(sheets)
	results := make([]sdk.Result, len(sheets))
	for i, s := range sheets {
		results[i] = s.result(o, redact)
	}
	return results, nil
}

// open is how many endpoints stay open behind the case that is asked: long enough for a request that comes late, and
// few enough for the files that a process may have open.
const open = 64

// ask asks the cases one after the other. It stops when the context ends or the driver is given up.
func ask(ctx context.Context, d *driver.Driver, chosen []cases.Case) ([]*sheet, error) {
	var sheets []*sheet
	for i, of := range chosen {
		if err := ctx.Err(); err != nil {
			return sheets, err
		}
		w, err := witness.Open(ctx, of)
		if err != nil {
			return sheets, err
		}
		s := &sheet{of: of, witness: w}
		s.ask(ctx, d, sheets)
		sheets = append(sheets, s)
		if err := ctx.Err(); err != nil {
			return sheets, err // what the driver was given up for is not its fault
		}
		if _, dead := d.Dead(); dead {
			return sheets, nil
		}
		if i >= open {
			if err := sheets[i-open].close(); err != nil {
				return sheets, err
			}
		}
	}
	return sheets, ctx.Err()
}

// shut ends what is still open.
func shut(sheets []*sheet) error {
	var faults []error
	for _, s := range sheets {
		faults = append(faults, s.close())
	}
	return errors.Join(faults...)
}

// sheet is a case that was asked.
type sheet struct {
	of      cases.Case
	witness *witness.Witness
	closed  bool
	asked   []judge.Asked
	stderr  []string // what the driver wrote about the case, and what else it did
}

// ask asks the steps; after one that went wrong the next would say nothing. What the driver has written since its last
// answer belongs to the case before.
func (s *sheet) ask(ctx context.Context, d *driver.Driver, before []*sheet) {
	if n := len(before); n > 0 {
		before[n-1].note(d.Rest())
	}
	for i := range s.of.Steps {
		call := s.witness.Call(i)
		reply := d.Ask(ctx, call)
		if reply.Ended && !s.witness.Arrived(i) {
			reply = d.Ask(ctx, call) // the driver had ended before it was asked
		}
		s.note(reply.Before)
		s.note(reply.Stderr)
		s.asked = append(s.asked, judge.Asked{Call: call, Reply: reply})
		if reply.Fault != "" || reply.Answer.Unsupported != "" {
			return
		}
	}
}

func (s *sheet) note(text string) {
	if text != "" {
		s.stderr = append(s.stderr, text)
	}
}

func (s *sheet) close() error {
	if s.closed {
		return nil
	}
	s.closed = true
	return s.witness.Close()
}
