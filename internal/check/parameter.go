package check

import (
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
)

// parameters checks that the schema keywords of each parameter agree with each other.
func (k *checker) parameters(op *contract.Operation) {
	for _, p := range slices.Concat(op.Dispatch, op.Params) {
		k.enum(p.Pos, p.Name, p.Type, p.Enum)
		k.schema(p.Pos, p.Name, p.Items)
		if p.Default != nil {
			if wrong := legal(p, p.Default); wrong != "" {
				k.found.Errorf(p.Pos, diag.BadDefault, "the default of %q is not legal: %s", p.Name, wrong)
			}
		}
		k.bounds(p)
		k.listStyle(op, p)
	}
	for _, f := range op.Result {
		k.schema(f.Pos, f.Name, &f.Schema)
	}
}

// enum reports values of a wrong type and values that stand there twice.
func (k *checker) enum(pos diag.Pos, name string, t contract.Type, values []any) {
	seen := map[any]bool{}
	for _, v := range values {
		switch {
		case !scalar(v) || !ofType(t, v):
			k.found.Errorf(pos, diag.BadEnum, "the enum of %q has %s, which is not of type %s", name, quoted(v), t)
		case seen[v]:
			k.found.Errorf(pos, diag.BadEnum, "the enum of %q has %s twice", name, quoted(v))
		default:
			seen[v] = true
		}
	}
}

func (k *checker) bounds(p *contract.Param) {
	switch {
	case p.MinItems < 0 || p.MaxItems < 0:
		k.found.Errorf(p.Pos, diag.BadBounds, "a bound of %q is negative", p.Name)
	case p.Type != contract.Array && (p.MinItems > 0 || p.MaxItems > 0):
		k.found.Errorf(p.Pos, diag.BadBounds, "%q has minItems or maxItems but is of type %s", p.Name, p.Type)
	case p.MaxItems > 0 && p.MinItems > p.MaxItems:
		k.found.Errorf(p.Pos, diag.BadBounds, "%q has minItems %d above maxItems %d", p.Name, p.MinItems, p.MaxItems)
	}
	if p.Pattern != "" && p.Type != contract.String {
		k.found.Errorf(p.Pos, diag.BadBounds, "%q has a pattern but is of type %s", p.Name, p.Type)
	}
	k.pattern(p.Pos, p.Pattern)
}

// listStyle demands a style where an array travels without JSON, and nowhere else.
func (k *checker) listStyle(op *contract.Operation, p *contract.Param) {
	flat := slices.Contains(op.Encodings, contract.Query) || slices.Contains(op.Encodings, contract.Form)
	switch {
	case p.Type == contract.Array && flat && p.List == "":
		k.found.Errorf(p.Pos, diag.MissingListStyle, "the array %q can travel in a query or form, but x-list-style does not say how", p.Name).
			Hint = "set it to indexed-0, indexed-1 or json"
	case p.Type != contract.Array && p.List != "":
		k.found.Errorf(p.Pos, diag.MissingListStyle, "%q has x-list-style but is of type %s", p.Name, p.Type)
	}
}

// schema checks the enums and patterns of a schema and of what is nested in it.
func (k *checker) schema(pos diag.Pos, name string, s *contract.Schema) {
	for ; s != nil; s = s.Items {
		k.enum(pos, name, s.Type, s.Enum)
		k.pattern(pos, s.Pattern)
		for _, f := range s.Fields {
			k.schema(f.Pos, f.Name, &f.Schema)
		}
	}
}
