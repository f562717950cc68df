package names

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// plan fills an API.
type plan struct {
	*API
	contract *contract.Contract
	scope    *scope   // the package
	structs  []*scope // the methods of Client and the fields of each struct
	shared   []enumeration
}

// enumeration is an enumeration that already has a type.
type enumeration struct {
	param *contract.Param
	Enum
}

func (p *plan) faults() []error {
	faults := p.scope.faults
	for _, s := range p.structs {
		faults = append(faults, s.faults...)
	}
	return faults
}

// members opens the scope of one struct type.
func (p *plan) members(typ string, taken ...string) *scope {
	s := newScope("type "+typ, taken...)
	p.structs = append(p.structs, s)
	return s
}

// operations names methods, inputs, outputs, the fields of inputs, and waiters.
func (p *plan) operations() {
	methods := p.members("Client")
	for _, op := range p.contract.Operations {
		owner := "operation " + op.ID
		name := Exported(op.ID)
		o := Op{Method: methods.take(op.Pos, name, owner)}
		o.Input = p.scope.take(op.Pos, name+"Input", owner+" (input)")
		o.Output = p.scope.take(op.Pos, name+"Output", owner+" (output)")
		p.ops[op] = o
		fields := p.members(o.Input)
		for _, param := range op.Params {
			p.params[param] = fields.take(param.Pos, Exported(param.Name), "parameter "+param.Name)
		}
		for _, w := range op.Waiters {
			p.waits[w] = methods.take(w.Pos, "WaitUntil"+Exported(w.Name), "waiter "+w.Name)
		}
	}
}

// codes names every code of the error tables and of the common codes once.
func (p *plan) codes() {
	for _, row := range Rows(p.contract) {
		if _, ok := p.API.codes[row.Code]; !ok {
			p.API.codes[row.Code] = p.scope.take(row.Pos, "Code"+Exported(row.Code), "error code "+row.Code)
		}
	}
}

// Rows lists the rows of all error tables, those of the document before the common ones. A code may have several rows.
func Rows(c *contract.Contract) []*contract.ErrorCode {
	var rows []*contract.ErrorCode
	for _, op := range c.Operations {
		rows = append(rows, op.Codes...)
	}
	return append(rows, c.CommonCodes...)
}

// enums names the types of enumerated parameters. Parameters of the same name and values share a type; another one of
// the same name gets its operation in front.
func (p *plan) enums() {
	for _, op := range p.contract.Operations {
		for _, param := range op.Params {
			if len(param.Enum) == 0 || param.Type != contract.String && param.Type != contract.Integer {
				continue
			}
			p.API.enums[param] = p.enum(op, param)
		}
	}
}

func (p *plan) enum(op *contract.Operation, param *contract.Param) Enum {
	for _, e := range p.shared {
		if e.param.Name == param.Name && e.param.Type == param.Type && slices.Equal(e.param.Enum, param.Enum) {
			return e.Enum
		}
	}
	e := enumOf(Exported(param.Name), param)
	if !p.scope.free(append(e.Consts, e.Type)...) {
		e = enumOf(p.ops[op].Method+e.Type, param)
	}
	owner := fmt.Sprintf("parameter %s of %s", param.Name, op.ID)
	p.scope.take(param.Pos, e.Type, owner)
	for i, name := range e.Consts {
		p.scope.take(param.Pos, name, fmt.Sprintf("value %v of %s", param.Enum[i], owner))
	}
	p.shared = append(p.shared, enumeration{param, e})
	return e
}

func enumOf(typ string, param *contract.Param) Enum {
	e := Enum{Type: typ}
	for _, v := range param.Enum {
		text := strings.ReplaceAll(fmt.Sprint(v), "-", "_minus_")
		if param.Type == contract.String {
			text = fmt.Sprint(v)
		}
		e.Consts = append(e.Consts, typ+Exported(text))
	}
	return e
}
