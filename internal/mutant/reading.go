package mutant

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
)

// ids are endpoints whose ids have another form than those of the samples.
func (v *variety) ids() {
	v.edited("resource-ids", "Ids of resources have another form.",
		v.because("an id is what the fixture provider gives", "id-form", "malformed-or-not-found"),
		func(c *contract.Contract) {
			old := c.Resource.IDPattern
			c.Resource.IDPattern = "^" + c.Resource.IDPrefix + "[0-9a-f]{24}$"
			for _, op := range c.Operations {
				for _, p := range op.Params {
					if p.Items != nil && p.Items.Pattern == old {
						p.Items.Pattern = c.Resource.IDPattern
					}
				}
			}
		})
	if v.contract.RequestID != nil {
		v.edited("request-ids", "Request ids have another form.",
			v.because("the document shows samples and no form", "sample-request-ids"),
			func(c *contract.Contract) { c.RequestID.Pattern = "^[0-9]{8}/[a-z]{12}$" })
	}
}

// refusals are endpoints that refuse with other words, or by another order of checks.
func (v *variety) refusals() {
	env := v.contract.Envelope
	v.faulty("checks-from-the-end", "Parameters are checked from the last to the first, and the resource that came furthest decides.",
		v.because("the document gives no order of checks", "order-of-checks", "order-of-codes"), reference.Fault{Latest: true})
	v.faulty("other-messages", "The messages of errors are other ones.",
		v.because("the document does not make the message part of an error", "not-support-messages"),
		reference.Fault{Answer: func(r *reference.Reply) {
			if r.Decision.Refusal != nil {
				document(r.Doc).replace(env.Message, "n/a")
			}
		}})
	v.faulty("other-codes", "What the document has no code for is refused with another one, and another HTTP status.",
		v.because("the document has no code for it", "limit-code", "missing-and-wrong-values", "no-other-codes", "state-error-code"),
		reference.Fault{Answer: func(r *reference.Reply) {
			if undocumented(r) {
				document(r.Doc).replace(env.Code, "SOMETHING.ELSE")
				r.Status = otherStatus(env.RefusedStatus)
			}
		}})
	v.alsoAllowed()
}

// undocumented reports whether a refusal is by no row of the document. Throttling is left as it is: callers have to
// know it.
func undocumented(r *reference.Reply) bool {
	refusal := r.Decision.Refusal
	if refusal == nil || refusal.Cause.Kind == reference.KindRate {
		return false
	}
	return r.Operation == nil || rowOf(r.Operation, refusal) == nil
}

func rowOf(op *contract.Operation, refusal *reference.Refusal) *contract.ErrorCode {
	for _, row := range op.Codes {
		if row.ID == refusal.Row {
			return row
		}
	}
	return nil
}

// otherStatus is a status of the range that the reference endpoint does not use, where there is one.
func otherStatus(s contract.StatusRange) int {
	if s.From <= http.StatusUnprocessableEntity && http.StatusUnprocessableEntity <= s.To {
		return http.StatusUnprocessableEntity
	}
	return s.To
}

// alsoAllowed answers triggers with the codes that are fair beside that of the row.
func (v *variety) alsoAllowed() {
	most := 0
	for _, op := range v.acting() {
		for _, row := range op.Codes {
			for _, t := range row.When {
				most = max(most, len(t.AlsoAllowed))
			}
		}
	}
	for i := range most {
		v.faulty(fmt.Sprintf("also-allowed-%d", i+1), "Where two rows of the table fit, the other one answers.",
			v.because("the contract gives the reason beside each code", "overlapping-codes", "order-of-codes"),
			reference.Fault{Answer: func(r *reference.Reply) {
				if code := alsoAllowed(r, i); code != "" {
					document(r.Doc).replace(v.contract.Envelope.Code, code)
				}
			}})
	}
}

// alsoAllowed is the i-th code beside that of the row, "" where there is none.
func alsoAllowed(r *reference.Reply, i int) string {
	refusal := r.Decision.Refusal
	if refusal == nil || r.Operation == nil {
		return ""
	}
	row := rowOf(r.Operation, refusal)
	if row == nil {
		return ""
	}
	for _, t := range row.When {
		if refusal.Cause.Matches(t) && i < len(t.AlsoAllowed) {
			return t.AlsoAllowed[i]
		}
	}
	return ""
}

// rows are endpoints that read an open row of the table in another way.
func (v *variety) rows() {
	for _, op := range v.acting() {
		if slices.ContainsFunc(op.Codes, func(row *contract.ErrorCode) bool { return len(row.Attempts) > 1 }) {
			v.faulty("only-the-last-attempt", "What a row forbids is refused only with the parameters of the last of the possible calls.",
				v.because("the document names no parameter", "not-support-parameter"),
				reference.Fault{Overlook: func(q *reference.Query, c reference.Cause) bool {
					row := rowOf(op, &reference.Refusal{Row: c.Row})
					return calls(q, op) && row != nil && len(row.Attempts) > 1 && !sends(q, row.Attempts[len(row.Attempts)-1])
				}})
		}
		for i, p := range op.Preconditions {
			if row := fitting(op, p); row != "" {
				v.edited("code-of-"+p.ID, "A precondition without a code of its own is refused with one of the table.",
					v.because("the document gives it no code", "security-lock-code", "state-error-code"),
					func(c *contract.Contract) { c.Operation(op.ID).Preconditions[i].Fails.Row = row })
			}
		}
	}
}

// fitting is the first row that may answer a precondition without one.
func fitting(op *contract.Operation, p *contract.Precondition) string {
	if p.Fails.Row != contract.Unknown {
		return ""
	}
	for _, row := range op.Codes {
		if !slices.Contains(p.Fails.Not, row.Code) {
			return row.ID
		}
	}
	return ""
}

// gaps are endpoints that fill what the document does not say.
func (v *variety) gaps() {
	for _, op := range v.acting() {
		for i, p := range op.Params {
			if p.Type == contract.Array && p.MaxItems == 0 && p.Resource {
				v.edited("limit-of-"+p.Name, "A request may name 100 at most.", v.because("the document has no number", "batch-size"),
					func(c *contract.Contract) { c.Operation(op.ID).Params[i].MaxItems = 100 })
			}
			if len(p.Enum) > 0 && p.Default == nil && !p.Required {
				v.edited("default-of-"+p.Name, "A parameter that is left out has its first value.", v.because("the document has no default", "stopped-mode-values"),
					func(c *contract.Contract) { c.Operation(op.ID).Params[i].Default = p.Enum[0] })
			}
		}
	}
	v.demanded()
}

// demanded makes an endpoint that wants the version of every request.
func (v *variety) demanded() {
	optional := func(p *contract.Param) bool { return !p.Required && (p.Fixed != "" || len(p.Enum) > 0) }
	for _, op := range v.acting() {
		if !slices.ContainsFunc(op.Dispatch, optional) {
			continue
		}
		v.edited("version-demanded", "A request has to name the version.", v.because("leaving it out is not judged", "version"),
			func(c *contract.Contract) {
				for _, p := range c.Operation(op.ID).Dispatch {
					p.Required = p.Required || optional(p)
				}
			})
	}
}
