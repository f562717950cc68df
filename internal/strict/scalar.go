package strict

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/diag"
)

// scalar decodes strings, booleans, numbers and durations.
func (d *Decoder) scalar(n *yaml.Node, v reflect.Value) {
	switch {
	case v.Type() == reflect.TypeFor[time.Duration]():
		d.duration(n, v)
		return
	case v.Kind() == reflect.Float64:
		d.number(n, v)
		return
	}
	want := map[reflect.Kind]struct{ tag, words, limits string }{
		reflect.String: {"!!str", "a string", ""},
		reflect.Bool:   {"!!bool", "a boolean", ""},
		reflect.Int:    {"!!int", "an integer", " of at most 64 bits"},
		reflect.Uint32: {"!!int", "an integer", " from 0 to 4294967295"},
	}[v.Kind()]
	if n.Kind != yaml.ScalarNode || n.ShortTag() != want.tag {
		d.WrongType(n, want.words)
		return
	}
	if v.Kind() == reflect.String { // also for strings that YAML 1.1 would decode otherwise
		v.SetString(n.Value)
		return
	}
	if err := n.Decode(v.Addr().Interface()); err != nil {
		d.WrongType(n, want.words+want.limits)
	}
}

// number decodes a finite number, whole or not.
func (d *Decoder) number(n *yaml.Node, v reflect.Value) {
	if n.Kind == yaml.ScalarNode && (n.ShortTag() == "!!int" || n.ShortTag() == "!!float") {
		if x, ok := decoded[float64](n); ok && finite(x.(float64)) {
			v.SetFloat(x.(float64))
			return
		}
	}
	d.WrongType(n, "a finite number")
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

func (d *Decoder) duration(n *yaml.Node, v reflect.Value) {
	if n.Kind == yaml.ScalarNode && n.ShortTag() == "!!str" {
		if t, err := time.ParseDuration(n.Value); err == nil && t > 0 {
			v.SetInt(int64(t))
			return
		}
	}
	d.WrongType(n, "a time longer than nothing, such as 1s or 500ms")
}

// free decodes a value whose type the file chooses: bool, int64, float64, string, []any and
// map[string]any. Integers stay exact.
func (d *Decoder) free(n *yaml.Node) (any, bool) {
	if !d.Take(1) {
		return nil, false
	}
	switch n.Kind {
	case yaml.SequenceNode:
		list := make([]any, 0, len(n.Content))
		for _, item := range n.Content {
			if x, ok := d.free(item); ok {
				list = append(list, x)
			}
		}
		return list, true
	case yaml.MappingNode:
		m := make(map[string]any, len(n.Content)/2)
		EachPair(n, func(key, value *yaml.Node) {
			if x, ok := d.free(value); ok {
				m[key.Value] = x
			}
		})
		return m, true
	}
	return d.freeScalar(n)
}

func (d *Decoder) freeScalar(n *yaml.Node) (any, bool) {
	switch n.ShortTag() {
	case "!!str":
		return n.Value, true
	case "!!bool":
		return decoded[bool](n)
	case "!!int":
		if x, ok := decoded[int64](n); ok {
			return x, true
		}
		d.WrongType(n, "an integer of at most 64 bits")
		return nil, false
	case "!!float":
		if !strings.ContainsAny(n.Value, ".eE") { // the parser takes long integers for inexact numbers
			d.WrongType(n, "an integer of at most 64 bits")
			return nil, false
		}
		if x, ok := decoded[float64](n); ok && finite(x.(float64)) {
			return x, true
		}
	}
	d.WrongType(n, "a boolean, a number, a string, a list or a mapping")
	return nil, false
}

func decoded[T any](n *yaml.Node) (any, bool) {
	var x T
	err := n.Decode(&x)
	return x, err == nil
}

// WrongType reports that something else was expected at n.
func (d *Decoder) WrongType(n *yaml.Node, want string) {
	finding := d.Found.Errorf(Position(d.File, n), diag.WrongType, "expected %s, got %s", want, kindName(n))
	if n.Kind == yaml.ScalarNode && want == "a string" && n.ShortTag() != "!!null" {
		finding.Message += " (" + n.Value + ")"
		finding.Hint = "put it in quotes"
	}
}

// oneWord reports a value that is none of the words that a key allows. A list is looked through.
func (d *Decoder) oneWord(n *yaml.Node, key string, allowed []string) {
	_, value := Lookup(n, key)
	if value == nil {
		return
	}
	items := []*yaml.Node{value}
	if value.Kind == yaml.SequenceNode {
		items = value.Content
	}
	for _, item := range items {
		if item.Kind != yaml.ScalarNode || item.ShortTag() != "!!str" || slices.Contains(allowed, item.Value) {
			continue // another kind has been reported as a wrong type
		}
		finding := d.Found.Errorf(Position(d.File, item), diag.UnknownValue, "%q is not a value of %q, expected %s", item.Value, key, OneOf(allowed))
		finding.Hint = diag.DidYouMean(item.Value, allowed)
	}
}
