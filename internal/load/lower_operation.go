package load

import (
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// operations lowers the operations of one path.
func (l *lowering) operations(path strict.Pair[pathItem]) []*contract.Operation {
	var ops []*contract.Operation
	for _, method := range []struct {
		op       *operation
		encoding contract.Encoding
	}{{path.Value.Get, contract.Query}, {path.Value.Post, contract.JSON}} {
		if method.op == nil {
			continue
		}
		op := l.operation(method.op)
		op.Pos = path.Pos
		if len(op.Encodings) == 0 {
			op.Encodings = []contract.Encoding{method.encoding}
		}
		l.identity(path, op)
		ops = append(ops, op)
	}
	return ops
}

// identity checks the path key. All operations share the path of the endpoint: what follows # tells
// them apart, never reaches the wire, and must say what a dispatch parameter says.
func (l *lowering) identity(path strict.Pair[pathItem], op *contract.Operation) {
	base, fragment, hasFragment := strings.Cut(path.Key, "#")
	if l.path == "" {
		l.path = base
	}
	if base != l.path {
		l.found.Errorf(path.Pos, diag.BadPathKey, "the path %q is not %q, which the first operation has", base, l.path).
			Hint = "all operations of a contract are called at one path; tell them apart behind #"
	}
	if !hasFragment {
		return
	}
	if !l.doc.Equivalent {
		l.found.Errorf(path.Pos, diag.EquivalentPaths, "the path %q has a fragment, but the file does not say x-hasEquivalentPaths: true", path.Key)
	}
	name, value, ok := strings.Cut(fragment, "=")
	if !ok {
		l.found.Errorf(path.Pos, diag.BadPathKey, "the fragment %q is not Param=Value", fragment)
		return
	}
	for _, p := range op.Dispatch {
		if p.Name == name && p.Fixed == value {
			return
		}
	}
	l.found.Errorf(path.Pos, diag.BadPathKey, "no dispatch parameter %q of the operation has %q as its only value", name, value)
}

func (l *lowering) operation(o *operation) *contract.Operation {
	op := &contract.Operation{
		ID:            o.ID,
		Summary:       o.Summary,
		Description:   o.Description,
		Source:        o.Source,
		Encodings:     o.Encodings,
		Codes:         o.Codes,
		Preconditions: o.Preconditions,
		Transitions:   o.Transitions,
		Partial:       o.Partial,
		RateLimit:     o.RateLimit,
		Dependencies:  o.Dependencies,
		Examples:      o.Examples,
		Waiters:       o.Waiters,
		Observe:       o.Observe,
	}
	for i := range o.Parameters {
		l.parameter(&o.Parameters[i], op)
	}
	if o.Body != nil {
		l.request(o.Body, op)
	}
	l.answers(o, op)
	return op
}

// parameter lowers one parameter of a query or header. It belongs to every request of the
// operation, beside the business ones, when it is marked so or when it is required and has one
// value only.
func (l *lowering) parameter(p *parameter, op *contract.Operation) {
	param := l.param(p.Name, p.Pos, &p.Schema, p.Required)
	if p.Description != "" {
		param.Description = p.Description
	}
	if p.Source.Basis != "" {
		param.Source = p.Source
		inherit(param)
	}
	single := len(param.Enum) == 1
	if !p.Dispatch && !(single && p.Required) {
		op.Params = append(op.Params, param)
		return
	}
	if fixed, ok := firstOf(param.Enum).(string); ok && single {
		param.Fixed = fixed
	}
	op.Dispatch = append(op.Dispatch, param)
}

func firstOf(values []any) any {
	if len(values) == 0 {
		return nil
	}
	return values[0]
}
