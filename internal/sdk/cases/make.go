package cases

import (
	"net/http"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// Of derives the cases of a contract, in the order of the kinds.
func Of(c *contract.Contract) []Case {
	var all []Case
	for _, op := range c.Operations {
		if !op.Acts() {
			continue
		}
		m := maker{contract: c, op: op}
		for _, add := range []func(){
			m.calls, m.parameters, m.absent, m.zeros, m.lists, m.texts, m.signatures, m.common,
			m.answers, m.refusals, m.refusalsIn200, m.unknown, m.polling, m.throttling, m.broken,
		} {
			add()
		}
		all = append(all, m.cases...)
	}
	return all
}

// maker collects the cases of one operation.
type maker struct {
	contract *contract.Contract
	op       *contract.Operation
	cases    []Case
}

// add completes a case and takes it. A case without steps makes the smallest call.
func (m *maker) add(kind sdk.Kind, name, says string, basis Basis, c Case) {
	c.Contract, c.Operation, c.Kind, c.Says, c.Basis = m.contract, m.op, kind, says, basis
	c.ID = m.contract.API + "/" + m.op.ID + "/" + string(kind) + "/" + name
	if len(c.Steps) == 0 {
		c.Steps = []Step{{Operation: m.op}}
	}
	if len(c.Given) == 0 {
		c.Given = []contract.Fixture{{}}
	}
	c.WireOnly = ofTheWire(kind)
	m.cases = append(m.cases, c)
}

// ofTheWire reports whether cases of the kind are about requests alone.
func ofTheWire(kind sdk.Kind) bool {
	switch kind {
	case sdk.KindParameter, sdk.KindAbsent, sdk.KindZero, sdk.KindList, sdk.KindText, sdk.KindSignature, sdk.KindCommon:
		return true
	}
	return false
}

// with is a case of one call with parameters.
func (m *maker) with(values map[string]any) Case {
	return Case{Steps: []Step{{Operation: m.op, With: values}}}
}

// setting is a case of one call that is about the parameters it sets.
func (m *maker) setting(values map[string]any) Case {
	c := m.with(values)
	c.Look.Values = true
	return c
}

// optional are the parameters that may be left out.
func (m *maker) optional() []*contract.Param {
	return slices.DeleteFunc(slices.Clone(m.op.Params), func(p *contract.Param) bool { return p.Required })
}

// in200 reports whether refusals travel with HTTP 200.
func (m *maker) in200() bool {
	r := m.contract.Envelope.RefusedStatus
	return r.From <= http.StatusOK && http.StatusOK <= r.To
}
