package reference

import (
	"slices"
	"strconv"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// check reads the business parameters and fills in defaults. It refuses the first violation: all missing
// parameters come first, then each parameter in the order of the contract. Unknown parameters are ignored.
func (e *Endpoint) check(c *call) (values, *Refusal) {
	if c.fault == KindBody {
		return nil, e.refuse(c.op, Cause{Kind: KindBody, Detail: c.detail})
	}
	q, params := e.query(c), e.inOrder(c.op.Params)
	for _, p := range params {
		if _, ok := q.Sent[p.Name]; !ok && p.Required {
			if refused := e.wrong(c, Cause{Kind: Kind(contract.ViolatesRequired), Param: p.Name, Detail: missing(p.Name)}); refused != nil {
				return nil, refused
			}
		}
	}
	v, sent := values{}, map[string]bool{}
	for _, p := range params {
		value, ok, refused := e.checkParam(c, p)
		if refused != nil {
			return nil, refused
		}
		if ok {
			v[p.Name], sent[p.Name] = value, true
		} else if p.Default != nil {
			v[p.Name] = p.Default
		}
	}
	for _, d := range c.op.Dependencies {
		if !kept(d, sent) {
			return nil, e.refuse(c.op, Cause{Kind: KindDependency, Detail: "the parameters do not go together: " + d.ID})
		}
	}
	return v, nil
}

// inOrder are parameters in the order in which they are checked.
func (e *Endpoint) inOrder(params []*contract.Param) []*contract.Param {
	if !e.opt.Fault.Latest {
		return params
	}
	params = slices.Clone(params)
	slices.Reverse(params)
	return params
}

// checkParam is the value of one parameter; false means that it was left out. A value of another type that is
// overlooked counts as left out.
func (e *Endpoint) checkParam(c *call, p *contract.Param) (any, bool, *Refusal) {
	raw, ok := e.query(c).Sent[p.Name]
	if !ok {
		return nil, false, nil
	}
	value, ok := typed(raw, p.Type, p.Items)
	if !ok {
		_, isList := raw.([]any)
		return nil, false, e.wrong(c, Cause{Kind: Kind(contract.ViolatesType), Param: p.Name, Element: isList,
			Detail: "the value of " + p.Name + " is not of type " + string(p.Type)})
	}
	if k, detail := violates(c.op, p, value); k != "" {
		if refused := e.wrong(c, Cause{Kind: Kind(k), Param: p.Name, Detail: detail}); refused != nil {
			return nil, false, refused
		}
	}
	return value, true, nil
}

// violates returns the first schema keyword that a value of the right type does not keep.
func violates(op *operation, p *contract.Param, value any) (contract.Keyword, string) {
	list, isList := value.([]any)
	switch {
	case isList && len(list) < p.MinItems:
		return contract.ViolatesMinItems, p.Name + " has fewer than " + strconv.Itoa(p.MinItems) + " values"
	case isList && p.MaxItems > 0 && len(list) > p.MaxItems:
		return contract.ViolatesMaxItems, p.Name + " has more than " + strconv.Itoa(p.MaxItems) + " values"
	}
	if isList {
		return violatesItem(op, p, list)
	}
	if !among(p.Enum, value) {
		return contract.ViolatesEnum, "the value of " + p.Name + " is not one of those documented"
	}
	if s, ok := value.(string); ok && op.patterns[p.Name] != nil && !op.patterns[p.Name].MatchString(s) {
		return contract.ViolatesPattern, "the value of " + p.Name + " is malformed"
	}
	return "", ""
}

func violatesItem(op *operation, p *contract.Param, list []any) (contract.Keyword, string) {
	pattern := op.itemPatterns[p.Name]
	for _, item := range list {
		if p.Items != nil && !among(p.Items.Enum, item) {
			return contract.ViolatesEnum, "a value of " + p.Name + " is not one of those documented"
		}
		if s, ok := item.(string); ok && pattern != nil && !pattern.MatchString(s) {
			return contract.ViolatesPattern, "the value " + quote(s) + " of " + p.Name + " is malformed"
		}
	}
	return "", ""
}

// among reports whether a value is one of the documented ones; no list allows all.
func among(enum []any, value any) bool {
	return len(enum) == 0 || slices.ContainsFunc(enum, func(v any) bool { return same(v, value) })
}

// kept reports whether a dependency between parameters holds. Requires reads: the first needs all the others.
func kept(d *contract.Dependency, sent map[string]bool) bool {
	n := 0
	for _, p := range d.Params {
		if sent[p] {
			n++
		}
	}
	switch d.Kind {
	case "Requires":
		return len(d.Params) == 0 || !sent[d.Params[0]] || n == len(d.Params)
	case "ZeroOrOne":
		return n <= 1
	case "OnlyOne":
		return n == 1
	case "AllOrNone":
		return n == 0 || n == len(d.Params)
	case "Or":
		return n >= 1
	}
	return true
}

func missing(param string) string { return "the parameter " + param + " is missing" }

// quote shortens foreign text before it goes into a message.
func quote(s string) string {
	const most = 64
	if len(s) > most {
		s = s[:most] + "…"
	}
	return strconv.QuoteToASCII(s)
}
