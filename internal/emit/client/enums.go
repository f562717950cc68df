package client

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit"
)

// enumsFile fills enums.go.
func enumsFile(a api, f *emit.File) {
	for _, p := range a.enums() {
		f.Decls(enumType(a, p), enumConsts(a, p))
	}
}

// enums lists one parameter for each generated enumeration; parameters may share one.
func (a api) enums() []*contract.Param {
	var list []*contract.Param
	seen := map[string]bool{"": true}
	for _, op := range a.Operations {
		for _, p := range op.Params {
			if name := a.names.EnumType(p); !seen[name] {
				seen[name] = true
				list = append(list, p)
			}
		}
	}
	return list
}

// enumType emits
//
//	// StopType says how to shut down. Left out it is [StopTypeSoft]. …
//	type StopType string
func enumType(a api, p *contract.Param) jen.Code {
	name := a.names.EnumType(p)
	base := jen.String()
	if p.Type == contract.Integer {
		base = jen.Int64()
	}
	text := fmt.Sprintf("%s is a value of the parameter %s. %s", name, p.Name, sentence(p.Description))
	if first, _, _ := strings.Cut(p.Description, " "); slices.Contains(questions, first) {
		text = name + " says " + lowerFirst(sentence(p.Description))
	}
	text += " " + presence(a, p) + emit.Break + a.origin(p.Source, p.Pos)
	return emit.Doc(text).Type().Id(name).Add(base)
}

// questions begin descriptions that go on well after "StopType says".
var questions = []string{"How", "Whether", "What", "Which", "When"}

// enumConsts emits
//
//	// The values of StopType.
//	const (
//		// StopTypeHard forces the shutdown at once.
//		// Document 003, line 34; specs/tencent-cvm-v3.yaml:604.
//		StopTypeHard StopType = "HARD"
//	)
func enumConsts(a api, p *contract.Param) jen.Code {
	typ := a.names.EnumType(p)
	return emit.Doc("The values of " + typ + ".").Const().DefsFunc(func(g *jen.Group) {
		for _, v := range p.Enum {
			g.Add(emit.Doc(valueDoc(a, p, v)).Id(a.names.EnumConst(p, v)).Id(typ).Op("=").Add(emit.Value(v)))
		}
	})
}

// valueDoc says what one value does, as far as the contract knows.
func valueDoc(a api, p *contract.Param, value any) string {
	name := a.names.EnumConst(p, value)
	for _, e := range p.Effects {
		if e.Value != value || e.Says == "" {
			continue
		}
		source := e.Source
		if len(source.Lines) == 0 && source.Basis == "" {
			source = p.Source
		}
		return name + " " + lowerFirst(sentence(e.Says)) + emit.Break + a.origin(source, e.Pos)
	}
	return name + " is documented without saying what it does."
}
