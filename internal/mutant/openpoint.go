package mutant

import (
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
)

// batches are endpoints that refuse a batch as a whole where the document would let them refuse a part.
func (v *variety) batches() {
	for _, op := range v.acting() {
		if op.Partial == nil {
			continue
		}
		v.faulty("whole-batch", "A batch with one that cannot be acted on is refused as a whole.",
			v.because("the document leaves it open", "batch-atomicity", "batch-with-a-wrong-state"),
			reference.Fault{Decide: func(j *reference.Judgement) {
				if failed := slices.IndexFunc(j.Results, refusedResult); calls(j.Query, op) && failed >= 0 {
					*j.Decision = reference.Decision{Refusal: j.Results[failed].Refusal}
				}
			}})
	}
}

// details are endpoints that write the entries of a batch, or the symbolic code of an error, in another way.
func (v *variety) details() {
	env := v.contract.Envelope
	if env.Number == "" {
		return
	}
	v.faulty("code-in-the-message", "The symbolic code travels in the message alone, with another number.",
		v.because("the document does not say where it travels", "where-the-code-travels"),
		reference.Fault{Answer: func(r *reference.Reply) {
			d := document(r.Doc)
			code, _ := d.get(env.Code)
			if name, ok := code.(string); ok && name != "Success" {
				d.drop(env.Code)
				d.replace(env.Number, 7777)
				d.replace(env.Message, "(7777) "+name+": n/a")
			}
		}})
	for _, op := range v.acting() {
		if op.Partial == nil || op.Partial.Items == "" {
			continue
		}
		path := within(v.contract, op.Partial.Items)
		v.faulty("entries-as-a-list", "The results of a batch are a list of entries that name their resource.",
			v.because("the document calls it an array", "detail-shape"),
			onSuccess(op, func(_ *reference.Reply, d document) {
				entries, _ := d.get(path)
				byID, _ := entries.(map[string]any)
				list := []any{}
				for _, id := range backwards(byID) {
					entry, _ := byID[id].(map[string]any)
					entry["unInstanceId"] = id
					list = append(list, entry)
				}
				d.replace(path, list)
			}))
	}
}

// probes are two endpoints that take one side each at every point which a probe asks about and the document leaves
// open: one accepts, the other refuses.
func (v *variety) probes() {
	open := v.open()
	if len(open) == 0 {
		return
	}
	asked := func(q *reference.Query) bool {
		return acts(q) && slices.ContainsFunc(open, func(p *contract.Probe) bool { return v.asks(q, p) })
	}
	const because = "the decisions with a probe: the answers to probes are reported and not judged"
	v.faulty("open-points-accepted", "What a probe asks for is accepted.", because,
		reference.Fault{Overlook: func(q *reference.Query, c reference.Cause) bool { return ofValues(c) && asked(q) }})
	v.faulty("open-points-refused", "What a probe asks for is refused.", because,
		reference.Fault{Decide: func(j *reference.Judgement) {
			if asked(j.Query) && j.Refusal == nil {
				j.Refuse(reference.Cause{Kind: reference.KindEffect})
			}
		}})
}

// open are the probes of a resource in a state that the operation is allowed in. In another one the document
// decides what the probe asks.
func (v *variety) open() []*contract.Probe {
	var list []*contract.Probe
	for _, d := range v.contract.Decisions {
		p := d.Probe
		if p == nil {
			continue
		}
		state := stateOf(v.contract, p.Given)
		decided := slices.ContainsFunc(v.contract.Operation(p.Operation).Preconditions, func(pre *contract.Precondition) bool {
			return pre.State != nil && !pre.State.Has(state)
		})
		if !decided {
			list = append(list, p)
		}
	}
	return list
}

// ofValues reports whether a cause is one of those that probes ask about: a value that is sent, or a resource.
func ofValues(c reference.Cause) bool {
	switch c.Kind {
	case reference.KindAbsent, reference.KindTrait, reference.KindEffect, reference.KindDependency:
		return true
	}
	return c.Kind == reference.Kind(contract.ViolatesType) || c.Kind == reference.Kind(contract.ViolatesEnum)
}

// asks reports whether a request is the one that a probe sends.
func (v *variety) asks(q *reference.Query, p *contract.Probe) bool {
	ids := q.IDs()
	if q.Operation.ID != p.Operation || !sends(q, p.With) || len(ids) == 0 {
		return false
	}
	if p.Repeat {
		return len(slices.Compact(slices.Sorted(slices.Values(ids)))) < len(ids)
	}
	r, ok := q.Find(ids[0])
	if !ok {
		return slices.Contains(p.Given.Traits, contract.TraitAbsent)
	}
	special := len(p.With) > 0 || len(p.Given.Traits) > 0
	return special && slices.Equal(r.Traits, p.Given.Traits) && r.State == stateOf(v.contract, p.Given)
}
