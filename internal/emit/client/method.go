package client

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit"
	"github.com/seed-613b54dc/conformance/internal/names"
)

// method emits
//
//	// StopInstances shuts down up to 100 running instances. …
//	func (c *Client) StopInstances(ctx context.Context, in *StopInstancesInput, opts ...wire.Option) (*StopInstancesOutput, error) {
//		return wire.Call[StopInstancesOutput](ctx, c.conn, "StopInstances", in, opts...)
//	}
func method(a api, op *contract.Operation) jen.Code {
	n := a.names.Op(op)
	return emit.Doc(methodDoc(a, op)).
		Func().Params(jen.Id("c").Op("*").Id("Client")).Id(n.Method).Params(
		jen.Id("ctx").Qual("context", "Context"),
		jen.Id("in").Op("*").Id(n.Input),
		jen.Id("opts").Op("...").Qual(emit.Wire, "Option"),
	).Params(jen.Op("*").Id(n.Output), jen.Error()).Block(
		jen.Return(jen.Qual(emit.Wire, "Call").Types(jen.Id(n.Output)).Call(
			jen.Id("ctx"), jen.Id("c").Dot("conn"), jen.Lit(op.ID), jen.Id("in"), jen.Id("opts").Op("..."))),
	)
}

// methodDoc says what the operation does, on which terms, and how it refuses.
func methodDoc(a api, op *contract.Operation) string {
	var b strings.Builder
	b.WriteString(opening(a.names.Op(op), op))
	for _, p := range op.Preconditions {
		b.WriteString(" " + sentence(p.Says))
	}
	if p := op.Partial; p != nil && p.Says != "" {
		b.WriteString(" " + sentence(p.Says))
	}
	for _, t := range op.Transitions {
		if name := a.waiterMethod(t.Waiter); name != "" {
			fmt.Fprintf(&b, " [Client.%s] waits for %s.", name, t.To)
		}
	}
	if r := op.RateLimit; r != nil {
		fmt.Fprintf(&b, " At most %s accepted %s.", counted(r.Max, "call is", "calls are"), period(r.Period))
	}
	b.WriteString("\n\n")
	if len(op.Codes) > 0 {
		b.WriteString("The API refuses with:\n")
		for _, row := range distinct(op.Codes) {
			fmt.Fprintf(&b, " - [%s]: %s\n", a.names.Code(row.Code), lowerFirst(sentence(row.Says)))
		}
		b.WriteString("\n")
	}
	b.WriteString(a.origin(op.Source, op.Pos))
	return b.String()
}

// opening begins with the name, as Go wants it. Descriptions begin with a verb in the third person; where one does not,
// the summary follows a colon.
func opening(n names.Op, op *contract.Operation) string {
	first, _, _ := strings.Cut(op.Description, " ")
	switch {
	case strings.HasSuffix(first, "s"):
		return n.Method + " " + lowerFirst(sentence(op.Description))
	case op.Description != "":
		return n.Method + ": " + lowerFirst(sentence(op.Summary)) + " " + sentence(op.Description)
	}
	return n.Method + ": " + lowerFirst(sentence(op.Summary))
}

// distinct drops rows that repeat both code and meaning, and joins those that share a code.
func distinct(rows []*contract.ErrorCode) []*contract.ErrorCode {
	var list []*contract.ErrorCode
	at := map[string]int{}
	for _, row := range rows {
		i, ok := at[row.Code]
		if !ok {
			at[row.Code] = len(list)
			list = append(list, row)
			continue
		}
		if !strings.Contains(list[i].Says, row.Says) {
			joined := *list[i]
			joined.Says = sentence(joined.Says) + " " + sentence(row.Says)
			list[i] = &joined
		}
	}
	return list
}

// waiterMethod returns the client method of the waiter with that name; empty when there is none.
func (a api) waiterMethod(name string) string {
	for _, op := range a.Operations {
		for _, w := range op.Waiters {
			if w.Name == name {
				return a.names.Waiter(w)
			}
		}
	}
	return ""
}
