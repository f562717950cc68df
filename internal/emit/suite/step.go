package suite

import (
	"fmt"
	"time"

	"github.com/dave/jennifer/jen"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit"
	"github.com/seed-613b54dc/conformance/internal/scenario"
)

// body emits the steps of a scenario, after the client that they use.
func (a api) body(s scenario.Scenario) []jen.Code {
	return append([]jen.Code{a.connect("c", "")}, a.steps(s, s.Steps)...)
}

func (a api) steps(s scenario.Scenario, list []scenario.Step) []jen.Code {
	var out []jen.Code
	for _, step := range list {
		out = append(out, a.step(s, step))
	}
	return out
}

func (a api) step(s scenario.Scenario, step scenario.Step) jen.Code {
	switch step := step.(type) {
	case scenario.Connect:
		return a.connect(step.Var, step.Fault)
	case scenario.Acquire:
		return acquire(step)
	case scenario.Concat:
		return concat(step)
	case scenario.Send:
		return a.send(s, step)
	case scenario.See:
		return see(step)
	case scenario.If:
		return jen.If(jen.Id(step.Var)).Block(a.steps(s, step.Then)...)
	case scenario.Burst:
		return a.burst(s, step)
	}
	panic(fmt.Sprintf("unreachable: step %T", step))
}

// faults are the changes of a client that make its signature wrong.
var faults = map[contract.AuthFault]string{
	contract.AuthSignature: "WrongSecret",
	contract.AuthKey:       "UnknownKey",
	contract.AuthTimestamp: "Yesterday",
}

// connect emits c := harness.Connect(t, cvmv3.New, harness.WrongSecret).
func (a api) connect(name string, fault contract.AuthFault) jen.Code {
	args := []jen.Code{jen.Id("t"), jen.Qual(a.names.Import, "New")}
	if fault != "" {
		args = append(args, jen.Qual(emit.Harness, faults[fault]))
	}
	return jen.Id(name).Op(":=").Qual(emit.Harness, "Connect").Call(args...)
}

// acquire emits ids := t.Acquire(1, harness.Fixture{State: "RUNNING"}).
func acquire(step scenario.Acquire) jen.Code {
	var fields []jen.Code
	if step.Fixture.State != "" {
		fields = append(fields, emit.Field("State", jen.Lit(step.Fixture.State)))
	}
	if len(step.Fixture.Traits) > 0 {
		var traits []jen.Code
		for _, name := range step.Fixture.Traits {
			traits = append(traits, jen.Lit(name))
		}
		fields = append(fields, emit.Field("Traits", jen.Index().String().Add(emit.Elements(traits...))))
	}
	vars, verb := jen.Id(step.Var), "Acquire"
	if step.OrAbsent {
		vars, verb = jen.List(jen.Id(step.Var), jen.Id("real")), "AcquireOrAbsent"
	}
	return vars.Op(":=").Id("t").Dot(verb).Call(
		jen.Lit(step.Count), jen.Qual(emit.Harness, "Fixture").Add(emit.Elements(fields...)))
}

// concat emits batch := slices.Concat(ids, odd).
func concat(step scenario.Concat) jen.Code {
	var parts []jen.Code
	for _, name := range step.Parts {
		parts = append(parts, jen.Id(name))
	}
	return jen.Id(step.Var).Op(":=").Qual("slices", "Concat").Call(parts...)
}

// see emits t.See(ids).Reach("STOPPED").
func see(step scenario.See) jen.Code {
	var args []jen.Code
	switch step.Verb {
	case scenario.Follow, scenario.FollowThrough:
		args = []jen.Code{jen.Qual(emit.Harness, "Path").Add(emit.Elements(
			emit.Field("From", jen.Lit(step.Args[0])),
			emit.Field("Via", jen.Lit(step.Args[1])),
			emit.Field("To", jen.Lit(step.Args[2]))))}
	default:
		for _, arg := range step.Args {
			args = append(args, jen.Lit(arg))
		}
	}
	return jen.Id("t").Dot("See").Call(ids(step.IDs)).Dot(step.Verb).Call(args...)
}

// ids emits the resources that a call names or a look sees: ids, ids[:100] or ids[0].
func ids(i scenario.IDs) *jen.Statement {
	switch {
	case i.Single:
		return jen.Id(i.Var).Index(jen.Lit(i.At))
	case i.First > 0:
		return jen.Id(i.Var).Index(jen.Op(":").Lit(i.First))
	default:
		return jen.Id(i.Var)
	}
}

// burst emits
//
//	t.Burst(10, func(i int) error {
//		_, err := c.StopInstances(ctx, &cvmv3.StopInstancesInput{InstanceIDs: ids[i : i+1]})
//		return err
//	}).AllAccepted()
func (a api) burst(s scenario.Scenario, step scenario.Burst) jen.Code {
	index, named := "_", ids(step.IDs)
	if step.Each {
		index, named = "i", jen.Id(step.IDs.Var).Index(jen.Id("i"), jen.Id("i").Op("+").Lit(1))
	}
	call := a.call(s.Operation, scenario.Send{IDs: step.IDs}, named)
	sent := jen.Id("t").Dot("Burst").Call(jen.Lit(step.Count),
		jen.Func().Params(jen.Id(index).Int()).Error().Block(
			jen.List(jen.Id("_"), jen.Err()).Op(":=").Add(call),
			jen.Return(jen.Err())))
	if step.Max == 0 {
		return sent.Dot("AllAccepted").Call()
	}
	return sent.Dot("Throttled").Call(jen.Lit(step.Max), duration(step.Period), a.refusal(step.Usual))
}

// duration emits time.Second or 5*time.Second.
func duration(d time.Duration) jen.Code {
	second := jen.Qual("time", "Second")
	if d == time.Second {
		return second
	}
	if d%time.Second == 0 {
		return jen.Lit(int(d / time.Second)).Op("*").Add(second)
	}
	return jen.Lit(int(d/time.Millisecond)).Op("*").Qual("time", "Millisecond")
}
