package harness

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/wire"
)

// Refusal is how a document says that a request is turned down.
type Refusal struct {
	from, to int         // inclusive range of HTTP statuses
	codes    []wire.Code // one of them; empty: any but those in not
	not      []wire.Code
}

// Code is a refusal with a documented code and HTTP status. Further codes are fair answers too; the
// contract gives the reason for each.
func Code(status int, code wire.Code, also ...wire.Code) Refusal {
	return Refusal{from: status, to: status, codes: append([]wire.Code{code}, also...)}
}

// AnyCode is a refusal whose code the document does not give: any code will do, except those that
// the document gives to another cause.
func AnyCode(from, to int, not ...wire.Code) Refusal {
	return Refusal{from: from, to: to, not: not}
}

// String describes the refusal for people.
func (r Refusal) String() string {
	status := fmt.Sprintf("HTTP %d", r.from)
	if r.to != r.from {
		status = fmt.Sprintf("HTTP %d to %d", r.from, r.to)
	}
	switch {
	case len(r.codes) > 0:
		return join(r.codes) + ", " + status
	case len(r.not) > 0:
		return "an error other than " + join(r.not) + ", " + status
	default:
		return "an error, " + status
	}
}

// mismatch says in what way an error is not this refusal; "" when it is.
func (r Refusal) mismatch(e *wire.Error) string {
	got := fmt.Sprintf("%s, HTTP %d (%s)", e.Code, e.HTTPStatus, e.Message)
	if e.HTTPStatus < r.from || e.HTTPStatus > r.to {
		return got
	}
	if len(r.codes) > 0 && !slices.Contains(r.codes, e.Code) {
		return got
	}
	if slices.Contains(r.not, e.Code) {
		return got
	}
	return ""
}

func join(codes []wire.Code) string {
	words := make([]string, len(codes))
	for i, c := range codes {
		words[i] = string(c)
	}
	return strings.Join(words, " or ")
}
