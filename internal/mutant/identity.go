package mutant

import (
	"fmt"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
)

// requestIDs: a request id is missing, empty, of another type, always the same, or not the same in both places.
func requestIDs(c *contract.Contract) []Mutant {
	m := newMaker(c)
	id := c.RequestID
	if id == nil {
		return nil
	}
	ways := append(misfits(), misfit{"empty", "%s is empty.", func(d document, path string) { d.replace(path, "") }})
	constant := misfit{"constant", "%s is always the same.", func(d document, path string) { d.replace(path, "00000000-0000-4000-8000-000000000000") }}
	for _, op := range m.acting() {
		success, refused, unique, nested := m.local(op, "request-id/success"), m.local(op, "request-id/error"), m.local(op, "request-id/unique"), m.local(op, "request-id/nested")
		for _, way := range ways {
			m.fault("request-id-"+way.name, op.ID+"/success", fmt.Sprintf("In a successful answer, "+way.says, id.Field), success,
				onSuccess(op, func(_ *reference.Reply, d document) { way.change(d, id.Field) }))
			m.fault("request-id-"+way.name, op.ID+"/error", fmt.Sprintf("In an error, "+way.says, c.Envelope.RequestID), refused,
				onRefusal(op, func(_ *reference.Reply, d document) { way.change(d, c.Envelope.RequestID) }))
			if id.Outer != "" {
				m.fault("request-id-outer-"+way.name, op.ID, fmt.Sprintf("In a successful answer, "+way.says, id.Outer), nested,
					onSuccess(op, func(_ *reference.Reply, d document) { way.change(d, id.Outer) }))
			}
		}
		m.fault("request-id-constant", op.ID+"/success", fmt.Sprintf("In successful answers, "+constant.says, id.Field), unique,
			onSuccess(op, func(_ *reference.Reply, d document) {
				constant.change(d, id.Field)
				if id.Outer != "" {
					constant.change(d, id.Outer)
				}
			}))
		m.fault("request-id-constant", op.ID+"/error", fmt.Sprintf("In errors, "+constant.says, c.Envelope.RequestID), unique,
			onRefusal(op, func(_ *reference.Reply, d document) { constant.change(d, c.Envelope.RequestID) }))
		if id.Outer != "" {
			m.fault("request-id-unlike", op.ID, fmt.Sprintf("%s is another one than %s.", id.Field, id.Outer), nested,
				onSuccess(op, func(r *reference.Reply, d document) { d.replace(id.Outer, "other-"+r.RequestID) }))
		}
	}
	return m.mutants
}
