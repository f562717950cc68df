package exam_test

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/internal/sdk/brokendriver/queries"
	"github.com/seed-613b54dc/conformance/internal/sdk/cases"
	"github.com/seed-613b54dc/conformance/internal/sdk/driver"
	"github.com/seed-613b54dc/conformance/internal/sdk/exam"
	"github.com/seed-613b54dc/conformance/specs"
)

// envQueries makes the test binary the library of queries and forms with that defect, or in that variant.
const envQueries = "EXAM_TEST_QUERIES"

// speaking are the contracts of the APIs that the library of queries and forms speaks, by their ids.
func speaking(t *testing.T) map[string]*contract.Contract {
	t.Helper()
	all, found := load.All(specs.FS)
	if found.HasErrors() {
		t.Fatal(found.Err())
	}
	of := map[string]*contract.Contract{}
	for _, c := range all {
		if slices.Contains(queries.APIs(), c.API) {
			of[c.API] = c
		}
	}
	if len(of) != len(queries.APIs()) {
		t.Fatalf("there are %d contracts of %v", len(of), queries.APIs())
	}
	return of
}

// examineQueries asks the library of queries and forms the cases of an API: those of some kinds, or all.
func examineQueries(t *testing.T, name string, c *contract.Contract, kinds ...sdk.Kind) []sdk.Result {
	t.Helper()
	of := []*contract.Contract{c}
	chosen := slices.DeleteFunc(cases.IDs(of), func(id string) bool {
		return len(kinds) > 0 && !slices.ContainsFunc(kinds, func(k sdk.Kind) bool { return strings.Contains(id, "/"+string(k)+"/") })
	})
	results, err := exam.Run(context.Background(), of, exam.Options{
		SDK:       name,
		Driver:    driver.Command{Words: []string{os.Args[0]}, Env: []string{envQueries + "=" + name, "GORACE=atexit_sleep_ms=0"}},
		Cases:     chosen,
		Reproduce: func(id string) string { return "again " + id },
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(results) != len(chosen) {
		t.Fatalf("%d results of %d cases", len(results), len(chosen))
	}
	return results
}

func TestWhatIsAsGoodPassesEveryCaseOfQueriesAndForms(t *testing.T) {
	of := speaking(t)
	ways := append([]queries.Variant{{Name: queries.Good, APIs: queries.APIs()}}, queries.Variants()...)
	for _, v := range ways {
		for _, api := range v.APIs {
			t.Run(v.Name+" "+api, func(t *testing.T) {
				for _, r := range examineQueries(t, v.Name, of[api]) {
					if r.Verdict != sdk.Passed {
						t.Errorf("%s: %s, %s: %s", r.Case, r.Verdict, r.Reason, r.Message)
					}
				}
			})
		}
	}
}

// Every defect fails the cases that are about it at each of its APIs, and the golden file shows that it fails no others.
func TestEveryDefectOfQueriesAndFormsIsCaughtByTheRightCases(t *testing.T) {
	var table strings.Builder
	of, proven := speaking(t), map[string]bool{}
	for _, d := range queries.Defects() {
		fmt.Fprintf(&table, "%s\n", d.Name)
		for _, api := range d.APIs {
			results := examineQueries(t, d.Name, of[api])
			noticed(t, d, api, results)
			failed := failures(t, d.Name, results)
			if 2*len(failed) > len(results) {
				t.Errorf("%s at %s fails %d of %d cases: it is a sweeping one", d.Name, api, len(failed), len(results))
			}
			fmt.Fprintf(&table, "\t%s\n", api)
			for _, r := range failed {
				_, short, _ := strings.Cut(strings.TrimPrefix(r.Case, api+"/"), "/")
				fmt.Fprintf(&table, "\t\t%s %s\n", short, r.Reason)
				proven[r.Case] = true
			}
		}
	}
	golden(t, "testdata/queries.golden", table.String())
	for id := range caseIDs(of) {
		if !proven[id] && !ofAllRequests(id) {
			t.Errorf("no defect fails %s by itself: nobody knows whether it can fail", id)
		}
	}
}

// A defect in what all requests have in common cannot but fail nearly all cases. The cases that are about just that have
// to fail for the reason that they are about.
func TestWhatAllRequestsOfQueriesAndFormsHaveInCommonIsLookedAt(t *testing.T) {
	of, proven := speaking(t), map[string]bool{}
	for _, d := range queries.Sweeping() {
		for _, api := range d.APIs {
			results := examineQueries(t, d.Name, of[api], d.Caught...)
			noticed(t, d, api, results)
			for _, r := range failures(t, d.Name, results) {
				name, message := r.Case[strings.LastIndex(r.Case, "/")+1:], strings.ToLower(r.Message)
				switch {
				case r.Reason != sdk.ReasonRequest:
				case name == "verified":
					proven[r.Case] = proven[r.Case] || strings.Contains(message, "signature")
				case name == "Action" && strings.HasPrefix(message, "it calls "):
					proven[r.Case] = true
				default:
					proven[r.Case] = proven[r.Case] || strings.Contains(message, strings.ToLower(name))
				}
			}
		}
	}
	for id := range caseIDs(of) {
		if ofAllRequests(id) && !proven[id] {
			t.Errorf("no defect fails %s for the reason that it is about", id)
		}
	}
}

// ofAllRequests reports whether a case is about something that all requests have, and about nothing else.
func ofAllRequests(id string) bool {
	return strings.Contains(id, "/"+string(sdk.KindCommon)+"/") || strings.HasSuffix(id, "/"+string(sdk.KindSignature)+"/verified")
}

// caseIDs are the ids of all cases of the contracts.
func caseIDs(of map[string]*contract.Contract) iter.Seq[string] {
	return slices.Values(cases.IDs(slices.Collect(maps.Values(of))))
}

// failures are the results that are none that passed. Each has its evidence.
func failures(t *testing.T, defect string, results []sdk.Result) []sdk.Result {
	t.Helper()
	failed := slices.DeleteFunc(slices.Clone(results), func(r sdk.Result) bool { return r.Verdict == sdk.Passed })
	for _, r := range failed {
		if r.Verdict != sdk.Failed || r.Message == "" || len(r.Calls) == 0 || r.Reproduce != "again "+r.Case {
			t.Errorf("%s: %s: no evidence: %+v", defect, r.Case, r)
		}
	}
	return failed
}

// noticed looks whether a defect is noticed by each kind of cases that must notice it and that the API has.
func noticed(t *testing.T, d queries.Defect, api string, results []sdk.Result) {
	t.Helper()
	asked, failed := map[sdk.Kind]bool{}, map[sdk.Kind]bool{}
	for _, r := range results {
		asked[r.Kind] = true
		failed[r.Kind] = failed[r.Kind] || r.Verdict != sdk.Passed
	}
	one := slices.ContainsFunc(results, func(r sdk.Result) bool { return r.Verdict != sdk.Passed })
	if !one {
		t.Errorf("no case notices %s at %s", d.Name, api)
		return
	}
	for _, kind := range d.Caught {
		if asked[kind] && !failed[kind] {
			t.Errorf("%s at %s is not caught by any case of the kind %s", d.Name, api, kind)
		}
	}
}
