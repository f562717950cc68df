package check

import (
	"fmt"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
)

// observers checks that resources can be seen, and that what observers and the envelope point
// to exists.
func (k *checker) observers() {
	if len(k.c.Observers()) == 0 {
		k.found.Errorf(k.c.Pos, diag.NoObserver, "no operation has x-observe, so no scenario can see a state").
			Hint = "add an operation that shows resources; its source may be basis: sdk"
	}
	for _, op := range k.c.Observers() {
		k.observe(op, op.Observe)
	}
	if id := k.c.RequestID; id != nil {
		k.requestID(id)
	}
}

func (k *checker) observe(op *contract.Operation, o *contract.Observe) {
	if ids := k.param(op, o.Pos, o.Ids); ids != nil {
		if !ids.Resource {
			k.found.Errorf(o.Pos, diag.UnknownParam, "the parameter %q does not identify resources", o.Ids).
				Hint = "set its x-identifies"
		}
		if ids.MaxItems > 0 && o.Max > ids.MaxItems {
			k.found.Errorf(o.Pos, diag.BadBounds, "max %d is above maxItems %d of %q", o.Max, ids.MaxItems, o.Ids)
		}
	}
	if o.Max < 0 {
		k.found.Errorf(o.Pos, diag.BadBounds, "max is negative")
	}
	k.arguments(op, o.Pos, o.With, true)
	list := fieldAt(op.Result, o.Items)
	if list == nil || list.Schema.Type != contract.Array || list.Schema.Items == nil || list.Schema.Items.Type != contract.Object {
		k.found.Errorf(o.Pos, diag.UnknownField, "the answer of %s has no list of objects %q", op.ID, o.Items)
		return
	}
	var names []string
	for _, f := range list.Schema.Items.Fields {
		names = append(names, f.Name)
	}
	for _, name := range append([]string{o.ID, o.State}, o.Fields...) {
		if fieldAt(list.Schema.Items.Fields, name) == nil {
			k.known(o.Pos, diag.UnknownField, fmt.Sprintf("field in %q:", o.Items), name, names)
		}
	}
}

// requestID checks that the field is where the answers of the document have it. A place outside
// of the payload belongs to the envelope and stands in no schema.
func (k *checker) requestID(id *contract.RequestID) {
	for _, path := range []string{id.Field, id.Outer} {
		inside, ok := path, true
		if k.c.Envelope.Payload != "" {
			inside, ok = strings.CutPrefix(path, k.c.Envelope.Payload+".")
		}
		if !ok || path == "" {
			continue
		}
		for _, op := range k.c.Operations {
			if op.Acts() && fieldAt(op.Result, inside) == nil {
				k.found.Errorf(id.Pos, diag.UnknownField, "the answer of %s has no field %q, where the request id should be", op.ID, inside)
			}
		}
	}
	k.pattern(id.Pos, id.Pattern)
}

// waiters checks that each waiter of the operation looks at the state that it shows.
func (k *checker) waiters(op *contract.Operation) {
	for _, w := range op.Waiters {
		if w.MinDelay < 1 || w.MaxDelay < w.MinDelay {
			k.found.Errorf(w.Pos, diag.BadBounds, "the delays of the waiter %q are not ascending from 1 second", w.Name)
		}
		if op.Observe == nil {
			k.found.Errorf(w.Pos, diag.WaiterPath, "the waiter %q polls %s, which has no x-observe", w.Name, op.ID)
			continue
		}
		want := op.Observe.Items + "[]." + op.Observe.State
		for _, a := range w.Acceptors {
			o := a.Matcher.Output
			if o.Path != want {
				k.found.Errorf(o.Pos, diag.WaiterPath, "the path %q is not where the state is, expected %q", o.Path, want)
			}
			k.wireState(o.Pos, o.Expected)
		}
	}
}

// wireState accepts the name of a state and what travels for it.
func (k *checker) wireState(pos diag.Pos, name string) {
	for _, s := range k.c.Resource.States {
		if s.Wire != "" && s.Wire == name {
			return
		}
	}
	k.states(pos, name)
}
