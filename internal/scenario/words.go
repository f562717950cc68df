package scenario

import (
	"regexp"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// The variables that scenarios use.
const (
	ids     = "ids"     // the resources that the scenario is about
	odd     = "odd"     // the one that must be refused
	other   = "other"   // resources for comparison
	another = "another" // further ones
	forced  = "forced"  // resources that are forced on, for comparison
)

// running acquires n resources in the normal state.
func (b *builder) running(name string, n int) Step {
	return Acquire{Var: name, Count: n, Fixture: contract.Fixture{State: b.normal}}
}

// with acquires n resources that have the traits, and the state where the fixture has one.
func (b *builder) with(name string, n int, f contract.Fixture) Step {
	if f.State == "" {
		f.State = b.stateOf(f.Traits)
	}
	return Acquire{Var: name, Count: n, Fixture: f}
}

// stateOf is the state that resources with the traits are in: the trait's own, or the normal one.
// An id that names nothing has none.
func (b *builder) stateOf(traits []string) string {
	for _, name := range traits {
		if name == contract.TraitAbsent {
			return ""
		}
		for _, t := range b.contract.Resource.Traits {
			if t.Name == name && t.State != "" {
				return t.State
			}
		}
	}
	return b.normal
}

// all names every resource of a variable; where a call takes a single one, the first.
func (b *builder) all(name string) IDs {
	if b.subject != nil && b.subject.Type != contract.Array {
		return IDs{Var: name, Single: true}
	}
	return IDs{Var: name}
}

// set is what a look sees: always the whole variable.
func set(name string) IDs { return IDs{Var: name} }

// succeeds sends the smallest call for the resources and sees it through: this is how a scenario
// of a refusal shows that only the one thing was wrong.
func (b *builder) succeeds(name string, values ...Value) []Step {
	return []Step{
		Send{IDs: b.all(name), With: values},
		See{IDs: set(name), Verb: Reach, Args: []string{b.done}},
	}
}

// stay sees that nothing has happened to resources in the normal state.
func (b *builder) stay(name string) Step { return b.stays(name, b.normal) }

// stays sees that nothing has happened, but for what happens by itself: a resource that was starting
// may run by now.
func (b *builder) stays(name, state string) Step {
	args := []string{state}
	if s := b.contract.Resource.State(state); s != nil && s.Becomes != "" {
		args = append(args, s.Becomes)
	}
	return See{IDs: set(name), Verb: Stay, Args: args}
}

// refusalBy is the refusal of a row of the document's table for one of its triggers.
func refusalBy(row *contract.ErrorCode, t *contract.Trigger) *Refusal {
	r := &Refusal{From: row.HTTPStatus, To: row.HTTPStatus, Code: row.Code}
	if t != nil {
		r.Also = t.AlsoAllowed
	}
	return r
}

// unknownRefusal is a refusal whose code the document does not give.
func (b *builder) unknownRefusal(not ...string) *Refusal {
	status := b.contract.Envelope.RefusedStatus
	return &Refusal{From: status.From, To: status.To, Not: not}
}

// refusal resolves what a rule says of its refusal.
func (b *builder) refusal(r contract.Refusal) *Refusal { return b.refusalIn(r, "") }

// refusalIn resolves what a rule says of its refusal of a resource in the state: a row may allow other
// codes for some states.
func (b *builder) refusalIn(r contract.Refusal, state string) *Refusal {
	for _, row := range b.op.Codes {
		if row.ID != r.Row {
			continue
		}
		for _, t := range row.When {
			if state != "" && t.State.Has(state) {
				return refusalBy(row, t)
			}
		}
		return refusalBy(row, nil)
	}
	return b.unknownRefusal(r.Not...)
}

// violation is the refusal of a request that does not keep a schema keyword, and the trigger that
// says so; without a documented row the code is unknown and the trigger nil.
func (b *builder) violation(param string, keyword contract.Keyword) (*Refusal, *contract.Trigger) {
	for _, row := range b.op.Codes {
		for _, t := range row.When {
			if t.Param == param && t.Violates == keyword {
				return refusalBy(row, t), t
			}
		}
	}
	return b.unknownRefusal(), nil
}

// absence is the refusal of an id that names nothing.
func (b *builder) absence() *Refusal {
	for _, row := range b.op.Codes {
		for _, t := range row.When {
			if t.Resource == contract.TraitAbsent {
				return refusalBy(row, t)
			}
		}
	}
	return b.unknownRefusal()
}

// allowed are the states in which the operation is allowed.
func (b *builder) allowed() []string {
	for _, p := range b.op.Preconditions {
		if p.State != nil {
			return p.State.In
		}
	}
	return []string{b.normal}
}

// refused are the other states of the resource.
func (b *builder) refused() []string {
	var names []string
	allowed := b.allowed()
	for _, s := range b.contract.Resource.States {
		if !slices.Contains(allowed, s.Name) {
			names = append(names, s.Name)
		}
	}
	return names
}

// batched reports whether one call may name several resources.
func (b *builder) batched() bool { return b.subject != nil && b.subject.Type == contract.Array }

// soft returns the parameters that leave a resource with the trait in between, and reports whether
// there are any: on it an endpoint cannot be too quick to be seen.
func (b *builder) soft(trait string) ([]Value, bool) {
	return b.doing(trait, func(then contract.Outcome) bool { return then.Stays != "" })
}

// doing returns the first value that has such an outcome on a resource with the trait.
func (b *builder) doing(trait string, is func(contract.Outcome) bool) ([]Value, bool) {
	for _, p := range b.op.Params {
		for _, e := range p.Effects {
			if is(e.Then) && slices.Equal(e.Given.Traits, []string{trait}) {
				return []Value{{p, e.Value}}, true
			}
		}
	}
	return nil, false
}

// verb is the word that an operation's name begins with.
var verb = regexp.MustCompile(`^\w[a-z]*`)

// hissing are the ends of verbs that take another syllable: attaches.
var hissing = regexp.MustCompile(`(s|x|z|ch|sh)$`)

// does says what the operation does: "stops" for StopInstances.
func (b *builder) does() string {
	word := strings.ToLower(verb.FindString(b.op.ID))
	if hissing.MatchString(word) {
		return word + "es"
	}
	return word + "s"
}

// article puts a or an before a word.
func article(word string) string {
	if strings.ContainsAny(word[:min(1, len(word))], "AEIOUaeiou") {
		return "an " + word
	}
	return "a " + word
}

// steps joins lists of steps.
func steps(lists ...[]Step) []Step { return slices.Concat(lists...) }
