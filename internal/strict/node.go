package strict

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/diag"
)

// Lookup returns the key and value nodes of a mapping entry, nil when there is none.
func Lookup(n *yaml.Node, name string) (key, value *yaml.Node) {
	EachPair(n, func(k, v *yaml.Node) {
		if k.Value == name {
			key, value = k, v
		}
	})
	return key, value
}

// EachPair calls f for each entry of a mapping; other nodes, nil included, have none.
func EachPair(n *yaml.Node, f func(key, value *yaml.Node)) {
	if n == nil || n.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		f(n.Content[i], n.Content[i+1])
	}
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

// Position is where a node begins.
func Position(file string, n *yaml.Node) diag.Pos {
	return diag.Pos{File: file, Line: n.Line, Column: n.Column}
}

// Top is the beginning of a file, for findings that have no better place.
func Top(file string) diag.Pos { return diag.Pos{File: file, Line: 1, Column: 1} }

// OneOf lists words for a sentence: "a", "b" or "c".
func OneOf(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = fmt.Sprintf("%q", w)
	}
	if n := len(quoted); n > 1 {
		return strings.Join(quoted[:n-1], ", ") + " or " + quoted[n-1]
	}
	return strings.Join(quoted, "")
}
