package client

import (
	"encoding/json"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit"
)

// sampleID is the request id in the example's answer. The documents' own samples differ only in this value.
const sampleID = "example-request"

// exemplary returns the operation that the example calls: the first one that acts and answers with a request id.
func (a api) exemplary() *contract.Operation {
	for _, op := range a.Operations {
		if op.Acts() && a.requestID(op) != nil {
			return op
		}
	}
	return nil
}

// requestID returns the field of the output that holds the request id; nil when there is none.
func (a api) requestID(op *contract.Operation) *contract.Field {
	if a.RequestID == nil {
		return nil
	}
	return resultField(op, last(a.RequestID.Field))
}

func last(path string) string { return path[strings.LastIndex(path, ".")+1:] }

// exampleFile fills example_test.go.
//
//	func Example() {
//		// A server with the answer that document 003 shows stands in for the cloud.
//		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
//			w.Header().Set("Content-Type", "application/json")
//			fmt.Fprint(w, `{"Response":{"RequestId":"…"}}`)
//		}))
//		defer server.Close()
//		…
//	}
func exampleFile(a api, op *contract.Operation, f *emit.File) {
	f.Decls(jen.Func().Id("Example").Params().Block(
		jen.Comment("A server with the answer that document "+a.document()+" shows stands in for the cloud."),
		server(a, op),
		jen.Defer().Id("server").Dot("Close").Call(),
		jen.Line(),
		jen.List(jen.Id("client"), jen.Err()).Op(":=").Qual(a.names.Import, "New").Call(config(a)),
		stop(),
		jen.List(jen.Id("out"), jen.Err()).Op(":=").Id("client").Dot(a.names.Op(op).Method).Call(
			jen.Qual("context", "Background").Call(), exampleInput(a, op)),
		stop(),
		jen.Qual("fmt", "Println").Call(jen.Lit("accepted by"), jen.Id("out").Dot(a.names.Result(a.requestID(op)))),
		jen.Comment("Output: accepted by "+sampleID),
	))
}

// stop emits the way an example ends on an error: if err != nil { log.Fatal(err) }.
func stop() jen.Code {
	return jen.If(jen.Err().Op("!=").Nil()).Block(jen.Qual("log", "Fatal").Call(jen.Err()))
}

// server emits the stand-in; see [exampleFile].
func server(a api, op *contract.Operation) jen.Code {
	return jen.Id("server").Op(":=").Qual("net/http/httptest", "NewServer").Call(
		jen.Qual("net/http", "HandlerFunc").Call(jen.Func().Params(
			jen.Id("w").Qual("net/http", "ResponseWriter"), jen.Id("_").Op("*").Qual("net/http", "Request"),
		).Block(
			jen.Id("w").Dot("Header").Call().Dot("Set").Call(jen.Lit("Content-Type"), jen.Lit("application/json")),
			jen.Qual("fmt", "Fprint").Call(jen.Id("w"), jen.Op("`"+a.sampleAnswer(op)+"`")),
		)))
}

// config emits the configuration, with a region where every call needs one.
//
//	wire.Config{
//		Endpoint:    server.URL,
//		Credentials: wire.Credentials{ID: "key-id", Secret: "key-secret"},
//	}
func config(a api) jen.Code {
	secret := emit.Elements(emit.Field("ID", jen.Lit("key-id")), emit.Field("Secret", jen.Lit("key-secret")))
	if a.Schemes[0] == "bearer" {
		secret = emit.Elements(emit.Field("Bearer", jen.Lit("token")))
	}
	fields := []jen.Code{
		emit.Field("Endpoint", jen.Id("server").Dot("URL")),
		emit.Field("Credentials", jen.Qual(emit.Wire, "Credentials").Add(secret)),
	}
	for _, p := range a.chosen() {
		if p.Name == "Region" {
			fields = append(fields, emit.Field("Region", jen.Lit("region-1")))
		}
	}
	return jen.Qual(emit.Wire, "Config").Add(emit.Fields(fields...))
}

// exampleInput emits the smallest legal input.
//
//	&cvmv3.StopInstancesInput{
//		InstanceIDs: []string{"ins-1", "ins-2"},
//	}
func exampleInput(a api, op *contract.Operation) jen.Code {
	var fields []jen.Code
	for _, p := range op.Params {
		if p.Required {
			fields = append(fields, emit.Field(a.names.Field(op, p), a.sampleValue(p)))
		}
	}
	return jen.Op("&").Qual(a.names.Import, a.names.Op(op).Input).Add(emit.Fields(fields...))
}

func (a api) sampleValue(p *contract.Param) jen.Code {
	first, second := jen.Lit(a.Resource.IDPrefix+"1"), jen.Lit(a.Resource.IDPrefix+"2")
	switch {
	case len(p.Enum) > 0 && a.names.EnumConst(p, p.Enum[0]) != "":
		return jen.Qual(a.names.Import, a.names.EnumConst(p, p.Enum[0]))
	case p.Type == contract.Array && p.Items != nil && p.Items.Type == contract.String:
		return jen.Index().String().Add(emit.Elements(first, second))
	case p.Type == contract.Array || p.Type == contract.Object:
		return jen.Nil()
	case p.Type == contract.Boolean:
		return jen.True()
	case p.Type == contract.String:
		return first
	}
	return jen.Lit(1)
}

// sampleAnswer builds the smallest successful answer in the envelope of the API.
func (a api) sampleAnswer(op *contract.Operation) string {
	answer := map[string]any{}
	if s := a.Envelope.Success; s.Path != "" && !s.Absent {
		put(answer, s.Path, successValue(s.Equals))
	}
	for _, path := range []string{a.RequestID.Outer, a.RequestID.Field} {
		if path != "" {
			put(answer, path, sampleID)
		}
	}
	for _, f := range op.Result {
		if f.Required && f.Schema.Type == contract.Array {
			put(answer, strings.TrimPrefix(a.Envelope.Payload+"."+f.Name, "."), []any{})
		}
	}
	text, err := json.Marshal(answer)
	if err != nil {
		panic("unreachable: maps, texts and empty lists can be marshalled")
	}
	return string(text)
}

// successValue is the value that means success, as a number where it is one.
func successValue(text string) any {
	if n := json.Number(text); json.Valid([]byte(text)) && text != "" {
		return n
	}
	return text
}

// put sets the member at a dotted path.
func put(object map[string]any, path string, value any) {
	name, rest, deeper := strings.Cut(path, ".")
	if !deeper {
		object[name] = value
		return
	}
	inside, ok := object[name].(map[string]any)
	if !ok {
		inside = map[string]any{}
		object[name] = inside
	}
	put(inside, rest, value)
}
