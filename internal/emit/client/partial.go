package client

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit"
)

// failedMethod emits one of
//
//	// Failed returns the ids that the call did not work for.
//	func (o *StopInstancesOutput) Failed() []string { return o.InstanceIDs }
//
//	func (o *StopInstancesOutput) Failed() []string {
//		var ids []string
//		for id, item := range o.Detail {
//			if item.Code != 0 {
//				ids = append(ids, id)
//			}
//		}
//		slices.Sort(ids)
//		return ids
//	}
func failedMethod(a api, op *contract.Operation) jen.Code {
	p := op.Partial
	doc := "Failed returns the ids that the call did not work for; none when it worked for all. " + sentence(p.Says) +
		emit.Break + a.origin(p.Source, p.Pos)
	head := emit.Doc(doc).Func().Params(jen.Id("o").Op("*").Id(a.names.Op(op).Output)).Id("Failed").Params().Index().String()
	if p.Failed != "" {
		return head.Block(jen.Return(jen.Id("o").Dot(a.names.ResultField(op, p.Failed))))
	}
	item := &resultField(op, p.Items).Schema
	return head.Block(
		jen.Var().Id("ids").Index().String(),
		jen.For(jen.List(jen.Id("id"), jen.Id("item")).Op(":=").Range().Id("o").Dot(a.names.ResultField(op, p.Items))).Block(
			jen.If(a.itemFailed(item.Items)).Block(jen.Id("ids").Op("=").Append(jen.Id("ids"), jen.Id("id"))),
		),
		jen.Qual("slices", "Sort").Call(jen.Id("ids")),
		jen.Return(jen.Id("ids")),
	)
}

// itemFailed emits the test of one entry: item.Code != 0.
func (a api) itemFailed(item *contract.Schema) jen.Code {
	code := a.itemCode(item)
	test := jen.Id("item").Dot(a.names.Result(code)).Op("!=")
	if code.Schema.Type == contract.String {
		return test.Lit("")
	}
	return test.Lit(0)
}

// itemCode finds the field of an entry that carries its code: it is called as in the envelope, the numeric one first.
func (a api) itemCode(item *contract.Schema) *contract.Field {
	for _, path := range []string{a.Envelope.Number, a.Envelope.Code} {
		name := path[strings.LastIndex(path, ".")+1:]
		for _, f := range item.Fields {
			if f.Name == name {
				return f
			}
		}
	}
	return nil
}

// partialFault reports a partial failure that has no Go form here.
func (a api) partialFault(op *contract.Operation) error {
	p := op.Partial
	if p == nil {
		return nil
	}
	if p.Failed != "" {
		f := resultField(op, p.Failed)
		if f == nil || f.Schema.Type != contract.Array || f.Schema.Items == nil || f.Schema.Items.Type != contract.String {
			return fault(p.Pos, "field %q of %s is no list of strings, which a list of failed ids must be", p.Failed, op.ID)
		}
		return nil
	}
	f := resultField(op, p.Items)
	if f == nil || f.Schema.Items == nil || a.itemCode(f.Schema.Items) == nil {
		return fault(p.Pos, "field %q of %s has no items that are objects with a code in each", p.Items, op.ID)
	}
	return nil
}

// resultField finds a field of the answer by its dotted path; nil when there is none.
func resultField(op *contract.Operation, path string) *contract.Field {
	fields := op.Result
	var found *contract.Field
	for name := range strings.SplitSeq(path, ".") {
		found = nil
		for _, f := range fields {
			if f.Name == name {
				found = f
			}
		}
		if found == nil {
			return nil
		}
		s := &found.Schema
		for s.Items != nil {
			s = s.Items
		}
		fields = s.Fields
	}
	return found
}
