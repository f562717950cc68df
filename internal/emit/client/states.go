package client

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit"
)

// statesMethod emits
//
//	// States returns the state of each instance in the answer by its id.
//	func (o *DescribeInstancesStatusOutput) States() map[string]string {
//		states := make(map[string]string, len(o.InstanceStatusSet))
//		for _, item := range o.InstanceStatusSet {
//			states[item.InstanceID] = item.InstanceState
//		}
//		return states
//	}
func statesMethod(a api, op *contract.Operation) jen.Code {
	items := func() *jen.Statement { return jen.Id("o").Op(".").Id(a.names.ResultField(op, op.Observe.Items)) }
	id := jen.Id("item").Dot(a.names.ResultField(op, op.Observe.Items, op.Observe.ID))
	doc := fmt.Sprintf("States returns the state of each %s in the answer by its id.", a.Resource.Name)
	return emit.Doc(doc).
		Func().Params(jen.Id("o").Op("*").Id(a.names.Op(op).Output)).Id("States").Params().Map(jen.String()).String().Block(
		jen.Id("states").Op(":=").Make(jen.Map(jen.String()).String(), jen.Len(items())),
		jen.For(jen.List(jen.Id("_"), jen.Id("item")).Op(":=").Range().Add(items())).Block(
			jen.Id("states").Index(id).Op("=").Add(stateValue(a, op)),
		),
		jen.Return(jen.Id("states")),
	)
}

// stateValue emits the state of an item in the API's own spelling: item.InstanceState, or stateName(item.Status) where
// the wire has numbers for names.
func stateValue(a api, op *contract.Operation) jen.Code {
	value := jen.Id("item").Dot(a.names.ResultField(op, op.Observe.Items, op.Observe.State))
	if resultField(op, op.Observe.Items+"."+op.Observe.State).Schema.Type == contract.Integer {
		value = jen.Qual("strconv", "FormatInt").Call(value, jen.Lit(10))
	}
	if a.numbered() {
		return jen.Id("stateName").Call(value)
	}
	return value
}

// numbered reports whether states travel under other names than they have.
func (a api) numbered() bool {
	for _, s := range a.Resource.States {
		if s.Wire != "" && s.Wire != s.Name {
			return true
		}
	}
	return false
}

// stateName emits
//
//	// stateName translates a state on the wire to its name; one that is not documented stays as it is.
//	func stateName(wire string) string {
//		switch wire {
//		case "2":
//			return "RUNNING"
//		}
//		return wire
//	}
func stateName(a api) jen.Code {
	var cases []jen.Code
	seen := map[string]bool{}
	for _, s := range a.Resource.States {
		if s.Wire != "" && s.Wire != s.Name && !seen[s.Wire] {
			seen[s.Wire] = true
			cases = append(cases, jen.Case(jen.Lit(s.Wire)).Block(jen.Return(jen.Lit(s.Name))))
		}
	}
	return emit.Doc("stateName translates a state on the wire to its name; one that is not documented stays as it is.").
		Func().Id("stateName").Params(jen.Id("sent").String()).String().Block(
		jen.Switch(jen.Id("sent")).Block(cases...),
		jen.Return(jen.Id("sent")),
	)
}
