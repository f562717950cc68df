package mutant

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// commonRows: a refusal whose code the document does not give comes with a status at which no refusal may travel.
// Everything else about such rows is the endpoint's own choice.
func commonRows(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for i, row := range c.CommonCodes {
		for _, status := range outside(c.Envelope.RefusedStatus) {
			m.add("refused-with-status", fmt.Sprintf("%s/%d", row.ID, status),
				fmt.Sprintf("A request is refused with HTTP %d when %s.", status, row.Says), m.demanded(row),
				func(c *contract.Contract) { c.CommonCodes[i].HTTPStatus = status })
		}
	}
	return m.mutants
}

// outside are statuses below and above a range.
func outside(r contract.StatusRange) []int {
	var list []int
	for _, s := range []int{http.StatusOK, http.StatusBadRequest, http.StatusInternalServerError} {
		if r.To != 0 && (s < r.From || s > r.To) {
			list = append(list, s)
		}
	}
	return list
}

// demanded are the rules whose refusal a common row answers, because no row of the document does.
func (m *maker) demanded(row *contract.ErrorCode) []string {
	var rules []string
	for _, op := range m.acting() {
		for _, t := range row.When {
			if !slices.ContainsFunc(op.Codes, func(own *contract.ErrorCode) bool {
				return slices.ContainsFunc(own.When, func(o *contract.Trigger) bool { return sameCause(o, t) })
			}) {
				rules = append(rules, m.refusing(op, t)...)
			}
		}
	}
	return rules
}

// keywordKinds are the kinds of the rules that a keyword makes.
var keywordKinds = map[contract.Keyword]contract.Kind{
	contract.ViolatesRequired: contract.KindRequired,
	contract.ViolatesType:     contract.KindType,
	contract.ViolatesEnum:     contract.KindEnum,
}

// refusing are the rules that demand a refusal when a trigger holds.
func (m *maker) refusing(op *contract.Operation, t *contract.Trigger) []string {
	return m.ids(func(r *contract.Rule) bool {
		if r.Operation != op.ID {
			return false
		}
		switch s := r.Subject.(type) {
		case contract.AuthFault:
			return t.Auth == string(s)
		case contract.Bound:
			return t.Param == s.Param.Name && t.Violates == s.Keyword
		case *contract.Param:
			return t.Param == s.Name && t.Violates != "" && keywordKinds[t.Violates] == r.Kind
		case *contract.Precondition:
			unknown := s.Fails.Row == contract.Unknown
			return unknown && (s.Trait != "" && s.Trait == t.Trait || s.State != nil && t.State != nil)
		}
		return false
	})
}
