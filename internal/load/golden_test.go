package load_test

import (
	"io/fs"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/diag/diagtest"
	"github.com/seed-613b54dc/conformance/internal/load"
)

func TestFindingsShowPlaceAndRemedy(t *testing.T) {
	diagtest.Run(t, func(_ *testing.T, fsys fs.FS) diag.List {
		_, found := load.All(fsys)
		return found
	})
}

func TestTheBaseOfTheCasesIsValid(t *testing.T) {
	all, found := load.All(diagtest.Base())
	for _, d := range found {
		t.Error(d)
	}
	if len(all) != 1 {
		t.Fatalf("%d contracts were loaded, want 1", len(all))
	}
}
