package client

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit"
)

// waitersFile fills waiters.go: how states are read from answers, and the methods that wait for one.
func waitersFile(a api, f *emit.File) {
	for _, op := range a.Observers() {
		f.Decls(statesMethod(a, op))
		for _, w := range op.Waiters {
			f.Decls(waiterMethod(a, op, w))
		}
	}
	if a.numbered() {
		f.Decls(stateName(a))
	}
}

// waiterMethod emits
//
//	// WaitUntilInstanceStopped polls [Client.DescribeInstancesStatus] until every …
//	func (c *Client) WaitUntilInstanceStopped(ctx context.Context, ids []string, wait wire.Wait, opts ...wire.Option) error {
//		goal := wire.Goal{All: "STOPPED", None: []string{"TERMINATING"}}
//		return wire.Until(ctx, ids, goal, wait.Or(2*time.Second, 15*time.Second), func(ctx context.Context) (map[string]string, error) {
//			…
//		})
//	}
func waiterMethod(a api, op *contract.Operation, w *contract.Waiter) jen.Code {
	return emit.Doc(waiterDoc(a, op, w)).
		Func().Params(jen.Id("c").Op("*").Id("Client")).Id(a.names.Waiter(w)).Params(
		jen.Id("ctx").Qual("context", "Context"),
		jen.Id("ids").Index().String(),
		jen.Id("wait").Qual(emit.Wire, "Wait"),
		jen.Id("opts").Op("...").Qual(emit.Wire, "Option"),
	).Error().Block(
		jen.Id("goal").Op(":=").Qual(emit.Wire, "Goal").Add(goal(w)),
		jen.Id("pace").Op(":=").Id("wait").Dot("Or").Call(seconds(w.MinDelay), seconds(w.MaxDelay)),
		jen.Return(jen.Qual(emit.Wire, "Until").Call(
			jen.Id("ctx"), jen.Id("ids"), jen.Id("goal"), jen.Id("pace"), poll(a, op))),
	)
}

// poll emits the function that asks once.
//
//	func(ctx context.Context) (map[string]string, error) {
//		in := &DescribeInstancesStatusInput{
//			InstanceIDs: ids,
//			Limit:       new(int64(100)),
//		}
//		out, err := c.DescribeInstancesStatus(ctx, in, opts...)
//		if err != nil {
//			return nil, err
//		}
//		return out.States(), nil
//	}
func poll(a api, op *contract.Operation) jen.Code {
	n := a.names.Op(op)
	return jen.Func().Params(jen.Id("ctx").Qual("context", "Context")).Params(jen.Map(jen.String()).String(), jen.Error()).Block(
		jen.Id("in").Op(":=").Op("&").Id(n.Input).Add(observing(a, op)),
		jen.List(jen.Id("out"), jen.Err()).Op(":=").Id("c").Dot(n.Method).Call(jen.Id("ctx"), jen.Id("in"), jen.Id("opts").Op("...")),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err())),
		jen.Return(jen.Id("out").Dot("States").Call(), jen.Nil()),
	)
}

// observing emits the fields of an observer's input: the ids, and what the contract sends beside them.
func observing(a api, op *contract.Operation) jen.Code {
	var fields []jen.Code
	for _, p := range op.Params {
		switch value, sent := op.Observe.With[p.Name]; {
		case p.Name == op.Observe.Ids && p.Type == contract.Array:
			fields = append(fields, emit.Field(a.names.Field(op, p), jen.Id("ids")))
		case sent:
			fields = append(fields, emit.Field(a.names.Field(op, p), literal(a, p, value)))
		}
	}
	return emit.Fields(fields...)
}

// literal emits a value for a field of an input: "x", StopTypeHard, new(int64(100)) or new(StopTypeHard).
func literal(a api, p *contract.Param, value any) jen.Code {
	v := emit.Value(value)
	if name := a.names.EnumConst(p, value); name != "" {
		v = jen.Id(name)
	} else if p.Type == contract.Integer && !p.Required {
		v = jen.Int64().Call(v)
	}
	if p.Required {
		return v
	}
	return jen.New(v)
}

// seconds emits a duration: 2*time.Second.
func seconds(n int) jen.Code {
	if n == 1 {
		return jen.Qual("time", "Second")
	}
	return jen.Lit(n).Op("*").Qual("time", "Second")
}

// goal emits the acceptors: {All: "STOPPED", None: []string{"TERMINATING"}}.
func goal(w *contract.Waiter) jen.Code {
	var never []jen.Code
	for _, state := range expected(w, "failure") {
		never = append(never, jen.Lit(state))
	}
	fields := []jen.Code{emit.Field("All", jen.Lit(expected(w, "success")[0]))}
	if len(never) > 0 {
		fields = append(fields, emit.Field("None", jen.Index().String().Add(emit.Elements(never...))))
	}
	return emit.Elements(fields...)
}

// expected lists what the acceptors of one outcome look for.
func expected(w *contract.Waiter, outcome string) []string {
	var list []string
	for _, acc := range w.Acceptors {
		if acc.State == outcome {
			list = append(list, acc.Matcher.Output.Expected)
		}
	}
	return list
}

// waiterDoc says what is waited for, how fast, and what ends it early.
func waiterDoc(a api, op *contract.Operation, w *contract.Waiter) string {
	text := fmt.Sprintf("%s polls [Client.%s] until every one of the ids is %s. Zero delays in wait mean %s at first and %s in the end.",
		a.names.Waiter(w), a.names.Op(op).Method, expected(w, "success")[0],
		counted(w.MinDelay, "second", "seconds"), counted(w.MaxDelay, "second", "seconds"))
	if never := expected(w, "failure"); len(never) > 0 {
		text += fmt.Sprintf(" It gives up with a [*wire.StateError] when one is %s.", enumerate("or", never))
	}
	text += " Any error of a poll, and the end of ctx, end it too."
	if op.Observe.Max > 0 {
		text += fmt.Sprintf(" It takes at most %d ids.", op.Observe.Max)
	}
	return text + emit.Break + a.origin(contract.Source{}, w.Pos)
}

// waiterFault reports a waiter that has no Go form here: [wire.Until] knows one state that all must reach and others
// that none may.
func (a api) waiterFault(op *contract.Operation, w *contract.Waiter) error {
	if op.Observe == nil {
		return fault(w.Pos, "waiter %q stands on %s, which has no x-observe; put it on an operation that shows states", w.Name, op.ID)
	}
	if p := op.Param(op.Observe.Ids); p == nil || p.Type != contract.Array {
		return fault(w.Pos, "waiter %q polls %s, whose parameter %q is no list of ids", w.Name, op.ID, op.Observe.Ids)
	}
	if n := len(expected(w, "success")); n != 1 {
		return fault(w.Pos, "waiter %q has %d success acceptors, want one", w.Name, n)
	}
	want := map[string]string{"success": "allStringEquals", "failure": "anyStringEquals"}
	for _, acc := range w.Acceptors {
		if m := acc.Matcher.Output; acc.State != "retry" && m.Comparator != want[acc.State] {
			return fault(acc.Pos, "waiter %q: a %s acceptor compares with %q, want %s", w.Name, acc.State, m.Comparator, want[acc.State])
		}
	}
	return nil
}
