package suite

import (
	"maps"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit"
	"github.com/seed-613b54dc/conformance/internal/scenario"
)

// ledger emits ledger.go: what the contract promises, as data. A report is measured against it.
//
//	// ledger is what specs/tencent-cvm-v3.yaml promises.
//	func ledger() harness.Ledger {
//		return harness.Ledger{
//			API: "tencent-cvm-v3",
//			…
//		}
//	}
func (a api) ledger() []jen.Code {
	fields := []jen.Code{
		emit.Field("API", jen.Lit(a.API)),
		emit.Field("Title", jen.Lit(a.Title)),
		emit.Field("Document", file(a.Document.File, a.Document.SHA256)),
		emit.Field("Contract", file(a.File, a.SHA256)),
		emit.Field("Statements", list("Statement", a.statements())),
		emit.Field("Rules", list("Rule", a.ruleRows())),
		emit.Field("Decisions", list("Decision", a.decisions())),
		emit.Field("Scenarios", list("Expected", a.expected())),
	}
	return []jen.Code{
		emit.Doc("ledger is what "+a.File+" promises.").
			Func().Id("ledger").Params().Qual(emit.Harness, "Ledger").Block(
			jen.Return(jen.Qual(emit.Harness, "Ledger").Add(emit.Fields(fields...)))),
	}
}

func file(name, sha string) jen.Code {
	return jen.Qual(emit.Harness, "File").Add(emit.Elements(
		emit.Field("File", jen.Lit(name)), emit.Field("SHA256", jen.Lit(sha))))
}

func list(typ string, rows []jen.Code) jen.Code {
	return jen.Index().Qual(emit.Harness, typ).Add(emit.Fields(rows...))
}

// row emits one element; fields without a value are left out.
func row(fields ...jen.Code) jen.Code {
	var kept []jen.Code
	for _, f := range fields {
		if f != nil {
			kept = append(kept, f)
		}
	}
	return emit.Elements(kept...)
}

func text(name, value string) jen.Code {
	if value == "" {
		return nil
	}
	return emit.Field(name, jen.Lit(value))
}

func texts(name string, values []string) jen.Code {
	if len(values) == 0 {
		return nil
	}
	var list []jen.Code
	for _, v := range values {
		list = append(list, jen.Lit(v))
	}
	return emit.Field(name, jen.Index().String().Add(emit.Elements(list...)))
}

func number(name string, value int) jen.Code {
	if value == 0 {
		return nil
	}
	return emit.Field(name, jen.Lit(value))
}

func flag(name string, value bool) jen.Code {
	if !value {
		return nil
	}
	return emit.Field(name, jen.True())
}

func numbers(name string, values []int) jen.Code {
	if len(values) == 0 {
		return nil
	}
	var list []jen.Code
	for _, v := range values {
		list = append(list, jen.Lit(v))
	}
	return emit.Field(name, jen.Qual(emit.Harness, "Lines").Add(emit.Elements(list...)))
}

func (a api) statements() []jen.Code {
	var rows []jen.Code
	for _, s := range a.Statements {
		rows = append(rows, row(text("ID", s.ID), numbers("Lines", s.Lines), text("Says", s.Says),
			texts("Rules", a.resolve(s.Rules)), text("Excluded", s.Excluded)))
	}
	return rows
}

// resolve turns the references of a statement into rule ids, in the order of the rules.
func (a api) resolve(refs []string) []string {
	var ids []string
	for _, r := range a.rules {
		if slices.ContainsFunc(refs, func(ref string) bool { return contract.Refers(ref, r) }) {
			ids = append(ids, r.ID())
		}
	}
	return ids
}

func (a api) ruleRows() []jen.Code {
	var rows []jen.Code
	for _, r := range a.rules {
		rows = append(rows, row(text("ID", r.ID()), text("Kind", string(r.Kind)), text("Says", r.Says),
			text("Basis", string(r.Source.Basis)), numbers("Lines", r.Source.Lines), emit.Field("Line", jen.Lit(r.Pos.Line))))
	}
	return rows
}

func (a api) decisions() []jen.Code {
	var rows []jen.Code
	for _, d := range a.Decisions {
		choice, because := d.Choice, d.Because
		if d.Irrelevant != "" {
			choice, because = "None needed.", d.Irrelevant
		}
		rows = append(rows, row(text("ID", d.ID), numbers("Lines", d.Lines), text("Question", d.Question),
			text("Choice", choice), text("Because", because), texts("Rejects", d.Rejects)))
	}
	return rows
}

func (a api) expected() []jen.Code {
	var rows []jen.Code
	for _, s := range a.scenarios {
		d := scenario.Needs(a.Contract, s)
		rows = append(rows, row(text("ID", s.ID), text("Rule", s.Rule.ID()), text("Title", s.Title),
			emit.Field("Line", jen.Lit(s.Rule.Pos.Line)), flag("Informational", s.Informational),
			needs(d.Fixtures), number("Calls", d.Calls), number("Looks", d.Looks), number("Watches", d.Watches),
			number("Checks", d.Checks)))
	}
	return rows
}

// needs emits Needs: []harness.Need{{Count: 2, State: "RUNNING"}}.
func needs(fixtures []scenario.Acquire) jen.Code {
	if len(fixtures) == 0 {
		return nil
	}
	var rows []jen.Code
	for _, f := range fixtures {
		rows = append(rows, row(number("Count", f.Count), text("State", f.Fixture.State),
			texts("Traits", f.Fixture.Traits), flag("OrAbsent", f.OrAbsent)))
	}
	return emit.Field("Needs", jen.Index().Qual(emit.Harness, "Need").Add(emit.Elements(rows...)))
}

// with lists what an observer sends beside the ids, in the order of names.
func with(op *contract.Operation) []scenario.Value {
	var list []scenario.Value
	for _, name := range slices.Sorted(maps.Keys(op.Observe.With)) {
		list = append(list, scenario.Value{Param: op.Param(name), Value: op.Observe.With[name]})
	}
	return list
}
