package mutant

import (
	"fmt"
	"net/http"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
)

// wrongStatuses: a right body comes with a wrong HTTP status. Refusals with a row have operators of their own.
func wrongStatuses(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, op := range m.acting() {
		for _, status := range []int{http.StatusBadRequest, http.StatusInternalServerError} {
			m.fault("success-with-status", fmt.Sprintf("%s/%d", op.ID, status), fmt.Sprintf("A call is accepted with HTTP %d.", status),
				m.kind(op.ID, contract.KindSuccess),
				onSuccess(op, func(r *reference.Reply, _ document) { r.Status = status }))
		}
		m.fault("success-as-error", op.ID, "A call is carried out and answered with an error.", m.kind(op.ID, contract.KindSuccess),
			reference.Fault{Decide: func(j *reference.Judgement) {
				if changes := j.Changes; calls(j.Query, op) && j.Refusal == nil {
					j.Refuse(reference.Cause{Kind: reference.KindState})
					j.Changes = changes
				}
			}})
	}
	return m.mutants
}

// misplacedErrors: an error is in another place of the envelope, or a part of it is not as it should be.
func misplacedErrors(c *contract.Contract) []Mutant {
	m := newMaker(c)
	env := c.Envelope
	code := env.Code
	if env.Number != "" {
		code = env.Number // the code travels in other places too
	}
	for _, op := range m.acting() {
		rules := m.local(op, "response-schema/error")
		for _, part := range []string{code, env.Message} {
			for _, way := range misfits() {
				m.fault("error-part-"+way.name, op.ID+"/"+part, fmt.Sprintf("In an error, "+way.says, part), rules,
					onRefusal(op, func(_ *reference.Reply, d document) { way.change(d, part) }))
			}
		}
		m.fault("error-misplaced", op.ID, "An error is one level deeper than documented.", rules,
			onRefusal(op, func(r *reference.Reply, _ document) { r.Doc = map[string]any{"error": r.Doc} }))
		m.fault("error-text", op.ID, "An error is a text.", rules,
			onRefusal(op, func(r *reference.Reply, _ document) {
				r.ContentType = "text/plain"
				r.Bytes = func(r *reference.Reply) []byte { return []byte(r.Decision.Refusal.Message) }
			}))
	}
	return m.mutants
}

// misplacedPayloads: the payload of a successful answer is in another place.
func misplacedPayloads(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, op := range m.acting() {
		says, change := "The payload is one level deeper than documented.", func(r *reference.Reply, _ document) { r.Doc = map[string]any{"result": r.Doc} }
		if payload := c.Envelope.Payload; payload != "" {
			says, change = "The payload is at the top.", func(r *reference.Reply, d document) {
				if inner, ok := d[payload].(map[string]any); ok {
					r.Doc = inner
				}
			}
		}
		m.fault("payload-misplaced", op.ID, says, m.local(op, "response-schema/success"), onSuccess(op, change))
	}
	return m.mutants
}

// resultFields: a documented field of a successful answer is not there or not of its type.
func resultFields(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, op := range m.acting() {
		for _, f := range op.Result {
			if !f.Required {
				continue
			}
			path := within(c, f.Name)
			for _, way := range misfits() {
				if way.name == "list" && f.Schema.Type == contract.Array {
					way = misfit{"text", "%s is a text.", func(d document, path string) { d.replace(path, "x") }}
				}
				if f.Schema.Type == contract.Object && op.Partial != nil && op.Partial.Items == f.Name {
					continue // its form is open; what it says has operators of its own
				}
				m.fault("field-"+way.name, op.ID+"/"+path, fmt.Sprintf("In a successful answer, "+way.says, path), m.local(op, "response-schema/success"),
					onSuccess(op, func(_ *reference.Reply, d document) { way.change(d, path) }))
			}
		}
	}
	return m.mutants
}
