package wire

import (
	"context"
	"errors"
	"fmt"
	"net"
)

// AnswerError is an answer that came whole and is no legal answer of the API: an HTML page, too many bytes, a member of
// the wrong type, a missing envelope, a redirect. It says nothing about whether the operation took effect. Request ids
// are not held against an answer.
type AnswerError struct {
	// API and Operation name the call.
	API       string
	Operation string
	// HTTPStatus and ContentType are those of the answer.
	HTTPStatus  int
	ContentType string
	// Reason says what is wrong with the answer.
	Reason string
	// Excerpt is the beginning of the body on one line, at most 160 bytes, without the caller's secrets.
	Excerpt string
	// Err is the cause, where there is one: a decoder's or a reader's error. It may be nil.
	Err error
}

// Error says what is wrong with the answer, and shows its beginning.
func (e *AnswerError) Error() string {
	text := fmt.Sprintf("%s %s: illegal answer: %s (http %d, content type %q)",
		e.API, e.Operation, e.Reason, e.HTTPStatus, e.ContentType)
	if e.Excerpt != "" {
		text += ": " + e.Excerpt
	}
	return text
}

// Unwrap returns the cause.
func (e *AnswerError) Unwrap() error { return e.Err }

// TransportError is a request without a whole answer: no connection, a timeout, a connection that was closed before the
// answer or in the middle of its body. The request may or may not have reached the server.
type TransportError struct {
	// API and Operation name the call.
	API       string
	Operation string
	// Host is the host that was called, with its port where it has one.
	Host string
	// Err is the cause; never nil.
	Err error
}

// Error says which host did not answer, and why.
func (e *TransportError) Error() string {
	return fmt.Sprintf("%s %s: no answer from %s: %v", e.API, e.Operation, e.Host, e.Err)
}

// Unwrap returns the cause.
func (e *TransportError) Unwrap() error { return e.Err }

// Timeout reports whether the call ran out of time, its own or that of its context.
func (e *TransportError) Timeout() bool {
	var n net.Error
	return errors.Is(e.Err, context.DeadlineExceeded) || errors.As(e.Err, &n) && n.Timeout()
}
