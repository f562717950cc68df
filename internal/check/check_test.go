package check_test

import (
	"testing"

	"github.com/seed-613b54dc/conformance/internal/check"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/specs"
)

func TestRealContractsHaveNoFindings(t *testing.T) {
	all, found := load.All(specs.FS)
	for _, d := range append(found, check.Check(all)...) {
		t.Error(d)
	}
	if len(all) == 0 {
		t.Fatal("no contract was loaded")
	}
}
