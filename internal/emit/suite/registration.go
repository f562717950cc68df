package suite

import (
	"path"

	"github.com/dave/jennifer/jen"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit"
	"github.com/seed-613b54dc/conformance/internal/names"
)

// registration emits suite.go:
//
//	// Register adds the scenarios of tencent-cvm-v3 to the tree of specs.
//	func Register(suite *harness.Suite) {
//		s := suite.API(API())
//		Describe("tencent-cvm-v3", Label("tencent-cvm-v3"), func() {
//			Describe("StopInstances", Label("StopInstances"), func() {
//				success(s)
//				…
//			})
//		})
//	}
func (a api) registration() []jen.Code {
	var operations []jen.Code
	for _, op := range a.Operations {
		var kinds []jen.Code
		for _, kind := range a.kinds() {
			if a.has(op, kind) {
				kinds = append(kinds, jen.Id(kindFunc(kind)).Call(jen.Id("s")))
			}
		}
		if len(kinds) > 0 {
			operations = append(operations, container(op.ID, nil, kinds...))
		}
	}
	body := append([]jen.Code{jen.Id("s").Op(":=").Id("suite").Dot("API").Call(jen.Id("API").Call())}, container(a.API, nil, operations...))
	return []jen.Code{
		emit.Doc("Register adds the scenarios of " + a.API + " to the tree of specs. They prove or disprove what " +
			a.document() + " states; each is labelled with its API, operation, kind and rule.").
			Func().Id("Register").Params(jen.Id("suite").Op("*").Qual(emit.Harness, "Suite")).Block(body...),
		a.apiFunc(),
	}
}

// code emits the typed constant of an error code: cvmv3.CodeMissingParameter.
func (a api) code(code string) *jen.Statement { return jen.Qual(a.names.Import, a.names.Code(code)) }

func (a api) has(op *contract.Operation, kind contract.Kind) bool {
	for _, s := range a.ofKind(kind) {
		if s.Operation == op {
			return true
		}
	}
	return false
}

// container emits Describe("name", Label("name"), func() { … }), with further decorators after the label.
func container(name string, decorators []jen.Code, body ...jen.Code) *jen.Statement {
	args := []jen.Code{jen.Lit(name), jen.Qual(emit.Ginkgo, "Label").Call(jen.Lit(name))}
	args = append(args, decorators...)
	return jen.Qual(emit.Ginkgo, "Describe").Call(append(args, jen.Func().Params().Block(body...))...)
}

// allFile emits suites/suites.go:
//
//	// Register adds the scenarios of every API.
//	func Register(suite *harness.Suite) {
//		ecssuite.Register(suite)
//		…
//	}
func allFile(all []api) *emit.File {
	var register, apis []jen.Code
	var packages []*names.API
	for _, a := range all {
		packages = append(packages, a.names)
		register = append(register, jen.Qual(a.names.SuiteImport, "Register").Call(jen.Id("suite")))
		apis = append(apis, jen.Qual(a.names.SuiteImport, "API").Call())
	}
	f := emit.NewFile("suites/suites.go", path.Join(names.Module, "suites"), "suites", "specs", packages...)
	f.Decls(
		emit.Doc("Register adds the scenarios of every API to the tree of specs.").
			Func().Id("Register").Params(jen.Id("suite").Op("*").Qual(emit.Harness, "Suite")).Block(register...),
		emit.Doc("APIs lists what every contract promises, in the order of the contract files.").
			Func().Id("APIs").Params().Index().Qual(emit.Harness, "API").Block(
			jen.Return(jen.Index().Qual(emit.Harness, "API").Add(emit.Fields(apis...)))),
	)
	return f
}
