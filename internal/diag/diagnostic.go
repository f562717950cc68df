// Package diag describes what is wrong with a contract file and shows it to people and programs.
//
// In go findings with a place, a code and a message; out come a sorted list without repetitions
// and its printed forms: compiler text with an extract of the source, JSON, and annotations for a
// code forge. The codes are a promise (see codes.go), the wording of messages is not.
package diag

import (
	"fmt"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// Pos is a place in a contract file; the zero value is no place.
type Pos = contract.Pos

// Severity says whether a finding stops the pipeline.
type Severity string

const (
	// Error stops the pipeline.
	Error Severity = "error"
	// Warning is shown and stops nothing.
	Warning Severity = "warning"
)

// Diagnostic is one finding.
type Diagnostic struct {
	// Pos is where; a zero Pos prints without a place.
	Pos Pos
	// Severity is Error when it is empty.
	Severity Severity
	// Code is one of Codes.
	Code Code
	// Message is one line: lower case, no full stop, values of the contract in quotes.
	Message string
	// Hint says what to do; empty means nothing is known to help.
	Hint string
	// Related are other places that belong to the finding, the first definition of a duplicate.
	Related []Related
}

// Related is a second place of a finding.
type Related struct {
	Pos     Pos
	Message string
}

// String returns the first line of the compiler form.
func (d Diagnostic) String() string {
	return fmt.Sprintf("%s%s: %s [%s]", place(d.Pos), d.severity(), d.Message, d.Code)
}

// severity is the severity with its zero value resolved.
func (d Diagnostic) severity() Severity {
	if d.Severity == "" {
		return Error
	}
	return d.Severity
}

// place returns "file:line:col: ", as far as the parts are known.
func place(p Pos) string {
	switch {
	case p.File == "":
		return ""
	case p.Line == 0:
		return p.File + ": "
	}
	return fmt.Sprintf("%s:%d:%d: ", p.File, p.Line, p.Column)
}
