package reference

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// operation is an operation of the contract with what is prepared once for all requests.
type operation struct {
	*contract.Operation
	// patterns and itemPatterns are the compiled patterns of parameters and of list elements, by wire name.
	patterns, itemPatterns map[string]*regexp.Regexp
	// item is the schema of an observer's items; its zero value when there is none.
	item contract.Schema
}

func compile(op *contract.Operation) (*operation, error) {
	o := &operation{Operation: op, patterns: map[string]*regexp.Regexp{}, itemPatterns: map[string]*regexp.Regexp{}}
	for _, p := range op.Params {
		if err := addPattern(o.patterns, p.Name, p.Pattern); err != nil {
			return nil, fmt.Errorf("%s: %w", op.ID, err)
		}
		if p.Items == nil {
			continue
		}
		if err := addPattern(o.itemPatterns, p.Name, p.Items.Pattern); err != nil {
			return nil, fmt.Errorf("%s: %w", op.ID, err)
		}
	}
	if op.Observe != nil {
		o.item = itemSchema(op.Result, strings.Split(op.Observe.Items, "."))
	}
	return o, nil
}

func addPattern(to map[string]*regexp.Regexp, name, pattern string) error {
	if pattern == "" {
		return nil
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		return fmt.Errorf("pattern of %s: %w", name, err)
	}
	to[name] = re
	return nil
}

// itemSchema follows a path of member names to a list and returns the schema of its elements.
func itemSchema(fields []*contract.Field, path []string) contract.Schema {
	for _, f := range fields {
		if f.Name != path[0] {
			continue
		}
		if len(path) > 1 {
			return itemSchema(f.Schema.Fields, path[1:])
		}
		if f.Schema.Items != nil {
			return *f.Schema.Items
		}
	}
	return contract.Schema{}
}

// transition is the first transition that starts in the state or is under way in it; nil when there is none.
func (o *operation) transition(state string) *contract.Transition {
	for _, t := range o.Transitions {
		if t.Via == state {
			return t
		}
		for _, from := range t.From {
			if from == state {
				return t
			}
		}
	}
	return nil
}

// zero is the value that stands for "nothing" in a required field.
func zero(s contract.Schema) any {
	switch s.Type {
	case contract.Integer, contract.Number:
		return 0
	case contract.Boolean:
		return false
	case contract.Array:
		return []any{}
	case contract.Object:
		return zeroObject(s.Fields)
	}
	if len(s.Enum) > 0 {
		return s.Enum[0]
	}
	return ""
}

// zeroObject has the required fields of an object.
func zeroObject(fields []*contract.Field) map[string]any {
	object := map[string]any{}
	for _, f := range fields {
		if f.Required {
			object[f.Name] = zero(f.Schema)
		}
	}
	return object
}
