package reference

import (
	"slices"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// view is what decide sees of the resources of one account.
type view interface {
	// find returns a resource as it is at that time; false means that the id names nothing.
	find(id string, now time.Time) (Resource, bool)
	// all returns every resource, in the order of their making.
	all(now time.Time) []Resource
}

// decide judges an admitted request. It only reads, so the same request on the same view gives the same decision.
func (e *Endpoint) decide(c *call, v view, now time.Time) Decision {
	params, refused := e.check(c)
	if refused != nil {
		return Decision{Refusal: refused}
	}
	if c.op.Observe != nil {
		return Decision{Shown: e.show(c.op, params, v, now)}
	}
	var verdicts []verdict
	for i, id := range params.ids(c.op.ResourceParam()) {
		verdicts = append(verdicts, e.judge(c, params, subject{id, i}, v, now))
	}
	return batch(c.op.Partial, verdicts, e.opt.Fault.Latest)
}

// stage is the check that refused a resource, in the order in which a request passes them.
type stage int

const (
	accepted stage = iota
	stageAbsent
	stageTrait
	stageState
	stageEffect
)

// verdict is what would become of one resource, were it alone in the request.
type verdict struct {
	id      string
	stage   stage
	refusal *Refusal
	change  *Change
}

// subject is a resource that a request names, and its place in the request.
type subject struct {
	id    string
	index int
}

// judge passes one resource through the checks. A check that is overlooked lets the resource pass.
func (e *Endpoint) judge(c *call, params values, s subject, v view, now time.Time) verdict {
	op := c.op
	r, ok := v.find(s.id, now)
	if !ok {
		return verdict{id: s.id, stage: stageAbsent, refusal: e.wrong(c, Cause{Kind: KindAbsent, Index: s.index, Detail: quote(s.id) + " names nothing"})}
	}
	if refused := e.refusedByTrait(c, params, r, s.index); refused != nil {
		return verdict{id: s.id, stage: stageTrait, refusal: refused}
	}
	for _, p := range op.Preconditions {
		if p.State != nil && !holds(p.State, r.State) {
			cause := Cause{Kind: KindState, State: r.State, Index: s.index, Row: p.Fails.Row, Detail: "the state of " + quote(s.id) + " is " + r.State}
			if refused := e.wrong(c, cause); refused != nil {
				return verdict{id: s.id, stage: stageState, refusal: refused}
			}
		}
	}
	o := effects(op, params, r)
	if o.refused != "" {
		return verdict{id: s.id, stage: stageEffect, refusal: e.wrong(c, Cause{Kind: KindEffect, Index: s.index, Row: o.refused})}
	}
	return verdict{id: s.id, change: e.change(op, o, r, now)}
}

// refusedByTrait checks the preconditions that speak of a trait, then the error rows that do. A row that some
// parameter value lifts is passed when that value is in effect.
func (e *Endpoint) refusedByTrait(c *call, params values, r Resource, index int) *Refusal {
	for _, p := range c.op.Preconditions {
		if p.Trait != "" && r.Has(p.Trait) {
			if refused := e.wrong(c, Cause{Kind: KindTrait, Trait: p.Trait, Index: index, Row: p.Fails.Row}); refused != nil {
				return refused
			}
		}
	}
	for _, row := range slices.Concat(c.op.Codes, e.contract.CommonCodes) {
		for _, t := range row.When {
			if t.Trait == "" || !r.Has(t.Trait) || lifted(t, params) {
				continue
			}
			if refused := e.wrong(c, Cause{Kind: KindTrait, Trait: t.Trait, Index: index, Row: row.ID}); refused != nil {
				return refused
			}
		}
	}
	return nil
}

// lifted reports whether all the parameter values are there that lift a trigger.
func lifted(t *contract.Trigger, params values) bool {
	for name, value := range t.Unless {
		if !params.is(name, value) {
			return false
		}
	}
	return len(t.Unless) > 0
}
