package check

import (
	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
)

// resource checks the states and traits of the thing the API acts on.
func (k *checker) resource() {
	r := k.c.Resource
	k.states(r.Pos, r.Normal)
	for _, t := range r.Traits {
		if t.State != "" {
			k.states(t.Pos, t.State)
		}
	}
	wires := map[string]diag.Pos{}
	for _, s := range r.States {
		if s.Becomes != "" && s.Becomes != contract.Gone {
			k.states(s.Pos, s.Becomes)
		}
		if s.Wire != "" {
			unique(k.found, wires, "wire value", s.Wire, s.Pos)
		}
	}
	k.pattern(r.Pos, r.IDPattern)
}
