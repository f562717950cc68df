package names

import (
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// results names the fields of outputs and the types of the objects inside them.
func (p *plan) results() {
	for _, op := range p.contract.Operations {
		var methods []string // no field can be called so
		if op.Partial != nil {
			methods = append(methods, "Failed")
		}
		if op.Observe != nil {
			methods = append(methods, "States")
		}
		p.object(op, p.members(p.ops[op].Output, methods...), p.ops[op].Output, op.Result)
	}
}

// object names the fields of one struct, then the objects inside it.
func (p *plan) object(op *contract.Operation, members *scope, typ string, fields []*contract.Field) {
	for _, f := range fields {
		name := members.take(f.Pos, Exported(f.Name), "field "+f.Name)
		p.fields[f] = name
		object := inner(&f.Schema)
		if len(object.Fields) == 0 {
			continue
		}
		if f.Schema.Items != nil {
			name = singular(name)
		}
		p.types[object] = p.scope.take(f.Pos, p.typeName(op, typ, name), "an object in "+f.Name+" of "+typ)
		p.object(op, p.members(p.types[object]), p.types[object], object.Fields)
	}
}

// vague are field names that say nothing of what is in them.
var vague = []string{"Data", "Detail", "Item", "Items", "Result"}

// typeName is the plain name when that says enough and is free, else the name with the outer type in front.
func (p *plan) typeName(op *contract.Operation, outer, name string) string {
	plain := name
	if slices.Contains(vague, name) {
		plain = p.telling(op)
	}
	if p.scope.free(plain) {
		return plain
	}
	return outer + name
}

// telling names what an operation answers about: the noun of an operation that shows things (DescribeInstances shows an
// Instance), and the result of one that does something (StopInstancesResult).
func (p *plan) telling(op *contract.Operation) string {
	if list := words(op.ID); !op.Acts() && len(list) > 1 {
		return singular(Exported(strings.Join(list[1:], "_")))
	}
	return p.ops[op].Method + "Result"
}

// inner returns what lists and maps hold in the end.
func inner(s *contract.Schema) *contract.Schema {
	for s.Items != nil {
		s = s.Items
	}
	return s
}

func find(fields []*contract.Field, name string) *contract.Field {
	for _, f := range fields {
		if f.Name == name {
			return f
		}
	}
	return nil
}
