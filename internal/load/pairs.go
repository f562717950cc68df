package load

import (
	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/diag"
)

// pairs is a mapping with free keys, in the order of the file, which a Go map would lose.
type pairs[T any] []pair[T]

type pair[T any] struct {
	Key   string
	Pos   diag.Pos
	Value T
}

// get returns the value with that key, nil when there is none.
func (p pairs[T]) get(key string) *T {
	for i := range p {
		if p[i].Key == key {
			return &p[i].Value
		}
	}
	return nil
}

func (p *pairs[T]) fromNode(d *decoder, n *yaml.Node, _ diag.Pos) {
	if n.Kind != yaml.MappingNode {
		d.wrongType(n, "a mapping")
		return
	}
	eachPair(n, func(key, value *yaml.Node) {
		pos := position(d.file, key)
		*p = append(*p, pair[T]{Key: key.Value, Pos: pos})
		d.decode(value, pos, &(*p)[len(*p)-1].Value)
	})
}

// word is a string with its place.
type word struct {
	Value string
	Pos   diag.Pos
}

func (w *word) fromNode(d *decoder, n *yaml.Node, _ diag.Pos) {
	w.Pos = position(d.file, n)
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!str" {
		d.wrongType(n, "a string")
		return
	}
	w.Value = n.Value
}

// skipped is a part of the file that is decoded elsewhere.
type skipped struct{}

func (*skipped) fromNode(*decoder, *yaml.Node, diag.Pos) {}
