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
	for _, id := range params.ids(c.op.ResourceParam()) {
		verdicts = append(verdicts, e.judge(c.op, params, id, v, now))
	}
	return batch(c.op.Partial, verdicts)
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

// judge passes one resource through the checks.
func (e *Endpoint) judge(op *operation, params values, id string, v view, now time.Time) verdict {
	r, ok := v.find(id, now)
	if !ok {
		return verdict{id: id, stage: stageAbsent, refusal: e.refuse(op, cause{kind: kindAbsent, detail: quote(id) + " names nothing"})}
	}
	if refused := e.refusedByTrait(op, params, r); refused != nil {
		return verdict{id: id, stage: stageTrait, refusal: refused}
	}
	for _, p := range op.Preconditions {
		if p.State != nil && !holds(p.State, r.State) {
			detail := "the state of " + quote(id) + " is " + r.State
			return verdict{id: id, stage: stageState, refusal: e.refuse(op, cause{kind: kindState, state: r.State, row: p.Fails.Row, detail: detail})}
		}
	}
	o := effects(op, params, r)
	if o.refused != "" {
		return verdict{id: id, stage: stageEffect, refusal: e.refuse(op, cause{kind: kindEffect, row: o.refused})}
	}
	return verdict{id: id, change: e.change(op, o, r, now)}
}

// refusedByTrait checks the preconditions that speak of a trait, then the error rows that do. A row that some
// parameter value lifts is passed when that value is in effect.
func (e *Endpoint) refusedByTrait(op *operation, params values, r Resource) *Refusal {
	for _, p := range op.Preconditions {
		if p.Trait != "" && r.has(p.Trait) {
			return e.refuse(op, cause{kind: kindTrait, trait: p.Trait, row: p.Fails.Row})
		}
	}
	for _, row := range slices.Concat(op.Codes, e.contract.CommonCodes) {
		for _, t := range row.When {
			if t.Trait != "" && r.has(t.Trait) && !lifted(t, params) {
				return e.refusal(row, cause{kind: kindTrait, trait: t.Trait})
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
