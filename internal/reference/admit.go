package reference

import (
	"slices"
	"strings"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference/verify"
)

// admit finds whose request it is and which operation it calls, in this order: a request of the protocol at all,
// the action, the signature, the other parameters that every request carries.
func (e *Endpoint) admit(c *call, now time.Time) (*account, *Refusal) {
	if c.fault == kindMethod || c.fault == kindSize {
		return nil, e.refuse(nil, cause{kind: c.fault, detail: c.detail})
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

// route finds the operation.
func (e *Endpoint) route(c *call) *Refusal {
	c.action = c.common["action"]
	if c.action == "" {
		return e.refuse(nil, cause{kind: kind(contract.ViolatesRequired), param: e.actionParam(), detail: "the action is missing"})
	}
	op, ok := e.ops[c.action]
	if !ok {
		return e.refuse(nil, cause{kind: kindAction, detail: "there is no action " + quote(c.action)})
	}
	c.op = op
	return nil
}

// actionParam is the contract's name for the action, which may be a parameter or a header.
func (e *Endpoint) actionParam() string {
	for _, op := range e.contract.Operations {
		for _, p := range op.Dispatch {
			if canonical(p.Name) == "action" {
				return p.Name
			}
		}
	}
	return "Action"
}

// authenticate finds the account. Only the schemes of the contract are accepted.
func (e *Endpoint) authenticate(c *call, now time.Time) (*account, *Refusal) {
	scheme := e.protocol.scheme(c.scheme)
	offered := slices.ContainsFunc(e.contract.Schemes, func(s string) bool { return strings.EqualFold(s, c.scheme) })
	if scheme == nil || !offered {
		return nil, e.refuse(c.op, cause{kind: "signature", detail: "the request is not signed with a scheme of this API"})
	}
	out := scheme(&c.signed, e.store.keys(c.scheme), now)
	if out.Fault != verify.None {
		refused := e.refuse(c.op, cause{kind: kind(out.Fault), detail: out.Because})
		e.protocol.explain(refused, out)
		return nil, refused
	}
	account := e.store.account(out.KeyID)
	if account == nil { // it was dropped since
		return nil, e.refuse(c.op, cause{kind: kind(verify.UnknownKey), detail: "nobody has this key"})
	}
	return account, nil
}

// checkDispatch checks one of the parameters that every request carries.
func (e *Endpoint) checkDispatch(c *call, p *contract.Param) *Refusal {
	got := c.commonValue(p.Name)
	sent := got != ""
	switch {
	case !sent && p.Required:
		return e.refuse(c.op, cause{kind: kind(contract.ViolatesRequired), param: p.Name, detail: missing(p.Name)})
	case !sent:
		return nil
	case p.Fixed != "" && got != p.Fixed, len(p.Enum) > 0 && !slices.ContainsFunc(p.Enum, func(v any) bool { return same(v, got) }):
		return e.refuse(c.op, cause{kind: kind(contract.ViolatesEnum), param: p.Name, detail: "the value " + quote(got) + " of " + p.Name + " is not one of this API"})
	}
	return nil
}
