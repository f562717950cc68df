package frozen

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// folder is where the sets lie, beside the contracts.
const folder = "frozen"

// Encode returns the canonical bytes of the set's file: the same set always gives the same bytes.
func (s Set) Encode() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return nil, fmt.Errorf("encode %s: %w", s.Name(), err)
	}
	return b.Bytes(), nil
}

// Read reads every set in the folder "frozen" of fsys, by API and then by age. No folder is no set. A file that is
// not canonical, or whose name is not that of its set, is an error: it was edited by hand.
func Read(fsys fs.FS) ([]Set, error) {
	names, err := fs.Glob(fsys, folder+"/*.json")
	if err != nil {
		return nil, fmt.Errorf("list the frozen sets: %w", err)
	}
	var sets []Set
	var faults []error
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		set, err := decode(data)
		if err == nil && "specs/"+name != set.Path() {
			err = fmt.Errorf("it holds %s: rename it, or take it away", set.Name())
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("specs/%s: %w", name, err))
			continue
		}
		sets = append(sets, set)
	}
	slices.SortFunc(sets, func(a, b Set) int {
		return cmp.Or(strings.Compare(a.API, b.API), strings.Compare(a.Version, b.Version))
	})
	return sets, errors.Join(faults...)
}

// decode reads the bytes of one file, strictly.
func decode(data []byte) (Set, error) {
	var set Set
	in := json.NewDecoder(bytes.NewReader(data))
	in.DisallowUnknownFields()
	if err := in.Decode(&set); err != nil {
		return Set{}, fmt.Errorf("not a frozen rule set: %w", err)
	}
	if set.Schema != Schema {
		return Set{}, fmt.Errorf("schemaVersion is %d, but this program reads %d", set.Schema, Schema)
	}
	if !Version(set.Version) {
		return Set{}, fmt.Errorf("the version %q is not a day, YYYY-MM-DD", set.Version)
	}
	canonical, err := set.Encode()
	if err != nil {
		return Set{}, err
	}
	if !bytes.Equal(canonical, data) {
		return Set{}, errors.New("not as specgen freeze wrote it: a frozen set is never edited, so take the committed file")
	}
	return set, nil
}

// Find returns the set of the API with that version. When there is none, the error names those that there are.
func Find(sets []Set, api, version string) (Set, error) {
	var others []string
	for _, s := range sets {
		if s.API == api && s.Version == version {
			return s, nil
		}
		if s.API == api {
			others = append(others, s.Version)
		}
	}
	if len(others) == 0 {
		return Set{}, fmt.Errorf("no rule set of %s is frozen: leave the api out", api)
	}
	return Set{}, fmt.Errorf("no rule set of %s is frozen as of %q: there are %s", api, version, strings.Join(others, ", "))
}
