// Package survey judges SDKs: one of an outsider, or all of a catalog.
//
// In go entries, each a driver and what is known of its SDK; out come the SDKs with their figures and the results
// of all cases. An SDK that could not be installed or run stays in the survey with the reason, and never counts as
// passed.
package survey

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/internal/sdk/cases"
	"github.com/seed-613b54dc/conformance/internal/sdk/driver"
)

// Entry is one SDK to judge.
type Entry struct {
	// SDK says who it is; its status and counts are ignored.
	SDK    sdk.SDK
	Driver driver.Command
	// Install brings it here; nil when there is nothing to install.
	Install func(ctx context.Context, log io.Writer) error
	// Known are the differences that are excused, by case.
	Known []report.Known
	// Sure is set for an SDK that needs nothing from elsewhere: when it does not run, a survey is never complete.
	Sure bool
	// LeftOut says why it is not judged this time; empty means that it is.
	LeftOut string
	// Reproduce says how a case is repeated.
	Reproduce func(caseID string) string
}

// Options is what is the same for all entries.
type Options struct {
	Contracts []*contract.Contract
	// APIs narrows what is asked; empty means all that an SDK has.
	APIs []string
	// Cases are ids, or beginnings of ids; empty means all.
	Cases []string
	// Jobs is how many SDKs are judged at a time, at least 1.
	Jobs    int
	Timeout time.Duration
	// Log hears what installers say. It is written by one at a time.
	Log io.Writer
	// Judged is called after each SDK that is not left out, by one at a time; nil is nobody.
	Judged func(sdk.SDK)
}

// Survey is the outcome.
type Survey struct {
	SDKs    []sdk.SDK
	Results []sdk.Result
	// Stale are excuses for cases that do not fail, each with the name of its SDK.
	Stale []Stale
	// Unasked are SDKs and APIs of theirs of which nothing could be asked: the driver supports no case.
	Unasked []Unasked
	// entries are what was judged, in the order of SDKs.
	entries []Entry
}

// Unasked is an API that an SDK says it has, and of which its driver supports nothing.
type Unasked struct{ SDK, API string }

// Stale is an excuse that has to go.
type Stale struct{ SDK, Case string }

// Run judges all entries. The order of the outcome is that of the entries. When ctx ends, those that were not judged yet
// are not run, with that reason. The error is an [*cases.UnknownCase], or says
// why the survey itself came to nothing.
func Run(ctx context.Context, entries []Entry, o Options) (Survey, error) {
	if _, err := cases.Choose(o.Contracts, o.Cases); err != nil {
		return Survey{}, err
	}
	parts := make([]part, len(entries))
	var (
		all  sync.WaitGroup
		told sync.Mutex
		free = make(chan struct{}, max(o.Jobs, 1))
		log  = &oneAtATime{w: o.Log}
	)
	for i, e := range entries {
		all.Go(func() {
			free <- struct{}{}
			defer func() { <-free }()
			parts[i] = judge(ctx, e, o, log)
			told.Lock()
			defer told.Unlock()
			if o.Judged != nil && parts[i].err == nil && e.LeftOut == "" {
				o.Judged(parts[i].sdk)
			}
		})
	}
	all.Wait()
	s, err := join(parts)
	s.entries = entries
	return s, err
}

// part is what became of one entry.
type part struct {
	sdk     sdk.SDK
	results []sdk.Result
	stale   []Stale
	unasked []Unasked
	err     error
}

// join puts the parts together, or all that went wrong with the survey itself.
func join(parts []part) (Survey, error) {
	var s Survey
	var faults []error
	for _, p := range parts {
		s.SDKs = append(s.SDKs, p.sdk)
		s.Results = append(s.Results, p.results...)
		s.Stale = append(s.Stale, p.stale...)
		s.Unasked = append(s.Unasked, p.unasked...)
		if p.err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", p.sdk.Name, p.err))
		}
	}
	return s, errors.Join(faults...)
}

// oneAtATime is a writer that many may use.
type oneAtATime struct {
	mu sync.Mutex
	w  io.Writer
}

func (o *oneAtATime) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.w.Write(p)
}
