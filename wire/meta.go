package wire

import "net/http"

// Meta is what came back with one call, below the typed output. Ask for it with [Capture].
type Meta struct {
	// HTTPStatus is the status code of the answer.
	HTTPStatus int
	// Header holds the headers of the answer.
	Header http.Header
	// ContentType is the Content-Type header exactly as it came, parameters included.
	ContentType string
	// Format is the format that the body was read as; empty when it was neither JSON nor XML.
	Format Format
	// RequestID is the id of the payload or of the error, a number as text; empty when there was none.
	RequestID string
	// OuterRequestID is the id beside the payload, where the protocol has a second one (Zenlayer); otherwise empty.
	OuterRequestID string
	// Raw is the body as it came, at most [Config].MaxAnswer bytes, and as far as it came. Nothing in it is redacted.
	Raw []byte
}
