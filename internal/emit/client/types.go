package client

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit"
)

// typesFile fills types.go: for each operation its input, its output and the objects inside the output.
func typesFile(a api, f *emit.File) {
	for _, op := range a.Operations {
		f.Decls(inputType(a, op), outputType(a, op))
		if op.Partial != nil {
			f.Decls(failedMethod(a, op))
		}
		for _, o := range a.objects(op.Result) {
			f.Decls(objectType(a, op, o))
		}
	}
}

// inputType emits
//
//	// StopInstancesInput is what [Client.StopInstances] sends.
//	type StopInstancesInput struct {
//		// Ids of the instances to stop. Required; 1 to 100 elements.
//		// Document 003, lines 12 and 26; specs/tencent-cvm-v3.yaml:590.
//		InstanceIDs []string `json:"InstanceIds,omitzero"`
//	}
func inputType(a api, op *contract.Operation) jen.Code {
	var members []jen.Code
	for _, p := range op.Params {
		members = append(members, inputField(a, op, p))
	}
	n := a.names.Op(op)
	return emit.Doc(n.Input + " is what [Client." + n.Method + "] sends.").Type().Id(n.Input).Struct(members...)
}

// inputField emits one field. What may be left out is a pointer or a slice: nil is not sent, and a pointer to zero is.
//
//	ForceStop *bool `json:"ForceStop,omitzero"`
func inputField(a api, op *contract.Operation, p *contract.Param) jen.Code {
	tag := map[string]string{"json": p.Name + ",omitzero"}
	if p.List == contract.ListJSON {
		tag["list"] = "json"
	}
	typ := inputGoType(a, p)
	if !p.Required && p.Type != contract.Array && p.Type != contract.Object {
		typ = jen.Op("*").Add(typ)
	}
	return emit.Doc(paramDoc(a, p)).Id(a.names.Field(op, p)).Add(typ).Tag(tag)
}

func inputGoType(a api, p *contract.Param) jen.Code {
	if enum := a.names.EnumType(p); enum != "" {
		return jen.Id(enum)
	}
	s := contract.Schema{Type: p.Type}
	if p.Items != nil {
		s.Items = p.Items
	}
	return goType(a, &s)
}

// goType emits the type of a schema. Integers have 64 bits because vendors' numbers do; an object without known fields
// is a map, whose values have the type of its items.
func goType(a api, s *contract.Schema) jen.Code {
	switch {
	case s.Type == contract.Array && s.Items != nil:
		return jen.Index().Add(goType(a, s.Items))
	case s.Type == contract.Object && len(s.Fields) > 0 && a.names.Struct(s) != "":
		return jen.Id(a.names.Struct(s))
	case s.Type == contract.Object && s.Items != nil:
		return jen.Map(jen.String()).Add(goType(a, s.Items))
	case s.Type == contract.Object:
		return jen.Map(jen.String()).Any()
	case s.Type == contract.Array:
		return jen.Index().Any()
	case s.Type == contract.Integer:
		return jen.Int64()
	case s.Type == contract.Boolean:
		return jen.Bool()
	case s.Type == contract.Number:
		return jen.Float64()
	}
	return jen.String()
}

// outputType emits
//
//	// StopInstancesOutput is what [Client.StopInstances] returns.
//	type StopInstancesOutput struct {
//		// Identifies the request; unique.
//		// Document 003, lines 46 and 61; specs/tencent-cvm-v3.yaml:618.
//		RequestID string `json:"RequestId"`
//	}
func outputType(a api, op *contract.Operation) jen.Code {
	n := a.names.Op(op)
	return emit.Doc(n.Output + " is what [Client." + n.Method + "] returns.").
		Type().Id(n.Output).Struct(outputFields(a, op, op.Result)...)
}

func outputFields(a api, op *contract.Operation, fields []*contract.Field) []jen.Code {
	var members []jen.Code
	for _, f := range fields {
		members = append(members, outputField(a, op, f))
	}
	return members
}

// outputField emits one field of an answer. Enumerated values stay strings: an answer may hold one that is new. The
// entries of a batch come as an object by id, whatever a document calls them.
//
//	InstanceState string `json:"InstanceState"`
func outputField(a api, op *contract.Operation, f *contract.Field) jen.Code {
	tag := map[string]string{"json": f.Name}
	if hasXML(op) {
		tag["xml"] = f.Name
		if isMap(op, f) {
			tag["xml"] = "-" // package xml has no maps
		}
	}
	typ := goType(a, &f.Schema)
	if p := op.Partial; p != nil && p.Items == f.Name {
		typ = jen.Map(jen.String()).Add(goType(a, f.Schema.Items))
	}
	doc := sentence(f.Description)
	if !f.Required {
		doc += " It may be missing."
	}
	doc = strings.TrimSpace(doc) + emit.Break + a.origin(f.Source, f.Pos)
	return emit.Doc(doc).Id(a.names.Result(f)).Add(typ).Tag(tag)
}

// isMap reports whether a field becomes a Go map.
func isMap(op *contract.Operation, f *contract.Field) bool {
	return op.Partial != nil && op.Partial.Items == f.Name ||
		f.Schema.Type == contract.Object && len(f.Schema.Fields) == 0
}

func hasXML(op *contract.Operation) bool {
	for _, f := range op.Formats {
		if f == contract.FormatXML {
			return true
		}
	}
	return false
}

// object is one object inside an answer.
type object struct {
	field  *contract.Field
	schema *contract.Schema
}

// objects lists the objects inside fields, outer ones first.
func (a api) objects(fields []*contract.Field) []object {
	var list []object
	for _, f := range fields {
		s := &f.Schema
		for s.Items != nil {
			s = s.Items
		}
		if a.names.Struct(s) != "" {
			list = append(list, object{f, s})
			list = append(list, a.objects(s.Fields)...)
		}
	}
	return list
}

// objectType emits
//
//	// InstanceStatus is one element of InstanceStatusSet.
//	type InstanceStatus struct { … }
func objectType(a api, op *contract.Operation, o object) jen.Code {
	name := a.names.Struct(o.schema)
	doc := name + " is the object " + o.field.Name + "."
	if o.field.Schema.Items != nil {
		doc = name + " is one element of " + o.field.Name + "."
	}
	return emit.Doc(doc).Type().Id(name).Struct(outputFields(a, op, o.schema.Fields)...)
}
