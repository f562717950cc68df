package diff_test

import (
	"bytes"
	"flag"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/seed-613b54dc/conformance/internal/diag/diagtest"
	"github.com/seed-613b54dc/conformance/internal/diff"
)

// updating reports whether accounts are to be written into the golden cases. The flag is diagtest's.
func updating() bool { return flag.Lookup("update").Value.String() == "true" }

// A case changes the small valid contract of diagtest on both sides:
//
//	what the case shows
//	-- base --
//	text that stands exactly once in base.yaml
//	-- old --
//	what the old side has there; without this part it is the text of base
//	-- new --
//	what the new side has there
//	-- want --
//	the account as text
//	-- markdown --
//	the account as Markdown; without this part it is not compared
//
// with any number of base/old/new parts.
func TestGoldenCases(t *testing.T) {
	for name, archive := range cases(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			before, after, wants := sides(t, archive)
			account := compare(t, before, after)
			for part, write := range forms {
				want, ok := wants[part]
				if !ok {
					continue
				}
				var b bytes.Buffer
				if err := write(&b, account); err != nil {
					t.Fatal(err)
				}
				if updating() {
					set(archive, part, b.Bytes())
				} else if got := b.String(); got != want {
					t.Errorf("%s: got\n%s\nwant\n%s", part, got, want)
				}
			}
			if updating() {
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// forms writes what a part of a case wants.
var forms = map[string]func(io.Writer, diff.Account) error{"want": diff.WriteText, "markdown": diff.WriteMarkdown}

// TestEveryClassAndKindHasACase keeps the cases complete.
func TestEveryClassAndKindHasACase(t *testing.T) {
	classes, kinds := map[diff.Class]bool{}, map[diff.Kind]bool{
		diff.KindAPI:        true, // see TestAnAPIThatAppearsOrDisappears
		diff.KindDependency: true, // package check refuses contracts with one until scenarios exist for it
	}
	for _, archive := range cases(t) {
		before, after, _ := sides(t, archive)
		for _, api := range compare(t, before, after).APIs {
			for _, c := range api.Changes {
				kinds[c.Kind] = true
				if len(c.Classes) == 1 {
					classes[c.Classes[0]] = true
				}
			}
		}
	}
	for _, class := range diff.Classes() {
		if !classes[class] {
			t.Errorf("no case has a change that is %s alone", class)
		}
	}
	for _, kind := range diff.Kinds() {
		if !kinds[kind] {
			t.Errorf("no case has a change of kind %s", kind)
		}
	}
}

func cases(t testing.TB) map[string]*txtar.Archive {
	t.Helper()
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	archives := map[string]*txtar.Archive{}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		archives[name] = archive
	}
	return archives
}

// sides makes both contracts of a case.
func sides(t testing.TB, archive *txtar.Archive) (before, after string, wants map[string]string) {
	t.Helper()
	before = base(t)
	after, wants = before, map[string]string{}
	fragment, old := "", ""
	for _, file := range archive.Files {
		text := strings.TrimSuffix(string(file.Data), "\n")
		switch file.Name {
		case "base":
			fragment, old = text, text
			if strings.Count(base(t), fragment) != 1 {
				t.Fatalf("this does not stand exactly once in base.yaml:\n%s", fragment)
			}
		case "old":
			old = text
		case "new":
			before = strings.Replace(before, fragment, old, 1)
			after = strings.Replace(after, fragment, text, 1)
		case "want", "markdown":
			wants[file.Name] = string(file.Data)
		default:
			t.Fatalf("a part is called %q", file.Name)
		}
	}
	if wants["want"] == "" && !updating() {
		t.Fatal("the case wants nothing")
	}
	return before, after, wants
}

func set(archive *txtar.Archive, name string, data []byte) {
	for i := range archive.Files {
		if archive.Files[i].Name == name {
			archive.Files[i].Data = data
		}
	}
}

func base(t testing.TB) string {
	t.Helper()
	data, err := fs.ReadFile(diagtest.Base(), "base.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// compare gives the account of two valid contracts.
func compare(t testing.TB, before, after string) diff.Account {
	t.Helper()
	account, err := diff.Compare(read(t, before), read(t, after))
	if err != nil {
		t.Fatal(err)
	}
	return account
}

func read(t testing.TB, text string) []diff.Spec {
	t.Helper()
	specs, found := diff.Read(fstest.MapFS{"base.yaml": {Data: []byte(text)}})
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return specs
}
