package report

import (
	"fmt"
)

// Assemble compares what the ledgers promise with the results of a run. It is total: it never fails, and whatever does
// not fit together becomes an entry of HarnessErrors. Its inputs are not changed; equal inputs give equal reports.
func Assemble(meta Meta, ledgers []Ledger, results []Result) Report {
	meta.Known = publicKnown(meta.Known)
	a := assembly{meta: meta, results: map[string][]Result{}, promised: map[string]bool{}, errors: []string{}}
	for _, result := range results {
		a.results[result.ID] = append(a.results[result.ID], result)
	}
	r := Report{
		SchemaVersion: Version,
		Tool:          meta.Tool,
		Target:        publicTarget(meta.Target),
		StartedAt:     meta.StartedAt.UTC(),
		FinishedAt:    meta.FinishedAt.UTC(),
		Filter:        meta.Filter,
		Concurrency:   max(meta.Concurrency, 0),
		APIs:          []API{},
	}
	if meta.Target.Kind == KindReference {
		r.Note = SelfTestNote
	}
	for _, ledger := range ledgers {
		r.APIs = append(r.APIs, a.api(ledger))
	}
	a.reportUnpromised(results)
	r.HarnessErrors = a.errors
	r.KnownFailures = knownFailures(meta.Known, r.APIs)
	r.Unreleased = unreleased(meta, results)
	r.Conclusion = r.Verdict()
	return r
}

// assembly is the state of one call of Assemble.
type assembly struct {
	meta     Meta
	results  map[string][]Result // by scenario id
	promised map[string]bool     // scenario ids seen in the ledgers so far
	errors   []string
}

// errorf records an error of the harness.
func (a *assembly) errorf(format string, args ...any) {
	a.errors = append(a.errors, fmt.Sprintf(format, args...))
}

// api fills the part of one ledger.
func (a *assembly) api(l Ledger) API {
	out := API{
		ID: l.API, Title: l.Title, Document: l.Document, Contract: l.Contract, Frozen: a.meta.frozenSet(l.API),
		Decisions: append([]Decision{}, l.Decisions...),
		Scenarios: []Scenario{},
	}
	for _, expected := range l.Scenarios {
		if a.promised[expected.ID] {
			a.errorf("%s: the ledger promises scenario %q twice; regenerate the suite", l.API, expected.ID)
			continue
		}
		a.promised[expected.ID] = true
		scenario := a.scenario(expected)
		scenario.Source = source(l.Contract.File, expected.Line)
		scenario.Known = excuse(a.meta.Known, scenario)
		out.Scenarios = append(out.Scenarios, scenario)
	}
	out.Rules = a.judgeRules(l, out.Scenarios)
	out.Statements = a.judgeStatements(l, out.Rules)
	out.count()
	return out
}

// reportUnpromised records every result that no ledger promises, once per id, in the order of the results.
func (a *assembly) reportUnpromised(results []Result) {
	for _, result := range results {
		if !a.promised[result.ID] {
			a.promised[result.ID] = true
			a.errorf("scenario %q was reported but no ledger promises it; regenerate the suite", result.ID)
		}
	}
}

// source is "file:line", or the file alone when the line is not known.
func source(file string, line int) string {
	if line == 0 {
		return file
	}
	return fmt.Sprintf("%s:%d", file, line)
}
