package scenario

import (
	"fmt"
	"maps"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// enum: an unknown value is refused, and each documented one does what it says.
func (b *builder) enum() {
	if v, ok := b.rule.Subject.(contract.EnumValue); ok {
		b.add("effect", fmt.Sprintf("%s %v: %s", v.Param.Name, v.Effect.Value, v.Effect.Says), b.effect(v)...)
		return
	}
	p := b.rule.Subject.(*contract.Param)
	b.add("unknown", "refuses an unknown value of "+p.Name, b.unknownValue(p)...)
}

func (b *builder) unknownValue(p *contract.Param) []Step {
	r, t := b.violation(p.Name, contract.ViolatesEnum)
	var value any = "no-such-value"
	switch {
	case t != nil && t.Value != nil:
		value = t.Value
	case p.Type == contract.Integer:
		value = int64(7)
	}
	return b.mistyped(p, value, r)
}

// effect: what a value does is seen on a fixture where it matters. A value that leaves a resource
// in between is compared with calls that do come to an end: when they have, the other has had its
// time, however slow the endpoint is.
func (b *builder) effect(v contract.EnumValue) []Step {
	value := []Value{{v.Param, v.Effect.Value}}
	start := b.with(ids, 1, v.Effect.Given)
	send := Send{IDs: b.all(ids), With: value}
	switch then := v.Effect.Then; {
	case then.Refused != "":
		send.Expect = Expect{Refusal: b.refusal(contract.Refusal{Row: then.Refused})}
		return []Step{start, send, b.stays(ids, b.stateOf(v.Effect.Given.Traits))}
	case then.Stays != "":
		settle := See{IDs: set(ids), Verb: Settle, Args: []string{then.Stays}}
		return steps([]Step{start, b.running(other, 1), send}, b.succeeds(other, value...), b.through(v), []Step{settle})
	default:
		return steps([]Step{start, send}, b.seen(ids, then))
	}
}

// through brings a like resource to an end with another value, which may take longer than with a
// normal one; it does nothing where no value can. A value of the same parameter is preferred.
func (b *builder) through(v contract.EnumValue) []Step {
	for _, p := range append([]*contract.Param{v.Param}, b.op.Params...) {
		if e := reaching(p, v.Effect.Given); e != nil {
			return steps([]Step{b.with(forced, 1, v.Effect.Given)}, b.succeeds(forced, Value{p, e.Value}))
		}
	}
	return nil
}

// reaching returns the first effect of a parameter that brings a resource like the fixture to an end,
// nil when there is none.
func reaching(p *contract.Param, given contract.Fixture) *contract.ValueEffect {
	for _, e := range p.Effects {
		if e.Then.Reaches != "" && e.Given.State == given.State && slices.Equal(e.Given.Traits, given.Traits) {
			return e
		}
	}
	return nil
}

// seen is what must be seen of an accepted call in the end.
func (b *builder) seen(name string, then contract.Outcome) []Step {
	var list []Step
	if then.Reaches != "" {
		list = append(list, See{IDs: set(name), Verb: Reach, Args: []string{then.Reaches}})
	}
	for _, field := range slices.Sorted(maps.Keys(then.Fields)) {
		list = append(list, See{IDs: set(name), Verb: Show, Args: []string{field, then.Fields[field]}})
	}
	if then.Stays != "" {
		list = append(list, See{IDs: set(name), Verb: Settle, Args: []string{then.Stays}})
	}
	return list
}

// defaultValue: left out, the parameter does what its default does, and not what another value does;
// sent, the default does the same. The two are told apart on a fixture where they differ.
func (b *builder) defaultValue(p *contract.Param) {
	given := p.DefaultEffect.Given
	usual, contrast := outcome(p, p.Default, given), outcome(p, p.DefaultEffect.Contrast, given)
	omitted := Send{IDs: b.all(ids), Absent: []string{p.Name}}
	explicit := Send{IDs: b.all(ids), With: []Value{{p, p.Default}}}
	b.add("omitted", fmt.Sprintf("takes %s as %v when it is left out", p.Name, p.Default), b.pair(p, omitted, usual, contrast)...)
	b.add("explicit", fmt.Sprintf("takes %s as %v when it is sent", p.Name, p.Default), b.pair(p, explicit, usual, contrast)...)
}

// pair sends two calls on like fixtures, one of them with the contrast value, and sees that they
// end differently. The one that completes is waited for first, so that the other has had its time.
func (b *builder) pair(p *contract.Param, first Send, usual, contrast contract.Outcome) []Step {
	given := p.DefaultEffect.Given
	second := Send{IDs: b.all(other), With: []Value{{p, p.DefaultEffect.Contrast}}}
	first, second = b.expecting(first, usual), b.expecting(second, contrast)
	list := []Step{b.with(ids, 1, given), b.with(other, 1, given), first, second}
	one, two := b.ended(ids, given, usual), b.ended(other, given, contrast)
	if usual.Reaches == "" {
		one, two = two, one
	}
	return steps(list, one, two)
}

// expecting adds the refusal to a call whose outcome is one.
func (b *builder) expecting(s Send, then contract.Outcome) Send {
	if then.Refused != "" {
		s.Expect = Expect{Refusal: b.refusal(contract.Refusal{Row: then.Refused})}
	}
	return s
}

// ended is what must be seen in the end of a call with that outcome.
func (b *builder) ended(name string, given contract.Fixture, then contract.Outcome) []Step {
	if then.Refused != "" {
		return []Step{b.stays(name, b.stateOf(given.Traits))}
	}
	return b.seen(name, then)
}

// outcome is what a value of a parameter does on a fixture; package check has made sure that there
// is one.
func outcome(p *contract.Param, value any, given contract.Fixture) contract.Outcome {
	for _, e := range p.Effects {
		if e.Value == value && slices.Equal(e.Given.Traits, given.Traits) && e.Given.State == given.State {
			return e.Then
		}
	}
	return contract.Outcome{}
}
