package check

import (
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
)

// rows checks an error table; op is nil for the common rows.
func (k *checker) rows(op *contract.Operation, rows []*contract.ErrorCode) {
	uniqueAll(k, "row", rows, func(r *contract.ErrorCode) (string, diag.Pos) { return r.ID, r.Pos })
	for _, r := range rows {
		if r.HTTPStatus != 0 && (r.HTTPStatus < 100 || r.HTTPStatus > 599) { // 0: the document gives none
			k.found.Errorf(r.Pos, diag.BadBounds, "the row %q has the HTTP status %d", r.ID, r.HTTPStatus)
		}
		if len(r.When) == 0 {
			k.found.Warnf(r.Pos, diag.UnknownTrigger, "the row %q has no trigger, so no scenario can bring it about", r.ID)
		}
		for _, t := range r.When {
			k.trigger(op, t)
		}
		for _, attempt := range r.Attempts {
			k.arguments(op, r.Pos, attempt, false)
		}
	}
}

// trigger checks that a trigger is one cause, and one that can be arranged.
func (k *checker) trigger(op *contract.Operation, t *contract.Trigger) {
	k.exactlyOne(t.Pos, "a trigger", "param, resource, state, trait, auth, rate and action",
		t.Param != "", t.Resource != "", t.State != nil, t.Trait != "", t.Auth != "", t.Rate != "", t.Action != "")
	k.together(t.Pos, "param", t.Param != "", "violates", t.Violates != "")
	k.together(t.Pos, "alsoAllowed", len(t.AlsoAllowed) > 0, "because", t.Because != "")
	if t.Value != nil && t.Param == "" {
		k.found.Errorf(t.Pos, diag.ExactlyOne, "value needs param")
	}
	if len(t.Unless) > 0 && t.Trait == "" {
		k.found.Errorf(t.Pos, diag.ExactlyOne, "unless needs trait")
	}
	if t.Trait != "" {
		k.traits(t.Pos, t.Trait)
	}
	if t.State != nil {
		k.stateSet(t.State)
	}
	k.arguments(op, t.Pos, t.Unless, true)
	if t.Param != "" {
		if p := k.param(op, t.Pos, t.Param); p != nil && t.Violates != "" {
			k.violation(p, t)
		}
	}
}

func (k *checker) together(pos diag.Pos, a string, hasA bool, b string, hasB bool) {
	if hasA != hasB {
		k.found.Errorf(pos, diag.ExactlyOne, "%s and %s go together", a, b)
	}
}

func (k *checker) stateSet(s *contract.StateSet) {
	k.exactlyOne(s.Pos, "a set of states", "in and not", len(s.In) > 0, len(s.Not) > 0)
	k.states(s.Pos, slices.Concat(s.In, s.Not)...)
}

// violation checks that the parameter has the keyword, and that the value given breaks it.
func (k *checker) violation(p *contract.Param, t *contract.Trigger) {
	set := map[contract.Keyword]bool{
		contract.ViolatesRequired: p.Required,
		contract.ViolatesType:     true,
		contract.ViolatesEnum:     len(p.Enum) > 0,
		contract.ViolatesMaxItems: p.MaxItems > 0,
		contract.ViolatesMinItems: p.MinItems > 0,
		contract.ViolatesPattern:  p.Pattern != "" || p.Items != nil && p.Items.Pattern != "" || p.Resource && k.c.Resource.IDPattern != "",
	}
	if !set[t.Violates] {
		k.found.Errorf(t.Pos, diag.UnsetKeyword, "the trigger violates %s of %q, which does not have it", t.Violates, p.Name)
	}
	if t.Value == nil {
		return
	}
	is := ofType(p.Type, t.Value)
	switch {
	case t.Violates == contract.ViolatesType && is && (p.Type != contract.Array || allOfType(p.Items.Type, t.Value)),
		t.Violates == contract.ViolatesEnum && is && legal(p, t.Value) == "":
		k.found.Errorf(t.Pos, diag.BadValue, "%s is a legal value of %q and does not violate %s", quoted(t.Value), p.Name, t.Violates)
	case t.Violates == contract.ViolatesEnum && !is:
		k.found.Errorf(t.Pos, diag.BadValue, "%s violates the type of %q, not its enum", quoted(t.Value), p.Name)
	}
}

// allOfType reports whether every element of a list is of that type.
func allOfType(t contract.Type, list any) bool {
	items, ok := list.([]any)
	return ok && !slices.ContainsFunc(items, func(item any) bool { return !ofType(t, item) })
}
