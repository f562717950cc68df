package exam_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/internal/sdk/brokendriver"
	"github.com/seed-613b54dc/conformance/internal/sdk/brokendriver/queries"
	"github.com/seed-613b54dc/conformance/internal/sdk/cases"
	"github.com/seed-613b54dc/conformance/internal/sdk/driver"
	"github.com/seed-613b54dc/conformance/internal/sdk/exam"
	"github.com/seed-613b54dc/conformance/specs"
)

var update = flag.Bool("update", false, "write the golden file anew")

// envDefect makes the test binary the driver with that defect.
const envDefect = "EXAM_TEST_DEFECT"

func TestMain(m *testing.M) {
	if defect := os.Getenv(envDefect); defect != "" {
		end(brokendriver.Main(defect, os.Stdin, os.Stdout))
	}
	if name := os.Getenv(envQueries); name != "" {
		end(queries.Main(name, os.Stdin, os.Stdout))
	}
	if honest := os.Getenv(envTrusting); honest != "" {
		end(trusting(honest, os.Stdin, os.Stdout))
	}
	os.Exit(m.Run())
}

func end(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// zec is the API that the library with the defects speaks.
func zec(t *testing.T) []*contract.Contract {
	t.Helper()
	all, found := load.All(specs.FS)
	if found.HasErrors() {
		t.Fatal(found.Err())
	}
	return slices.DeleteFunc(all, func(c *contract.Contract) bool { return c.API != "zenlayer-zec" })
}

// examine asks a library all cases.
func examine(t *testing.T, defect string) []sdk.Result {
	t.Helper()
	results, err := exam.Run(context.Background(), zec(t), exam.Options{
		SDK:       defect,
		Driver:    driver.Command{Words: []string{os.Args[0]}, Env: []string{envDefect + "=" + defect, "GORACE=atexit_sleep_ms=0"}},
		Reproduce: func(id string) string { return "again " + id },
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := len(cases.IDs(zec(t))); len(results) != want {
		t.Fatalf("%d results of %d cases", len(results), want)
	}
	return results
}

func TestALibraryWithoutADefectPassesEveryCase(t *testing.T) {
	for _, r := range examine(t, brokendriver.Good) {
		if r.Verdict != sdk.Passed {
			t.Errorf("%s: %s, %s: %s", r.Case, r.Verdict, r.Reason, r.Message)
		}
		if len(r.Calls)+len(r.Exchanges) > 0 || r.Reproduce != "" {
			t.Errorf("%s: evidence of a case that passed", r.Case)
		}
	}
}

// sweeping are defects that fail nearly every case: they say nothing about what a single case is worth.
var sweeping = map[string]bool{"never-signs": true, "sends-twice": true, "wrong-action": true, "forgets-action": true, "crashes-on-tenth": true}

// Every defect fails the cases that are about it, and the golden file shows that it fails no others.
func TestEveryDefectIsCaughtByTheRightCases(t *testing.T) {
	var table strings.Builder
	caught := map[string]bool{}
	for _, d := range brokendriver.Defects() {
		failed := map[sdk.Kind]bool{}
		fmt.Fprintf(&table, "%s\n", d.Name)
		for _, r := range examine(t, d.Name) {
			if r.Verdict == sdk.Passed {
				continue
			}
			failed[r.Kind] = true
			fmt.Fprintf(&table, "\t%s %s\n", strings.TrimPrefix(r.Case, "zenlayer-zec/StopInstances/"), r.Reason)
			caught[r.Case] = caught[r.Case] || !sweeping[d.Name]
			if r.Message == "" || len(r.Calls) == 0 || r.Reproduce != "again "+r.Case {
				t.Errorf("%s: %s: no evidence: %+v", d.Name, r.Case, r)
			}
		}
		for _, kind := range d.Caught {
			if !failed[kind] {
				t.Errorf("%s is not caught by any case of the kind %s", d.Name, kind)
			}
		}
		if len(failed) == 0 {
			t.Errorf("%s is not caught at all", d.Name)
		}
	}
	golden(t, "testdata/defects.golden", table.String())
	for _, id := range cases.IDs(zec(t)) {
		if !caught[id] {
			t.Errorf("no defect fails %s: nobody knows whether it can fail", id)
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; look at what changed and run the test with -update. Now:\n%s", name, got)
	}
}
