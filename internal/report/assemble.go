package report

import (
	"fmt"
	"net/url"
	"strings"
)

// Assemble compares what the ledgers promise with the results of a run. It is total: it never fails, and whatever does
// not fit together becomes an entry of HarnessErrors. Its inputs are not changed; equal inputs give equal reports.
func Assemble(meta Meta, ledgers []Ledger, results []Result) Report {
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
		ID: l.API, Title: l.Title, Document: l.Document, Contract: l.Contract,
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

// count fills the counts and the two figures from the scenarios.
func (a *API) count() {
	a.Expected, a.Passed, a.Failed, a.Inconclusive, a.Informational = 0, 0, 0, 0, 0
	for _, scenario := range a.Scenarios {
		switch scenario.Verdict {
		case Pass:
			a.Passed++
		case Fail:
			a.Failed++
		case Informational:
			a.Informational++
		default:
			a.Inconclusive++
		}
	}
	a.Expected = a.Passed + a.Failed + a.Inconclusive
	a.Decided = a.Passed + a.Failed
	a.Divergence = ratio(a.Failed, a.Decided)
	a.Coverage = ratio(a.Decided, a.Expected)
	a.Conclusion = a.Verdict()
}

// ratio is part/whole, 0 when there is no whole.
func ratio(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// source is "file:line", or the file alone when the line is not known.
func source(file string, line int) string {
	if line == 0 {
		return file
	}
	return fmt.Sprintf("%s:%d", file, line)
}

// publicTarget drops user information from the URLs: a report is published, a target file is not.
func publicTarget(t Target) Target {
	endpoints := []Endpoint{}
	for _, endpoint := range t.Endpoints {
		if u, err := url.Parse(endpoint.URL); err == nil {
			u.User = nil
			endpoint.URL = u.String()
		} else if _, host, found := strings.Cut(endpoint.URL, "@"); found {
			endpoint.URL = host // not a URL; drop what may be a password all the same
		}
		endpoints = append(endpoints, endpoint)
	}
	t.Endpoints = endpoints
	return t
}
