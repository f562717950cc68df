package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// snapshot reads every file below gen/ and suites/ of a workspace.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, top := range []string{"gen", "suites"} {
		err := filepath.WalkDir(filepath.Join(dir, top), func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			name, _ := filepath.Rel(dir, path)
			files[name] = string(data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

func generate(t *testing.T, dir string) map[string]string {
	t.Helper()
	if _, errs, code := specgen(t, dir, "generate"); code != 0 {
		t.Fatalf("generate: exit %d: %s", code, errs)
	}
	return snapshot(t, dir)
}

// differing lists the files that are not the same in both snapshots.
func differing(a, b map[string]string) []string {
	var names []string
	for name := range a {
		if a[name] != b[name] {
			names = append(names, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			names = append(names, name)
		}
	}
	return names
}

func TestDeletedFilesAreRestoredExactly(t *testing.T) {
	dir := workspace(t)
	before := generate(t, dir)
	for _, top := range []string{"gen", "suites"} {
		if err := os.RemoveAll(filepath.Join(dir, top)); err != nil {
			t.Fatal(err)
		}
	}
	if changed := differing(before, generate(t, dir)); len(before) == 0 || len(changed) > 0 {
		t.Errorf("of %d files these are not as before: %v", len(before), changed)
	}
}

func TestAChangedLimitChangesItsAPIAlone(t *testing.T) {
	dir := workspace(t)
	before := generate(t, dir)
	path := filepath.Join(dir, "specs", "tencent-cvm-v3.yaml")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const anchor = "          items: {type: string, pattern: '^ins-[0-9a-z]{8}$'}\n          minItems: 1\n          maxItems: "
	edited := strings.Replace(string(text), anchor+"100", anchor+"50", 1)
	if edited == string(text) {
		t.Fatal("the limit stands elsewhere in the contract")
	}
	put(t, path, edited)
	after := generate(t, dir)
	changed := differing(before, after)
	if len(changed) == 0 {
		t.Error("nothing changed")
	}
	for _, name := range changed {
		if !strings.Contains(name, "tencent-cvm-v3/") {
			t.Errorf("%s changed too", name)
		}
	}
	limits := after["suites/tencent-cvm-v3/batch_limit.go"]
	for _, want := range []string{"t.Acquire(50, ", "t.AcquireOrAbsent(51, ", "ids[:50]"} {
		if !strings.Contains(limits, want) {
			t.Errorf("the scenarios do not ask for %s", want)
		}
	}
	if strings.Contains(limits, "(100, ") || strings.Contains(limits, "(101, ") {
		t.Error("the scenarios still ask for 100 or 101")
	}
}

// BenchmarkGenerate loads, checks and emits all contracts, without writing.
func BenchmarkGenerate(b *testing.B) {
	s := &session{specs: filepath.Join(root, "specs"), format: "text", stderr: os.Stderr}
	for b.Loop() {
		if _, err := s.tree(); err != nil {
			b.Fatal(err)
		}
	}
}
