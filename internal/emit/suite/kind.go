package suite

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit"
	"github.com/seed-613b54dc/conformance/internal/scenario"
)

// kindDocs says what the scenarios of a kind are about; it introduces their file.
var kindDocs = map[contract.Kind]string{
	contract.KindSuccess:        "a legal call is accepted and does what it is for.",
	contract.KindResponseSchema: "an answer has the documented form.",
	contract.KindRequestID:      "every answer carries a request id of its own.",
	contract.KindFormat:         "requests and answers travel in every documented way.",
	contract.KindBatchLimit:     "as many resources as allowed can be named in one request, and no more.",
	contract.KindRequired:       "a request without a required parameter is refused.",
	contract.KindType:           "a value of the wrong type is refused.",
	contract.KindEnum:           "every documented value does what it says, and no other is accepted.",
	contract.KindDefault:        "a parameter that is left out has its documented default.",
	contract.KindDependency:     "parameters are used together as documented.",
	contract.KindPrecondition:   "the operation is allowed in the documented states only.",
	contract.KindTransition:     "states follow each other as documented.",
	contract.KindAsync:          "the answer does not wait for the end of the change.",
	contract.KindPartialFailure: "the answer to a batch tells which resources failed.",
	contract.KindErrorCode:      "every row of the error table is answered to what triggers it.",
	contract.KindRateLimit:      "as many requests as documented are accepted, and no more.",
	contract.KindAuth:           "a request that is not signed rightly is refused.",
}

// kindFunc names the function that registers a kind: "batchLimit".
func kindFunc(kind contract.Kind) string {
	words := strings.Split(string(kind), "-")
	for i := 1; i < len(words); i++ {
		words[i] = strings.ToUpper(words[i][:1]) + words[i][1:]
	}
	name := strings.Join(words, "")
	if name == "default" || name == "type" {
		name += "s" // keywords
	}
	return strings.Replace(name, "Id", "ID", 1)
}

// kind emits the file of one kind:
//
//	// batchLimit: as many resources as allowed can be named in one request, and no more.
//	func batchLimit(s *harness.Scenarios) {
//		Describe("batch-limit", Label("batch-limit"), func() {
//			…
//		})
//	}
func (a api) kind(kind contract.Kind) []jen.Code {
	list := a.ofKind(kind)
	var specs []jen.Code
	for i, s := range list {
		spec := a.spec(s)
		if i == 0 || s.Rule != list[i-1].Rule {
			spec = a.promise(s.Rule).Add(spec)
		}
		specs = append(specs, spec)
	}
	decls := a.refusals(kind)
	return append(decls, emit.Doc(kindFunc(kind)+" registers scenarios which show that "+kindDocs[kind]).
		Func().Id(kindFunc(kind)).Params(jen.Id("s").Op("*").Qual(emit.Harness, "Scenarios")).Block(
		container(string(kind), alone(kind), specs...)))
}

// alone emits the decorator Serial for bursts, which must not share a rate limit with other scenarios.
func alone(kind contract.Kind) []jen.Code {
	if kind == contract.KindRateLimit {
		return []jen.Code{jen.Qual(emit.Ginkgo, "Serial")}
	}
	return nil
}

// promise emits the comment above the scenarios of one rule: what the document promises, and where.
//
//	// InstanceIds names at most 100.
//	// Document 003, lines 12, 26.
func (a api) promise(r *contract.Rule) *jen.Statement {
	return jen.Add(emit.Doc(r.Says + emit.Break + a.source(r.Source)))
}

// spec emits one scenario:
//
//	It("refuses an empty list", s.At(585), Label("tencent-cvm-v3.StopInstances.batch-limit.InstanceIds.min"),
//		s.Run("…/empty", func(ctx context.Context, t *harness.T) {
//			c := harness.Connect(t, cvmv3.New)
//			…
//		}))
func (a api) spec(s scenario.Scenario) *jen.Statement {
	body := a.body(s)
	run := jen.Id("s").Dot("Run").Call(
		jen.Lit(s.ID),
		jen.Func().Params(jen.Id("ctx").Qual("context", "Context"), jen.Id("t").Op("*").Qual(emit.Harness, "T")).Block(body...))
	return jen.Qual(emit.Ginkgo, "It").Call(
		jen.Lit(s.Title),
		jen.Id("s").Dot("At").Call(jen.Lit(s.Rule.Pos.Line)),
		jen.Qual(emit.Ginkgo, "Label").Call(jen.Lit(Label(s.Rule))),
		jen.Line().Add(run)).Line()
}

// Label is the label of a rule: its id, with dots where Ginkgo allows no slashes.
func Label(r *contract.Rule) string { return strings.ReplaceAll(r.ID(), "/", ".") }
