package suite

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit"
	"github.com/seed-613b54dc/conformance/internal/scenario"
)

// send emits a call and what is expected of it:
//
//	t.Expect(c.StopInstances(ctx, &cvmv3.StopInstancesInput{InstanceIDs: ids}, wire.Set("StopType", "SIDEWAYS"))).
//		Refused(harness.Code(200, cvmv3.CodeInvalidParameterValue))
func (a api) send(s scenario.Scenario, step scenario.Send) jen.Code {
	expect := jen.Id("t").Dot("Expect").Call(a.call(s.Operation, step, named(step.IDs)))
	for or := step.Or; or != nil; or = or.Or {
		expect = chain(expect, "Or", a.call(s.Operation, *or, named(or.IDs)))
	}
	for _, name := range step.Absent {
		expect = chain(expect, "Omits", jen.Lit(name))
	}
	e := step.Expect
	switch {
	case e.Accepted != "":
		return chain(expect, "Reading", jen.Lit(e.Accepted), jen.Lit(e.Refused))
	case e.Odd != "":
		return a.either(s, chain(expect, "RefusedFor", jen.Id(e.Odd), a.refusal(e.Refusal)), e)
	case e.Refusal != nil:
		expect = chain(expect, "Refused", a.refusal(e.Refusal))
	case e.While != "":
		expect = expect.Dot("AcceptedWhile").Call(jen.Id(e.Changing), jen.Lit(e.While))
	default:
		expect = expect.Dot("Accepted").Call()
	}
	for _, look := range step.Answer {
		expect = expect.Dot(look.Verb).Call(a.lookArgs(s.Operation, look)...)
	}
	if step.Keep != "" {
		return jen.Id(step.Keep).Op(":=").Add(expect)
	}
	return expect
}

// chain emits a verb on a line of its own.
func chain(s *jen.Statement, verb string, args ...jen.Code) *jen.Statement {
	return s.Op(".").Line().Id(verb).Call(args...)
}

// either emits
//
//	switch t.Expect(…).RefusedFor(odd, …) {
//	case harness.Part:
//		…
//	case harness.Whole:
//		…
//	}
func (a api) either(s scenario.Scenario, expect *jen.Statement, e scenario.Expect) jen.Code {
	return jen.Switch(expect).Block(
		jen.Case(jen.Qual(emit.Harness, "Part")).Block(a.steps(s, e.Part)...),
		jen.Case(jen.Qual(emit.Harness, "Whole")).Block(a.steps(s, e.Whole)...),
	)
}

// named emits the resources of a call, nil when it names none.
func named(i scenario.IDs) *jen.Statement {
	if i.Var == "" {
		return nil
	}
	return ids(i)
}

// call emits c.StopInstances(ctx, &cvmv3.StopInstancesInput{InstanceIDs: ids}, …).
func (a api) call(op *contract.Operation, step scenario.Send, resources *jen.Statement) *jen.Statement {
	client := step.Client
	if client == "" {
		client = "c"
	}
	n := a.names.Op(op)
	input := jen.Op("&").Qual(a.names.Import, n.Input).Add(emit.Elements(a.input(op, step, resources)...))
	args := []jen.Code{jen.Id("ctx"), input}
	return jen.Id(client).Dot(n.Method).Call(append(args, options(step)...)...)
}

// input emits the fields of the typed input.
func (a api) input(op *contract.Operation, step scenario.Send, resources *jen.Statement) []jen.Code {
	var fields []jen.Code
	if subject := op.ResourceParam(); subject != nil && resources != nil {
		fields = append(fields, emit.Field(a.names.Field(op, subject), resources))
	}
	for _, v := range step.With {
		fields = append(fields, emit.Field(a.names.Field(op, v.Param), a.value(v)))
	}
	return fields
}

// value emits a typed value: new(cvmv3.StopTypeHard), new(false), new(int64(1)).
func (a api) value(v scenario.Value) jen.Code {
	var value *jen.Statement
	if name := a.names.EnumConst(v.Param, v.Value); name != "" {
		value = jen.Qual(a.names.Import, name)
	} else if number, ok := v.Value.(int64); ok {
		value = jen.Int64().Call(jen.Lit(int(number)))
	} else {
		value = emit.Value(v.Value)
	}
	if v.Param.Required {
		return value
	}
	return jen.New(value)
}

// options emits the options of a call: what is set in place of typed values, what is left out, and
// how it travels.
func options(step scenario.Send) []jen.Code {
	var list []jen.Code
	for _, raw := range step.Set {
		list = append(list, jen.Qual(emit.Wire, "Set").Call(jen.Lit(raw.Name), rawValue(raw.Value)))
	}
	for _, name := range step.Omit {
		list = append(list, jen.Qual(emit.Wire, "Omit").Call(jen.Lit(name)))
	}
	if step.Encoding != "" {
		list = append(list, jen.Qual(emit.Wire, "Using").Call(jen.Qual(emit.Wire, encodings[step.Encoding])))
	}
	if step.Format != "" {
		list = append(list, jen.Qual(emit.Wire, "Accept").Call(jen.Qual(emit.Wire, formats[step.Format])))
	}
	return list
}

// The names of package wire for encodings and formats.
var (
	encodings = map[contract.Encoding]string{contract.JSON: "JSON", contract.Query: "Query", contract.Form: "Form"}
	formats   = map[contract.Format]string{contract.FormatJSON: "FormatJSON", contract.FormatXML: "FormatXML"}
)

// rawValue emits any value that a contract can hold, lists of strings as []string.
func rawValue(v any) *jen.Statement {
	list, ok := v.([]any)
	if !ok {
		return emit.Value(v)
	}
	element := jen.String()
	var values []jen.Code
	for _, e := range list {
		if _, ok := e.(string); !ok {
			element = jen.Any()
		}
		values = append(values, emit.Value(e))
	}
	return jen.Index().Add(element).Add(emit.Elements(values...))
}

// lookArgs emits the arguments of a verb on an answer.
func (a api) lookArgs(op *contract.Operation, look scenario.Look) []jen.Code {
	var args []jen.Code
	for i, arg := range look.Args {
		switch {
		case look.Verb == scenario.Matches:
			args = append(args, jen.Id(a.schemaName(op, arg)))
		case look.Verb == scenario.Differs && i == 0, look.Verb == scenario.Leaves && i == 0, look.Verb == scenario.Itemises && i == 1:
			args = append(args, jen.Id(arg))
		default:
			args = append(args, jen.Lit(arg))
		}
	}
	return args
}

// refusal emits harness.Code(200, cvmv3.CodeMissingParameter) or harness.AnyCode(200, 200). A long
// list of codes that cannot be the answer is emitted once, as a variable.
func (a api) refusal(r *scenario.Refusal) jen.Code {
	if r.Code == "" {
		for _, u := range a.unlisted {
			if reflect.DeepEqual(u.refusal, r) {
				return jen.Id(u.name)
			}
		}
		return jen.Qual(emit.Harness, "AnyCode").Call(jen.Lit(r.From), jen.Lit(r.To))
	}
	args := []jen.Code{jen.Lit(r.From), a.code(r.Code)}
	for _, also := range r.Also {
		args = append(args, a.spelt(also))
	}
	return jen.Qual(emit.Harness, "Code").Call(args...)
}

// spelt emits a code, as a constant where the contract lists it and as text otherwise.
func (a api) spelt(code string) jen.Code {
	if a.names.Code(code) == "" {
		return jen.Lit(code)
	}
	return a.code(code)
}

// refusals emits, in the file of the first kind that uses it,
//
//	// unlisted is a refusal for which document 003 has no code: any but those that it gives to another cause.
//	var unlisted = harness.AnyCode(200, 200, cvmv3.CodeMissingParameter, …)
func (a api) refusals(kind contract.Kind) []jen.Code {
	var decls []jen.Code
	for _, u := range a.unlisted {
		if u.kind != kind {
			continue
		}
		args := []jen.Code{jen.Lit(u.refusal.From), jen.Lit(u.refusal.To)}
		for _, code := range u.refusal.Not {
			args = append(args, a.spelt(code))
		}
		decls = append(decls, emit.Doc(u.name+" is a refusal for which "+a.document()+" has no code: any will do, except those that it gives to another cause.").
			Var().Id(u.name).Op("=").Qual(emit.Harness, "AnyCode").Add(emit.Args(args...)))
	}
	return decls
}

// unlisted is a refusal with excluded codes, which is emitted once and used by name.
type unlisted struct {
	name    string
	kind    contract.Kind
	refusal *scenario.Refusal
}

// unlistedRefusals finds the refusals with excluded codes and names them.
func unlistedRefusals(list []scenario.Scenario) []unlisted {
	var found []unlisted
	for _, s := range list {
		for _, step := range s.Steps {
			send, ok := step.(scenario.Send)
			if !ok || send.Expect.Refusal == nil || len(send.Expect.Refusal.Not) == 0 {
				continue
			}
			r := send.Expect.Refusal
			if slices.ContainsFunc(found, func(u unlisted) bool { return reflect.DeepEqual(u.refusal, r) }) {
				continue
			}
			name := "unlisted"
			if len(found) > 0 {
				name = fmt.Sprintf("unlisted%d", len(found)+1)
			}
			found = append(found, unlisted{name, s.Rule.Kind, r})
		}
	}
	return found
}
