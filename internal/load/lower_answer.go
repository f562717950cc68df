package load

import (
	"regexp"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// formats are the media types of answers.
var formats = map[string]contract.Format{
	"application/json": contract.FormatJSON,
	"application/xml":  contract.FormatXML,
	"text/xml":         contract.FormatXML,
}

// status is a key of responses.
var status = regexp.MustCompile(`^([1-5][0-9][0-9]|default)$`)

// answers lowers the answer with status 200 to fields and formats. Its schema describes what is
// inside the envelope's payload.
func (l *lowering) answers(o *operation, op *contract.Operation) {
	for _, r := range o.Responses {
		if !status.MatchString(r.Key) {
			l.found.Errorf(r.Pos, diag.UnknownKey, "the key %q is not an HTTP status", r.Key)
		}
	}
	ok := o.Responses.Get("200")
	if ok == nil || len(ok.Content) == 0 {
		l.found.Errorf(o.Pos, diag.MissingKey, "the operation %q has no response 200 with content", o.ID)
		return
	}
	for _, c := range ok.Content {
		f, known := formats[c.Key]
		if !known {
			l.found.Errorf(c.Pos, diag.MediaType, "the media type %q is not known for answers, expected application/json, application/xml or text/xml", c.Key)
		}
		if known && !slices.Contains(op.Formats, f) {
			op.Formats = append(op.Formats, f)
		}
	}
	schema := ok.Content[0].Value.Schema
	l.sameSchema(schema.Pos, contents(ok.Content, func(e element) diag.Pos { return e.Pos }))
	if schema.Type != contract.Object {
		l.found.Errorf(schema.Pos, diag.WrongType, "expected an answer of type object, got %q", schema.Type)
		return
	}
	op.Result = l.schema(&schema, schema.Pos).Fields
}

// items lowers the element of an array, nil when there is none.
func (l *lowering) items(e *element) *contract.Schema {
	if e == nil {
		return nil
	}
	s := l.schema(e, e.Pos)
	return &s
}

// schema lowers what stands at pos; the element of a field does not know its own place.
func (l *lowering) schema(e *element, pos diag.Pos) contract.Schema {
	if e.Type == contract.Array && e.Items == nil {
		l.found.Errorf(pos, diag.MissingKey, "the key %q is missing", "items")
	}
	s := contract.Schema{Type: e.Type, Pattern: e.Pattern, Enum: e.Enum, Items: l.items(e.Items)}
	if e.Type == contract.Object {
		s.Items = l.items(e.Entries)
	}
	for _, p := range e.Properties {
		s.Fields = append(s.Fields, &contract.Field{
			Name:        p.Key,
			Description: p.Value.Description,
			Required:    slices.ContainsFunc(e.Required, func(w strict.Word) bool { return w.Value == p.Key }),
			Schema:      l.schema(&p.Value.element, p.Pos),
			Source:      p.Value.Source,
			Pos:         p.Pos,
		})
	}
	l.required(e.Required, names(e.Properties))
	return s
}
