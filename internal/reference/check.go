package reference

import (
	"slices"
	"strconv"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// check reads the business parameters and fills in defaults. It refuses the first violation: all missing
// parameters come first, then each parameter in the order of the contract. Unknown parameters are ignored.
func (e *Endpoint) check(c *call) (values, *Refusal) {
	if c.fault == kindBody {
		return nil, e.refuse(c.op, cause{kind: kindBody, detail: c.detail})
	}
	for _, p := range c.op.Params {
		if _, ok := c.sent(p); !ok && p.Required {
			return nil, e.refuse(c.op, cause{kind: kind(contract.ViolatesRequired), param: p.Name, detail: missing(p.Name)})
		}
	}
	v, sent := values{}, map[string]bool{}
	for _, p := range c.op.Params {
		raw, ok := c.sent(p)
		if !ok {
			if p.Default != nil {
				v[p.Name] = p.Default
			}
			continue
		}
		value, ok := typed(raw, p.Type, p.Items)
		if !ok {
			return nil, e.refuse(c.op, cause{kind: kind(contract.ViolatesType), param: p.Name, detail: "the value of " + p.Name + " is not of type " + string(p.Type)})
		}
		if k, detail := violates(c.op, p, value); k != "" {
			return nil, e.refuse(c.op, cause{kind: kind(k), param: p.Name, detail: detail})
		}
		v[p.Name], sent[p.Name] = value, true
	}
	for _, d := range c.op.Dependencies {
		if !kept(d, sent) {
			return nil, e.refuse(c.op, cause{kind: kindDependency, detail: "the parameters do not go together: " + d.ID})
		}
	}
	return v, nil
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
