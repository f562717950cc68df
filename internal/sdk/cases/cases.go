// Package cases derives from a contract what is demanded of a client library.
//
// In go contracts; out come cases: which calls to make, how the endpoint answers them, and what must be seen of
// both. Nothing here knows of a process or a socket. A rule that is added to a contract is a case more without Go
// code.
package cases

import (
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
	// WireOnly leaves out of account what the SDK shows of the answer, beyond that it takes no success for an error.
	WireOnly bool
	// WrongSecret signs with a secret that is not the key's.
	WrongSecret bool
	// Look is what a request is looked at for beyond being a good one.
	Look Look
}

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

// Look is what a request is looked at for. Every request must be one that the endpoint accepts; a case looks at more
// only where it is about more, so that one defect fails the cases that are about it and no others.
type Look struct {
	// Values: what was set arrived as it was set.
	Values bool
	// Unset: of what was not set nothing arrived in any form.
	Unset bool
	// MediaType: the content type is that of the body.
	MediaType bool
	// Common is a parameter that every request carries; nil where the case is not about one.
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
	Short        Broken = "short"         // all of the JSON, and fewer bytes than the message announces
	Trailing     Broken = "trailing"      // the JSON with other text behind it
	Failing      Broken = "failing"       // status 500 with JSON that has no code
	Truncated    Broken = "truncated"     // half of the JSON, as a whole HTTP message
	CutOff       Broken = "cut-off"       // half of the HTTP message, then the connection ends
	Dropped      Broken = "dropped"       // the connection ends without a word
	Page         Broken = "page"          // an HTML page with status 200
	MistypedPage Broken = "mistyped-page" // an HTML page with status 200 that says it is JSON
	BadGate      Broken = "bad-gate"      // an HTML page with status 502
	Empty        Broken = "empty"         // status 200 without a body
	Null         Broken = "null"          // status 200 with the JSON null
	List         Broken = "list"          // status 200 with a JSON list
	NoEnvelope   Broken = "no-envelope"   // status 200 with an empty JSON object
)
