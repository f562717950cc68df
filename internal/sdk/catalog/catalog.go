// Package catalog knows the SDKs that this project judges: what each manifest says, and how to install it.
//
// In goes a directory with one folder for each SDK; a folder with a file sdk.yaml is an SDK. Out come the
// manifests, or everything that is wrong with any of them, each with its place. [Manifest.Install] then brings
// an SDK and its driver into its folder, once for each state of the files that decide what is installed.
package catalog

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// ManifestFile is the name of the manifest in the folder of an SDK.
const ManifestFile = "sdk.yaml"

// ThisProject is the registry of SDKs that are built from this repository. They have no version of their own,
// and are built anew each time because their source lies outside of their folder.
const ThisProject = "this project"

// Manifest is what a manifest says. Its fields are complete when [Load] returned it.
type Manifest struct {
	// Name is the name of the folder, Title the one for people.
	Name, Title string
	// Package, Registry and Version say what is installed, and from where.
	Package, Registry, Version string
	Language                   string
	// Official is set when the vendor publishes the SDK.
	Official bool
	// Source is the web address of the source.
	Source string
	// APIs are the ids of the contracts that the SDK has operations of.
	APIs []string
	// Needs are programs that must be on the PATH, to install or to run.
	Needs []string
	// Locks are the files that decide what is installed, relative to the folder.
	Locks []string
	// Steps are the commands that install, in order. They run in the folder.
	Steps [][]string
	// Driver is the command that runs the driver, in the folder.
	Driver []string
	// Notes is what a reader of the results must know; it may be empty.
	Notes string
	// Dir is the folder, below the directory that Load was given.
	Dir string
}

// SDK returns the SDK of a report, with neither a status nor counts.
func (m Manifest) SDK() sdk.SDK {
	return sdk.SDK{
		Name: m.Name, Title: m.Title, Package: m.Package, Version: m.Version, Language: m.Language,
		Official: m.Official, APIs: slices.Clone(m.APIs), Notes: m.Notes,
	}
}

// Load reads the manifest of each folder of dir, by name. APIs are the ids of all contracts; a manifest must not
// name another one. There are no manifests when a finding is an error.
func Load(dir string, apis []string) ([]Manifest, diag.List) {
	return load(os.DirFS(dir), filepath.ToSlash(dir), apis)
}

// load is Load for the file system of a directory; dir stands in findings and manifests.
func load(fsys fs.FS, dir string, apis []string) ([]Manifest, diag.List) {
	var found diag.List
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		found.Errorf(strict.Top(dir), diag.Unreadable, "%v", err)
		return nil, found
	}
	var manifests []Manifest
	for _, entry := range entries {
		if !entry.IsDir() {
			continue
		}
		name := path.Join(entry.Name(), ManifestFile)
		data, err := fs.ReadFile(fsys, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // a folder that is no SDK
		}
		if err != nil {
			found.Errorf(strict.Top(path.Join(dir, name)), diag.Unreadable, "%v", err)
			continue
		}
		r := reader{fsys: fsys, dir: dir, folder: entry.Name(), apis: apis, found: &found}
		manifests = append(manifests, r.read(data))
	}
	if len(manifests) == 0 && !found.HasErrors() {
		found.Errorf(strict.Top(dir), diag.Unreadable, "no folder has a file %s", ManifestFile)
	}
	if found.HasErrors() {
		return nil, found.Sorted()
	}
	return manifests, found.Sorted()
}
