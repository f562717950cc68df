package load

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/diag"
)

// scalar decodes strings, booleans, integers and durations.
func (d *decoder) scalar(n *yaml.Node, v reflect.Value) {
	if v.Type() == reflect.TypeFor[time.Duration]() {
		d.duration(n, v)
		return
	}
	want := map[reflect.Kind]struct{ tag, words, limits string }{
		reflect.String: {"!!str", "a string", ""},
		reflect.Bool:   {"!!bool", "a boolean", ""},
		reflect.Int:    {"!!int", "an integer", " of at most 64 bits"},
		reflect.Uint32: {"!!int", "an integer", " from 0 to 4294967295"},
	}[v.Kind()]
	if n.Kind != yaml.ScalarNode || n.ShortTag() != want.tag {
		d.wrongType(n, want.words)
		return
	}
	if v.Kind() == reflect.String { // also for strings that YAML 1.1 would decode otherwise
		v.SetString(n.Value)
		return
	}
	if err := n.Decode(v.Addr().Interface()); err != nil {
		d.wrongType(n, want.words+want.limits)
	}
}

func (d *decoder) duration(n *yaml.Node, v reflect.Value) {
	if n.Kind == yaml.ScalarNode && n.ShortTag() == "!!str" {
		if t, err := time.ParseDuration(n.Value); err == nil && t > 0 {
			v.SetInt(int64(t))
			return
		}
	}
	d.wrongType(n, "a time longer than nothing, such as 1s or 500ms")
}

// any decodes a value whose type the file chooses: bool, int64, float64, string, []any and
// map[string]any. Integers stay exact.
func (d *decoder) any(n *yaml.Node) (any, bool) {
	if d.left--; d.left < 0 {
		return nil, false
	}
	switch n.Kind {
	case yaml.SequenceNode:
		list := make([]any, 0, len(n.Content))
		for _, item := range n.Content {
			if x, ok := d.any(item); ok {
				list = append(list, x)
			}
		}
		return list, true
	case yaml.MappingNode:
		m := make(map[string]any, len(n.Content)/2)
		eachPair(n, func(key, value *yaml.Node) {
			if x, ok := d.any(value); ok {
				m[key.Value] = x
			}
		})
		return m, true
	}
	return d.anyScalar(n)
}

func (d *decoder) anyScalar(n *yaml.Node) (any, bool) {
	switch n.ShortTag() {
	case "!!str":
		return n.Value, true
	case "!!bool":
		return decoded[bool](n)
	case "!!int":
		if x, ok := decoded[int64](n); ok {
			return x, true
		}
		d.wrongType(n, "an integer of at most 64 bits")
		return nil, false
	case "!!float":
		if !strings.ContainsAny(n.Value, ".eE") { // the parser takes long integers for inexact numbers
			d.wrongType(n, "an integer of at most 64 bits")
			return nil, false
		}
		if x, ok := decoded[float64](n); ok && !math.IsNaN(x.(float64)) && !math.IsInf(x.(float64), 0) {
			return x, true
		}
	}
	d.wrongType(n, "a boolean, a number, a string, a list or a mapping")
	return nil, false
}

func decoded[T any](n *yaml.Node) (any, bool) {
	var x T
	err := n.Decode(&x)
	return x, err == nil
}

// wrongType reports that something else was expected at n.
func (d *decoder) wrongType(n *yaml.Node, want string) {
	is := kindName(n)
	finding := d.found.Errorf(position(d.file, n), diag.WrongType, "expected %s, got %s", want, is)
	if n.Kind == yaml.ScalarNode && want == "a string" && n.ShortTag() != "!!null" {
		finding.Message += " (" + n.Value + ")"
		finding.Hint = "put it in quotes"
	}
}

// oneWord reports a value that is none of the words that a key allows. A list is looked through.
func (d *decoder) oneWord(n *yaml.Node, key string, allowed []string) {
	_, value := lookup(n, key)
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
		finding := d.found.Errorf(position(d.file, item), diag.UnknownValue, "%q is not a value of %q, expected %s", item.Value, key, oneOf(allowed))
		finding.Hint = diag.DidYouMean(item.Value, allowed)
	}
}
