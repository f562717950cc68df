package docs_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/mutant"
	"github.com/seed-613b54dc/conformance/specs"
	"github.com/seed-613b54dc/conformance/suites"
)

// TestTheFiguresOfTheReadmeAreThoseOfTheCode holds what README says of mutants. That all of them are
// killed is for make mutants to show.
func TestTheFiguresOfTheReadmeAreThoseOfTheCode(t *testing.T) {
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	contracts, found := load.All(specs.FS)
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	mutants, equivalent, variants, scenarios := 0, 0, 0, 0
	for _, c := range contracts {
		for _, m := range mutant.Mutants(c) {
			mutants++
			if m.Equivalent != "" {
				equivalent++
			}
		}
		variants += len(mutant.Variants(c))
	}
	for _, api := range suites.APIs() {
		for _, s := range api.Ledger.Scenarios {
			if !s.Informational {
				scenarios++
			}
		}
	}
	for _, figure := range []string{
		fmt.Sprintf("**%d mutants**: %d are killed, %d are equivalent", mutants, mutants-equivalent, equivalent),
		fmt.Sprintf("each of the %d scenarios", scenarios),
		fmt.Sprintf("**%d variants**", variants),
	} {
		if !strings.Contains(string(text), figure) {
			t.Errorf("README does not say %q", figure)
		}
	}
}
