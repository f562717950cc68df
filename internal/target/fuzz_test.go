package target_test

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/target"
)

// FuzzParse feeds foreign bytes: they give a file or an error with a place, never a crash, never both
// or neither, and nothing that is printed shows the value of a variable.
func FuzzParse(f *testing.F) {
	f.Add([]byte(base(f)))
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		text := base(f)
		for i, part := range archive.Files {
			if part.Name == "replace" {
				text = strings.Replace(text, strings.TrimSuffix(string(part.Data), "\n"), strings.TrimSuffix(string(archive.Files[i+1].Data), "\n"), 1)
			}
		}
		f.Add([]byte(text))
	}
	for _, odd := range []string{"", "\x00", "\xff\xfee\x00", "a: &a [*a]", "endpoints: {x: }", "endpoints: []", "fixtures: []", "name: |\n  a\n  ${GONE}", "a: 1\rb: 2"} {
		f.Add([]byte(odd))
	}
	in, dir := input(f), f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte) {
		file, found := target.Parse(filepath.Join(dir, "target.yaml"), data, in)
		if (file == nil) != found.HasErrors() {
			t.Fatalf("file %v, findings %v", file, found)
		}
		for _, d := range found {
			if d.Pos.Line < 1 || d.Pos.Column < 1 || d.Code == "" || d.Message == "" {
				t.Errorf("the finding is not complete: %+v", d)
			}
		}
		silent(t, data, found)
		if file == nil {
			return
		}
		if made, err := file.Target(target.Overrides{}); err != nil {
			t.Error(err)
		} else {
			for _, e := range made.Endpoints {
				e.Account()
			}
		}
	})
}

// silent makes sure that findings do not show what comes from the environment.
func silent(t *testing.T, data []byte, found diag.List) {
	t.Helper()
	if strings.Contains(string(data), leak) {
		return // then it is the file that says so; the golden cases look at that
	}
	var out strings.Builder
	if err := diag.Text(&out, found, func(string) []byte { return target.Visible(data) }); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), leak) {
		t.Errorf("a finding shows the value of a variable:\n%s", out.String())
	}
}

// FuzzVisible looks for a secret in what is shown of a file that has it in the place of a credential.
func FuzzVisible(f *testing.F) {
	const more = "\n          "
	for _, s := range []string{
		leak, `"` + leak + `"`, "|" + more + leak + more + leak, ">-" + more + "a\n" + more + leak, "'" + leak, "*" + leak,
		"!" + leak + " x", "&" + leak + " x", "{" + leak + "}", "[x, " + leak + "]", "${X} # " + leak, "x" + more + leak,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, secret string) {
		if !strings.Contains(secret, leak) || strings.Contains(secret, ":") { // which makes other keys of it
			return
		}
		text := edited(t, "        secret: ${CVM_SECRET}", "        secret: "+secret)
		if shown := string(target.Visible([]byte(text))); strings.Contains(shown, leak) {
			t.Errorf("the secret is shown in\n%s\nof\n%s", shown, text)
		}
	})
}
