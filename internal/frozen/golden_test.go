package frozen_test

import (
	"io/fs"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/diag/diagtest"
	"github.com/seed-613b54dc/conformance/internal/frozen"
	"github.com/seed-613b54dc/conformance/internal/load"
)

// base is the small valid contract of the golden cases, unchanged.
func base(t *testing.T) *contract.Contract {
	t.Helper()
	all, found := load.All(diagtest.Base())
	if len(all) != 1 || found.HasErrors() {
		t.Fatalf("the base of the cases: %v", found)
	}
	return all[0]
}

// TestFindingsNameBothTexts freezes the contract of the cases as it is and compares what each case makes of it.
func TestFindingsNameBothTexts(t *testing.T) {
	sets := []frozen.Set{frozen.Of(base(t), "2026-01-02")}
	diagtest.Run(t, func(t *testing.T, fsys fs.FS) diag.List {
		all, found := load.All(fsys)
		for _, d := range found {
			t.Fatalf("the case does not get through the loader: %v", d)
		}
		return frozen.Check(sets, all)
	})
}
