package contract

import (
	"slices"
	"strings"
)

// Envelope says where an answer carries what. Paths are dotted member names from the top.
type Envelope struct {
	// Payload is the member that holds a successful answer's fields; empty means the top.
	Payload string `yaml:"payload"`
	// Code, Message and RequestID are where an error travels.
	Code      string `yaml:"code"`
	Message   string `yaml:"message"`
	RequestID string `yaml:"requestId"`
	// Number is where a numeric code travels beside the symbolic one; empty means there is none.
	Number string `yaml:"number"`
	// Success tells a successful answer from an error.
	Success Success `yaml:"success"`
	// RefusedStatus are the HTTP statuses at which an error that the document gives no status
	// for may travel.
	RefusedStatus StatusRange `yaml:"refusedStatus"`
	Source        Source      `yaml:"source"`
	Pos           Pos         `yaml:"-"`
}

// Lookup is the value at a dotted path of member names in an answer, false when there is none.
func Lookup(answer map[string]any, path string) (any, bool) {
	var value any = answer
	for name := range strings.SplitSeq(path, ".") {
		object, ok := value.(map[string]any)
		if !ok {
			return nil, false
		}
		if value, ok = object[name]; !ok {
			return nil, false
		}
	}
	return value, true
}

// Success is the test for a successful answer: the HTTP status, and where Path is set the value
// there (Equals) or its absence (Absent).
type Success struct {
	HTTPStatus int    `yaml:"httpStatus"`
	Path       string `yaml:"path"`
	Equals     string `yaml:"equals"`
	Absent     bool   `yaml:"absent"`
	Pos        Pos    `yaml:"-"`
}

// StatusRange is an inclusive range of HTTP statuses.
type StatusRange struct {
	From int `yaml:"from"`
	To   int `yaml:"to"`
	Pos  Pos `yaml:"-"`
}

// RequestID is what the document promises of request ids.
type RequestID struct {
	// Field is where a successful answer carries it; Outer is a second place that must agree.
	Field string `yaml:"field"`
	Outer string `yaml:"outer"`
	// Pattern describes the samples of the document; the reference endpoint makes such ids and
	// no scenario demands it.
	Pattern string `yaml:"pattern"`
	Source  Source `yaml:"source"`
	Pos     Pos    `yaml:"-"`
}

// ErrorCode is one row of an error table.
type ErrorCode struct {
	ID string `yaml:"id"`
	// Code is the literal on the wire, misspellings included; Number goes with it where the
	// envelope has one.
	Code   string `yaml:"code"`
	Number int    `yaml:"number"`
	// HTTPStatus is the documented status.
	HTTPStatus int `yaml:"httpStatus"`
	// Message is the documented text where it is part of the row's identity; else "".
	Message string `yaml:"message"`
	// Says paraphrases the row.
	Says string `yaml:"says"`
	// When lists the triggers; empty means that the document does not tell (unknown).
	When []*Trigger `yaml:"when"`
	// Attempts are the parameter sets that the trigger may need: the document leaves open which.
	// The row holds when one of them is answered by it. Empty means the smallest call.
	Attempts []map[string]any `yaml:"attempts"`
	// StateAfter is "unknown" when the row does not promise that nothing has changed.
	StateAfter string `yaml:"stateAfter"`
	Source     Source `yaml:"source"`
	Pos        Pos    `yaml:"-"`
}

// Trigger is one cause of an error code. Exactly one of Param, Resource, State, Trait, Auth and
// Rate is set, except that Trait may come with Unless.
type Trigger struct {
	// Param and Violates name a schema keyword of a parameter that is not kept; Value is the
	// offending value to send, where the document gives one.
	Param    string  `yaml:"param"`
	Violates Keyword `yaml:"violates"`
	Value    any     `yaml:"value"`
	// Resource is "absent": the id names nothing.
	Resource string `yaml:"resource"`
	// State are the states of the resource that bring the row about.
	State *StateSet `yaml:"state"`
	// Trait is a condition of the resource; Unless are parameter values that lift it.
	Trait  string         `yaml:"trait"`
	Unless map[string]any `yaml:"unless"`
	// Auth is "signature", "key" or "timestamp".
	Auth string `yaml:"auth"`
	// Rate is "exceeded".
	Rate string `yaml:"rate"`
	// Action is "unknown": the request names no action of the API.
	Action string `yaml:"action"`
	// AlsoAllowed are other codes that are a fair answer to this trigger, with the reason.
	AlsoAllowed []string `yaml:"alsoAllowed"`
	Because     string   `yaml:"because"`
	Pos         Pos      `yaml:"-"`
}

// Keyword is a schema keyword that a request can violate.
type Keyword string

// The keywords.
const (
	ViolatesRequired Keyword = "required"
	ViolatesType     Keyword = "type"
	ViolatesEnum     Keyword = "enum"
	ViolatesMaxItems Keyword = "maxItems"
	ViolatesMinItems Keyword = "minItems"
	ViolatesPattern  Keyword = "pattern"
)

// StateSet names states by what they are in or not in.
type StateSet struct {
	In  []string `yaml:"in"`
	Not []string `yaml:"not"`
	Pos Pos      `yaml:"-"`
}

// Has reports whether a state is in the set: one of In where there are any, and none of Not. The nil
// set has no state.
func (s *StateSet) Has(state string) bool {
	return s != nil && (len(s.In) == 0 || slices.Contains(s.In, state)) && !slices.Contains(s.Not, state)
}
