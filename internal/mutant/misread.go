package mutant

import (
	"fmt"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
)

// uncheckedTypes: a value of another type is let pass and counts as left out.
func uncheckedTypes(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range m.refusals() {
		p, ok := r.Subject.(*contract.Param)
		if !ok || r.Kind != contract.KindType {
			continue
		}
		m.fault("type-unchecked", r.Operation+"/"+r.Name, fmt.Sprintf("%s of another type is let pass.", r.Name), []string{r.ID()},
			reference.Fault{Overlook: func(q *reference.Query, cause reference.Cause) bool {
				return calls(q, r.op) && r.is(&reference.Refusal{Cause: cause})
			}})
		if p.Resource && p.Required {
			m.alsoOverlooked(contract.ViolatesRequired, contract.ViolatesMinItems)
		}
	}
	return m.mutants
}

// alsoOverlooked lets what a value of another type becomes pass as well: nothing is named then.
func (m *maker) alsoOverlooked(keywords ...contract.Keyword) {
	f := &m.mutants[len(m.mutants)-1].recipe.fault
	overlook := f.Overlook
	f.Overlook = func(q *reference.Query, c reference.Cause) bool {
		return overlook(q, c) || slices.Contains(keywords, contract.Keyword(c.Kind)) && q.Sent[c.Param] != nil
	}
}

// strangers: an authentication fault is let pass.
func strangers(c *contract.Contract) []Mutant {
	m := newMaker(c)
	says := map[contract.AuthFault]string{
		contract.AuthSignature: "No signature is checked.",
		contract.AuthKey:       "A key that nobody has is let in.",
		contract.AuthTimestamp: "A time stamp may be of any age.",
	}
	for _, r := range subjects[contract.AuthFault](m) {
		op := c.Operation(r.Operation)
		m.fault("auth-unchecked", r.at(), says[r.subject], []string{r.ID()},
			reference.Fault{Overlook: func(q *reference.Query, cause reference.Cause) bool {
				return calls(q, op) && cause.Kind == reference.Kind(r.subject)
			}})
	}
	return m.mutants
}

// misreadDefaults: the default of a parameter is another one for requests that have no other optional parameter,
// or is misread when it is sent.
func misreadDefaults(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range subjects[*contract.Param](m) {
		p, op := r.subject, c.Operation(r.Operation)
		if r.Kind != contract.KindDefault {
			continue
		}
		contrast := p.DefaultEffect.Contrast
		m.fault("default-wrong-alone", r.at(), fmt.Sprintf("%s is %v when no optional parameter is sent.", p.Name, contrast), []string{r.ID()},
			reference.Fault{Read: func(q *reference.Query) {
				if calls(q, op) && len(optional(q)) == 0 {
					q.Set(p.Name, contrast)
				}
			}})
		m.fault("explicit-default-misread", r.at(), fmt.Sprintf("%s %v is read as %v.", p.Name, p.Default, contrast),
			append(m.valued(r.Operation, p, p.Default), r.ID()),
			reference.Fault{Read: func(q *reference.Query) { reread(q, op, p.Name, p.Default, contrast) }})
	}
	for _, op := range m.acting() {
		for _, p := range op.Params {
			if p.Type == contract.Boolean && p.Default != false {
				m.fault("false-read-as-true", op.ID+"/"+p.Name, fmt.Sprintf("%s false is read as true.", p.Name), m.valued(op.ID, p, false),
					reference.Fault{Read: func(q *reference.Query) { reread(q, op, p.Name, false, true) }})
			}
		}
	}
	return m.mutants
}

// optional are the optional parameters that a request carries.
func optional(q *reference.Query) []string {
	var names []string
	for _, p := range q.Operation.Params {
		if _, ok := q.Sent[p.Name]; ok && !p.Required {
			names = append(names, p.Name)
		}
	}
	return names
}

// reread takes one value of a parameter for another.
func reread(q *reference.Query, op *contract.Operation, name string, from, to any) {
	if got, ok := q.Sent[name]; ok && calls(q, op) && fmt.Sprint(got) == fmt.Sprint(from) {
		q.Set(name, to)
	}
}

// valued are the rules about one value of a parameter.
func (m *maker) valued(op string, p *contract.Param, value any) []string {
	return m.effects(op, p, func(e *contract.ValueEffect) bool { return e.Value == value })
}

// ignoredValues: a parameter is not looked at, so that its default always holds. Nothing is broken where a value
// does what the default does.
func ignoredValues(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, op := range m.acting() {
		for _, p := range op.Params {
			if p.Required {
				continue
			}
			seen := m.effects(op.ID, p, func(e *contract.ValueEffect) bool { return !actsAsDefault(p, e) })
			if p.DefaultEffect != nil {
				seen = append(seen, m.param(op.ID, contract.KindDefault, p)...)
			}
			m.fault("value-ignored", op.ID+"/"+p.Name, fmt.Sprintf("%s is ignored.", p.Name), seen,
				reference.Fault{Read: func(q *reference.Query) {
					if calls(q, op) {
						delete(q.Sent, p.Name)
					}
				}})
		}
	}
	return m.mutants
}

// actsAsDefault reports whether a value cannot be told from the default on the fixture of its effect.
func actsAsDefault(p *contract.Param, e *contract.ValueEffect) bool {
	if e.Value == p.Default {
		return true
	}
	byDefault, ok := effectOn(p, p.Default, e.Given)
	return ok && alike(byDefault.Then, e.Then)
}
