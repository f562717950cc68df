package scenario

import (
	"fmt"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// precondition: every allowed state is accepted, every other one refused, for one resource and for
// the last of a batch.
func (b *builder) precondition(p *contract.Precondition) {
	if p.Trait != "" {
		b.forbidden(p)
		return
	}
	for _, s := range p.State.In {
		b.add("accepts-"+s, fmt.Sprintf("accepts %s %s", article(s), b.contract.Resource.Name),
			b.allowedIn(s)...)
	}
	for _, s := range b.refused() {
		b.add("refuses-"+s, fmt.Sprintf("refuses %s %s", article(s), b.contract.Resource.Name),
			b.alone(contract.Fixture{State: s}, s, b.refusalIn(p.Fails, s))...)
	}
	if !b.batched() {
		return
	}
	for _, s := range b.refused() {
		b.add("refuses-"+s+"-last", fmt.Sprintf("refuses %s %s as the last of a batch", article(s), b.contract.Resource.Name),
			b.last(2, 1, contract.Fixture{State: s}, s, b.refusalIn(p.Fails, s))...)
	}
}

// allowedIn: a resource in the state is accepted and seen through. A state that a transition passes
// through may be over before the call; so there the resource is one that stays in it until it is forced.
func (b *builder) allowedIn(state string) []Step {
	given, values := contract.Fixture{State: state}, []Value(nil)
	for _, t := range b.op.Transitions {
		force, ok := b.doing(t.Hangs, func(then contract.Outcome) bool { return then.Reaches == t.To })
		if ok && t.Via == state {
			given.Traits, values = []string{t.Hangs}, force
		}
	}
	return steps([]Step{b.with(ids, 1, given)}, b.succeeds(ids, values...))
}

// forbidden: a resource with the trait is refused.
func (b *builder) forbidden(p *contract.Precondition) {
	given := contract.Fixture{Traits: []string{p.Trait}}
	b.add("refuses-"+p.Trait, fmt.Sprintf("refuses %s that is %s", article(b.contract.Resource.Name), p.Trait),
		b.alone(given, b.stateOf(given.Traits), b.refusal(p.Fails))...)
}

// alone: a call for the odd resource is refused and leaves it as it was; the same call for a normal
// one succeeds.
func (b *builder) alone(f contract.Fixture, state string, r *Refusal) []Step {
	return steps([]Step{
		b.with(odd, 1, f), b.running(ids, 1),
		Send{IDs: b.all(odd), Expect: Expect{Refusal: r}},
		b.stays(odd, state),
	}, b.succeeds(ids))
}

// last: odd resources stand at the end of a batch of normal ones. Where answers have a place for
// single results, either the whole batch is refused or only the odd ones; elsewhere the whole batch.
func (b *builder) last(normal, odds int, f contract.Fixture, state string, r *Refusal) []Step {
	start := []Step{b.running(ids, normal), b.with(odd, odds, f), Concat{Var: "batch", Parts: []string{ids, odd}}}
	oddStays := b.stays(odd, state)
	if b.op.Partial == nil {
		return steps(start, []Step{
			Send{IDs: b.all("batch"), Expect: Expect{Refusal: r}},
			b.stay(ids), oddStays,
		}, b.succeeds(ids))
	}
	return steps(start, []Step{
		Send{IDs: b.all("batch"), Expect: Expect{
			Refusal: r, Odd: odd,
			Part:  []Step{See{IDs: set(ids), Verb: Reach, Args: []string{b.done}}},
			Whole: steps([]Step{b.stay(ids)}, b.succeeds(ids)),
		}},
		oddStays,
	})
}

// transition: the documented states follow each other, and no other is seen. The state in between
// is looked for on a resource that stays in it, where there is such a one.
func (b *builder) transition(t *contract.Transition) {
	path := []string{t.From[0], t.Via, t.To}
	values, lasting := b.soft(t.Hangs)
	verb := Follow
	if !lasting {
		verb = FollowThrough
	}
	b.add("trace", fmt.Sprintf("takes the %s from %s through %s to %s", b.contract.Resource.Name, t.From[0], t.Via, t.To),
		b.with(ids, 1, contract.Fixture{State: t.From[0]}),
		Send{IDs: b.all(ids)},
		See{IDs: set(ids), Verb: verb, Args: path})
	if lasting {
		b.add("via", fmt.Sprintf("shows %s while the %s is not yet %s", t.Via, b.contract.Resource.Name, t.To),
			b.with(ids, 1, contract.Fixture{Traits: []string{t.Hangs}}),
			Send{IDs: b.all(ids), With: values},
			See{IDs: set(ids), Verb: Settle, Args: []string{t.Via}})
	}
}

// async: the answer has come and the change is not complete.
func (b *builder) async(t *contract.Transition) {
	title := fmt.Sprintf("answers while the %s is still %s", b.contract.Resource.Name, t.Via)
	if values, lasting := b.soft(t.Hangs); lasting {
		// Two calls that end at once show that calls are answered here: without an answer to them, none to
		// the third would say nothing of the endpoint.
		b.add("answer-first", title,
			b.running(other, 1), b.running(another, 1), b.with(ids, 1, contract.Fixture{Traits: []string{t.Hangs}}),
			Send{IDs: b.all(other)}, Send{IDs: b.all(another)},
			Send{IDs: b.all(ids), With: values, Expect: Expect{While: t.Via, Changing: ids}},
			See{IDs: set(ids), Verb: Reach, Args: []string{t.Via}},
			See{IDs: set(other), Verb: Reach, Args: []string{b.done}},
			See{IDs: set(another), Verb: Reach, Args: []string{b.done}})
		return
	}
	b.add("answer-first", title,
		b.with(ids, 1, contract.Fixture{State: t.From[0]}),
		Send{IDs: b.all(ids)},
		See{IDs: set(ids), Verb: FollowThrough, Args: []string{t.From[0], t.Via, t.To}})
}

// partialFailure: the answer to a batch tells which resources failed.
func (b *builder) partialFailure(p *contract.PartialFailure) {
	path := p.Failed
	look := Look{NamesNone, nil}
	if p.Items != "" {
		path, look = p.Items, Look{Itemises, nil}
	}
	if payload := b.contract.Envelope.Payload; payload != "" {
		path = payload + "." + path
	}
	look.Args = []string{path}
	if look.Verb == Itemises {
		look.Args = append(look.Args, ids)
	}
	b.add("none", "names no failed "+b.contract.Resource.Name+" when all succeed",
		b.running(ids, 2),
		Send{IDs: b.all(ids), Answer: []Look{look}},
		See{IDs: set(ids), Verb: Reach, Args: []string{b.done}})
	state := b.done
	if i := slices.Index(b.refused(), state); i < 0 && len(b.refused()) > 0 {
		state = b.refused()[0]
	}
	for _, pre := range b.op.Preconditions {
		if pre.State != nil {
			b.add("mixed", "names exactly the failed ones of a batch, or refuses the batch as a whole",
				b.last(1, 2, contract.Fixture{State: state}, state, b.refusalIn(pre.Fails, state))...)
			return
		}
	}
}
