package load_test

import (
	"testing"

	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/specs"
)

func TestAllLoadsEveryContractWithoutFindings(t *testing.T) {
	all, found := load.All(specs.FS)
	for _, d := range found {
		t.Error(d)
	}
	if len(all) == 0 {
		t.Fatal("no contract was loaded")
	}
}
