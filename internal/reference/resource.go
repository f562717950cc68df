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

// Has reports whether the resource has the trait.
func (r Resource) Has(trait string) bool { return slices.Contains(r.Traits, trait) }

// Change is what happens to one resource, stage by stage in the order of time.
type Change struct {
	ID     string
	Stages []Stage
}

// Stage is a state that a resource is in from some time on, and the fields that it shows from then.
type Stage struct {
	At     time.Time
	State  string
	Fields map[string]string
}

// fixture is a resource in the store. Its state is computed from the clock when somebody looks, so that thousands
// of transitions need no timer and no goroutine.
type fixture struct {
	base   Resource
	stages []Stage // empty while nothing has been done to it
	// absent marks an id that is taken so that it never names anything.
	absent bool
}

// at is the resource at that time.
func (f *fixture) at(now time.Time) Resource {
	r := f.base
	for _, s := range f.stages {
		if now.Before(s.At) {
			r.moving = true
			break
		}
		r.State, r.Fields = s.State, merged(r.Fields, s.Fields)
	}
	return r
}

// begin starts a change. What was to come of an earlier one does not come any more.
func (f *fixture) begin(c Change, now time.Time) {
	f.base = f.at(now)
	f.base.moving = false
	f.stages = c.Stages
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
