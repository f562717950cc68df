package load

import (
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// references resolves every $ref against the tree, because the OpenAPI library reports a bad one
// without its place, and reports components to which nothing refers.
func references(src *source, found *diag.List) {
	used := map[*yaml.Node]bool{}
	walkRefs(src.root, func(ref *yaml.Node) {
		target, err := resolve(src.root, ref.Value)
		if err != nil {
			found.Errorf(strict.Position(src.file, ref), diag.UnresolvedRef, "%v", err)
			return
		}
		used[target.value] = true
		followChain(src, ref, found)
	})
	_, components := strict.Lookup(src.root, "components")
	strict.EachPair(components, func(kind, group *yaml.Node) {
		if kind.Value == "securitySchemes" { // these are referred to by name
			return
		}
		strict.EachPair(group, func(key, value *yaml.Node) {
			if !used[value] {
				found.Errorf(strict.Position(src.file, key), diag.UnusedComponent, "nothing refers to #/components/%s/%s", kind.Value, key.Value).
					Hint = "refer to it or remove it"
			}
		})
	})
}

// followChain reports a $ref that leads to a $ref and so on back to itself.
func followChain(src *source, ref *yaml.Node, found *diag.List) {
	seen := map[*yaml.Node]bool{}
	for next := ref; next != nil; {
		if seen[next] {
			found.Errorf(strict.Position(src.file, ref), diag.RecursiveRef, "the reference %q leads back to itself", ref.Value)
			return
		}
		seen[next] = true
		target, err := resolve(src.root, next.Value)
		if err != nil { // reported where it stands
			return
		}
		next = refOf(target.value)
	}
}

// walkRefs calls f with the value of every $ref below n.
func walkRefs(n *yaml.Node, f func(ref *yaml.Node)) {
	if ref := refOf(n); ref != nil {
		f(ref)
	}
	for _, child := range n.Content {
		walkRefs(child, f)
	}
}

// refOf returns the value of the node's $ref, nil when it has none.
func refOf(n *yaml.Node) *yaml.Node {
	if _, ref := strict.Lookup(n, "$ref"); ref != nil && ref.Kind == yaml.ScalarNode {
		return ref
	}
	return nil
}

// entry is a value with the key under which it stands; the key of a list item is the item.
type entry struct{ key, value *yaml.Node }

// resolve finds what a reference inside the file points to.
func resolve(root *yaml.Node, ref string) (entry, error) {
	pointer, ok := strings.CutPrefix(ref, "#/")
	if !ok {
		return entry{}, fmt.Errorf("the reference %q does not begin with #/; contracts refer to their own file only", ref)
	}
	at := entry{root, root}
	for _, part := range strings.Split(pointer, "/") {
		part = strings.NewReplacer("~1", "/", "~0", "~").Replace(part)
		next := step(at.value, part)
		if next.value == nil {
			err := fmt.Errorf("the reference %q names nothing: there is no %q", ref, part)
			if hint := diag.DidYouMean(part, keys(at.value)); hint != "" {
				err = fmt.Errorf("%w; %s", err, hint)
			}
			return entry{}, err
		}
		at = next
	}
	return at, nil
}

func step(n *yaml.Node, part string) entry {
	if n.Kind == yaml.SequenceNode {
		i, err := strconv.Atoi(part)
		if err != nil || i < 0 || i >= len(n.Content) {
			return entry{}
		}
		return entry{n.Content[i], n.Content[i]}
	}
	key, value := strict.Lookup(n, part)
	return entry{key, value}
}

// keys returns the keys of a mapping in the order of the file.
func keys(n *yaml.Node) []string {
	var names []string
	strict.EachPair(n, func(k, _ *yaml.Node) { names = append(names, k.Value) })
	return names
}
