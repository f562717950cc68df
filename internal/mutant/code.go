package mutant

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// rows: an error row of the document answers with another code, number or HTTP status.
func rows(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, op := range m.acting() {
		for i, row := range op.Codes {
			twins := twinsOf(op.Codes, i)
			if twins[0] != i || len(row.When) == 0 {
				continue // broken with its twin, or nobody knows what brings it about
			}
			t := table{m, op, twins}
			t.codes(row)
			t.statuses(row)
		}
	}
	return m.mutants
}

// table is the error table of an operation, with the rows that are broken together.
type table struct {
	*maker
	op   *contract.Operation
	rows []int
}

// twinsOf are the rows that answer the same causes with the same code, the one itself among them: whichever of
// them an endpoint picks looks the same.
func twinsOf(rows []*contract.ErrorCode, i int) []int {
	var twins []int
	for j, other := range rows {
		if other.Code == rows[i].Code && slices.EqualFunc(other.When, rows[i].When, sameCause) {
			twins = append(twins, j)
		}
	}
	return twins
}

// sameCause compares what triggers look for; what lifts them and what else is fair stand aside.
func sameCause(a, b *contract.Trigger) bool {
	return a.Param == b.Param && a.Violates == b.Violates && a.Resource == b.Resource && a.Trait == b.Trait && a.Auth == b.Auth &&
		(a.State == nil) == (b.State == nil) &&
		(a.State == nil || slices.Equal(a.State.In, b.State.In) && slices.Equal(a.State.Not, b.State.Not))
}

// add changes the rows of the table in the same way.
func (t table) add(operator, says string, to func(row *contract.ErrorCode)) {
	row := t.op.Codes[t.rows[0]]
	var rules []string
	for _, i := range t.rows {
		rules = append(rules, t.about(t.op.Codes[i])...)
	}
	t.maker.add(operator, t.op.ID+"/"+row.ID, says, rules, func(c *contract.Contract) {
		for _, i := range t.rows {
			to(c.Operation(t.op.ID).Codes[i])
		}
	})
}

// codes are the ways in which a code goes wrong.
func (t table) codes(row *contract.ErrorCode) {
	wrong := func(operator, code string) {
		if code == row.Code || code == "" {
			return
		}
		t.add(operator, fmt.Sprintf("%s is answered where %s is documented.", code, row.Code),
			func(row *contract.ErrorCode) { row.Code = code })
	}
	next := nextRow(slices.Concat(t.op.Codes, t.contract.CommonCodes), row)
	if next != nil {
		wrong("code-of-neighbour", next.Code)
	}
	wrong("code-in-other-case", otherCase(row.Code))
	wrong("code-spelling-corrected", corrected(row.Code))
	wrong("code-less-specific", parent(row.Code))
	wrong("code-unlisted", "NoSuchCode")
	if row.Number != 0 {
		t.add("number-changed", fmt.Sprintf("The number is %d where %d is documented.", row.Number+1, row.Number),
			func(row *contract.ErrorCode) { row.Number++ })
	}
}

// statuses are another status of errors, and that of successful answers.
func (t table) statuses(row *contract.ErrorCode) {
	other := http.StatusBadRequest
	if row.HTTPStatus == other {
		other = http.StatusConflict
	}
	for _, wrong := range []struct {
		operator string
		status   int
	}{
		{"status-other", other},
		{"status-of-success", t.contract.Envelope.Success.HTTPStatus},
		{"status-of-server", http.StatusInternalServerError},
	} {
		if wrong.status != 0 && wrong.status != row.HTTPStatus {
			t.add(wrong.operator, fmt.Sprintf("%s comes with HTTP %d instead of %d.", row.Code, wrong.status, row.HTTPStatus),
				func(row *contract.ErrorCode) { row.HTTPStatus = wrong.status })
		}
	}
}

// parent is a code without its last part, "" when it has one part only.
func parent(code string) string {
	return code[:max(strings.LastIndex(code, "."), 0)]
}

// otherCase is a code in capitals, or in small letters if it is in capitals already.
func otherCase(code string) string {
	if upper := strings.ToUpper(code); upper != code {
		return upper
	}
	return strings.ToLower(code)
}
