package diff

import (
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// compareRules lists the rules that appear or disappear without being a fact of their own: those of authentication, of
// request ids, and whatever a later kind of rule stands on.
func compareRules(before, after *facts) []Change {
	var list []Change
	for _, r := range without(after, before) {
		list = append(list, ruleChange(r, Appears, "", r.Says, implementers))
	}
	for _, r := range without(before, after) {
		list = append(list, ruleChange(r, Disappears, r.Says, "", 0))
	}
	return list
}

// without are the rules of one side that the other side does not have although it has their operation, and that no fact
// tells. Questions are told by their decisions.
func without(have, other *facts) []*contract.Rule {
	covered, theirs := map[string]bool{}, map[string]bool{}
	for _, f := range have.list {
		covered[f.id] = true
	}
	for _, r := range contract.Rules(other.contract) {
		theirs[r.ID()] = true
	}
	return slices.DeleteFunc(contract.Rules(have.contract), func(r *contract.Rule) bool {
		return theirs[r.ID()] || covered[strings.TrimSuffix(r.Local(), ".items")] || r.Informational() ||
			other.contract.Operation(r.Operation) == nil
	})
}

func ruleChange(r *contract.Rule, what What, was, is string, w weight) Change {
	return Change{
		ID: r.ID(), Kind: KindRule, What: what, Old: was, New: is, Classes: w.classes(),
		Lines: append([]int{}, r.Source.Lines...), At: place(r.Pos), Wire: []string{},
	}
}
