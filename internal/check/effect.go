package check

import (
	"maps"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
)

// effects checks what single values and defaults are said to do.
func (k *checker) effects(op *contract.Operation) {
	for _, p := range slices.Concat(op.Dispatch, op.Params) {
		for i, e := range p.Effects {
			k.fixture(e.Given, e.Pos)
			k.outcome(op, e.Then)
			if wrong := legal(p, e.Value); wrong != "" {
				k.found.Errorf(e.Pos, diag.BadValue, "the parameter %q cannot have this value: %s", p.Name, wrong)
			} else if !scalar(e.Value) {
				k.found.Errorf(e.Pos, diag.BadValue, "an effect is of a single value, and %s is none", quoted(e.Value))
			}
			if other := effectOn(p.Effects[:i], e.Value, e.Given); other != nil {
				k.found.Errorf(e.Pos, diag.DuplicateID, "the value %s has an effect on this fixture already", quoted(e.Value)).
					Related = []diag.Related{{Pos: other.Pos, Message: "it is here"}}
			}
		}
		if p.DefaultEffect != nil {
			k.defaultEffect(p, p.DefaultEffect)
		}
	}
}

// outcome checks that an outcome is one thing, and one that can be seen.
func (k *checker) outcome(op *contract.Operation, o contract.Outcome) {
	k.exactlyOne(o.Pos, "an outcome", "reaches, stays and refused", o.Reaches != "", o.Stays != "", o.Refused != "")
	for _, state := range []string{o.Reaches, o.Stays} {
		if state != "" {
			k.states(o.Pos, state)
		}
	}
	if o.Refused != "" {
		k.row(op, o.Pos, o.Refused)
	}
	var shown []string
	for _, observer := range k.c.Observers() {
		shown = append(shown, observer.Observe.Fields...)
	}
	for _, name := range slices.Sorted(maps.Keys(o.Fields)) {
		k.known(o.Pos, diag.UnknownField, "field shown by an observer", name, shown)
	}
}

// defaultEffect checks that leaving the parameter out can be told from the contrast: both values
// have an effect on the same fixture, and the effects differ.
func (k *checker) defaultEffect(p *contract.Param, d *contract.DefaultEffect) {
	k.fixture(d.Given, d.Pos)
	if p.Default == nil {
		k.found.Errorf(d.Pos, diag.DefaultEffect, "%q has a default effect and no default", p.Name)
		return
	}
	omitted, contrast := effectOn(p.Effects, p.Default, d.Given), effectOn(p.Effects, d.Contrast, d.Given)
	for _, side := range []struct {
		value  any
		effect *contract.ValueEffect
	}{{p.Default, omitted}, {d.Contrast, contrast}} {
		if side.effect == nil {
			k.found.Errorf(d.Pos, diag.DefaultEffect, "%q has no effect of the value %s on this fixture", p.Name, quoted(side.value)).
				Hint = "add it to x-value-effects"
		}
	}
	if omitted != nil && contrast != nil && sameOutcome(omitted.Then, contrast.Then) {
		k.found.Errorf(d.Pos, diag.DefaultEffect, "%q does the same by default and with %s, so nobody can tell", p.Name, quoted(d.Contrast))
	}
}

// effectOn returns the effect of that value on that fixture, nil when there is none.
func effectOn(effects []*contract.ValueEffect, value any, on contract.Fixture) *contract.ValueEffect {
	for _, e := range effects {
		if same(e.Value, value) && sameFixture(e.Given, on) {
			return e
		}
	}
	return nil
}

func sameFixture(a, b contract.Fixture) bool {
	return a.State == b.State && slices.Equal(sorted(a.Traits), sorted(b.Traits))
}

func sameOutcome(a, b contract.Outcome) bool {
	return a.Reaches == b.Reaches && a.Stays == b.Stays && a.Refused == b.Refused && maps.Equal(a.Fields, b.Fields)
}

func sorted(words []string) []string { return slices.Sorted(slices.Values(words)) }
