package client_test

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit/client"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/names"
	"github.com/seed-613b54dc/conformance/internal/output"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden reads one case: the contract under specs/ and what must come out of it.
func golden(t *testing.T, file string) (*txtar.Archive, []*contract.Contract) {
	t.Helper()
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	specs := fstest.MapFS{}
	for _, f := range ar.Files {
		if name, ok := strings.CutPrefix(f.Name, "specs/"); ok {
			specs[name] = &fstest.MapFile{Data: f.Data}
		}
	}
	cs, found := load.All(specs)
	if err := found.Err(); err != nil || len(cs) == 0 {
		t.Fatalf("%s: %d contracts, %v", file, len(cs), err)
	}
	return ar, cs
}

func cases(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden cases: %v", err)
	}
	return files
}

func TestFilesMatchTheGoldenOnes(t *testing.T) {
	for _, file := range cases(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			ar, cs := golden(t, file)
			files, err := client.Files(cs)
			if err != nil {
				t.Fatal(err)
			}
			got := archive(ar, files)
			if *update {
				if err := os.WriteFile(file, txtar.Format(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if want := txtar.Format(ar); !bytes.Equal(txtar.Format(got), want) {
				t.Errorf("the generated files differ from %s; look at the difference after: go test -update", file)
			}
		})
	}
}

// archive is the case with the contract of ar and the generated files.
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

func TestFilesAreTheSameEveryTime(t *testing.T) {
	for _, file := range cases(t) {
		_, first := golden(t, file)
		_, second := golden(t, file)
		a, errA := client.Files(first)
		b, errB := client.Files(second)
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		if len(a) != len(b) {
			t.Fatalf("%d files, then %d", len(a), len(b))
		}
		for i := range a {
			if a[i].Path != b[i].Path || !bytes.Equal(a[i].Data, b[i].Data) {
				t.Errorf("%s differs between two generations", a[i].Path)
			}
		}
	}
}

// TestGoldenFilesCompileAndTheirExamplesRun puts all cases into one module of their own, so that one build serves all.
func TestGoldenFilesCompileAndTheirExamplesRun(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a module")
	}
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	put(t, dir, "go.mod", []byte("module "+names.Module+"/gen\n\ngo 1.26.0\n\nrequire "+names.Module+" v0.0.0\n\nreplace "+names.Module+" => "+root+"\n"))
	for _, file := range cases(t) {
		_, cs := golden(t, file)
		files, err := client.Files(cs)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			put(t, dir, strings.TrimPrefix(f.Path, "gen/"), f.Data)
		}
	}
	for _, args := range [][]string{{"vet", "./..."}, {"test", "./..."}} {
		cmd := exec.CommandContext(t.Context(), "go", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("go %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
}

func put(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
