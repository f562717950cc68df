package mutant

import (
	"fmt"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// required: a required parameter may be left out.
func required(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range subjects[*contract.Param](m) {
		if r.Kind != contract.KindRequired {
			continue
		}
		rules := append(m.violated(r.Operation, r.subject, contract.ViolatesRequired), r.ID())
		m.add("required-off", r.at(), r.subject.Name+" may be left out.", rules,
			r.change(func(_ *contract.Contract, p *contract.Param) { p.Required = false }))
	}
	return m.mutants
}

// types: a value of any type is taken for a number or a boolean that has no effect. Texts with documented
// values and lists are left to faults of the endpoint: another keyword would refuse them all the same.
func types(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range subjects[*contract.Param](m) {
		p := r.subject
		if r.Kind != contract.KindType || len(p.Enum) > 0 || p.Type == contract.Array || p.Type == contract.String {
			continue
		}
		rules := append(m.violated(r.Operation, p, contract.ViolatesType), r.ID())
		m.add("type-off", r.at(), fmt.Sprintf("%s need not be of type %s.", p.Name, p.Type), rules,
			r.change(func(_ *contract.Contract, p *contract.Param) { p.Type = "" }))
	}
	return m.mutants
}

// patterns: a value of any form is taken for well-formed.
func patterns(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, op := range m.acting() {
		for i, p := range op.Params {
			m.add("pattern-off", op.ID+"/"+p.Name, p.Name+" may have any form.", m.violated(op.ID, p, contract.ViolatesPattern),
				func(c *contract.Contract) {
					p := c.Operation(op.ID).Params[i]
					p.Pattern = ""
					if p.Items != nil {
						p.Items.Pattern = ""
					}
				})
		}
	}
	return m.mutants
}

// encodings: a list in a query is looked for in another style than the documented one.
func encodings(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range subjects[contract.Encoding](m) {
		p := c.Operation(r.Operation).ResourceParam()
		if r.subject != contract.Query || p == nil || p.Type != contract.Array || p.List == contract.ListJSON {
			continue
		}
		m.add("list-style-unknown", r.at(), fmt.Sprintf("%s cannot be sent as %s.0 in a query.", p.Name, p.Name), []string{r.ID()},
			r.change(func(c *contract.Contract, _ contract.Encoding) {
				c.Operation(r.Operation).ResourceParam().List = contract.ListJSON
			}))
	}
	return m.mutants
}
