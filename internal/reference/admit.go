package reference

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference/verify"
)

// admit finds whose request it is and which operation it calls, in this order: a request of the protocol at all,
// the action, the signature, the other parameters that every request carries.
func (e *Endpoint) admit(c *call, now time.Time) (*account, *Refusal) {
	if c.fault == KindMethod || c.fault == KindSize {
		return nil, e.refuse(nil, Cause{Kind: c.fault, Detail: c.detail})
	}
	if refused := e.route(c); refused != nil {
		return nil, refused
	}
	account, refused := e.authenticate(c, now)
	if refused != nil {
		return nil, refused
	}
	for _, p := range c.op.Dispatch {
		if refused := e.checkDispatch(c, p); refused != nil {
			return nil, refused
		}
	}
	return account, nil
}

// route finds the operation. Where the action may be left out, a request without one means the only operation that
// there is beside those that observe.
func (e *Endpoint) route(c *call) *Refusal {
	c.action = c.common["action"]
	if c.action == "" {
		name, required := e.actionParam()
		only := e.sole()
		if required || only == nil {
			return e.refuse(nil, Cause{Kind: Kind(contract.ViolatesRequired), Param: name, Detail: "the action is missing"})
		}
		c.action = only.ID
	}
	op, ok := e.ops[c.action]
	if !ok {
		return e.refuse(nil, Cause{Kind: KindAction, Detail: "there is no action " + quote(c.action)})
	}
	c.op = op
	return nil
}

// sole is the only operation that acts; nil when there are more.
func (e *Endpoint) sole() *operation {
	var sole *operation
	for _, op := range e.contract.Operations {
		switch {
		case !op.Acts():
		case sole != nil:
			return nil
		default:
			sole = e.ops[op.ID]
		}
	}
	return sole
}

// actionParam is the contract's name for the action, which may be a parameter or a header, and whether every
// request needs it. A contract that does not speak of it leaves it to the protocol, which needs it.
func (e *Endpoint) actionParam() (name string, required bool) {
	for _, op := range e.contract.Operations {
		for _, p := range op.Dispatch {
			if op.Acts() && canonical(p.Name) == "action" {
				return p.Name, p.Required
			}
		}
	}
	return "Action", true
}

// authenticate finds the account. Only the schemes of the contract are accepted.
func (e *Endpoint) authenticate(c *call, now time.Time) (*account, *Refusal) {
	scheme := e.protocol.scheme(c.scheme)
	offered := slices.ContainsFunc(e.contract.Schemes, func(s string) bool { return strings.EqualFold(s, c.scheme) })
	if scheme == nil || !offered {
		return nil, e.refuse(c.op, Cause{Kind: "signature", Detail: "the request is not signed with a scheme of this API"})
	}
	out := scheme(&c.signed, e.store.keys(c.scheme), now)
	if out.Fault != verify.None {
		refused := e.wrong(c, Cause{Kind: Kind(out.Fault), Detail: out.Because})
		if refused == nil {
			return e.unchecked(c), nil
		}
		e.protocol.explain(refused, out)
		return nil, refused
	}
	account := e.store.account(out.KeyID)
	if account == nil { // it was dropped since
		return nil, e.refuse(c.op, Cause{Kind: Kind(verify.UnknownKey), Detail: "nobody has this key"})
	}
	return account, nil
}

// unchecked is who calls when the signature is not looked at: who has the resources, or else anybody.
func (e *Endpoint) unchecked(c *call) *account {
	ids := e.query(c).IDs()
	e.store.mu.Lock()
	defer e.store.mu.Unlock()
	return cmp.Or(e.store.owner(ids), e.store.find(""))
}

// checkDispatch checks one of the parameters that every request carries.
func (e *Endpoint) checkDispatch(c *call, p *contract.Param) *Refusal {
	got := c.commonValue(p.Name)
	sent := got != ""
	switch {
	case !sent && p.Required:
		return e.wrong(c, Cause{Kind: Kind(contract.ViolatesRequired), Param: p.Name, Detail: missing(p.Name)})
	case !sent:
		return nil
	case p.Fixed != "" && got != p.Fixed, len(p.Enum) > 0 && !slices.ContainsFunc(p.Enum, func(v any) bool { return same(v, got) }):
		return e.wrong(c, Cause{Kind: Kind(contract.ViolatesEnum), Param: p.Name, Detail: "the value " + quote(got) + " of " + p.Name + " is not one of this API"})
	}
	return nil
}
