package load

import (
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
)

// maxNodes bounds what references can unfold a file to: a chain of doubled references grows
// exponentially.
const maxNodes = 50_000

// decoder fills Go values from a node tree by the yaml tags of their types, strictly: each key
// must be known, each mandatory key present, each value of its type. It fills every Pos field.
type decoder struct {
	file  string
	root  *yaml.Node
	found *diag.List
	// open are the targets of the references being followed, left the nodes still allowed.
	open []*yaml.Node
	left int
}

// decodeDocument decodes the whole file.
func decodeDocument(src *source, found *diag.List) *document {
	d := decoder{file: src.file, root: src.root, found: found, left: maxNodes}
	doc := new(document)
	d.decode(src.root, top(src.file), doc)
	if d.left < 0 {
		found.Errorf(top(src.file), diag.TooLarge, "the references of the file unfold to more than %d nodes", maxNodes)
	}
	return doc
}

// decode is value for a pointer of static type.
func (d *decoder) decode(n *yaml.Node, pos diag.Pos, target any) {
	d.value(n, pos, reflect.ValueOf(target).Elem())
}

// value decodes n into v. The value stands at pos: its key, or itself as an item of a list.
func (d *decoder) value(n *yaml.Node, pos diag.Pos, v reflect.Value) {
	if d.left--; d.left < 0 {
		return
	}
	if special, ok := v.Addr().Interface().(fromNode); ok {
		special.fromNode(d, n, pos)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, pos, v.Elem())
	case reflect.Struct:
		d.object(n, pos, v)
	case reflect.Slice:
		if lines, ok := v.Addr().Interface().(*[]int); ok {
			*lines = d.lines(n)
			return
		}
		d.list(n, v)
	case reflect.Map:
		d.mapping(n, v)
	case reflect.Interface:
		if x, ok := d.any(n); ok {
			v.Set(reflect.ValueOf(x))
		}
	default:
		d.scalar(n, v)
	}
}

// fromNode is implemented by types that are not decoded by their shape.
type fromNode interface {
	fromNode(d *decoder, n *yaml.Node, pos diag.Pos)
}

// object decodes a mapping into a struct. Keys beside a $ref are laid over what it refers to.
func (d *decoder) object(n *yaml.Node, pos diag.Pos, v reflect.Value) {
	if n.Kind != yaml.MappingNode {
		d.wrongType(n, "a mapping")
		return
	}
	seen := map[string]bool{}
	d.fill(n, pos, v, seen)
	for _, key := range wordsOf(v.Type()).mandatory {
		if !seen[key] {
			d.found.Errorf(pos, diag.MissingKey, "the key %q is missing", key)
		}
	}
	if s, ok := v.Addr().Interface().(*contract.Source); ok {
		d.source(pos, s)
	}
}

// fill sets the fields for which n has keys, and notes the keys.
func (d *decoder) fill(n *yaml.Node, pos diag.Pos, v reflect.Value, seen map[string]bool) {
	_, open := v.Addr().Interface().(referable)
	if ref := refOf(n); ref != nil && open {
		d.follow(ref, v, seen, &pos)
	}
	for key, allowed := range wordsOf(v.Type()).allowed {
		d.oneWord(n, key, allowed)
	}
	fields := fieldsOf(v.Type())
	eachPair(n, func(key, value *yaml.Node) {
		if open && key.Value == "$ref" {
			return
		}
		seen[key.Value] = true
		if i := slices.IndexFunc(fields, func(f field) bool { return f.key == key.Value }); i >= 0 {
			d.value(value, position(d.file, key), v.FieldByIndex(fields[i].index))
			return
		}
		d.unknownKey(key, value, v, fields)
	})
	if p := v.FieldByName("Pos"); p.IsValid() {
		p.Set(reflect.ValueOf(pos))
	}
}

// follow decodes what ref refers to; pos becomes the place of the definition.
func (d *decoder) follow(ref *yaml.Node, v reflect.Value, seen map[string]bool, pos *diag.Pos) {
	target, err := resolve(d.root, ref.Value)
	if err != nil { // the references stage reports these
		return
	}
	if slices.Contains(d.open, target.value) {
		d.found.Errorf(position(d.file, ref), diag.RecursiveRef, "the reference %q leads back to itself", ref.Value)
		return
	}
	if target.value.Kind != yaml.MappingNode {
		d.wrongType(target.value, "a mapping, to which a $ref can lead")
		return
	}
	d.open = append(d.open, target.value)
	*pos = position(d.file, target.key)
	d.fill(target.value, *pos, v, seen)
	d.open = d.open[:len(d.open)-1]
}

func (d *decoder) list(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.SequenceNode {
		d.wrongType(n, "a list")
		return
	}
	if d.left < len(n.Content) { // no allocation for what will not be decoded
		d.left = -1
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, item := range n.Content {
		d.value(item, position(d.file, item), v.Index(i))
	}
}

// mapping decodes free keys; the value types are any and string.
func (d *decoder) mapping(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.MappingNode {
		d.wrongType(n, "a mapping")
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	eachPair(n, func(key, value *yaml.Node) {
		before := len(*d.found)
		element := reflect.New(v.Type().Elem()).Elem()
		d.value(value, position(d.file, key), element)
		if len(*d.found) == before {
			v.SetMapIndex(reflect.ValueOf(key.Value), element)
		}
	})
}

// field is one key of a struct, embedded structs flattened.
type field struct {
	key   string
	index []int
}

// fieldsOf lists the keys of a struct type in the order of its fields.
func fieldsOf(t reflect.Type) []field {
	var fields []field
	for _, f := range reflect.VisibleFields(t) {
		if key := f.Tag.Get("yaml"); key != "" && key != "-" {
			fields = append(fields, field{strings.TrimSuffix(key, ",omitempty"), f.Index})
		}
	}
	return fields
}
