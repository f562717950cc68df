package client

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit"
	"github.com/seed-613b54dc/conformance/internal/names"
)

// errorsFile fills errors.go: the codes of the document, then those that only the vendor's common pages have.
func errorsFile(a api, f *emit.File) {
	var document, common []string
	for _, row := range names.Rows(a.Contract) {
		list := &document
		if slices.Contains(a.CommonCodes, row) {
			list = &common
		}
		if !slices.Contains(document, row.Code) && !slices.Contains(common, row.Code) {
			*list = append(*list, row.Code)
		}
	}
	if len(document) > 0 {
		f.Decls(codeConsts(a, "The error codes of document "+a.document()+". Match them with [errors.Is].", document))
	}
	if len(common) > 0 {
		f.Decls(codeConsts(a, "The error codes that any operation may answer; the document leaves them to the vendor's common pages.", common))
	}
}

// codeConsts emits
//
//	// The error codes of document 003. …
//	const (
//		// CodeMissingParameter: a required parameter is missing. Answered with HTTP status 200
//		// when InstanceIds or Region is missing.
//		// Document 003, line 85; specs/tencent-cvm-v3.yaml:440.
//		CodeMissingParameter wire.Code = "MissingParameter"
//	)
func codeConsts(a api, doc string, codes []string) jen.Code {
	return emit.Doc(doc).Const().DefsFunc(func(g *jen.Group) {
		for i, code := range codes {
			if i > 0 {
				g.Line()
			}
			g.Add(emit.Doc(codeDoc(a, code)).Id(a.names.Code(code)).Qual(emit.Wire, "Code").Op("=").Lit(code))
		}
	})
}

// codeDoc documents a code by all its rows.
func codeDoc(a api, code string) string {
	text := a.names.Code(code) + ": "
	for i, row := range rowsOf(a, code) {
		says := lowerFirst(sentence(row.Says))
		if i > 0 {
			text += "\n\n"
			says = upperFirst(says)
		}
		text += says + " " + a.answered(row) + emit.Break + a.origin(row.Source, row.Pos)
	}
	return text
}

func rowsOf(a api, code string) []*contract.ErrorCode {
	var rows []*contract.ErrorCode
	for _, row := range names.Rows(a.Contract) {
		if row.Code == code {
			rows = append(rows, row)
		}
	}
	return rows
}

// answered says how and when a row is answered.
func (a api) answered(row *contract.ErrorCode) string {
	text := fmt.Sprintf("Answered with HTTP status %d", row.HTTPStatus)
	if row.Number != 0 {
		text += fmt.Sprintf(", number %d", row.Number)
	}
	if row.Message != "" {
		text += fmt.Sprintf(" and the message %q", row.Message)
	}
	switch causes := a.causes(row); {
	case len(row.When) == 0:
		text += "; the document does not tell when"
	case len(causes) > 0:
		text += " when " + strings.Join(causes, ", or ")
	}
	return text + "."
}

// causes says in words what triggers a row. What the meaning of the row already says is left out.
func (a api) causes(row *contract.ErrorCode) []string {
	var list []string
	for _, keyword := range keywords {
		var params []string
		for _, t := range row.When {
			if t.Param != "" && t.Violates == keyword {
				params = append(params, t.Param)
			}
		}
		if len(params) > 0 {
			list = append(list, enumerate("or", params)+" "+violation[keyword])
		}
	}
	for _, t := range row.When {
		if c := a.cause(t); c != "" && !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	return list
}

// cause is one trigger that is not about a parameter; empty when the meaning of the row says it all.
func (a api) cause(t *contract.Trigger) string {
	switch {
	case t.Resource != "":
		return "an id names nothing"
	case t.State != nil && len(t.State.Not) > 0:
		return fmt.Sprintf("%s is not %s", article(a.Resource.Name), enumerate("or", t.State.Not))
	case t.State != nil:
		return fmt.Sprintf("%s is %s", article(a.Resource.Name), enumerate("or", t.State.In))
	case t.Trait != "":
		return a.traitCause(t)
	}
	return ""
}

// keywords are those that a parameter can break, in the order in which they are listed; violation has their phrases.
var keywords = []contract.Keyword{
	contract.ViolatesRequired, contract.ViolatesType, contract.ViolatesEnum,
	contract.ViolatesMinItems, contract.ViolatesMaxItems, contract.ViolatesPattern,
}

var violation = map[contract.Keyword]string{
	contract.ViolatesRequired: "is missing",
	contract.ViolatesType:     "has a wrong type",
	contract.ViolatesEnum:     "has an undocumented value",
	contract.ViolatesMinItems: "has too few elements",
	contract.ViolatesMaxItems: "has too many elements",
	contract.ViolatesPattern:  "has a wrong form",
}

func (a api) traitCause(t *contract.Trigger) string {
	text := t.Trait
	for _, trait := range a.Resource.Traits {
		if trait.Name == t.Trait && trait.Says != "" {
			text = strings.TrimSuffix(trait.Says, ".")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(t.Unless)) {
		text += fmt.Sprintf(", unless %s is %v", name, t.Unless[name])
	}
	return text
}

func article(noun string) string {
	if strings.ContainsRune("aeiou", rune((noun + " ")[0])) {
		return "an " + noun
	}
	return "a " + noun
}
