package reference

import (
	"cmp"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// kind is what is wrong with a request: a schema keyword, a fault of authentication, or one of these.
type kind string

const (
	kindAction     kind = "action" // names no action of the API
	kindRate       kind = "rate"
	kindAbsent     kind = "absent"
	kindState      kind = "state"
	kindTrait      kind = "trait"
	kindDependency kind = "dependency" // parameters that do not go together
	kindEffect     kind = "effect"     // a value that is refused on this resource
	// The rest is below what a contract describes; the protocol's fallback answers it.
	kindMethod kind = "method"
	kindSize   kind = "size"
	kindBody   kind = "body"
)

// cause is one thing wrong with a request, in the terms of a contract's triggers.
type cause struct {
	kind kind
	// param is the parameter of a schema keyword; empty when it is the request as a whole.
	param string
	// state and trait are those of the resource.
	state, trait string
	// row is the row that the contract names for this very case; empty or unknown leaves it to the triggers.
	row string
	// detail says it to the caller.
	detail string
}

// matches reports whether a trigger of an error row is this cause.
func (c cause) matches(t *contract.Trigger) bool {
	switch c.kind {
	case kindAction:
		return t.Action == "unknown"
	case kindRate:
		return t.Rate == "exceeded"
	case kindAbsent:
		return t.Resource == "absent"
	case kindState:
		return t.State != nil && holds(t.State, c.state)
	case kindTrait:
		return t.Trait != "" && t.Trait == c.trait
	case "signature", "key", "timestamp":
		return t.Auth == string(c.kind)
	}
	return t.Violates != "" && string(t.Violates) == string(c.kind) && t.Param == c.param
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
}

// refuse finds the answer to a cause: the row that the contract names for the case, else the first row of the
// operation with that trigger, else of the common codes, else a row for the keyword whatever the parameter, else
// the protocol's fallback. op may be nil.
func (e *Endpoint) refuse(op *operation, c cause) *Refusal {
	rows := e.contract.CommonCodes
	if op != nil {
		rows = slices.Concat(op.Codes, rows)
	}
	if row := rowNamed(rows, c.row); row != nil {
		return e.refusal(row, c)
	}
	general := c
	general.param = ""
	for _, c := range []cause{c, general} {
		for _, row := range rows {
			if slices.ContainsFunc(row.When, c.matches) {
				return e.refusal(row, c)
			}
		}
	}
	f := e.protocol.fallback(c.kind)
	return &Refusal{Code: f.code, Number: f.number, Status: f.status, Message: cmp.Or(c.detail, f.code)}
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
func (e *Endpoint) refusal(row *contract.ErrorCode, c cause) *Refusal {
	r := &Refusal{Row: row.ID, Code: row.Code, Number: row.Number, Status: row.HTTPStatus}
	r.Message = cmp.Or(strings.ReplaceAll(row.Message, "%s", c.detail), c.detail, row.Says, row.Code)
	f := e.protocol.fallback(c.kind)
	if r.Status == 0 {
		r.Status = f.status
	}
	if r.Number == 0 {
		r.Number = f.number
	}
	return r
}
