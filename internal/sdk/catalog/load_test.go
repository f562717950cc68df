package catalog

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/diag/diagtest"
	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// known are the APIs of the tests.
var known = []string{"tencent-cvm-v3", "tencent-cvm-v3-start"}

// good is a manifest without a mistake, with the lock file requirements.txt.
const good = `name: some-python
title: Some SDK for Python
package: some-sdk
registry: PyPI
version: 3.1.195
language: Python
official: true
source: https://example.com/some
apis: [tencent-cvm-v3]
needs: [python3]
locks: [requirements.txt]
install:
  - [python3, -m, venv, .venv]
driver: [.venv/bin/python, driver.py]
notes: |
  It hides the request id.
`

// locking is the lock file of good.
const locking = "some-sdk==3.1.195 \\\n    --hash=sha256:00\n"

func TestFindingsShowPlaceAndRemedy(t *testing.T) {
	files := diagtest.Files{Sources: func(fsys fs.FS) diag.Sources { return diag.Under("sdks", fsys) }}
	files.Run(t, func(t *testing.T, fsys fs.FS) diag.List {
		manifests, found := load(fsys, "sdks", known)
		if manifests != nil {
			t.Errorf("mistakes, and manifests all the same: %v", manifests)
		}
		return found
	})
}

func TestAGoodManifestIsReadWhole(t *testing.T) {
	manifests, found := load(folder("some-python", good, locking), "sdks", known)
	if len(found) > 0 {
		t.Fatal(found)
	}
	want := []Manifest{{
		Name: "some-python", Title: "Some SDK for Python", Package: "some-sdk", Registry: "PyPI", Version: "3.1.195",
		Language: "Python", Official: true, Source: "https://example.com/some", APIs: []string{"tencent-cvm-v3"},
		Needs: []string{"python3"}, Locks: []string{"requirements.txt"}, Steps: [][]string{{"python3", "-m", "venv", ".venv"}},
		Driver: []string{".venv/bin/python", "driver.py"}, Notes: "It hides the request id.\n", Dir: "sdks/some-python",
	}}
	if !reflect.DeepEqual(manifests, want) {
		t.Errorf("got\n%+v\nwant\n%+v", manifests, want)
	}
	described := sdk.SDK{
		Name: "some-python", Title: "Some SDK for Python", Package: "some-sdk", Version: "3.1.195", Language: "Python",
		Official: true, APIs: []string{"tencent-cvm-v3"}, Notes: manifests[0].Notes,
	}
	if got := manifests[0].SDK(); !reflect.DeepEqual(got, described) {
		t.Errorf("the report would have %+v, want %+v", got, described)
	}
}

func TestFoldersWithoutAManifestAreNoSDKs(t *testing.T) {
	fsys := folder("some-python", good, locking)
	fsys["lines/lines.py"] = &fstest.MapFile{}
	fsys[".gitignore"] = &fstest.MapFile{}
	if manifests, found := load(fsys, "sdks", known); len(manifests) != 1 || len(found) > 0 {
		t.Errorf("%d manifests, want 1; %v", len(manifests), found)
	}
}

func TestADirectoryWithoutSDKsIsAFinding(t *testing.T) {
	dir := t.TempDir()
	for _, dir := range []string{dir, filepath.Join(dir, "nothing")} {
		if manifests, found := Load(dir, known); len(manifests) > 0 || !found.HasErrors() {
			t.Errorf("%d manifests, findings %v", len(manifests), found)
		}
	}
}

// TestManifestsOfThisRepository holds the published folders against all rules.
func TestManifestsOfThisRepository(t *testing.T) {
	contracts, err := filepath.Glob("../../../specs/*.yaml")
	if err != nil || len(contracts) == 0 {
		t.Fatalf("%d contracts, %v", len(contracts), err)
	}
	var apis []string
	for _, name := range contracts {
		apis = append(apis, strings.TrimSuffix(filepath.Base(name), ".yaml"))
	}
	manifests, found := Load("../../../sdks", apis)
	if len(found) > 0 {
		var text strings.Builder
		if err := diag.Text(&text, found, diag.Under("../../../sdks", os.DirFS("../../../sdks"))); err != nil {
			t.Fatal(err)
		}
		t.Error(text.String())
	}
	var names []string
	for _, m := range manifests {
		names = append(names, m.Name)
	}
	t.Log(len(names), names)
	if !slices.Contains(names, "generated-go") {
		t.Error("this project's own clients are not among the SDKs")
	}
}

func FuzzManifest(f *testing.F) {
	f.Add([]byte(good))
	f.Add([]byte(strings.Replace(good, "apis: [tencent-cvm-v3]", "apis: []", 1)))
	f.Add([]byte(strings.Replace(good, "name: some-python", "name: other", 1)))
	f.Add([]byte("apis: {}\ninstall: [[[a]]]\nlocks: [../x]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		manifests, found := load(folder("some-python", string(data), locking), "sdks", known)
		if found.HasErrors() != (manifests == nil) {
			t.Errorf("%d manifests with the findings %v", len(manifests), found)
		}
		for _, m := range manifests {
			if m.Name != "some-python" || len(m.Driver) == 0 || len(m.Steps) == 0 || len(m.Steps[0]) == 0 || len(m.APIs) == 0 {
				t.Errorf("a manifest without findings is incomplete: %+v", m)
			}
		}
	})
}

// folder is a catalog of one SDK with a lock file.
func folder(name, manifest, lock string) fstest.MapFS {
	return fstest.MapFS{
		name + "/sdk.yaml":         {Data: []byte(manifest)},
		name + "/requirements.txt": {Data: []byte(lock)},
	}
}
