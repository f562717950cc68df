package setup

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// Reference reports whether the run is about the reference endpoint.
func (r *Run) Reference() bool { return r.Target.Kind == report.KindReference }

// Concurrency is how many scenarios run at a time.
func (r *Run) Concurrency() int {
	if r.Target.Concurrency > 0 {
		return r.Target.Concurrency
	}
	return harness.DefaultConcurrency
}

// Ledgers are what the contracts of the run promise.
func (r *Run) Ledgers() []report.Ledger {
	var ledgers []report.Ledger
	for _, api := range r.APIs {
		ledgers = append(ledgers, api.Ledger)
	}
	return ledgers
}

// Excuses reports whether the known-failures file covers a failed result.
func (r *Run) Excuses(failed report.Result) bool {
	return slices.ContainsFunc(r.known, func(k report.Known) bool { return k.ID == failed.ID || k.ID == failed.Rule })
}

// Scenarios are those of all that belong to the run.
func (r *Run) Scenarios(all []harness.Scenario) []harness.Scenario {
	return slices.DeleteFunc(slices.Clone(all), func(s harness.Scenario) bool { return !r.Covers(s.ID) })
}

// Covers reports whether a rule or a scenario belongs to the run.
func (r *Run) Covers(id string) bool {
	if r.inFrozen != nil {
		return r.inFrozen[id]
	}
	api, _, _ := strings.Cut(id, "/")
	return slices.ContainsFunc(r.APIs, func(a harness.API) bool { return a.Ledger.API == api })
}

// Outcome is what a run came to.
type Outcome struct {
	Results  []report.Result
	Started  time.Time
	Finished time.Time
	// Filter is the selection as the user wrote it, "" for everything; Selected are the ids that it
	// selects.
	Filter   string
	Selected map[string]bool
	// Concurrency is how many scenarios ran at a time; 0 means as many as the target allows.
	Concurrency int
	// Unreleased is what [Run.Release] returned.
	Unreleased []report.Unreleased
}

// Report assembles the report.
func (r *Run) Report(o Outcome) report.Report {
	meta := report.Meta{
		Tool: report.Tool{Name: "conformance", Version: r.version},
		Target: report.Target{
			Name: r.Target.Name, Kind: r.Target.Kind, Provider: r.Provider,
		},
		StartedAt: o.Started, FinishedAt: o.Finished, Filter: o.Filter, Selected: o.Selected,
		Concurrency: cmp.Or(o.Concurrency, r.Concurrency()), Known: r.known, Frozen: r.frozen, Unreleased: o.Unreleased,
	}
	for _, optIn := range r.Target.OptIns {
		meta.Target.OptIns = append(meta.Target.OptIns, string(optIn))
	}
	for _, api := range r.APIs {
		id := api.Ledger.API
		meta.Target.Endpoints = append(meta.Target.Endpoints, report.Endpoint{API: id, URL: r.Target.Endpoints[id].URL})
	}
	results := slices.Clone(o.Results)
	if r.loans != nil {
		meta.Unreleased = settle(results, meta.Unreleased)
	}
	return report.Assemble(meta, r.Ledgers(), results)
}

// settle says of which scenario each fixture was that is still out. What scenarios could not give back
// themselves, and the end of the run did, is no news any more.
func settle(results []report.Result, unreleased []report.Unreleased) []report.Unreleased {
	scenario := map[string]string{} // by API and id
	for i := range results {
		api, _, _ := strings.Cut(results[i].ID, "/")
		for _, id := range results[i].Unreleased {
			scenario[api+" "+id] = results[i].ID
		}
		results[i].Unreleased = nil
	}
	settled := slices.Clone(unreleased)
	for i, u := range settled {
		for _, id := range u.IDs {
			settled[i].Scenario = scenario[u.API+" "+id]
		}
	}
	return settled
}

// Release gives back what is still out, and returns what the provider does not take. It is for the end
// of a run, also of one that was stopped: ctx bounds it and should not be the run's own.
func (r *Run) Release(ctx context.Context) []report.Unreleased {
	if r.loans == nil {
		return nil
	}
	redact := harness.Redactor(r.Target.Secrets)
	var list []report.Unreleased
	for _, u := range r.loans.ReleaseAll(ctx) {
		list = append(list, report.Unreleased{API: u.Request.API, IDs: u.IDs, Error: redact(u.Err.Error())})
	}
	return list
}

// Close ends the provider and the reference endpoint.
func (r *Run) Close(ctx context.Context) error { return r.close(ctx) }

func (r *Run) close(ctx context.Context) error {
	var faults []error
	for _, closer := range slices.Backward(r.closers) {
		faults = append(faults, closer(ctx))
	}
	r.closers = nil
	return errors.Join(faults...)
}
