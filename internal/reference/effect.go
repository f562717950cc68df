package reference

import (
	"maps"
	"slices"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// effect is what the values of a request do to one resource, all parameters taken together.
type effect struct {
	// refused is the row that one value is refused with; the rest does not matter then.
	refused string
	// forced is set when a value brings a resource through whose transition hangs.
	forced bool
	// reaches and stays are states; at most one of several values matters, the last in contract order.
	reaches, stays string
	fields         map[string]string
}

// effects collects what the value of each parameter, sent or default, does to a resource like this one.
func effects(op *operation, params values, r Resource) effect {
	hangs := ""
	if t := op.transition(r.State); t != nil {
		hangs = t.Hangs
	}
	out := effect{fields: map[string]string{}}
	for _, p := range op.Params {
		for _, ve := range p.Effects {
			if !params.is(p.Name, ve.Value) || !applies(ve.Given, r) {
				continue
			}
			if ve.Then.Refused != "" {
				return effect{refused: ve.Then.Refused}
			}
			if ve.Then.Reaches != "" {
				out.reaches = ve.Then.Reaches
				// A value that says nothing of hanging (how the resource is billed) does not force it.
				out.forced = out.forced || hangs == "" || slices.Contains(ve.Given.Traits, hangs)
			}
			if ve.Then.Stays != "" {
				out.stays = ve.Then.Stays
			}
			maps.Copy(out.fields, ve.Then.Fields)
		}
	}
	return out
}

// applies reports whether an effect that is given for a fixture speaks of this resource. One that names no trait
// speaks of resources without any.
func applies(given contract.Fixture, r Resource) bool {
	if given.State != "" && given.State != r.State {
		return false
	}
	if len(given.Traits) == 0 {
		return len(r.Traits) == 0
	}
	return !slices.ContainsFunc(given.Traits, func(t string) bool { return !r.Has(t) })
}

// change is the transition that an accepted request starts; nil when nothing changes.
func (e *Endpoint) change(op *operation, o effect, r Resource, now time.Time) *Change {
	t := op.transition(r.State)
	if t == nil {
		return nil
	}
	if !o.forced && o.stays == r.State && r.State != t.Via {
		return nil
	}
	hangs := t.Hangs != "" && r.Has(t.Hangs)
	stuck := !o.forced && (hangs || o.stays != "" && o.stays == t.Via)
	if r.State == t.Via && (stuck || r.moving) {
		return nil // under way already, or asked to go where it is
	}
	via, to := t.Via, t.To
	if via == "" {
		via = r.State
	}
	if o.reaches != "" {
		to = o.reaches
	}
	c := &Change{ID: r.ID, Stages: []Stage{{At: now, State: via}}}
	if stuck {
		return c
	}
	due := now.Add(e.opt.StopDelay)
	if hangs {
		due = due.Add(e.opt.SoftTimeout)
	}
	c.Stages = append(c.Stages, Stage{At: due, State: to, Fields: o.fields})
	return c
}
