package scenario

import (
	"fmt"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// batchLimit: as many as allowed are acted on, all of them; one more, or none, is refused.
func (b *builder) batchLimit(bound contract.Bound) {
	if bound.Keyword == contract.ViolatesMinItems {
		b.emptyList(bound.Param)
		return
	}
	for _, enc := range b.op.Documented() {
		suffix := ""
		if len(b.op.Documented()) > 1 {
			suffix = "-" + string(enc)
		}
		b.fits("one"+suffix, 1, enc)
		b.fits("full"+suffix, bound.Param.MaxItems, enc)
		b.tooMany("over"+suffix, bound.Param, enc)
	}
}

// fits: n resources in one call are all acted on.
func (b *builder) fits(name string, n int, enc contract.Encoding) {
	b.add(name, fmt.Sprintf("accepts %s in one %s request and %s every one", b.count(n), enc, b.does()),
		b.running(ids, n),
		Send{IDs: b.all(ids), Encoding: b.explicit(enc)},
		See{IDs: set(ids), Verb: Reach, Args: []string{b.done}})
}

// explicit is the encoding where it has to be asked for, empty where it is the client's first choice.
func (b *builder) explicit(enc contract.Encoding) contract.Encoding {
	if enc == b.op.Encodings[0] {
		return ""
	}
	return enc
}

// tooMany: one resource more than the limit is refused, none is changed, and one fewer is accepted.
// Absent ids prove it too, when the document names a code for the limit.
func (b *builder) tooMany(name string, p *contract.Param, enc contract.Encoding) {
	n := p.MaxItems + 1
	r, _ := b.violation(p.Name, contract.ViolatesMaxItems)
	refused := Send{IDs: b.all(ids), Encoding: b.explicit(enc), Expect: Expect{Refusal: r}}
	seen := []Step{
		b.stay(ids),
		Send{IDs: IDs{Var: ids, First: p.MaxItems}, Encoding: b.explicit(enc)},
		See{IDs: IDs{Var: ids, First: p.MaxItems}, Verb: Reach, Args: []string{b.done}},
	}
	title := fmt.Sprintf("refuses %s in one %s request and changes none", b.count(n), enc)
	if r.Code == "" {
		b.add(name, title, steps([]Step{b.running(ids, n), refused}, seen)...)
		return
	}
	b.add(name, title,
		Acquire{Var: ids, Count: n, Fixture: contract.Fixture{State: b.normal}, OrAbsent: true},
		refused, If{Var: "real", Then: seen})
}

// emptyList: an empty list is refused. Only JSON can say it.
func (b *builder) emptyList(p *contract.Param) {
	if !slices.Contains(b.op.Encodings, contract.JSON) {
		return
	}
	r, _ := b.violation(p.Name, contract.ViolatesMinItems)
	b.add("empty", "refuses an empty list", steps([]Step{
		b.running(ids, 1),
		Send{Set: []Raw{{p.Name, []any{}}}, Expect: Expect{Refusal: r}},
		b.stay(ids),
	}, b.succeeds(ids))...)
}

// required: a request without the parameter is refused.
func (b *builder) required(p *contract.Param) {
	b.add("left-out", "refuses a request without "+p.Name, b.leftOut(p)...)
}

func (b *builder) leftOut(p *contract.Param) []Step {
	r, _ := b.violation(p.Name, contract.ViolatesRequired)
	return steps([]Step{
		b.running(ids, 1),
		Send{IDs: b.all(ids), Omit: []string{p.Name}, Expect: Expect{Refusal: r}},
		b.stay(ids),
	}, b.succeeds(ids))
}

// wrongType: a value of another type is refused.
func (b *builder) wrongType(p *contract.Param) {
	if b.rule.Name != p.Name {
		r, _ := b.violation(p.Name, contract.ViolatesType)
		b.add("wrong", fmt.Sprintf("refuses an element of %s that is not of type %s", p.Name, p.Items.Type),
			b.mistyped(p, []any{wrongValue(p.Items.Type)}, r)...)
		return
	}
	r, t := b.violation(p.Name, contract.ViolatesType)
	value := wrongValue(p.Type)
	if t != nil && t.Value != nil {
		value = t.Value
	}
	b.add("wrong", fmt.Sprintf("refuses %s that is not of type %s", p.Name, p.Type), b.mistyped(p, value, r)...)
}

// mistyped sends a value that must be refused for what it is. A code that the document gives to resources like
// this one would mean that the value was taken for a legal one.
func (b *builder) mistyped(p *contract.Param, value any, r *Refusal) []Step {
	given, legal := b.heeded(p)
	if r.Code == "" {
		r.Not = append(r.Not, b.codesOf(given.Traits)...)
	}
	return steps([]Step{
		b.with(ids, 1, given),
		Send{IDs: b.all(ids), Set: []Raw{{p.Name, value}}, Expect: Expect{Refusal: r}},
		b.stay(ids),
	}, b.succeeds(ids, legal...))
}

// heeded is a resource for which the parameter has a meaning, and a legal value that completes there:
// for others an endpoint may pass the parameter over, or refuse it. Resources whose transition hangs
// only make a meaning visible that is there for all.
func (b *builder) heeded(p *contract.Param) (contract.Fixture, []Value) {
	for _, e := range p.Effects {
		if e.Then.Reaches == b.done && len(e.Given.Traits) > 0 && !b.hangs(e.Given.Traits) {
			return e.Given, []Value{{p, e.Value}}
		}
	}
	return contract.Fixture{State: b.normal}, b.legal(p)
}

// codesOf are the documented codes of refusals that resources with one of the traits meet.
func (b *builder) codesOf(traits []string) []string {
	var codes []string
	for _, row := range b.op.Codes {
		if slices.ContainsFunc(row.When, func(t *contract.Trigger) bool { return slices.Contains(traits, t.Trait) }) {
			codes = append(codes, row.Code)
		}
	}
	return codes
}

// hangs reports whether one of the traits keeps a resource in the middle of a transition.
func (b *builder) hangs(traits []string) bool {
	return slices.ContainsFunc(b.op.Transitions, func(t *contract.Transition) bool {
		return slices.Contains(traits, t.Hangs)
	})
}

// legal is a legal value of an optional parameter, so that the request put right has it as well.
func (b *builder) legal(p *contract.Param) []Value {
	switch {
	case p.Resource || slices.Contains(b.op.Dispatch, p):
		return nil
	case p.Default != nil:
		return []Value{{p, p.Default}}
	case len(p.Enum) > 0:
		return []Value{{p, p.Enum[0]}}
	default:
		return nil
	}
}

// wrongValue is a value that is not of the type, nor can be taken for one.
func wrongValue(t contract.Type) any {
	switch t {
	case contract.Array:
		return "not-a-list"
	case contract.Boolean:
		return "perhaps"
	case contract.Integer, contract.Number:
		return "many"
	default:
		return int64(7)
	}
}
