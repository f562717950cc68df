package suite

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit"
)

// observers emits observers.go: how the harness sees resources.
//
//	// observers connects the operations that show instances, the preferred one first.
//	func observers(cfg wire.Config) ([]harness.Observer, error) {
//		c, err := cvmv3.New(cfg)
//		if err != nil {
//			return nil, err
//		}
//		return []harness.Observer{describeInstancesStatus(c), describeInstances(c)}, nil
//	}
func (a api) observers() []jen.Code {
	var calls, decls []jen.Code
	for _, op := range a.Observers() {
		calls = append(calls, jen.Id(lower(op.ID)).Call(jen.Id("c")))
		decls = append(decls, a.observer(op))
	}
	connect := emit.Doc("observers connects the operations that show "+a.Resource.Name+"s, the preferred one first.").
		Func().Id("observers").Params(jen.Id("cfg").Qual(emit.Wire, "Config")).
		Params(jen.Index().Qual(emit.Harness, "Observer"), jen.Error()).Block(
		jen.List(jen.Id("c"), jen.Err()).Op(":=").Qual(a.names.Import, "New").Call(jen.Id("cfg")),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err())),
		jen.Return(jen.Index().Qual(emit.Harness, "Observer").Add(emit.Elements(calls...)), jen.Nil()),
	)
	return append([]jen.Code{connect}, decls...)
}

func lower(s string) string { return strings.ToLower(s[:1]) + s[1:] }

// observer emits
//
//	// describeInstancesStatus shows up to 100 instances in one call.
//	func describeInstancesStatus(c *cvmv3.Client) harness.Observer {
//		return harness.Observer{
//			Name: "DescribeInstancesStatus",
//			Max:  100,
//			Show: func(ctx context.Context, ids []string) (map[string]harness.Seen, error) {
//				…
//			},
//		}
//	}
func (a api) observer(op *contract.Operation) jen.Code {
	seen := jen.Map(jen.String()).Qual(emit.Harness, "Seen")
	show := jen.Func().Params(jen.Id("ctx").Qual("context", "Context"), jen.Id("ids").Index().String()).
		Params(seen, jen.Error()).Block(a.show(op)...)
	fields := []jen.Code{
		emit.Field("Name", jen.Lit(op.ID)),
		emit.Field("Max", jen.Lit(op.Observe.Max)),
	}
	if len(op.Observe.Fields) > 0 {
		var names []jen.Code
		for _, name := range op.Observe.Fields {
			names = append(names, jen.Lit(name))
		}
		fields = append(fields, emit.Field("Fields", jen.Index().String().Add(emit.Elements(names...))))
	}
	fields = append(fields, emit.Field("Show", show))
	return emit.Doc(lower(op.ID)+" shows "+a.Resource.Name+"s by "+op.ID+".").
		Func().Id(lower(op.ID)).Params(jen.Id("c").Op("*").Qual(a.names.Import, "Client")).
		Qual(emit.Harness, "Observer").Block(
		jen.Return(jen.Qual(emit.Harness, "Observer").Add(emit.Fields(fields...))))
}

// show emits the body of Show:
//
//	out, err := c.DescribeInstances(ctx, &cvmv3.DescribeInstancesInput{InstanceIDs: ids, Limit: new(int64(100))})
//	if err != nil {
//		return nil, err
//	}
//	seen := harness.States(out.States())
//	for _, item := range out.InstanceSet {
//		seen[item.InstanceID].Fields["StopChargingMode"] = item.StopChargingMode
//	}
//	return seen, nil
func (a api) show(op *contract.Operation) []jen.Code {
	o, n := op.Observe, a.names.Op(op)
	input := []jen.Code{emit.Field(a.names.Field(op, op.Param(o.Ids)), jen.Id("ids"))}
	for _, v := range with(op) {
		input = append(input, emit.Field(a.names.Field(op, v.Param), a.value(v)))
	}
	body := []jen.Code{
		jen.List(jen.Id("out"), jen.Err()).Op(":=").Id("c").Dot(n.Method).Call(jen.Id("ctx"),
			jen.Op("&").Qual(a.names.Import, n.Input).Add(emit.Elements(input...))),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err())),
	}
	states := jen.Qual(emit.Harness, "States").Call(jen.Id("out").Dot("States").Call())
	if len(o.Fields) == 0 {
		return append(body, jen.Return(states, jen.Nil()))
	}
	item := jen.Id("item").Dot(a.names.ResultField(op, o.Items, o.ID))
	var fields []jen.Code
	for _, name := range o.Fields {
		fields = append(fields, jen.Id("seen").Index(item.Clone()).Dot("Fields").Index(jen.Lit(name)).Op("=").
			Id("item").Dot(a.names.ResultField(op, o.Items, name)))
	}
	return append(body,
		jen.Id("seen").Op(":=").Add(states),
		jen.For(jen.List(jen.Id("_"), jen.Id("item")).Op(":=").Range().Id("out").Dot(a.names.ResultField(op, o.Items))).Block(fields...),
		jen.Return(jen.Id("seen"), jen.Nil()))
}
