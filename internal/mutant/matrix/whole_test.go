package matrix_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/mutant"
	"github.com/seed-613b54dc/conformance/internal/mutant/matrix"
	"github.com/seed-613b54dc/conformance/specs"
	"github.com/seed-613b54dc/conformance/suites"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// TestASampleOfOneAPI runs real mutants from end to end: they are killed, the variants raise no alarm, the
// report keeps to its schema, and a second run of the same sample has the same mutants.
func TestASampleOfOneAPI(t *testing.T) {
	contracts, found := load.All(specs.FS)
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	in := matrix.Input{Contracts: contracts, APIs: suites.APIs(), Scenarios: harness.Collect(suites.Register)}
	for _, c := range contracts {
		in.Mutants = append(in.Mutants, mutant.Mutants(c)...)
		in.Variants = append(in.Variants, mutant.Variants(c)...)
	}
	var judged []string
	result, err := matrix.Run(t.Context(), in, matrix.Options{
		APIs: []string{"zenlayer-zec"}, Sample: 8, Judged: func(p matrix.Progress) { judged = append(judged, p.ID) },
	})
	if err != nil {
		t.Fatal(err)
	}
	if result.Mutants != 8 || result.Killed+result.Equivalent != 8 || !result.Holds || len(judged) != 8+result.Variants {
		t.Errorf("%d of %d killed, %d equivalent, gates %v, heard of %v", result.Killed, result.Mutants, result.Equivalent, result.Gates, judged)
	}
	for _, row := range result.APIs[0].Matrix {
		if row.Outcome == matrix.Killed && (len(row.KilledBy) == 0 || row.Ran != len(row.Cells) || row.Duration <= 0) {
			t.Errorf("%+v", row)
		}
		if !slices.Contains(judged, row.ID) {
			t.Errorf("nobody heard of %s", row.ID)
		}
	}
	dir := t.TempDir()
	if err := matrix.Write(dir, result); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, matrix.JSONFile))
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		t.Fatal(err)
	}
	schema, err := jsonschema.NewCompiler().Compile("../../../reports/mutants.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Error(err)
	}
}
