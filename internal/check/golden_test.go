package check_test

import (
	"io/fs"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/check"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/diag/diagtest"
	"github.com/seed-613b54dc/conformance/internal/load"
)

func TestFindingsShowPlaceAndRemedy(t *testing.T) {
	diagtest.Run(t, func(t *testing.T, fsys fs.FS) diag.List {
		all, found := load.All(fsys)
		for _, d := range found {
			t.Fatalf("the case does not get through the loader: %v", d)
		}
		return check.Check(all)
	})
}

func TestTheBaseOfTheCasesIsValid(t *testing.T) {
	all, found := load.All(diagtest.Base())
	for _, d := range append(found, check.Check(all)...) {
		t.Error(d)
	}
}

// TestEveryCodeHasAGoldenCase keeps codes and cases together. The crash guard alone has none,
// because no file is known that crashes the OpenAPI library; package load tests it directly.
func TestEveryCodeHasAGoldenCase(t *testing.T) {
	covered := diagtest.Codes(t, "testdata", "../drift/testdata", "../frozen/testdata", "../known/testdata", "../load/testdata", "../target/testdata")
	covered[diag.KinPanic] = true
	explained := map[diag.Code]bool{}
	for _, e := range diag.Codes() {
		explained[e.Code] = true
		if !covered[e.Code] {
			t.Errorf("no golden case produces %s", e.Code)
		}
	}
	for code := range covered {
		if !explained[code] {
			t.Errorf("the code %s of a golden case is not in the table", code)
		}
	}
}
