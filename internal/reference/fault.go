package reference

import (
	"net/http"
	"slices"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// Fault makes an endpoint wrong on purpose, or right in a way of its own; package mutant makes use of it. Each
// hook is called in one place, on every request, and by many at once. The zero value changes nothing.
type Fault struct {
	// Read changes the parameters as they arrived, before anything is checked.
	Read func(q *Query)
	// Overlook reports whether something wrong is let pass, as if nobody had checked it.
	Overlook func(q *Query, c Cause) bool
	// Latest turns the order of the checks round: the last parameter first, and of several refused resources
	// the one that came furthest decides.
	Latest bool
	// Allow has the last word on a call under a rate limit: earlier are the calls that count, allowed is what
	// the limit says.
	Allow func(earlier []time.Time, now time.Time, allowed bool) bool
	// Decide changes a decision before it is carried out.
	Decide func(j *Judgement)
	// Answer changes an answer before it is written.
	Answer func(r *Reply)
	// Wrap stands around the endpoint: it sees status, headers and bytes.
	Wrap func(http.Handler) http.Handler
}

// operation is what was made of an operation of the contract; nil for nil.
func (e *Endpoint) operation(op *contract.Operation) *operation {
	if op == nil {
		return nil
	}
	return e.ops[op.ID]
}

// wrong refuses a request for a cause, unless a fault overlooks it.
func (e *Endpoint) wrong(c *call, cause Cause) *Refusal {
	if overlook := e.opt.Fault.Overlook; overlook != nil && overlook(e.query(c), cause) {
		return nil
	}
	return e.refuse(c.op, cause)
}

// owner is the account that has one of the resources: who calls when nobody asked. The caller holds the lock.
func (s *store) owner(ids []string) *account {
	for _, a := range s.order {
		if slices.ContainsFunc(ids, func(id string) bool { return a.fixtures[id] != nil }) {
			return a
		}
	}
	return nil
}

// spoil lets a hook change a decision. It returns whose resources are changed: an account even where nobody was
// let in. The caller holds the lock.
func (e *Endpoint) spoil(c *call, a *account, d *Decision, now time.Time) *account {
	hook := e.opt.Fault.Decide
	if hook == nil {
		return a
	}
	q := e.query(c)
	if a == nil {
		if a = e.store.owner(q.IDs()); a != nil {
			q.Find = a.finder(now)
		}
	}
	hook(&Judgement{Query: q, Decision: d, Now: now, Delay: e.opt.StopDelay, endpoint: e, account: a})
	return a
}

// finder is find at that time.
func (a *account) finder(now time.Time) func(string) (Resource, bool) {
	return func(id string) (Resource, bool) { return a.find(id, now) }
}
