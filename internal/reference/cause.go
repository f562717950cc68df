package reference

import (
	"cmp"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// Kind is what is wrong with a request: a schema keyword of the contract, a fault of authentication
// (contract.AuthFault), or one of these.
type Kind string

// The kinds that are neither keywords nor faults of authentication.
const (
	KindAction     Kind = "action" // names no action of the API
	KindRate       Kind = "rate"
	KindAbsent     Kind = "absent"
	KindState      Kind = "state"
	KindTrait      Kind = "trait"
	KindDependency Kind = "dependency" // parameters that do not go together
	KindEffect     Kind = "effect"     // a value that is refused on this resource
	// The rest is below what a contract describes; the protocol's fallback answers it.
	KindMethod Kind = "method"
	KindSize   Kind = "size"
	KindBody   Kind = "body"
)

// Cause is one thing wrong with a request, in the terms of a contract's triggers.
type Cause struct {
	Kind Kind
	// Param is the parameter of a schema keyword; empty when it is the request as a whole. Element is set
	// when it is an element of the list and not the list.
	Param   string
	Element bool
	// State and Trait are those of the resource, Index its place in the request, from 0.
	State, Trait string
	Index        int
	// Row is the row that the contract names for this very case; empty or unknown leaves it to the triggers.
	Row string
	// Detail says it to the caller.
	Detail string
}

// Matches reports whether a trigger of an error row is this cause.
func (c Cause) Matches(t *contract.Trigger) bool {
	switch c.Kind {
	case KindAction:
		return t.Action == "unknown"
	case KindRate:
		return t.Rate == "exceeded"
	case KindAbsent:
		return t.Resource == "absent"
	case KindState:
		return t.State != nil && holds(t.State, c.State)
	case KindTrait:
		return t.Trait != "" && t.Trait == c.Trait
	case "signature", "key", "timestamp":
		return t.Auth == string(c.Kind)
	}
	return t.Violates != "" && string(t.Violates) == string(c.Kind) && t.Param == c.Param
}

// holds reports whether a state is in a state set, read literally: in one of In, in none of Not.
func holds(s *contract.StateSet, state string) bool {
	return (len(s.In) == 0 || slices.Contains(s.In, state)) && !slices.Contains(s.Not, state)
}

// Refusal is how a request, or one resource of it, is turned down.
type Refusal struct {
	// Row is the id of the row of the contract; empty when the protocol's own fallback answers.
	Row string
	// Code, Number, Status and Message are what travels; Number is 0 where the row has none.
	Code    string
	Number  int
	Status  int
	Message string
	// Cause is why.
	Cause Cause
}

// refuse finds the answer to a cause: the row that the contract names for the case, else the first row of the
// operation with that trigger, else of the common codes, else a row for the keyword whatever the parameter, else
// the protocol's fallback. op may be nil.
func (e *Endpoint) refuse(op *operation, c Cause) *Refusal {
	rows := e.contract.CommonCodes
	if op != nil {
		rows = slices.Concat(op.Codes, rows)
	}
	if row := rowNamed(rows, c.Row); row != nil {
		return e.refusal(row, c)
	}
	general := c
	general.Param = ""
	for _, wanted := range []Cause{c, general} {
		for _, row := range rows {
			if slices.ContainsFunc(row.When, wanted.Matches) {
				return e.refusal(row, c)
			}
		}
	}
	f := e.protocol.fallback(c.Kind)
	return &Refusal{Code: f.code, Number: f.number, Status: f.status, Message: cmp.Or(c.Detail, f.code), Cause: c}
}

func rowNamed(rows []*contract.ErrorCode, id string) *contract.ErrorCode {
	if id == "" || id == contract.Unknown {
		return nil
	}
	for _, row := range rows {
		if row.ID == id {
			return row
		}
	}
	return nil
}

// refusal fills in a row. A documented message may have one gap, written %s as the vendor prints it.
func (e *Endpoint) refusal(row *contract.ErrorCode, c Cause) *Refusal {
	r := &Refusal{Row: row.ID, Code: row.Code, Number: row.Number, Status: row.HTTPStatus, Cause: c}
	r.Message = cmp.Or(strings.ReplaceAll(row.Message, "%s", c.Detail), c.Detail, row.Says, row.Code)
	f := e.protocol.fallback(c.Kind)
	if r.Status == 0 {
		r.Status = f.status
	}
	if r.Number == 0 {
		r.Number = f.number
	}
	return r
}
