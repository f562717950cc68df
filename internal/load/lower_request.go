package load

import (
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// request lowers the properties of the request body to business parameters.
func (l *lowering) request(b *body[request], op *contract.Operation) {
	for _, c := range b.Content {
		if c.Key != "application/json" && c.Key != "application/x-www-form-urlencoded" {
			l.found.Errorf(c.Pos, diag.MediaType, "the media type %q is not known for requests, expected application/json or application/x-www-form-urlencoded", c.Key)
		}
	}
	if len(b.Content) == 0 {
		return
	}
	schema := b.Content[0].Value.Schema
	l.sameSchema(b.Content[0].Value.Schema.Pos, contents(b.Content, func(r request) diag.Pos { return r.Pos }))
	for _, p := range schema.Properties {
		required := slices.ContainsFunc(schema.Required, func(w strict.Word) bool { return w.Value == p.Key })
		op.Params = append(op.Params, l.param(p.Key, p.Pos, &p.Value, required))
	}
	l.required(schema.Required, names(schema.Properties))
}

// contents are the places of the schemas of a body.
func contents[T any](all strict.Pairs[content[T]], place func(T) diag.Pos) []diag.Pos {
	var places []diag.Pos
	for _, c := range all {
		places = append(places, place(c.Value.Schema))
	}
	return places
}

// sameSchema demands that all media types of a body refer to one schema: a contract has one
// list of parameters and one of fields.
func (l *lowering) sameSchema(first diag.Pos, all []diag.Pos) {
	for _, pos := range all {
		if pos != first {
			l.found.Errorf(pos, diag.BodiesDiffer, "the media types of one body have different schemas").
				Hint = "put the schema under components and refer to it from each media type"
		}
	}
}

// required reports names for which the object has no property.
func (l *lowering) required(required []strict.Word, properties []string) {
	for _, w := range required {
		if !slices.Contains(properties, w.Value) {
			l.found.Errorf(w.Pos, diag.UnknownRequired, "the object has no property %q that it could require", w.Value).
				Hint = diag.DidYouMean(w.Value, properties)
		}
	}
}

func names[T any](p strict.Pairs[T]) []string {
	var all []string
	for _, entry := range p {
		all = append(all, entry.Key)
	}
	return all
}

// param lowers one business parameter.
func (l *lowering) param(name string, pos diag.Pos, p *property, required bool) *contract.Param {
	if id := p.Identifies; id.Value != "" && id.Value != l.doc.Resource.Name {
		l.found.Errorf(id.Pos, diag.UnknownResource, "%q is not the resource of this contract, expected %q", id.Value, l.doc.Resource.Name)
	}
	if p.Type == contract.Array && p.Items == nil {
		l.found.Errorf(pos, diag.MissingKey, "the key %q is missing", "items")
	}
	param := &contract.Param{
		Name:          name,
		Description:   p.Description,
		Type:          p.Type,
		Items:         l.items(p.Items),
		Required:      required,
		Default:       p.Default,
		Enum:          p.Enum,
		MinItems:      int(p.MinItems),
		MaxItems:      int(p.MaxItems),
		Pattern:       p.Pattern,
		List:          p.List,
		Resource:      p.Identifies.Value != "",
		Effects:       p.Effects,
		DefaultEffect: p.DefaultEffect,
		Source:        p.Source,
		Pos:           pos,
	}
	inherit(param)
	return param
}

// inherit gives the effects of a parameter its source where they have none.
func inherit(p *contract.Param) {
	for _, e := range p.Effects {
		if e.Source.Basis == "" {
			e.Source = p.Source
		}
	}
	if e := p.DefaultEffect; e != nil && e.Source.Basis == "" {
		e.Source = p.Source
	}
}
