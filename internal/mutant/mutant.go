// Package mutant breaks every rule of a contract once, on purpose.
//
// In go contracts; out come mutants, reference endpoints with exactly one rule broken, and variants,
// reference endpoints that conform in a way of their own. A suite is worth what it notices: each mutant
// must be killed by a scenario, and no variant may be. Operators are generic: they look at the rules of a
// contract and at nothing else, so a new contract gets its mutants without Go code.
package mutant

import (
	"fmt"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
)

// Mutant is an endpoint with exactly one rule broken.
type Mutant struct {
	// ID is "<api>/<operator>/<where>", unique and stable.
	ID string
	// Operator names the way of breaking: "limit-plus-one".
	Operator string
	// Says is what the endpoint does wrong, in one sentence.
	Says string
	// Rules are the ids of the rules that it breaks; at least one.
	Rules []string
	// Equivalent is the reason why nobody can tell the mutant from a conforming endpoint; "" for a mutant
	// that must be killed.
	Equivalent string

	recipe recipe
}

// recipe is how an endpoint is made: a change of the contract, a fault of the endpoint, or both.
type recipe struct {
	contract *contract.Contract
	edit     func(c *contract.Contract) // changes a copy of the contract; nil changes nothing
	fault    reference.Fault
}

// Endpoint makes the mutant.
func (m Mutant) Endpoint(o reference.Options) (*reference.Endpoint, error) {
	e, err := m.recipe.endpoint(o)
	if err != nil {
		return nil, fmt.Errorf("mutant %s: %w", m.ID, err)
	}
	return e, nil
}

// Variant is an endpoint that conforms in a way of its own. A scenario that fails on it is unfair.
type Variant struct {
	// ID is "<api>/<name>", unique and stable.
	ID string
	// Says is what the endpoint does otherwise, Because why that conforms: the lines or the decision that
	// leave it open.
	Says, Because string

	recipe recipe
}

// Endpoint makes the variant.
func (v Variant) Endpoint(o reference.Options) (*reference.Endpoint, error) {
	e, err := v.recipe.endpoint(o)
	if err != nil {
		return nil, fmt.Errorf("variant %s: %w", v.ID, err)
	}
	return e, nil
}

func (r recipe) endpoint(o reference.Options) (*reference.Endpoint, error) {
	c := r.contract
	if r.edit != nil {
		c = clone(c)
		r.edit(c)
	}
	o.Fault = r.fault
	return reference.New(c, o)
}

// Mutants are all that the operators make of a contract, in a stable order.
func Mutants(c *contract.Contract) []Mutant {
	var all []Mutant
	for _, operators := range [][]operator{contractOperators, behaviourOperators, answerOperators} {
		for _, make := range operators {
			all = append(all, make(c)...)
		}
	}
	return all
}

// operator makes the mutants of one way of breaking.
type operator func(c *contract.Contract) []Mutant
