package check

import (
	"regexp"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
)

// apiID is the form of an API id: it is part of package names, labels and rule ids.
var apiID = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// identity checks the names at the top of the file and that ids are unique.
func (k *checker) identity() {
	c := k.c
	if !apiID.MatchString(c.API) {
		k.found.Errorf(c.Places.API, diag.BadAPIID, "the API id %q is not made of lower-case letters, digits and single dashes", c.API)
	}
	k.protocol()
	uniqueAll(k, "operation", c.Operations, func(o *contract.Operation) (string, diag.Pos) { return o.ID, o.Pos })
	uniqueAll(k, "statement", c.Statements, func(s *contract.Statement) (string, diag.Pos) { return s.ID, s.Pos })
	uniqueAll(k, "decision", c.Decisions, func(d *contract.Decision) (string, diag.Pos) { return d.ID, d.Pos })
	uniqueAll(k, "state", c.Resource.States, func(s contract.State) (string, diag.Pos) { return s.Name, s.Pos })
	uniqueAll(k, "trait", c.Resource.Traits, func(t contract.Trait) (string, diag.Pos) { return t.Name, t.Pos })
	waiters := map[string]diag.Pos{}
	for _, op := range c.Operations {
		uniqueAll(k, "parameter", slices.Concat(op.Dispatch, op.Params), func(p *contract.Param) (string, diag.Pos) { return p.Name, p.Pos })
		uniqueAll(k, "precondition", op.Preconditions, func(p *contract.Precondition) (string, diag.Pos) { return p.ID, p.Pos })
		uniqueAll(k, "transition", op.Transitions, func(t *contract.Transition) (string, diag.Pos) { return t.ID, t.Pos })
		uniqueAll(k, "dependency", op.Dependencies, func(d *contract.Dependency) (string, diag.Pos) { return d.ID, d.Pos })
		uniqueAll(k, "example call", op.Examples, func(e *contract.ExampleCall) (string, diag.Pos) { return e.ID, e.Pos })
		for _, w := range op.Waiters {
			unique(k.found, waiters, "waiter", w.Name, w.Pos)
		}
	}
}

// protocol checks the protocol and that it knows the ways to sign.
func (k *checker) protocol() {
	c := k.c
	schemes := contract.ProtocolSchemes(c.Protocol)
	if schemes == nil {
		k.found.Errorf(c.Places.Protocol, diag.UnknownProtocol, "there is no protocol %q", c.Protocol).
			Hint = diag.DidYouMean(c.Protocol, contract.Protocols())
		return
	}
	if len(c.Schemes) == 0 {
		k.found.Errorf(c.Places.Security, diag.UnknownScheme, "security names no way to sign")
	}
	for _, s := range c.Schemes {
		if !slices.Contains(schemes, s) {
			k.found.Errorf(c.Places.Security, diag.UnknownScheme, "the protocol %q knows no scheme %q", c.Protocol, s).
				Hint = diag.DidYouMean(s, schemes)
		}
	}
}
