package client

import (
	"fmt"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit"
)

// clientFile fills client.go.
func clientFile(a api, f *emit.File) {
	for _, line := range packageDoc(a) {
		f.PackageComment(line)
	}
	f.Decls(handshake(), descriptor(a), clientType(a), constructor(a))
	for _, op := range a.Operations {
		f.Decls(method(a, op))
	}
}

// packageDoc returns the package comment.
//
//	// Package cvmv3 is a typed client of Tencent Cloud CVM, API 3.0: stop cloud
//	// virtual machines.
//	//
//	// It encodes document 003 (003_40889c500b2228ae.txt, printed 2020-06-15).
func packageDoc(a api) []string {
	text := fmt.Sprintf("Package %s is a typed client of %s.", a.names.Package, a.Title)
	if a.Summary != "" {
		text = fmt.Sprintf("Package %s is a typed client of %s: %s", a.names.Package, a.Title, lowerFirst(a.Summary))
	}
	printed := ""
	if a.Document.Updated != "" {
		printed = ", printed " + a.Document.Updated
	}
	text += fmt.Sprintf("\n\nIt encodes document %s (%s%s), and its comments give the lines there. "+
		"Fields that are nil are not sent; [new] makes a pointer to any value, as in new(true). "+
		"An error is a [*wire.Error] when the API refuses, and matches one of the codes of this package with [errors.Is]; "+
		"it is a [*wire.AnswerError] when the answer is none of this API, and a [*wire.TransportError] when there is no answer.",
		a.document(), a.Document.File, printed)
	return emit.Comment(text)
}

// handshake emits
//
//	// Generated code and runtime are of one generation; see [wire.GeneratedV1].
//	const _ = wire.GeneratedV1
func handshake() jen.Code {
	return emit.Doc("Generated code and runtime must be of one generation; see [wire.GeneratedV1].").
		Const().Id("_").Op("=").Qual(emit.Wire, "GeneratedV1")
}

// descriptor emits
//
//	// api describes the wire of tencent-cvm-v3.
//	var api = wire.API{
//		ID:       "tencent-cvm-v3",
//		Protocol: wire.Tencent3,
//		…
//	}
func descriptor(a api) jen.Code {
	return emit.Doc("api describes the wire of "+a.API+".").
		Var().Id("api").Op("=").Qual(emit.Wire, "API").Add(emit.Fields(
		emit.Field("ID", jen.Lit(a.API)),
		emit.Field("Protocol", constant(a.Protocol)),
		emit.Field("Version", jen.Lit(a.Version)),
		emit.Field("Endpoint", jen.Lit(a.Endpoint)),
		emit.Field("Schemes", constants("Scheme", a.Schemes)),
		emit.Field("Encodings", constants("Encoding", a.encodings())),
		emit.Field("Formats", constants("Format", a.formats())),
	))
}

// chosen lists the required parameters of every request that the caller chooses, such as the region.
func (a api) chosen() []*contract.Param {
	var list []*contract.Param
	if len(a.Operations) == 0 {
		return nil
	}
	for _, p := range a.Operations[0].Dispatch {
		if p.Required && p.Fixed == "" {
			list = append(list, p)
		}
	}
	return list
}

// encodings are those of any operation, in the order in which operations name them.
func (a api) encodings() []string {
	var list []string
	for _, op := range a.Operations {
		for _, e := range op.Encodings {
			if !slices.Contains(list, string(e)) {
				list = append(list, string(e))
			}
		}
	}
	return list
}

// formats are those of any operation; JSON when none names one.
func (a api) formats() []string {
	var list []string
	for _, op := range a.Operations {
		for _, f := range op.Formats {
			if name := "answer-" + string(f); !slices.Contains(list, name) {
				list = append(list, name)
			}
		}
	}
	if len(list) == 0 {
		list = []string{"answer-json"}
	}
	return list
}

// constants emits a list of constants of wire: []wire.Encoding{wire.JSON, wire.Query}.
func constants(typ string, values []string) jen.Code {
	var list []jen.Code
	for _, v := range values {
		list = append(list, constant(v))
	}
	return jen.Index().Qual(emit.Wire, typ).Add(emit.Elements(list...))
}

// constant emits the constant of wire that a word of a contract stands for. A word that is not in the table is emitted
// as text, so that a new protocol needs no change here.
func constant(word string) jen.Code {
	if name, ok := wireConstants[word]; ok {
		return jen.Qual(emit.Wire, name)
	}
	return jen.Lit(word)
}

// wireConstants translates the words of contracts to the constants of wire.
var wireConstants = map[string]string{
	"zenlayer-2": "Zenlayer", "tencent-3": "Tencent3", "tencent-2": "Tencent2", "alibaba-rpc": "Alibaba",
	"ZC2-HMAC-SHA256": "ZC2HMACSHA256", "bearer": "Bearer", "TC3-HMAC-SHA256": "TC3HMACSHA256",
	"HmacSHA256": "TencentHMACSHA256", "HmacSHA1": "TencentHMACSHA1",
	"HMAC-SHA1": "AlibabaHMACSHA1", "ACS3-HMAC-SHA256": "ACS3HMACSHA256",
	"json": "JSON", "query": "Query", "form": "Form",
	"answer-json": "FormatJSON", "answer-xml": "FormatXML",
}

// clientType emits
//
//	// Client calls tencent-cvm-v3. It is safe for concurrent use.
//	type Client struct{ conn *wire.Conn }
func clientType(a api) jen.Code {
	return emit.Doc("Client calls " + a.API + ". Make one with [New]; it is safe for concurrent use.").
		Type().Id("Client").Struct(jen.Id("conn").Op("*").Qual(emit.Wire, "Conn"))
}

// constructor emits
//
//	// New returns a client of tencent-cvm-v3. …
//	func New(cfg wire.Config) (*Client, error) {
//		conn, err := wire.Dial(api, cfg)
//		if err != nil {
//			return nil, err
//		}
//		return &Client{conn: conn}, nil
//	}
func constructor(a api) jen.Code {
	doc := fmt.Sprintf("New returns a client. Without an endpoint in cfg it calls %s; without a scheme it signs with %s. "+
		"Nothing goes over the network yet. The error names everything that is wrong with cfg.", a.Endpoint, a.Schemes[0])
	for _, p := range a.chosen() {
		doc += fmt.Sprintf(" Every call needs %s: %s", p.Name, lowerFirst(sentence(p.Description)))
	}
	return emit.Doc(doc).
		Func().Id("New").Params(jen.Id("cfg").Qual(emit.Wire, "Config")).Params(jen.Op("*").Id("Client"), jen.Error()).Block(
		jen.List(jen.Id("conn"), jen.Err()).Op(":=").Qual(emit.Wire, "Dial").Call(jen.Id("api"), jen.Id("cfg")),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err())),
		jen.Return(jen.Op("&").Id("Client").Add(emit.Elements(emit.Field("conn", jen.Id("conn")))), jen.Nil()),
	)
}
