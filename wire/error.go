package wire

import (
	"fmt"
	"strings"
)

// Code is the symbolic error code of an API. It is an error itself so that generated constants can be matched:
//
//	errors.Is(err, cvmv3.CodeMissingParameter)
type Code string

// Error returns the code.
func (c Code) Error() string { return string(c) }

// Error is a refusal in the API's own envelope.
type Error struct {
	// API and Operation name the call.
	API       string
	Operation string
	// Code is the symbolic code. A legacy Tencent answer without one has the number as text.
	Code Code
	// Number is the numeric code; 0 where the API has none.
	Number int64
	// Message is the vendor's text, without the caller's secrets. It is never contractual.
	Message string
	// RequestID is the id of the answer, a number as text; empty when the answer held none.
	RequestID string
	// HTTPStatus is the status code of the answer; some APIs refuse with 200.
	HTTPStatus int
	// Items holds the result of each resource of a batch by its id; nil where the answer has none.
	Items map[string]Item
}

// Item is the result of one resource of a batch.
type Item struct {
	// Code is the symbolic code, or the number as text; empty for success.
	Code Code
	// Number is the numeric code; 0 for success, and where the item has only a symbolic one.
	Number int64
	// Message is the vendor's text.
	Message string
	// RequestID is the number of the task; empty when none was given.
	RequestID string
}

// Error says which call was refused, and how.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: %s", e.API, e.Operation, e.Code)
	if e.Message != "" {
		fmt.Fprintf(&b, ": %s", e.Message)
	}
	fmt.Fprintf(&b, " (http %d", e.HTTPStatus)
	if e.Number != 0 {
		fmt.Fprintf(&b, ", number %d", e.Number)
	}
	if e.RequestID != "" {
		fmt.Fprintf(&b, ", request %s", e.RequestID)
	}
	if n := len(e.Items); n > 0 {
		fmt.Fprintf(&b, ", %d items", n)
	}
	b.WriteString(")")
	return b.String()
}

// Is reports whether target is the [Code] of this error.
func (e *Error) Is(target error) bool {
	code, ok := target.(Code)
	return ok && code == e.Code
}
