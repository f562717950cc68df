// Package cases derives from a contract what is demanded of a client library.
//
// In go contracts; out come cases: which calls to make, how the endpoint answers them, and what must be seen of
// both. Nothing here knows of a process or a socket. A rule that is added to a contract is a case more without Go
// code.
package cases

import (
	"net/http"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// Case is one demand on a client library.
type Case struct {
	// ID is stable: api/operation/kind/name.
	ID        string
	Contract  *contract.Contract
	Operation *contract.Operation
	Kind      sdk.Kind
	// Says is the demand in one sentence.
	Says string
	// Basis is what the demand rests on: lines of the document, or a published standard.
	Basis Basis
	// Steps are the calls, in order. All but those of a polling case have one.
	Steps []Step
	// Given are the resources that the calls name; those of a case that names none of its own are in the normal
	// state.
	Given []contract.Fixture
	// Script is how the endpoint answers beyond what it does by itself.
	Script Script
	// Repeats is how many requests a step may take beyond the first.
	Repeats int
	// WireOnly leaves out of account what the SDK makes of the answer.
	WireOnly bool
	// WrongSecret signs with a secret that is not the key's.
	WrongSecret bool
	// Looks are what a request must have beyond its parameters.
	Looks []Look
}

// Basis is what a demand rests on.
type Basis struct {
	// Lines of the document; empty when the demand does not rest on it.
	Lines []int
	// Words say it: "document", "the vendor's common pages", "RFC 9110, section 8.3.1".
	Words string
}

// The bases that are not the document.
const (
	basisCommon = "the vendor's common pages"
	basisSDK    = "the vendor's SDKs"
	basisMedia  = "RFC 9110, section 8.3.1: parameters do not change what a media type is"
	basisHTTP   = "RFC 9112, section 8: a message that ends too early is incomplete"
	basisJSON   = "RFC 8259: what is not JSON is not an answer of this API"
	basisForms  = "RFC 8259: order and white space mean nothing"
	basisGrowth = "vendors add fields and codes without notice"
)

// Step is one call of a case.
type Step struct {
	Operation *contract.Operation
	// With are the parameters to set beside the one that names resources.
	With map[string]any
	// Names, where it is set, is sent in place of the ids of the resources.
	Names []string
	// Later lets the time pass that a transition takes before the call is made.
	Later bool
}

// Look is a demand on a request.
type Look struct {
	// Absent is a parameter that must not be there in any form.
	Absent string
	// Common is a parameter that every request carries and that must be there.
	Common *contract.Param
}

// Script is how an endpoint answers on purpose. Its zero value lets the endpoint answer as it does.
type Script struct {
	// Row refuses requests with a row of the error table; First limits that to the first so many, 0 means all.
	Row   *contract.ErrorCode
	First int
	// Text is the message of the refusal where the row has a gap for one, or none.
	Text string
	// Code, where it is set, stands in place of the row's.
	Code string
	// Extra puts members into the answer that no document names.
	Extra bool
	// ContentType, where it is set, goes with the answer.
	ContentType string
	// Indented writes the answer with white space and its members in another order.
	Indented bool
	// Chunked sends the answer in pieces of unknown length.
	Chunked bool
	// Broken spoils the answer on its way.
	Broken Broken
}

// Broken is a way to spoil an answer.
type Broken string

// The ways.
const (
	Truncated    Broken = "truncated"     // half of the JSON, as a whole HTTP message
	CutOff       Broken = "cut-off"       // half of the HTTP message, then the connection ends
	Dropped      Broken = "dropped"       // the connection ends without a word
	Page         Broken = "page"          // an HTML page with status 200
	MistypedPage Broken = "mistyped-page" // an HTML page with status 200 that says it is JSON
	BadGate      Broken = "bad-gate"      // an HTML page with status 502
	Empty        Broken = "empty"         // status 200 without a body
	Null         Broken = "null"          // status 200 with the JSON null
	List         Broken = "list"          // status 200 with a JSON list
)

// Of derives the cases of a contract, in the order of the kinds.
func Of(c *contract.Contract) []Case {
	var all []Case
	for _, op := range c.Operations {
		if !op.Acts() {
			continue
		}
		m := maker{contract: c, op: op}
		for _, add := range []func(){
			m.calls, m.parameters, m.absent, m.zeros, m.lists, m.texts, m.signatures, m.common,
			m.answers, m.refusals, m.refusalsIn200, m.unknown, m.polling, m.throttling, m.broken,
		} {
			add()
		}
		all = append(all, m.cases...)
	}
	return all
}

// maker collects the cases of one operation.
type maker struct {
	contract *contract.Contract
	op       *contract.Operation
	cases    []Case
}

// add completes a case and takes it. A case without steps makes the smallest call.
func (m *maker) add(kind sdk.Kind, name, says string, basis Basis, c Case) {
	c.Contract, c.Operation, c.Kind, c.Says, c.Basis = m.contract, m.op, kind, says, basis
	c.ID = m.contract.API + "/" + m.op.ID + "/" + string(kind) + "/" + name
	if len(c.Steps) == 0 {
		c.Steps = []Step{{Operation: m.op}}
	}
	if len(c.Given) == 0 {
		c.Given = []contract.Fixture{{}}
	}
	m.cases = append(m.cases, c)
}

// with is a case of one call with parameters.
func (m *maker) with(values map[string]any) Case {
	return Case{Steps: []Step{{Operation: m.op, With: values}}}
}

// on makes a basis of where a fact comes from.
func on(s contract.Source) Basis {
	switch s.Basis {
	case contract.BasisSDK:
		return Basis{Words: basisSDK}
	case contract.BasisProtocol:
		return Basis{Words: basisCommon}
	}
	return Basis{Lines: s.Lines, Words: "document"}
}

// optional are the parameters that may be left out.
func (m *maker) optional() []*contract.Param {
	return slices.DeleteFunc(slices.Clone(m.op.Params), func(p *contract.Param) bool { return p.Required })
}

// in200 reports whether refusals travel with HTTP 200.
func (m *maker) in200() bool {
	r := m.contract.Envelope.RefusedStatus
	return r.From <= http.StatusOK && http.StatusOK <= r.To
}
