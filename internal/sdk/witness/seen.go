package witness

import (
	"net/http"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
)

// Seen is one request, how the endpoint read it, and what was answered.
type Seen struct {
	// Step is the call of the case that was under way, from 0.
	Step int

	// The request as it arrived. Of a body that is larger than any case makes one only the beginning is kept.
	Method string
	Target string // path and query
	Proto  string
	Host   string
	Header http.Header
	Body   []byte

	// Operation is the operation called, nil when the request names none. Encoding and Sent are its parameters as
	// the endpoint read them.
	Operation *contract.Operation
	Encoding  contract.Encoding
	Sent      map[string]any
	// Refusal is what the endpoint had against the request by itself; nil when it was good.
	Refusal *reference.Refusal

	// Status and Doc are the answer of the endpoint, envelope included, before anything was spoilt on the way.
	Status int
	Doc    map[string]any
	// Spoilt is set when what was sent is no answer.
	Spoilt bool
	// SentStatus, SentHeader and SentBody are what was sent; the status is 0 when nothing was.
	SentStatus int
	SentHeader http.Header
	SentBody   []byte
}
