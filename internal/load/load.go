// Package load turns contract files into contracts.
//
// In go OpenAPI 3.1 YAML files with the extensions of specs/extensions.schema.json; out come
// values of package contract, or findings that say where a file is wrong and what was expected.
// The stages are read, version, references, decode, OpenAPI rules, lower. Each collects all it
// finds, and the next one starts only when nothing was wrong so far.
package load

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"path"

	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// source is one file between the stages.
type source struct {
	// file is the path from the top of the module, data the bytes, root the top mapping.
	file string
	data []byte
	root *yaml.Node
}

// Load reads the contract file with that name. The contract is nil when a finding is an error.
// The list is sorted and without repetitions.
func Load(fsys fs.FS, name string) (*contract.Contract, diag.List) {
	var found diag.List
	src := read(fsys, name, &found)
	if found.HasErrors() {
		return nil, found.Sorted()
	}
	for _, stage := range []func(*source, *diag.List){version, references} {
		stage(src, &found)
		if found.HasErrors() {
			return nil, found.Sorted()
		}
	}
	doc := decodeDocument(src, &found)
	if found.HasErrors() {
		return nil, found.Sorted()
	}
	openapiRules(src, &found)
	if found.HasErrors() {
		return nil, found.Sorted()
	}
	c := lower(doc, &found)
	if found.HasErrors() {
		return nil, found.Sorted()
	}
	sum := sha256.Sum256(src.data)
	c.File, c.SHA256 = src.file, hex.EncodeToString(sum[:])
	c.Pos = strict.Top(src.file)
	c.Places = places(src)
	return c, found.Sorted()
}

// All reads every *.yaml file at the top of fsys, in the order of their names. Files with errors
// have no contract in the result; contracts with the same API id are reported.
func All(fsys fs.FS) ([]*contract.Contract, diag.List) {
	var found diag.List
	names, err := fs.Glob(fsys, "*.yaml")
	if err != nil {
		found.Errorf(diag.Pos{}, diag.Unreadable, "list the contract files: %v", err)
	}
	var all []*contract.Contract
	first := map[string]*contract.Contract{}
	for _, name := range names {
		c, list := Load(fsys, name)
		found = append(found, list...)
		if c == nil {
			continue
		}
		all = append(all, c)
		if other := first[c.API]; other != nil {
			d := found.Errorf(c.Places.API, diag.DuplicateAPI, "the API id %q is taken by %s", c.API, other.File)
			d.Hint = "give each document its own x-api"
			continue
		}
		first[c.API] = c
	}
	return all, found.Sorted()
}

// places finds the keys at the top whose values are plain words.
func places(src *source) contract.Places {
	at := func(name string) diag.Pos {
		key, _ := strict.Lookup(src.root, name)
		if key == nil {
			return strict.Top(src.file)
		}
		return strict.Position(src.file, key)
	}
	return contract.Places{API: at("x-api"), Protocol: at("x-protocol"), Security: at("security")}
}

// fileOf is the path by which people know a contract file.
func fileOf(name string) string { return path.Join("specs", name) }
