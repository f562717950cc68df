// Package emittest runs golden cases for emitters.
//
// A case is a txtar archive of the package under test, testdata/*.txtar: contracts under specs/, and
// under want/ the files that must come out of them. The flag -update writes what comes out into the
// archives; review it like code.
package emittest

import (
	"bytes"
	"flag"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/output"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Emitter is the function of an emitter package.
type Emitter func([]*contract.Contract) ([]output.File, error)

// Cases lists the archives of the package under test. There must be one.
func Cases(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden cases: %v", err)
	}
	return files
}

// Contracts loads the contracts of a case anew, so that emitters cannot share state through them.
func Contracts(t *testing.T, file string) []*contract.Contract {
	t.Helper()
	specs := fstest.MapFS{}
	for _, f := range parse(t, file).Files {
		if name, ok := strings.CutPrefix(f.Name, "specs/"); ok {
			specs[name] = &fstest.MapFile{Data: f.Data}
		}
	}
	cs, found := load.All(specs)
	if err := found.Err(); err != nil || len(cs) == 0 {
		t.Fatalf("%s: %d contracts, %v", file, len(cs), err)
	}
	return cs
}

func parse(t *testing.T, file string) *txtar.Archive {
	t.Helper()
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return ar
}

// Golden compares what comes out of each case with the archive.
func Golden(t *testing.T, emit Emitter) {
	t.Helper()
	for _, file := range Cases(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			files, err := emit(Contracts(t, file))
			if err != nil {
				t.Fatal(err)
			}
			ar := parse(t, file)
			got := txtar.Format(archive(ar, files))
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if !bytes.Equal(got, txtar.Format(ar)) {
				t.Errorf("the generated files differ from %s; look at the difference after: go test -update", file)
			}
		})
	}
}

// archive is the case with the contracts of ar and the generated files.
func archive(ar *txtar.Archive, files []output.File) *txtar.Archive {
	got := &txtar.Archive{Comment: ar.Comment}
	for _, f := range ar.Files {
		if strings.HasPrefix(f.Name, "specs/") {
			got.Files = append(got.Files, f)
		}
	}
	for _, f := range files {
		got.Files = append(got.Files, txtar.File{Name: path.Join("want", f.Path), Data: f.Data})
	}
	return got
}

// Deterministic emits each case twice and compares the bytes.
func Deterministic(t *testing.T, emit Emitter) {
	t.Helper()
	for _, file := range Cases(t) {
		first, errA := emit(Contracts(t, file))
		second, errB := emit(Contracts(t, file))
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		if len(first) != len(second) {
			t.Fatalf("%d files, then %d", len(first), len(second))
		}
		for i := range first {
			if first[i].Path != second[i].Path || !bytes.Equal(first[i].Data, second[i].Data) {
				t.Errorf("%s differs between two generations", first[i].Path)
			}
		}
	}
}
