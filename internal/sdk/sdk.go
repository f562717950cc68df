// Package sdk has the words of judging a client library: what is asked of a driver, what it answers, and what
// became of each case.
//
// An SDK is judged by a driver, a small program that reads one [Call] a line, makes that call with the SDK and
// writes one [Answer] a line. The calls come from a contract (package cases), what the SDK puts on the wire is
// seen by a reference endpoint of its own for each case (package witness), and both together give a [Result]
// (package judge). The protocol is published as docs/sdk-driver.schema.json.
package sdk

import (
	"encoding/json"
	"fmt"
)

// Call is one line to a driver: one call to make.
type Call struct {
	// Case names the call. No two lines of a run have the same.
	Case string `json:"case"`
	// API is the id of the contract, for example "tencent-cvm-v3".
	API string `json:"api"`
	// Endpoint is the URL of the API, path included. Each case has one of its own.
	Endpoint string `json:"endpoint"`
	// Region is a made-up name of a region.
	Region string `json:"region"`
	// Credentials are made for the case and are worth nothing elsewhere.
	Credentials Credentials `json:"credentials"`
	// Operation is the action's name on the wire.
	Operation string `json:"operation"`
	// Input has the parameters to set, by their names in the document, and no others: what it does not name
	// must be left unset.
	Input map[string]any `json:"input"`
}

// Credentials are a key.
type Credentials struct {
	ID     string `json:"id"`
	Secret string `json:"secret"`
}

// String and LogValue would show a secret: only the id is shown.
func (c Credentials) String() string { return c.ID }

// Answer is one line from a driver: what the SDK made of the call. Exactly one of Output, Error and Unsupported
// is set.
type Answer struct {
	// Case repeats the call's. A driver may leave it out; when it is there it must agree.
	Case string `json:"case,omitempty"`
	// Output has the fields of a successful answer as the SDK shows them, under their names in the document
	// and without the vendor's envelope.
	Output map[string]any `json:"output,omitzero"`
	// Error is what the SDK gave as an error: an exception, an error value.
	Error *Error `json:"error,omitempty"`
	// Unsupported says why the SDK has no way to make this call.
	Unsupported string `json:"unsupported,omitempty"`
}

// Error is an error as an SDK shows it to its caller. What the SDK does not show is empty.
type Error struct {
	Code      Code   `json:"code,omitempty"`
	Message   string `json:"message,omitempty"`
	RequestID string `json:"requestId,omitempty"`
	// HTTPStatus is 0 where the SDK does not show it.
	HTTPStatus int `json:"httpStatus,omitempty"`
}

// Code is an error code. A number is taken for its digits: one vendor has numbers.
type Code string

// UnmarshalJSON takes a text, a whole number or null.
func (c *Code) UnmarshalJSON(b []byte) error {
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		return err
	}
	switch x := v.(type) {
	case nil:
	case string:
		*c = Code(x)
	case float64:
		*c = Code(string(b))
	default:
		return fmt.Errorf("the code of an error is %s: use a text or a number", b)
	}
	return nil
}
