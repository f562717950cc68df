package suite

import (
	"encoding/json"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit"
	"github.com/seed-613b54dc/conformance/internal/scenario"
)

// answers emits answers.go: JSON Schemas of whole answers, success and error.
//
//	// stopInstancesAnswer is the form of a successful answer to StopInstances.
//	const stopInstancesAnswer = `{
//	  "type": "object",
//	  …
//	}`
func (a api) answers() []jen.Code {
	var decls []jen.Code
	for _, op := range a.Operations {
		if op.Acts() {
			decls = append(decls,
				constant(a.schemaName(op, scenario.SchemaSuccess), "is the form of a successful answer to "+op.ID+".", a.successSchema(op)))
		}
	}
	return append(decls, constant(a.schemaName(nil, scenario.SchemaError), "is the form of an answer that refuses.", a.errorSchema()))
}

// schemaName names the constant that holds a schema.
func (a api) schemaName(op *contract.Operation, which string) string {
	if which == scenario.SchemaError {
		return "refusalAnswer"
	}
	return strings.ToLower(op.ID[:1]) + op.ID[1:] + "Answer"
}

func constant(name, doc string, s schema) jen.Code {
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		panic("unreachable: " + err.Error())
	}
	return emit.Doc(name + " " + doc).Const().Id(name).Op("=").Op("`" + string(text) + "`")
}

// schema is the part of JSON Schema that answers need; fields are written in this order.
type schema struct {
	Type       string   `json:"type,omitempty"`
	Required   []string `json:"required,omitempty"`
	Properties members  `json:"properties,omitempty"`
	Items      *schema  `json:"items,omitempty"`
	Not        *schema  `json:"not,omitempty"`
}

// members are properties by name; encoding/json sorts them.
type members map[string]schema

// successSchema wraps the result of an operation in the envelope. The entries for single resources
// are left free: the verb Itemises looks at them, and takes an object with ids as keys for as good as
// a list of entries that name them.
func (a api) successSchema(op *contract.Operation) schema {
	s := object(op.Result)
	if op.Partial != nil && op.Partial.Items != "" {
		s.Properties[op.Partial.Items] = schema{}
	}
	if payload := a.Envelope.Payload; payload != "" {
		s = schema{Type: "object", Required: []string{payload}, Properties: members{payload: s}}
	}
	if id := a.RequestID; id != nil && id.Outer != "" {
		s.nest(strings.Split(id.Outer, "."), schema{Type: "string"})
	}
	return s
}

// errorSchema is the envelope of an error: each path leads through objects to a string. Where codes
// are numbers, the number is what an error must have; its name may travel inside the message.
func (a api) errorSchema() schema {
	s := schema{Type: "object"}
	if a.Envelope.Number != "" {
		s.nest(strings.Split(a.Envelope.Number, "."), schema{Type: "integer"})
	} else {
		s.nest(strings.Split(a.Envelope.Code, "."), schema{Type: "string"})
	}
	s.nest(strings.Split(a.Envelope.Message, "."), schema{Type: "string"})
	return s
}

// nest requires a member at the end of a path of objects.
func (s *schema) nest(path []string, leaf schema) {
	if s.Properties == nil {
		s.Properties = members{}
	}
	name := path[0]
	inner, known := s.Properties[name]
	if !known {
		s.Required = append(s.Required, name)
		inner = schema{Type: "object"}
	}
	if len(path) == 1 {
		inner = leaf
	} else {
		inner.nest(path[1:], leaf)
	}
	s.Properties[name] = inner
}

// object is the schema of an object with those fields; further ones are allowed.
func object(fields []*contract.Field) schema {
	s := schema{Type: "object", Properties: members{}}
	for _, f := range fields {
		s.Properties[f.Name] = element(&f.Schema)
		if f.Required {
			s.Required = append(s.Required, f.Name)
		}
	}
	return s
}

func element(e *contract.Schema) schema {
	switch {
	case len(e.Fields) > 0:
		return object(e.Fields)
	case e.Type == contract.Array && e.Items != nil:
		items := element(e.Items)
		return schema{Type: string(e.Type), Items: &items}
	default:
		return schema{Type: string(e.Type)}
	}
}
