package contract

import (
	"fmt"
	"slices"
	"strings"
)

// Rules derives every rule of the contract, in a stable order: operations in the order of the
// file, kinds in report order, and within a kind the order of the file. Operations that only
// observe carry no rules: the document does not describe them.
func Rules(c *Contract) []*Rule {
	var rules []*Rule
	for _, op := range c.Operations {
		if !op.Acts() {
			continue
		}
		d := derivation{contract: c, op: op}
		d.wholeOperation()
		d.parameters()
		d.behaviour()
		d.errorRows()
		d.authentication()
		d.probes()
		rules = append(rules, d.sorted()...)
	}
	return rules
}

// derivation collects the rules of one operation.
type derivation struct {
	contract *Contract
	op       *Operation
	rules    []*Rule
}

func (d *derivation) add(kind Kind, name, says string, source Source, pos Pos, subject any) {
	d.rules = append(d.rules, &Rule{
		API: d.contract.API, Operation: d.op.ID, Kind: kind, Name: name,
		Says: says, Source: source, Pos: pos, Subject: subject,
	})
}

// sorted returns the rules by kind; rules of one kind keep the order in which they were added.
func (d *derivation) sorted() []*Rule {
	order := Kinds()
	slices.SortStableFunc(d.rules, func(a, b *Rule) int {
		return slices.Index(order, a.Kind) - slices.Index(order, b.Kind)
	})
	return d.rules
}

// wholeOperation derives what holds of any call: it succeeds, its answer has the documented
// shape and a request id, and each encoding and format works.
func (d *derivation) wholeOperation() {
	op, c := d.op, d.contract
	d.add(KindSuccess, "minimal", "The smallest legal call succeeds.", op.Source, op.Pos, nil)
	for _, ex := range op.Examples {
		d.add(KindSuccess, ex.ID, ex.Says, ex.Source, ex.Pos, ex)
	}
	d.add(KindResponseSchema, "success", "A successful answer has the documented fields and types.", op.Source, op.Pos, nil)
	d.add(KindResponseSchema, "error", "An error answer carries a code and a message in the documented place.", c.Envelope.Source, c.Envelope.Pos, nil)
	if id := c.RequestID; id != nil {
		d.add(KindRequestID, "success", "A successful answer carries a request id.", id.Source, id.Pos, nil)
		d.add(KindRequestID, "error", "An error answer carries a request id.", id.Source, id.Pos, nil)
		d.add(KindRequestID, "unique", "No two answers carry the same request id.", id.Source, id.Pos, nil)
		if id.Outer != "" {
			d.add(KindRequestID, "nested", "The request id is the same inside and outside of the payload.", id.Source, id.Pos, nil)
		}
	}
	for _, enc := range op.Documented() {
		d.add(KindFormat, "request-"+string(enc), fmt.Sprintf("A request may be sent as %s.", encodingWords[enc]), op.encodingSource(), op.Pos, enc)
	}
	if len(op.Formats) > 1 {
		for _, f := range op.Formats {
			d.add(KindFormat, "answer-"+string(f), fmt.Sprintf("An answer may be had as %s.", strings.ToUpper(string(f))), op.Source, op.Pos, f)
		}
	}
}

// encodingWords names the encodings for people.
var encodingWords = map[Encoding]string{
	JSON:  "POST with a JSON body",
	Query: "GET with a query string",
	Form:  "POST with a form",
}

// Documented are the encodings that a page speaks of: the preferred one, and the query string in
// whose spelling pages write lists. Forms are the vendor's common pages' business, and are there for
// the client.
func (o *Operation) Documented() []Encoding {
	encs := []Encoding{o.Encodings[0]}
	if encs[0] != Query && slices.Contains(o.Encodings, Query) {
		encs = append(encs, Query)
	}
	return encs
}

// encodingSource is the provenance of the encodings: the resource parameter, whose spelling on
// the page (InstanceIds.N) is what documents say about them.
func (o *Operation) encodingSource() Source {
	if p := o.ResourceParam(); p != nil {
		return p.Source
	}
	return o.Source
}

// parameters derives the rules of each parameter from its schema keywords.
func (d *derivation) parameters() {
	for _, p := range d.op.Dispatch {
		if p.Required {
			d.add(KindRequired, p.Name, fmt.Sprintf("%s is required.", p.Name), p.Source, p.Pos, p)
		}
	}
	for _, p := range d.op.Params {
		if p.Required {
			d.add(KindRequired, p.Name, fmt.Sprintf("%s is required.", p.Name), p.Source, p.Pos, p)
		}
		if d.typed(p) {
			d.add(KindType, p.Name, fmt.Sprintf("%s is of type %s.", p.Name, p.Type), p.Source, p.Pos, p)
		}
		if p.Type == Array && slices.Contains(d.op.Encodings, JSON) {
			d.add(KindType, p.Name+".items", fmt.Sprintf("The elements of %s are of type %s.", p.Name, p.Items.Type), p.Source, p.Pos, p)
		}
		if p.MaxItems > 0 {
			d.add(KindBatchLimit, p.Name+".max", fmt.Sprintf("%s names at most %d.", p.Name, p.MaxItems), p.Source, p.Pos, Bound{p, ViolatesMaxItems})
		}
		if p.MinItems > 0 {
			d.add(KindBatchLimit, p.Name+".min", fmt.Sprintf("%s names at least %d.", p.Name, p.MinItems), p.Source, p.Pos, Bound{p, ViolatesMinItems})
		}
		d.values(p)
	}
}

// typed reports whether a value of a wrong type can be sent at all: in a query everything is a
// string, so only numbers and booleans can be wrong there.
func (d *derivation) typed(p *Param) bool {
	if slices.Contains(d.op.Encodings, JSON) {
		return true
	}
	return p.Type == Integer || p.Type == Number || p.Type == Boolean
}

// values derives the rules of an enumeration, of single values and of the default.
func (d *derivation) values(p *Param) {
	if len(p.Enum) > 0 {
		d.add(KindEnum, p.Name, fmt.Sprintf("%s has no other values than the documented ones.", p.Name), p.Source, p.Pos, p)
	}
	for _, e := range p.Effects {
		d.add(KindEnum, effectName(p, e), fmt.Sprintf("%s %v: %s.", p.Name, e.Value, e.Says), or(e.Source, p.Source), e.Pos, EnumValue{p, e})
	}
	if p.DefaultEffect != nil {
		d.add(KindDefault, p.Name, fmt.Sprintf("%s left out is %v.", p.Name, p.Default), or(p.DefaultEffect.Source, p.Source), p.DefaultEffect.Pos, p)
	}
}

// or is the source of a part, or that of the whole when the part has none of its own.
func or(part, whole Source) Source {
	if part.Basis == "" && len(part.Lines) == 0 {
		return whole
	}
	return part
}

// effectName names the rule of one value; a value with effects on several fixtures is told apart
// by their traits.
func effectName(p *Param, e *ValueEffect) string {
	name := fmt.Sprintf("%s.%v", p.Name, e.Value)
	same := 0
	for _, other := range p.Effects {
		if other.Value == e.Value {
			same++
		}
	}
	if same > 1 && len(e.Given.Traits) > 0 {
		name += "." + strings.Join(e.Given.Traits, ".")
	}
	return name
}

// behaviour derives preconditions, transitions and what goes with them.
func (d *derivation) behaviour() {
	for _, p := range d.op.Preconditions {
		d.add(KindPrecondition, p.ID, p.Says, p.Source, p.Pos, p)
	}
	for _, t := range d.op.Transitions {
		d.add(KindTransition, t.ID, t.Says, t.Source, t.Pos, t)
		if t.Async != nil {
			d.add(KindAsync, t.ID, "The answer does not wait for the end of the change.", *t.Async, t.Pos, t)
		}
	}
	if p := d.op.Partial; p != nil {
		d.add(KindPartialFailure, p.name(), p.Says, p.Source, p.Pos, p)
	}
	if r := d.op.RateLimit; r != nil {
		d.add(KindRateLimit, "requests", fmt.Sprintf("At most %d requests are accepted in %v.", r.Max, r.Period), r.Source, r.Pos, r)
	}
	for _, dep := range d.op.Dependencies {
		says := fmt.Sprintf("%s(%s).", dep.Kind, strings.Join(dep.Params, ", "))
		d.add(KindDependency, dep.ID, says, dep.Source, dep.Pos, dep)
	}
}

func (p *PartialFailure) name() string {
	if p.Failed != "" {
		return p.Failed
	}
	return p.Items
}

// errorRows derives one rule for each row of the document's error table.
func (d *derivation) errorRows() {
	for _, row := range d.op.Codes {
		d.add(KindErrorCode, row.ID, fmt.Sprintf("%s: %s", row.Code, row.Says), row.Source, row.Pos, row)
	}
}

// authentication derives one rule for each common code that an authentication fault triggers.
func (d *derivation) authentication() {
	for _, row := range d.contract.CommonCodes {
		for _, t := range row.When {
			if t.Auth != "" {
				d.add(KindAuth, t.Auth, fmt.Sprintf("A request is refused when %s.", row.Says), row.Source, row.Pos, AuthFault(t.Auth))
			}
		}
	}
}

// probes derives one informational rule for each decision that an endpoint can be asked about.
func (d *derivation) probes() {
	for _, dec := range d.contract.Decisions {
		if dec.Probe != nil && dec.Probe.Operation == d.op.ID {
			source := Source{Lines: dec.Lines, Basis: BasisDocument}
			d.add(dec.Probe.Kind, "reading-"+dec.ID, dec.Question, source, dec.Pos, dec)
		}
	}
}
