// Package diagtest runs golden cases for findings.
//
// In go txtar archives that change a small valid contract in one place; out come test failures
// where the printed findings are not the ones in the archive. A case is
//
//	what the case shows
//	-- replace --
//	text that stands exactly once in base.yaml
//	-- with --
//	what stands there instead
//	-- want --
//	the findings as text
//
// with any number of replace/with pairs, or whole files named *.yaml in their place; files named *.pem
// and *.txt stand beside. The flag
// -update writes the findings into the archives; review them like code.
package diagtest

import (
	_ "embed"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/seed-613b54dc/conformance/internal/diag"
)

var update = flag.Bool("update", false, "write the findings into the golden cases")

//go:embed base.yaml
var base string

// Base is the small valid contract, under the name base.yaml.
func Base() fs.FS { return fstest.MapFS{"base.yaml": {Data: []byte(base)}} }

// Files are the golden cases of one kind of file.
type Files struct {
	// Base is the small valid file that cases change.
	Base string
	// Sources gives the extracts of findings.
	Sources func(fsys fs.FS) diag.Sources
}

// Run runs the cases of contracts: every testdata/*.txtar goes through find, and the findings are
// compared.
func Run(t *testing.T, find func(t *testing.T, fsys fs.FS) diag.List) {
	t.Helper()
	sources := func(fsys fs.FS) diag.Sources { return diag.Under("specs", fsys) }
	Files{base, sources}.Run(t, find)
}

// Run is like the function Run, for another kind of file.
func (f Files) Run(t *testing.T, find func(t *testing.T, fsys fs.FS) diag.List) {
	t.Helper()
	for _, name := range cases(t, "testdata") {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			path, err := filepath.Abs(name) // find may change the directory
			if err != nil {
				t.Fatal(err)
			}
			f.runCase(t, path, find)
		})
	}
}

// Codes returns every code that a case below one of the directories wants.
func Codes(t *testing.T, dirs ...string) map[diag.Code]bool {
	t.Helper()
	found := map[diag.Code]bool{}
	for _, dir := range dirs {
		for _, name := range cases(t, dir) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(want(archive)) {
				if m := coded.FindStringSubmatch(line); m != nil {
					found[diag.Code(m[1])] = true
				}
			}
		}
	}
	return found
}

// coded is the first line of a finding.
var coded = regexp.MustCompile(`^\S+: (?:error|warning): .* \[([a-z-]+)\]\n$`)

func cases(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no golden cases in %s (%v)", dir, err)
	}
	return names
}

func (f Files) runCase(t *testing.T, name string, find func(*testing.T, fs.FS) diag.List) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	fsys := f.files(t, archive)
	var got strings.Builder
	if err := diag.Text(&got, find(t, fsys), f.Sources(fsys)); err != nil {
		t.Fatal(err)
	}
	if got.Len() == 0 {
		t.Fatal("the case produces no finding")
	}
	if *update {
		setWant(archive, got.String())
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got.String() != want(archive) {
		t.Errorf("the findings differ\ngot\n%s\nwant\n%s", got.String(), want(archive))
	}
}

// files makes the files of a case.
func (f Files) files(t *testing.T, archive *txtar.Archive) fstest.MapFS {
	fsys := fstest.MapFS{}
	text, whole := f.Base, false
	for i, f := range archive.Files {
		switch {
		case strings.Contains(f.Name, ".yaml"): // with a slash behind it is a directory
			fsys[f.Name], whole = &fstest.MapFile{Data: f.Data}, true
		case strings.HasSuffix(f.Name, ".pem"), strings.HasSuffix(f.Name, ".txt"):
			fsys[f.Name] = &fstest.MapFile{Data: f.Data}
		case f.Name == "replace":
			if i+1 == len(archive.Files) || archive.Files[i+1].Name != "with" {
				t.Fatal("replace without with")
			}
			old := strings.TrimSuffix(string(f.Data), "\n")
			if n := strings.Count(text, old); n != 1 {
				t.Fatalf("the text to replace stands %d times in base.yaml:\n%s", n, old)
			}
			text = strings.Replace(text, old, strings.TrimSuffix(string(archive.Files[i+1].Data), "\n"), 1)
		}
	}
	if !whole || text != f.Base {
		fsys["base.yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func want(archive *txtar.Archive) string {
	for _, f := range archive.Files {
		if f.Name == "want" {
			return string(f.Data)
		}
	}
	return ""
}

func setWant(archive *txtar.Archive, text string) {
	for i := range archive.Files {
		if archive.Files[i].Name == "want" {
			archive.Files[i].Data = []byte(text)
			return
		}
	}
	archive.Files = append(archive.Files, txtar.File{Name: "want", Data: []byte(text)})
}
