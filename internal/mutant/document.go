package mutant

import (
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
)

// document is an answer, changed by dotted paths. A path that is not there is passed over; an empty one is no
// place.
type document map[string]any

// around finds the object around a path and the name of the member in it.
func (d document) around(path string) (map[string]any, string) {
	object := map[string]any(d)
	members := strings.Split(path, ".")
	for _, name := range members[:len(members)-1] {
		object, _ = object[name].(map[string]any)
	}
	return object, members[len(members)-1]
}

// get is the value at a path.
func (d document) get(path string) (any, bool) { return contract.Lookup(d, path) }

// drop takes out the member at a path.
func (d document) drop(path string) {
	object, name := d.around(path)
	delete(object, name)
}

// replace gives the member at a path another value, where there is one.
func (d document) replace(path string, value any) {
	if _, ok := d.get(path); ok {
		object, name := d.around(path)
		object[name] = value
	}
}

// within is the path of a payload's field.
func within(c *contract.Contract, field string) string {
	return strings.TrimPrefix(c.Envelope.Payload+"."+field, ".")
}

// onSuccess changes the answers that accept a call of the operation, onRefusal those that refuse one.
func onSuccess(op *contract.Operation, change func(r *reference.Reply, d document)) reference.Fault {
	return answering(op, func(r *reference.Reply) bool { return r.Decision.Refusal == nil }, change)
}

func onRefusal(op *contract.Operation, change func(r *reference.Reply, d document)) reference.Fault {
	return answering(op, func(r *reference.Reply) bool { return r.Decision.Refusal != nil }, change)
}

func answering(op *contract.Operation, when func(*reference.Reply) bool, change func(*reference.Reply, document)) reference.Fault {
	return reference.Fault{Answer: func(r *reference.Reply) {
		if calls(r.Query, op) && when(r) {
			change(r, document(r.Doc))
		}
	}}
}

// misfit is a change of one member of an answer.
type misfit struct {
	name, says string
	change     func(d document, path string)
}

// misfits are the ways in which a member is not as it should be, whatever it is.
func misfits() []misfit {
	return []misfit{
		{"missing", "%s is missing.", func(d document, path string) { d.drop(path) }},
		{"null", "%s is null.", func(d document, path string) { d.replace(path, nil) }},
		{"list", "%s is a list.", func(d document, path string) { d.replace(path, []any{"x"}) }},
	}
}
