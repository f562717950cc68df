package diff

import (
	"fmt"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// param states what holds of one parameter. What else its schema says is left to the comparison of the wire.
func (f *facts) param(op *contract.Operation, p *contract.Param) {
	s := f.about(KindParameter, op.ID+"/parameter/"+p.Name, op.ID, p.Source, p.Pos)
	s.exists(p.Name, weights(implementers, callers, 0))
	s.has("description", p.Description, editorial)
	s.has("fixed", p.Fixed, weights(both, both, both))
	s.has("list style", string(p.List), weights(both, both, both))
	s.has("names resources", p.Resource, weights(both, both, both))
	f.of(op, p, KindType, "type").exists(typeOf(p), weights(both, both, both))
	if p.Required {
		f.of(op, p, KindRequired, "required").exists("required", weights(both, implementers, 0))
	}
	f.bound(op, p, contract.ViolatesMinItems, ".min", p.MinItems, lower)
	f.bound(op, p, contract.ViolatesMaxItems, ".max", p.MaxItems, upper)
	f.values(op, p)
}

// of begins the facts of one keyword of the parameter.
func (f *facts) of(op *contract.Operation, p *contract.Param, kind Kind, rules string) subject {
	return subject{f, kind, op.ID + "/" + rules + "/" + p.Name, op.ID + "/parameter/" + p.Name, p.Source, p.Pos}
}

func (f *facts) bound(op *contract.Operation, p *contract.Param, keyword contract.Keyword, end string, n int, weigh weigher) {
	if n == 0 {
		return
	}
	s := f.of(op, p, KindLimit, "batch-limit")
	s.id += end
	if id, ok := f.rules[contract.Bound{Param: p, Keyword: keyword}]; ok {
		s.id = id
	}
	s.exists(n, weigh)
}

// values states the enumeration, what single values do, and the default.
func (f *facts) values(op *contract.Operation, p *contract.Param) {
	if len(p.Enum) > 0 {
		f.of(op, p, KindEnum, "enum").exists(texts(p.Enum), members(implementers, both, both))
	}
	for i, e := range p.Effects {
		f.effect(op, p, i, e)
	}
	f.defaultValue(op, p)
}

func (f *facts) defaultValue(op *contract.Operation, p *contract.Param) {
	s := f.of(op, p, KindDefault, "default")
	e := p.DefaultEffect
	if e != nil {
		s.source, s.pos = sourceOr(e.Source, p.Source), e.Pos
	}
	if p.Default != nil {
		s.exists(fmt.Sprint(p.Default), weights(implementers, callers, both))
	}
	if e != nil {
		s.has("shown by", []string{canonical(e.Given), "against " + fmt.Sprint(e.Contrast)}, weights(implementers, 0, implementers))
		s.has("lines", append(lineWords(s.source.Lines), basis(s.source)...), editorial)
	}
}

// sourceOr is the source of a part, or that of the whole when the part has none.
func sourceOr(part, whole contract.Source) contract.Source {
	if len(part.Lines) == 0 && part.Basis == "" {
		return whole
	}
	return part
}

// effect states what a value does on a fixture. Which fixture it is, is part of what the rule says.
func (f *facts) effect(op *contract.Operation, p *contract.Param, i int, e *contract.ValueEffect) {
	id, ok := f.rules[contract.EnumValue{Param: p, Effect: e}]
	if !ok { // an operation that only observes has no rules
		id = fmt.Sprintf("%s/enum/%s.%v.%d", op.ID, p.Name, e.Value, i)
	}
	s := f.about(KindEffect, id, op.ID+"/parameter/"+p.Name, sourceOr(e.Source, p.Source), e.Pos)
	s.exists(strings.TrimSpace(canonical(e.Then)), weights(implementers, callers, both))
	s.has("value", fmt.Sprint(e.Value), weights(both, both, both))
	s.has("given", e.Given, weights(implementers, implementers, implementers))
	s.has("says", e.Says, editorial)
}

func typeOf(p *contract.Param) string {
	if p.Items == nil {
		return string(p.Type)
	}
	return string(p.Type) + " of " + string(p.Items.Type)
}

func texts(values []any) []string {
	var list []string
	for _, v := range values {
		list = append(list, fmt.Sprint(v))
	}
	return list
}
