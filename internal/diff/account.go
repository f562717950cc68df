package diff

import (
	"fmt"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// Version is the schema version of the JSON form, docs/diff.schema.json.
const Version = 1

// Account says how two sides differ. It is empty, with no APIs, when they mean the same.
type Account struct {
	SchemaVersion int `json:"schemaVersion"`
	// Old and New name the sides, as the user did.
	Old string `json:"old"`
	New string `json:"new"`
	// Counts has the number of changes of each class. A change that breaks both callers and implementers counts in both.
	Counts Counts `json:"counts"`
	// APIs are those with a difference, in the order of the new side.
	APIs []API `json:"apis"`
}

// Counts are numbers of changes.
type Counts struct {
	BreakingCallers      int `json:"breakingCallers"`
	BreakingImplementers int `json:"breakingImplementers"`
	Compatible           int `json:"compatible"`
	Editorial            int `json:"editorial"`
}

// API is the account of one contract.
type API struct {
	ID string `json:"id"`
	// Changes of facts, those that break most first.
	Changes []Change `json:"changes"`
	// Scenarios and Identifiers follow from the changes: what is run, and what the Go client exports.
	Scenarios   []Item `json:"scenarios"`
	Identifiers []Item `json:"identifiers"`
}

// Change is one fact that is not the same on both sides.
type Change struct {
	// ID is the rule's where the fact is a rule of the contract, else its place in the contract in the same manner.
	ID string `json:"id"`
	// Kind says what the fact is about, Aspect which part of it; empty when it is the fact as a whole.
	Kind   Kind   `json:"kind"`
	Aspect string `json:"aspect"`
	What   What   `json:"what"`
	// Old and New are the values; empty on the side that does not have the fact.
	Old string `json:"old"`
	New string `json:"new"`
	// Classes has one class, or both breaking ones.
	Classes []Class `json:"classes"`
	// Lines of the document, of the new one where it has the fact; empty when the document does not state it.
	Lines []int `json:"lines"`
	// At is the place in the contract, "specs/tencent-cvm-v3.yaml:577".
	At string `json:"at"`
	// Wire lists the ids that oasdiff has for the change.
	Wire []string `json:"wire"`
}

// Item is a scenario or an identifier that appears, disappears or changes.
type Item struct {
	ID   string `json:"id"`
	What What   `json:"what"`
	// Old and New are a scenario's titles, or what an identifier is: its type, signature or value.
	Old string `json:"old"`
	New string `json:"new"`
}

// What happened to a thing.
type What string

// What can happen.
const (
	Appears    What = "appears"
	Disappears What = "disappears"
	Changes    What = "changes"
)

// Has reports whether a change of the class is in the account; the empty class stands for any change.
func (a Account) Has(class Class) bool {
	for _, api := range a.APIs {
		if class == "" || slices.ContainsFunc(api.Changes, func(c Change) bool { return slices.Contains(c.Classes, class) }) {
			return true
		}
	}
	return false
}

func (a *Account) count() {
	for _, api := range a.APIs {
		for _, c := range api.Changes {
			for _, class := range c.Classes {
				*a.Counts.of(class)++
			}
		}
	}
}

func (c *Counts) of(class Class) *int {
	switch class {
	case BreakingCallers:
		return &c.BreakingCallers
	case BreakingImplementers:
		return &c.BreakingImplementers
	case Compatible:
		return &c.Compatible
	}
	return &c.Editorial
}

func (a API) empty() bool { return len(a.Changes)+len(a.Scenarios)+len(a.Identifiers) == 0 }

// place writes a position as people and editors read it.
func place(p contract.Pos) string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d", p.File, p.Line)
}
