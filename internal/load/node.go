package load

import (
	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/diag"
)

// lookup returns the key and value nodes of a mapping entry, nil when there is none.
func lookup(n *yaml.Node, name string) (key, value *yaml.Node) {
	eachPair(n, func(k, v *yaml.Node) {
		if k.Value == name {
			key, value = k, v
		}
	})
	return key, value
}

// eachPair calls f for each entry of a mapping; other nodes, nil included, have none.
func eachPair(n *yaml.Node, f func(key, value *yaml.Node)) {
	if n == nil || n.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		f(n.Content[i], n.Content[i+1])
	}
}

// keys returns the keys of a mapping in the order of the file.
func keys(n *yaml.Node) []string {
	var names []string
	eachPair(n, func(k, _ *yaml.Node) { names = append(names, k.Value) })
	return names
}

// kindName is the word for what stands in the file.
func kindName(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	}
	switch n.ShortTag() {
	case "!!str":
		return "a string"
	case "!!int":
		return "an integer"
	case "!!float":
		return "a number"
	case "!!bool":
		return "a boolean"
	case "!!null":
		return "nothing"
	case "!!timestamp":
		return "a date"
	}
	return "a value tagged " + n.ShortTag()
}

// top is the beginning of a file, for findings that have no better place.
func top(file string) diag.Pos { return diag.Pos{File: file, Line: 1, Column: 1} }
