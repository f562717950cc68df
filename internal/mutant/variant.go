package mutant

import (
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
)

// Variants are the conforming endpoints of a contract, in a stable order: other times, other spellings of the same
// answers, and other readings of what the document leaves open.
func Variants(c *contract.Contract) []Variant {
	v := &variety{contract: c}
	v.times()
	v.spellings()
	v.headers()
	v.ids()
	v.refusals()
	v.rows()
	v.batches()
	v.details()
	v.probes()
	v.gaps()
	return v.variants
}

// variety collects the variants of one contract.
type variety struct {
	contract *contract.Contract
	variants []Variant
}

// faulty adds a variant made by hooks, edited one made by a change of the contract.
func (v *variety) faulty(name, says, because string, f reference.Fault) {
	v.variants = append(v.variants, Variant{
		ID: v.contract.API + "/" + name, Says: says, Because: because, recipe: recipe{contract: v.contract, fault: f},
	})
}

func (v *variety) edited(name, says, because string, edit func(c *contract.Contract)) {
	v.faulty(name, says, because, reference.Fault{})
	v.variants[len(v.variants)-1].recipe.edit = edit
}

// because names the first of the decisions that the contract has, or else gives a reason that holds of any.
func (v *variety) because(otherwise string, decisions ...string) string {
	for _, d := range v.contract.Decisions {
		if slices.Contains(decisions, d.ID) {
			return "decision " + d.ID + ": " + d.Choice
		}
	}
	return otherwise
}

// acting are the operations that the document describes.
func (v *variety) acting() []*contract.Operation {
	return (&maker{contract: v.contract}).acting()
}

// acts reports whether a request is for one of them.
func acts(q *reference.Query) bool { return q.Operation != nil && q.Operation.Acts() }
