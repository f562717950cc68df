package check

import (
	"fmt"
	"maps"
	"math/big"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
)

// ofType reports whether a value of the file is of that type.
func ofType(t contract.Type, value any) bool {
	switch value.(type) {
	case string:
		return t == contract.String
	case bool:
		return t == contract.Boolean
	case int64:
		return t == contract.Integer || t == contract.Number
	case float64:
		return t == contract.Number
	case []any:
		return t == contract.Array
	case map[string]any:
		return t == contract.Object
	}
	return false
}

// scalar reports whether a value can be compared.
func scalar(value any) bool {
	switch value.(type) {
	case string, bool, int64, float64:
		return true
	}
	return false
}

// same reports whether two single values are equal; 1 and 1.0 are the same number.
func same(a, b any) bool {
	if !scalar(a) || !scalar(b) {
		return false
	}
	return a == b || number(a) != nil && number(b) != nil && number(a).Cmp(number(b)) == 0
}

// number returns the exact value of a number, nil for anything else.
func number(value any) *big.Rat {
	switch n := value.(type) {
	case int64:
		return new(big.Rat).SetInt64(n)
	case float64:
		return new(big.Rat).SetFloat64(n)
	}
	return nil
}

// legal returns what is wrong with a value of the parameter, "" when nothing is.
func legal(p *contract.Param, value any) string {
	if !ofType(p.Type, value) {
		return fmt.Sprintf("%s is not of type %s", quoted(value), p.Type)
	}
	if len(p.Enum) > 0 && !slices.ContainsFunc(p.Enum, func(e any) bool { return same(e, value) }) {
		return fmt.Sprintf("%s is not in the enum", quoted(value))
	}
	return ""
}

// quoted writes strings in quotes, so that "7" and 7 differ in messages.
func quoted(value any) string {
	if s, ok := value.(string); ok {
		return fmt.Sprintf("%q", s)
	}
	return fmt.Sprint(value)
}

// arguments checks what a call sends: the parameters exist and, where strict, can have the value.
func (k *checker) arguments(op *contract.Operation, pos diag.Pos, with map[string]any, strict bool) {
	for _, name := range slices.Sorted(maps.Keys(with)) {
		p := k.param(op, pos, name)
		if p == nil || !strict {
			continue
		}
		if wrong := legal(p, with[name]); wrong != "" {
			k.found.Errorf(pos, diag.BadValue, "the parameter %q cannot have this value: %s", name, wrong)
		}
	}
}
