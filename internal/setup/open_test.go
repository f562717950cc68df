package setup_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/setup"
	"github.com/seed-613b54dc/conformance/suites"
)

func TestOpenKeepsTheRunToTheDay(t *testing.T) {
	run, err := setup.Open(setup.Options{APIs: suites.APIs(), Only: []string{"zenlayer-zec"}, AsOf: "2026-11-21"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := run.Close(t.Context()); err != nil {
			t.Error(err)
		}
	})
	first := run.APIs[0].Ledger.Scenarios[0]
	if !run.Covers(first.ID) || !run.Covers(first.Rule) || run.Covers("zenlayer-zec/StopInstances/type/new") || run.Covers("tencent-cvm-v3/StopInstances/success/minimal") {
		t.Error("the run is about something else than the set")
	}
	r := run.Report(setup.Outcome{})
	if set := r.APIs[0].Frozen; set == nil || set.Version != "2026-11-21" || set.File != "specs/frozen/zenlayer-zec@2026-11-21.json" {
		t.Errorf("the report names the set %v", set)
	}
}

func TestADayWithoutASetIsAMistakeForEachAPI(t *testing.T) {
	_, err := setup.Open(setup.Options{APIs: suites.APIs(), AsOf: "2000-01-01"})
	var mistake *setup.Mistake
	if !errors.As(err, &mistake) {
		t.Fatalf("got %v, want a mistake", err)
	}
	for _, want := range []string{"tencent-cvm-v3 is frozen as of \"2000-01-01\": there are 2026-11-21", "zenlayer-vm"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("want %q in %v", want, err)
		}
	}
}
