package strict

import (
	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/diag"
)

// Pairs is a mapping with free keys, in the order of the file, which a Go map would lose.
type Pairs[T any] []Pair[T]

// Pair is one entry of a mapping; Pos is the place of its key.
type Pair[T any] struct {
	Key   string
	Pos   diag.Pos
	Value T
}

// Get returns the value with that key, nil when there is none.
func (p Pairs[T]) Get(key string) *T {
	for i := range p {
		if p[i].Key == key {
			return &p[i].Value
		}
	}
	return nil
}

// FromNode decodes a mapping.
func (p *Pairs[T]) FromNode(d *Decoder, n *yaml.Node, _ diag.Pos) {
	if n.Kind != yaml.MappingNode {
		d.WrongType(n, "a mapping")
		return
	}
	EachPair(n, func(key, value *yaml.Node) {
		pos := Position(d.File, key)
		*p = append(*p, Pair[T]{Key: key.Value, Pos: pos})
		d.Decode(value, pos, &(*p)[len(*p)-1].Value)
	})
}

// Word is a string with its place.
type Word struct {
	Value string
	Pos   diag.Pos
}

// FromNode decodes a string.
func (w *Word) FromNode(d *Decoder, n *yaml.Node, _ diag.Pos) {
	w.Pos = Position(d.File, n)
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!str" {
		d.WrongType(n, "a string")
		return
	}
	w.Value = n.Value
}

// Skipped is a part of the file that is decoded elsewhere.
type Skipped struct{}

// FromNode leaves the part alone.
func (*Skipped) FromNode(*Decoder, *yaml.Node, diag.Pos) {}
