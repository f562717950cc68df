package reference

import (
	"encoding/json"
	"fmt"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// Query is a request as the hooks see it.
type Query struct {
	// Operation is nil while it is not known.
	Operation *contract.Operation
	Encoding  contract.Encoding
	// Sent are the business parameters as they arrived, by wire name: [Text] from a query or form, else what
	// JSON has. A list from a query is []any.
	Sent map[string]any
	// Find finds a resource of the caller as it is now, false when the id names nothing. Before the caller is
	// known it finds nothing.
	Find func(id string) (Resource, bool)
}

// Set puts a parameter as if it had been sent with that value of the contract.
func (q *Query) Set(name string, value any) {
	switch {
	case q.Encoding != contract.JSON:
		q.Sent[name] = Text(fmt.Sprint(value))
	case isInteger(value):
		q.Sent[name] = json.Number(fmt.Sprint(value))
	default:
		q.Sent[name] = value
	}
}

func isInteger(value any) bool {
	switch value.(type) {
	case int, int64:
		return true
	}
	return false
}

// IDs are the resources that the request names, in its order, repetitions included.
func (q *Query) IDs() []string {
	if q.Operation == nil || q.Operation.ResourceParam() == nil {
		return nil
	}
	p := q.Operation.ResourceParam()
	value, ok := typed(q.Sent[p.Name], p.Type, p.Items)
	if !ok {
		return nil
	}
	switch x := value.(type) {
	case string:
		return []string{x}
	case []any:
		ids := make([]string, len(x))
		for i, item := range x {
			ids[i] = fmt.Sprint(item)
		}
		return ids
	}
	return nil
}

// query is the request for the hooks; made once, with the parameters as a hook has left them.
func (e *Endpoint) query(c *call) *Query {
	if c.query != nil {
		return c.query
	}
	q := &Query{Encoding: c.encoding(), Sent: map[string]any{}}
	q.Find = func(string) (Resource, bool) { return Resource{}, false }
	op := c.op
	if op == nil {
		op = e.sole() // a request without an action means the only one there is, if anything
	}
	if op != nil {
		q.Operation = op.Operation
		for _, p := range op.Params {
			if v, ok := c.sent(p); ok {
				q.Sent[p.Name] = v
			}
		}
	}
	if e.opt.Fault.Read != nil {
		e.opt.Fault.Read(q)
	}
	if c.op != nil {
		c.query = q
	}
	return q
}
