package strict

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/diag"
)

// object decodes a mapping into a struct.
func (d *Decoder) object(n *yaml.Node, pos diag.Pos, v reflect.Value) {
	if n.Kind != yaml.MappingNode {
		d.WrongType(n, "a mapping")
		return
	}
	seen := map[string]bool{}
	d.fill(n, pos, v, seen)
	for _, key := range d.format.Words[v.Type()].Mandatory {
		if !seen[key] {
			d.Found.Errorf(pos, diag.MissingKey, "the key %q is missing", key)
		}
	}
	if d.format.Done != nil {
		d.format.Done(d, pos, v.Addr().Interface())
	}
}

// fill sets the fields for which n has keys, and notes the keys.
func (d *Decoder) fill(n *yaml.Node, pos diag.Pos, v reflect.Value, seen map[string]bool) {
	var reference Reference
	if d.format.Refers != nil {
		if r, ok := d.format.Refers(d, n, v.Addr().Interface()); ok {
			reference = r
			d.follow(reference, v, seen, &pos)
		}
	}
	for key, allowed := range d.format.Words[v.Type()].Allowed {
		d.oneWord(n, key, allowed)
	}
	fields := FieldsOf(v.Type())
	EachPair(n, func(key, value *yaml.Node) {
		if reference.From != nil && value == reference.From {
			return
		}
		seen[key.Value] = true
		if i := slices.IndexFunc(fields, func(f Field) bool { return f.Key == key.Value }); i >= 0 {
			d.value(value, Position(d.File, key), v.FieldByIndex(fields[i].Index))
			return
		}
		if d.format.Unknown != nil && d.format.Unknown(d, key, value, v.Addr().Interface()) {
			return
		}
		known := Keys(v.Type())
		if finding := d.UnknownKey(key, known); finding.Hint == "" {
			finding.Hint = fmt.Sprintf("the keys here are %s", OneOf(known))
		}
	})
	if p := v.FieldByName("Pos"); p.IsValid() {
		p.Set(reflect.ValueOf(pos))
	}
}

// Reference is what a key of an object refers to.
type Reference struct {
	// From is the value of the key; Key and Value are the place and what stands there, nil when the
	// reference names nothing, which whoever resolves it has reported.
	From, Key, Value *yaml.Node
}

// follow decodes what a reference refers to; pos becomes the place of the definition.
func (d *Decoder) follow(r Reference, v reflect.Value, seen map[string]bool, pos *diag.Pos) {
	switch {
	case r.Value == nil:
		return
	case slices.Contains(d.open, r.Value):
		d.Found.Errorf(Position(d.File, r.From), diag.RecursiveRef, "the reference %q leads back to itself", r.From.Value)
		return
	case r.Value.Kind != yaml.MappingNode:
		d.WrongType(r.Value, "a mapping, to which a $ref can lead")
		return
	}
	d.open = append(d.open, r.Value)
	*pos = Position(d.File, r.Key)
	d.fill(r.Value, *pos, v, seen)
	d.open = d.open[:len(d.open)-1]
}

// UnknownKey reports a key that its object cannot have; the hint is the known key that is near, if any.
func (d *Decoder) UnknownKey(key *yaml.Node, known []string) *diag.Diagnostic {
	finding := d.Found.Errorf(Position(d.File, key), diag.UnknownKey, "the key %q is not one that %s can have here", key.Value, d.format.Name)
	finding.Hint = diag.DidYouMean(key.Value, known)
	return finding
}

// Field is one key of a struct, embedded structs flattened.
type Field struct {
	Key   string
	Index []int
}

// FieldsOf lists the keys of a struct type in the order of its fields.
func FieldsOf(t reflect.Type) []Field {
	var fields []Field
	for _, f := range reflect.VisibleFields(t) {
		if key := f.Tag.Get("yaml"); key != "" && key != "-" {
			fields = append(fields, Field{strings.TrimSuffix(key, ",omitempty"), f.Index})
		}
	}
	return fields
}

// Keys lists the keys of a struct type.
func Keys(t reflect.Type) []string {
	var known []string
	for _, f := range FieldsOf(t) {
		known = append(known, f.Key)
	}
	return known
}
