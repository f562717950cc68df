package load_test

import (
	"io/fs"
	"path/filepath"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/seed-613b54dc/conformance/internal/diag/diagtest"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/specs"
)

// FuzzLoad feeds foreign bytes: they give a contract or an error with a place in the file, never
// a crash and never neither.
func FuzzLoad(f *testing.F) {
	for _, fsys := range []fs.FS{specs.FS, diagtest.Base()} {
		names, err := fs.Glob(fsys, "*.yaml")
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(fsys, name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
			f.Add(data[:len(data)/2])
		}
	}
	addFragments(f)
	for _, broken := range []string{
		"", "\x00", "a: &a [*a]", "<<: {a: b}", "openapi: 3.1.0", "openapi: 3.1.0\npaths: {/: {$ref: '#/paths/~1'}}",
		"openapi: 3.1.0\nx-a: !!binary aGk=", "openapi: 3.1.0\ncomponents: {schemas: {A: {$ref: '#/components/schemas/A'}}}",
		"{\"openapi\": \"3.1.0\", \"info\": []}", "? {a: b}\n: c", "openapi: 3.1.0\nx-document: {updated: 2020-01-01}",
	} {
		f.Add([]byte(broken))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, found := load.Load(fstest.MapFS{"a.yaml": {Data: data}}, "a.yaml")
		if (c == nil) != found.HasErrors() {
			t.Fatalf("contract %v, findings %v", c, found)
		}
		for _, d := range found {
			if d.Pos.File != "specs/a.yaml" || d.Pos.Line < 1 || d.Pos.Column < 1 || d.Code == "" || d.Message == "" {
				t.Errorf("the finding is not complete: %+v", d)
			}
		}
	})
}

// addFragments seeds with the changes of the golden cases.
func addFragments(f *testing.F) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			f.Add(file.Data)
		}
	}
}
