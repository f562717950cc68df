package scenario

import (
	"fmt"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// errorCode: each trigger of a row of the error table is answered by the row. A row without a
// trigger has no scenario: the document does not say what brings it about.
func (b *builder) errorCode(row *contract.ErrorCode) {
	for _, t := range row.When {
		r := refusalBy(row, t)
		switch {
		case t.Param != "":
			b.paramTrigger(row, t, r)
		case t.Resource == contract.TraitAbsent:
			b.add("absent", fmt.Sprintf("answers %s for an id that names nothing", row.Code), steps([]Step{
				b.with(odd, 1, contract.Fixture{Traits: []string{contract.TraitAbsent}}), b.running(ids, 1),
				Send{IDs: b.all(odd), Expect: Expect{Refusal: r}},
			}, b.succeeds(ids))...)
		case t.State != nil:
			b.stateTrigger(row, t, r)
		case t.Trait != "":
			b.traitTrigger(row, t, r)
		}
	}
}

// paramTrigger: one parameter is wrong.
func (b *builder) paramTrigger(row *contract.ErrorCode, t *contract.Trigger, r *Refusal) {
	p := b.param(t.Param)
	name := t.Param + "-" + string(t.Violates)
	title := fmt.Sprintf("answers %s when %s", row.Code, violated[t.Violates](p))
	switch t.Violates {
	case contract.ViolatesRequired:
		b.add(name, title, b.leftOut(p)...)
	case contract.ViolatesEnum:
		b.add(name, title, b.unknownValue(p)...)
	case contract.ViolatesMaxItems:
		b.tooMany(name, p, b.op.Encodings[0])
		b.scenarios[len(b.scenarios)-1].Title = title
	default:
		value := t.Value
		if value == nil {
			value = wrongValue(p.Type)
		}
		b.add(name, title, b.mistyped(p, value, r)...)
	}
}

// violated words what is wrong with a parameter.
var violated = map[contract.Keyword]func(*contract.Param) string{
	contract.ViolatesRequired: func(p *contract.Param) string { return p.Name + " is missing" },
	contract.ViolatesType:     func(p *contract.Param) string { return fmt.Sprintf("%s is not of type %s", p.Name, p.Type) },
	contract.ViolatesEnum:     func(p *contract.Param) string { return p.Name + " has an unknown value" },
	contract.ViolatesMaxItems: func(p *contract.Param) string {
		return fmt.Sprintf("%s has more than %d values", p.Name, p.MaxItems)
	},
	contract.ViolatesMinItems: func(p *contract.Param) string { return p.Name + " has too few values" },
	contract.ViolatesPattern:  func(p *contract.Param) string { return p.Name + " has the wrong form" },
}

// param finds a business or dispatch parameter; package check has made sure that there is one.
func (b *builder) param(name string) *contract.Param {
	if p := b.op.Param(name); p != nil {
		return p
	}
	for _, p := range b.op.Dispatch {
		if p.Name == name {
			return p
		}
	}
	panic("unreachable: unknown parameter " + name)
}

// stateTrigger: the resource is in a state that does not allow the operation. Of the states of the
// trigger the one that a successful call leads to is preferred: it is the easiest to come by.
func (b *builder) stateTrigger(row *contract.ErrorCode, t *contract.Trigger, r *Refusal) {
	state := b.done
	for _, s := range b.contract.Resource.States {
		if !t.State.Has(state) && t.State.Has(s.Name) {
			state = s.Name
		}
	}
	codes := strings.Join(append([]string{row.Code}, r.Also...), " or ")
	b.add("state-"+state, fmt.Sprintf("answers %s for %s %s", codes, article(state), b.contract.Resource.Name),
		b.alone(contract.Fixture{State: state}, state, r)...)
}

// traitTrigger: the resource has a trait. Where the trait can be lifted by parameters, or where the
// document leaves open with which parameters it matters, the calls differ accordingly.
func (b *builder) traitTrigger(row *contract.ErrorCode, t *contract.Trigger, r *Refusal) {
	given := contract.Fixture{Traits: []string{t.Trait}}
	attempts := row.Attempts
	if len(attempts) == 0 {
		attempts = []map[string]any{nil}
	}
	send := Send{Expect: Expect{Refusal: r}}
	at := &send
	for i, with := range attempts {
		if i > 0 {
			at.Or = &Send{}
			at = at.Or
		}
		at.IDs, at.With = b.nth(odd, i, len(attempts)), b.values(with)
	}
	unchanged := b.stays(odd, b.stateOf(given.Traits)).(See)
	if row.StateAfter != contract.Unknown && len(attempts) > 1 {
		send.Answer = []Look{{Leaves, append([]string{odd}, unchanged.Args...)}}
	}
	list := []Step{b.with(odd, len(attempts), given), b.running(ids, 1), send}
	if row.StateAfter != contract.Unknown && len(attempts) == 1 {
		list = append(list, unchanged)
	}
	list = append(list, b.succeeds(ids, b.values(attempts[0])...)...)
	if len(t.Unless) > 0 {
		list = append(list, b.succeeds(odd, b.values(t.Unless)...)...)
	}
	b.add(t.Trait, fmt.Sprintf("answers %s for %s with the trait %s", row.Code, article(b.contract.Resource.Name), t.Trait), list...)
}

// nth names the i-th of several resources, each of which is for one attempt.
func (b *builder) nth(name string, i, of int) IDs {
	if of == 1 {
		return b.all(name)
	}
	return IDs{Var: name, Single: true, At: i}
}

// values are parameters in the order of the contract.
func (b *builder) values(with map[string]any) []Value {
	var list []Value
	for _, p := range b.op.Params {
		if v, ok := with[p.Name]; ok {
			list = append(list, Value{p, v})
		}
	}
	return list
}

// burstFactor is how many times the limit a burst is that must be throttled: windows that straddle
// it may let the limit through twice.
const burstFactor = 4

// rateLimit: as many requests as allowed are accepted at once, and many more are throttled. The
// latter name an id that does not exist, so that nothing is changed.
func (b *builder) rateLimit(limit *contract.RateLimit) {
	b.add("within", fmt.Sprintf("accepts %d requests at once", limit.Max),
		b.running(ids, limit.Max),
		Burst{Count: limit.Max, IDs: set(ids), Each: true})
	b.add("excess", fmt.Sprintf("throttles %d requests at once", burstFactor*limit.Max),
		b.with(odd, 1, contract.Fixture{Traits: []string{contract.TraitAbsent}}),
		Burst{Count: burstFactor * limit.Max, IDs: set(odd), Max: limit.Max, Period: limit.Period, Usual: b.absence()})
}

// authTitles words the faults.
var authTitles = map[contract.AuthFault]string{
	contract.AuthSignature: "refuses a signature made with another secret",
	contract.AuthKey:       "refuses an unknown key",
	contract.AuthTimestamp: "refuses a time stamp of yesterday",
}

// auth: a request that is not signed rightly is refused; the same one signed rightly succeeds.
func (b *builder) auth(fault contract.AuthFault) {
	b.add("refused", authTitles[fault], steps([]Step{
		b.running(ids, 1),
		Connect{Var: "stranger", Fault: fault},
		Send{Client: "stranger", IDs: b.all(ids), Expect: Expect{Refusal: b.unknownRefusal()}},
		b.stay(ids),
	}, b.succeeds(ids))...)
}

// reading: one call shows which reading of an open point the endpoint follows.
func (b *builder) reading(d *contract.Decision) {
	p := d.Probe
	var raw []Raw
	for _, param := range b.op.Params {
		if v, ok := p.With[param.Name]; ok {
			raw = append(raw, Raw{param.Name, v})
		}
	}
	list := []Step{b.with(ids, max(1, p.Count), p.Given)}
	named := b.all(ids)
	if p.Repeat {
		list = append(list, Concat{Var: "batch", Parts: []string{ids, ids}})
		named = b.all("batch")
	}
	list = append(list, Send{IDs: named, Set: raw, Expect: Expect{Accepted: p.Accepted, Refused: p.Refused}})
	b.add("asked", "is asked: "+d.Question, list...)
}
