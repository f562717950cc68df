// Package check looks for what is wrong with contracts that are well formed.
//
// In go contracts as package load makes them; out come findings about names that nothing has,
// values that no parameter can have, parts that contradict each other, and rules and statements
// that do not cover each other. Each group of checks has a file.
package check

import (
	"regexp"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
)

// Check returns all findings about the contracts, sorted. The ledger of statements is looked at
// only when nothing else is wrong, because rules derived from a broken contract would mislead.
func Check(cs []*contract.Contract) diag.List {
	var found diag.List
	for _, c := range cs {
		k := checker{c: c, found: new(diag.List)}
		k.identity()
		k.resource()
		k.observers()
		for _, op := range c.Operations {
			k.parameters(op)
			k.effects(op)
			k.rows(op, op.Codes)
			k.behaviour(op)
			k.waiters(op)
		}
		k.rows(nil, c.CommonCodes)
		k.decisions()
		k.statementForms()
		if !k.found.HasErrors() {
			k.ledger()
		}
		found = append(found, *k.found...)
	}
	apiIDs(cs, &found)
	return found.Sorted()
}

// checker collects the findings about one contract.
type checker struct {
	c     *contract.Contract
	found *diag.List
}

// apiIDs reports ids that two contracts share.
func apiIDs(cs []*contract.Contract, found *diag.List) {
	first := map[string]diag.Pos{}
	for _, c := range cs {
		unique(found, first, "API", c.API, c.Places.API)
	}
}

// unique reports an id that was seen before.
func unique(found *diag.List, first map[string]diag.Pos, what, id string, pos diag.Pos) {
	if other, taken := first[id]; taken {
		found.Errorf(pos, diag.DuplicateID, "the %s %q exists already", what, id).
			Related = []diag.Related{{Pos: other, Message: "it is here"}}
		return
	}
	first[id] = pos
}

// uniqueAll reports the ids that a list has twice.
func uniqueAll[T any](k *checker, what string, list []T, id func(T) (string, diag.Pos)) {
	first := map[string]diag.Pos{}
	for _, item := range list {
		name, pos := id(item)
		unique(k.found, first, what, name, pos)
	}
}

// exactlyOne reports that not just one of the keys is set.
func (k *checker) exactlyOne(pos diag.Pos, what string, keys string, set ...bool) {
	n := 0
	for _, s := range set {
		if s {
			n++
		}
	}
	if n != 1 {
		k.found.Errorf(pos, diag.ExactlyOne, "%s needs exactly one of %s, got %d", what, keys, n)
	}
}

// pattern reports a regular expression that Go cannot read.
func (k *checker) pattern(pos diag.Pos, text string) {
	if _, err := regexp.Compile(text); err != nil {
		k.found.Errorf(pos, diag.BadPattern, "the pattern %q cannot be read: %v", text, err)
	}
}
