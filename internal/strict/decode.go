package strict

import (
	"reflect"

	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/diag"
)

// Decoder fills Go values from a node tree by the yaml tags of their types. It fills every field
// named Pos with the place of its object. It is not safe for concurrent use.
type Decoder struct {
	// File is the name that positions have, Found takes the findings.
	File  string
	Found *diag.List

	format *Format
	// open are the references being followed, left the nodes still allowed.
	open []*yaml.Node
	left int
}

// Special is implemented, on the pointer, by types that are not decoded by their shape. The value n
// stands at pos: its key, or itself as an item of a list.
type Special interface {
	FromNode(d *Decoder, n *yaml.Node, pos diag.Pos)
}

// Take counts n nodes and reports whether the file may have that many more. References can unfold a
// small file to a huge one, so whatever grows is counted before it is made.
func (d *Decoder) Take(n int) bool {
	d.left -= n
	return d.left >= 0
}

// Full reports whether nodes were left out because there were too many.
func (d *Decoder) Full() bool { return d.left < 0 }

// Decode fills target, a pointer, from n, which stands at pos.
func (d *Decoder) Decode(n *yaml.Node, pos diag.Pos, target any) {
	d.value(n, pos, reflect.ValueOf(target).Elem())
}

// value decodes n into v.
func (d *Decoder) value(n *yaml.Node, pos diag.Pos, v reflect.Value) {
	if !d.Take(1) {
		return
	}
	if special, ok := v.Addr().Interface().(Special); ok {
		special.FromNode(d, n, pos)
		return
	}
	if decode := d.format.Types[v.Type()]; decode != nil {
		decode(d, n, v)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, pos, v.Elem())
	case reflect.Struct:
		d.object(n, pos, v)
	case reflect.Slice:
		d.list(n, v)
	case reflect.Map:
		d.mapping(n, v)
	case reflect.Interface:
		if x, ok := d.free(n); ok {
			v.Set(reflect.ValueOf(x))
		}
	default:
		d.scalar(n, v)
	}
}

func (d *Decoder) list(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.SequenceNode {
		d.WrongType(n, "a list")
		return
	}
	if d.left < len(n.Content) { // no allocation for what will not be decoded
		d.left = -1
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, item := range n.Content {
		d.value(item, Position(d.File, item), v.Index(i))
	}
}

// mapping decodes free keys into a Go map with keys of type string. Entries with a fault are left out.
func (d *Decoder) mapping(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.MappingNode {
		d.WrongType(n, "a mapping")
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	EachPair(n, func(key, value *yaml.Node) {
		before := len(*d.Found)
		element := reflect.New(v.Type().Elem()).Elem()
		d.value(value, Position(d.File, key), element)
		if len(*d.Found) == before {
			v.SetMapIndex(reflect.ValueOf(key.Value), element)
		}
	})
}
