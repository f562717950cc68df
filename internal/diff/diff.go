// Package diff says what a change of contracts means for those who depend on them.
//
// In go the contracts of two sides, old and new, with the bytes they were read from; out comes an [Account]: every fact
// that appears, disappears or changes, with its classes and its lines of the document, the scenarios and the public
// identifiers of the client that go with it, written as text, JSON or Markdown.
//
// Three sources feed it. Facts of our vocabulary come from package contract (facts*.go). What travels on the wire is
// compared by oasdiff, a library on the same OpenAPI loader (wire.go); where both see a change, it is told once. Rules
// that no fact explains come last, so that nothing of a contract changes unseen.
package diff

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/check"
	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/load"
)

// Spec is one contract and the bytes it was read from.
type Spec struct {
	Contract *contract.Contract
	Data     []byte
}

// Read loads and checks every contract at the top of a folder. There are no specs when a finding is an error.
func Read(fsys fs.FS) ([]Spec, diag.List) {
	contracts, found := load.All(fsys)
	if !found.HasErrors() {
		found = append(found, check.Check(contracts)...)
	}
	var specs []Spec
	for _, c := range contracts {
		data, err := fs.ReadFile(fsys, path.Base(c.File))
		if err != nil {
			found.Errorf(c.Pos, diag.Unreadable, "%v", err)
		}
		specs = append(specs, Spec{c, data})
	}
	if found.HasErrors() {
		return nil, found.Sorted()
	}
	return specs, found.Sorted()
}

// Compare pairs the contracts of both sides by their API id, which must be unique on each, and says how they differ. The
// specs must have passed package check. The error joins what could not be compared; there is no account then, since half
// of one would look like good news.
func Compare(before, after []Spec) (Account, error) {
	account := Account{SchemaVersion: Version, APIs: []API{}}
	var faults []error
	for _, id := range ids(before, after) {
		was, is := find(before, id), find(after, id)
		api, err := compare(id, was, is)
		if err != nil {
			faults = append(faults, fmt.Errorf("compare %s: %w", id, err))
		}
		if !api.empty() {
			account.APIs = append(account.APIs, api)
		}
	}
	if err := errors.Join(faults...); err != nil {
		return Account{}, err
	}
	account.count()
	return account, nil
}

// compare gives the account of one API; nil stands for a side that does not have it.
func compare(id string, was, is *Spec) (API, error) {
	changes, err := changesOf(id, was, is)
	if err != nil {
		return API{}, err
	}
	identifiers, err := compareIdentifiers(was, is)
	if err != nil {
		return API{}, err
	}
	api := API{ID: id, Changes: changes, Scenarios: compareScenarios(was, is), Identifiers: identifiers}
	if len(changes) == 0 && !bytes.Equal(was.Data, is.Data) {
		api.Changes = append(api.Changes, api.spelling(is))
	}
	slices.SortStableFunc(api.Changes, func(a, b Change) int { return rank(a.Classes) - rank(b.Classes) })
	return api, nil
}

func changesOf(id string, was, is *Spec) ([]Change, error) {
	switch {
	case was == nil:
		return []Change{whole(id, Appears, is)}, nil
	case is == nil:
		return []Change{whole(id, Disappears, was)}, nil
	}
	before, after := factsOf(was.Contract), factsOf(is.Contract)
	return compareWire(was, is, append(compareFacts(before, after), compareRules(before, after)...))
}

// spelling is the change of bytes alone: of words, or of an order when that shows in what is run or generated.
func (a API) spelling(is *Spec) Change {
	c := Change{
		ID: a.ID, Kind: KindContract, Aspect: "spelling", What: Changes, New: "other bytes, the same facts",
		Classes: words.classes(), Lines: []int{}, At: place(is.Contract.Pos), Wire: []string{},
	}
	if len(a.Scenarios)+len(a.Identifiers) > 0 {
		c.Classes = weight(0).classes()
	}
	return c
}

// whole is the appearance or disappearance of an API as one change.
func whole(id string, what What, s *Spec) Change {
	c := Change{ID: id, Kind: KindAPI, What: what, Lines: []int{}, At: place(s.Contract.Pos), Wire: []string{}}
	if what == Appears {
		c.New, c.Classes = s.Contract.Title, weight(0).classes()
	} else {
		c.Old, c.Classes = s.Contract.Title, callers.classes()
	}
	return c
}

// ids lists the APIs of both sides, those of the new side first.
func ids(before, after []Spec) []string {
	var list []string
	for _, s := range slices.Concat(after, before) {
		if !slices.Contains(list, s.Contract.API) {
			list = append(list, s.Contract.API)
		}
	}
	return list
}

func find(specs []Spec, id string) *Spec {
	for i := range specs {
		if specs[i].Contract.API == id {
			return &specs[i]
		}
	}
	return nil
}
