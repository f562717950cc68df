package catalog

import (
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// reader reads one manifest.
type reader struct {
	fsys        fs.FS
	dir, folder string
	apis        []string
	found       *diag.List
}

// read returns the manifest, which is complete only when nothing was found.
func (r reader) read(data []byte) Manifest {
	var found diag.List
	var s shape
	format().Read(path.Join(r.dir, r.folder, ManifestFile), data, &s, &found)
	sound := !found.HasErrors()
	*r.found = append(*r.found, found...)
	if sound { // a value that was not decoded would be blamed a second time
		r.check(s)
	}
	return Manifest{
		Name: s.Name.Value, Title: s.Title.Value, Package: s.Package.Value, Registry: s.Registry.Value,
		Version: s.Version.Value, Language: s.Language.Value, Official: s.Official, Source: s.Source.Value,
		APIs: s.APIs.values(), Needs: s.Needs.values(), Locks: s.Locks.values(), Steps: s.Install.values(),
		Driver: s.Driver.values(), Notes: s.Notes.Value, Dir: path.Join(r.dir, r.folder),
	}
}

// check reports what the shape of the file cannot say.
func (r reader) check(s shape) {
	if s.Name.Value != r.folder {
		r.found.Errorf(s.Name.Pos, diag.BadValue, "the name is %q, but the folder is %q: give both the same name", s.Name.Value, r.folder)
	}
	for _, w := range []strict.Word{s.Title, s.Package, s.Version} {
		if strings.TrimSpace(w.Value) == "" {
			r.found.Errorf(w.Pos, diag.BadValue, "this must not be empty")
		}
	}
	if u, err := url.Parse(s.Source.Value); err != nil || u.Scheme != "https" || u.Host == "" {
		r.found.Errorf(s.Source.Pos, diag.BadURL, "%q is no web address: use one that begins with https://", s.Source.Value)
	}
	if s.Official && s.Registry.Value == ThisProject {
		r.found.Errorf(s.Registry.Pos, diag.BadValue, "what this project makes is not official: set official to false")
	}
	r.checkAPIs(s.APIs)
	r.checkPrograms(s.Needs)
	r.checkLocks(s)
	for _, step := range s.Install.List {
		r.checkCommand(step, "a step")
		r.checkOwnFolder(step)
	}
	if len(s.Install.List) == 0 {
		r.found.Errorf(s.Install.Pos, diag.BadValue, "there is no step: say how it is installed")
	}
	r.checkCommand(s.Driver, "the driver")
	r.checkOwnFolder(s.Driver)
}

func (r reader) checkAPIs(apis words) {
	if len(apis.List) == 0 {
		r.found.Errorf(apis.Pos, diag.BadValue, "there is no API: name those that the SDK has")
	}
	seen := map[string]bool{}
	for _, api := range apis.List {
		switch {
		case !slices.Contains(r.apis, api.Value):
			hint := diag.DidYouMean(api.Value, r.apis)
			if hint == "" {
				hint = "the ids are " + strict.OneOf(r.apis)
			}
			r.found.Errorf(api.Pos, diag.UnknownAPI, "there is no contract %q", api.Value).Hint = hint
		case seen[api.Value]:
			r.found.Errorf(api.Pos, diag.DuplicateID, "%q stands here twice", api.Value)
		}
		seen[api.Value] = true
	}
}

// checkPrograms wants names that the PATH can be searched for.
func (r reader) checkPrograms(needs words) {
	for _, program := range needs.List {
		if program.Value == "" || strings.ContainsAny(program.Value, "/\\ ") {
			r.found.Errorf(program.Pos, diag.BadValue, "%q is not the name of a program", program.Value)
		}
	}
}

// checkLocks wants the package at its version in the files, so that a report does not name another one than was judged.
func (r reader) checkLocks(s shape) {
	if len(s.Locks.List) == 0 {
		r.found.Errorf(s.Locks.Pos, diag.BadValue, "there is no lock file: name the files that decide what is installed")
		return
	}
	var versions []string
	readable := true
	for _, lock := range s.Locks.List {
		name := path.Join(r.folder, lock.Value)
		if !strings.HasPrefix(name, r.folder+"/") { // it leads out of the folder
			r.found.Errorf(lock.Pos, diag.BadValue, "the lock file %q is not in the folder", lock.Value)
			readable = false
			continue
		}
		data, err := fs.ReadFile(r.fsys, name)
		var more []string
		if err == nil {
			more, err = locked(s.Registry.Value, name, s.Package.Value, data)
		}
		if err != nil {
			r.found.Errorf(lock.Pos, diag.Unreadable, "the lock file cannot be read: %v", err)
			readable = false
		}
		versions = append(versions, more...)
	}
	if readable && s.Registry.Value != ThisProject {
		r.checkVersion(s, versions)
	}
}

// checkVersion compares with the versions that the lock files fix.
func (r reader) checkVersion(s shape, versions []string) {
	slices.Sort(versions)
	versions = slices.Compact(versions)
	switch {
	case len(versions) == 0:
		r.found.Errorf(s.Package.Pos, diag.BadValue, "no lock file has the package %q", s.Package.Value).Hint = howToLock(s.Registry.Value)
	case len(versions) > 1:
		r.found.Errorf(s.Version.Pos, diag.BadValue, "the lock files have %q more than once, at %s", s.Package.Value, strings.Join(versions, " and ")).
			Hint = "lock one version"
	case versions[0] != s.Version.Value:
		r.found.Errorf(s.Version.Pos, diag.BadValue, "the lock files have %q at %q, not at %q", s.Package.Value, versions[0], s.Version.Value).
			Hint = "write the version that is locked, exactly"
	}
}
