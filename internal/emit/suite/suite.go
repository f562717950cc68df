// Package suite emits the Ginkgo scenarios of each API.
//
// In go contracts; out come the files of suites/<api>/ (the registration, the ledger, and one file
// of scenarios for each kind of rule) and suites/suites.go, which registers them all. Behaviour
// lives in suites/harness; what is emitted here is which verb, with which arguments, in which order.
package suite

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit"
	"github.com/seed-613b54dc/conformance/internal/names"
	"github.com/seed-613b54dc/conformance/internal/output"
	"github.com/seed-613b54dc/conformance/internal/scenario"
)

// api is one contract with its names and scenarios: what every emit function of this package works on.
type api struct {
	*contract.Contract
	names     *names.API
	scenarios []scenario.Scenario
	rules     []*contract.Rule
	unlisted  []unlisted
}

// Files emits the suites of all contracts. The error joins the faults of all APIs, and no file
// comes with it.
func Files(cs []*contract.Contract) ([]output.File, error) {
	var files []*emit.File
	var faults []error
	var all []api
	for _, c := range cs {
		n, err := names.New(c)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		scenarios := scenario.All(c)
		a := api{c, n, scenarios, contract.Rules(c), unlistedRefusals(scenarios)}
		all = append(all, a)
		files = append(files, a.files()...)
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return emit.Render(append(files, allFile(all))...)
}

// files emits the package of one API.
func (a api) files() []*emit.File {
	files := []*emit.File{
		a.file("suite.go", a.registration()...),
		a.file("observers.go", a.observers()...),
		a.file("answers.go", a.answers()...),
		a.file("ledger.go", a.ledger()...),
	}
	for _, kind := range a.kinds() {
		files = append(files, a.file(strings.ReplaceAll(string(kind), "-", "_")+".go", a.kind(kind)...))
	}
	return files
}

func (a api) file(name string, decls ...jen.Code) *emit.File {
	f := emit.NewFile(path.Join(a.names.SuiteDir, name), a.names.SuiteImport, a.names.SuitePackage, a.File, a.names)
	f.ImportAlias(emit.Ginkgo, ".")
	f.Decls(decls...)
	return f
}

// kinds lists the kinds that have scenarios, in report order.
func (a api) kinds() []contract.Kind {
	var kinds []contract.Kind
	for _, kind := range contract.Kinds() {
		if len(a.ofKind(kind)) > 0 {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

func (a api) ofKind(kind contract.Kind) []scenario.Scenario {
	var list []scenario.Scenario
	for _, s := range a.scenarios {
		if s.Rule.Kind == kind {
			list = append(list, s)
		}
	}
	return list
}

// document names the document as people do: "document 003".
func (a api) document() string {
	number, _, _ := strings.Cut(a.Document.File, "_")
	return "document " + number
}

// source says where a rule comes from: "Document 003, lines 12, 26." or the vendor's other pages.
func (a api) source(s contract.Source) string {
	switch {
	case len(s.Lines) == 1:
		return fmt.Sprintf("Document %s, line %d.", a.document()[len("document "):], s.Lines[0])
	case len(s.Lines) > 1:
		return fmt.Sprintf("Document %s, lines %s.", a.document()[len("document "):], lines(s.Lines))
	case s.Basis == contract.BasisSDK:
		return "From the vendor's SDK."
	default:
		return "From the vendor's common pages."
	}
}

// lines writes line numbers with runs joined: "12, 26-31".
func lines(list []int) string {
	var parts []string
	for i := 0; i < len(list); {
		j := i
		for j+1 < len(list) && list[j+1] == list[j]+1 {
			j++
		}
		part := fmt.Sprint(list[i])
		if j > i {
			part += fmt.Sprintf("-%d", list[j])
		}
		parts, i = append(parts, part), j+1
	}
	return strings.Join(parts, ", ")
}
