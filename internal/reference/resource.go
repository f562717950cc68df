package reference

import (
	"maps"
	"slices"
	"time"
)

// Resource is one fixture as it is at a moment.
type Resource struct {
	ID     string
	State  string // the name in the contract
	Traits []string
	// Fields are what observers show beside the state; the map is shared and not to be changed.
	Fields map[string]string
	// moving is set while a transition is under way that will end by itself.
	moving bool
	order  uint64
}

func (r Resource) has(trait string) bool { return slices.Contains(r.Traits, trait) }

// Change is a transition of one resource: it is in Via from now on and in To, with Fields, from Due on.
type Change struct {
	ID      string
	Via, To string
	// Due is the end; zero means never.
	Due    time.Time
	Fields map[string]string
}

// fixture is a resource in the store. Its state is computed from the clock when somebody looks, so that thousands
// of transitions need no timer and no goroutine.
type fixture struct {
	base   Resource
	change *Change // nil while nothing has been done to it
	// absent marks an id that is taken so that it never names anything.
	absent bool
}

// at is the resource at that time.
func (f *fixture) at(now time.Time) Resource {
	r := f.base
	switch c := f.change; {
	case c == nil:
	case !c.Due.IsZero() && !now.Before(c.Due):
		r.State = c.To
		r.Fields = merged(r.Fields, c.Fields)
	default:
		r.State = c.Via
		r.moving = !c.Due.IsZero()
	}
	return r
}

// begin starts a transition. A change that was due before is settled by then: decide has seen its end.
func (f *fixture) begin(c Change) {
	if f.change != nil && !f.change.Due.IsZero() {
		f.base.State, f.base.Fields = f.change.To, merged(f.base.Fields, f.change.Fields)
	}
	f.change = &c
}

func merged(a, b map[string]string) map[string]string {
	if len(b) == 0 {
		return a
	}
	out := maps.Clone(a)
	if out == nil {
		out = map[string]string{}
	}
	maps.Copy(out, b)
	return out
}
