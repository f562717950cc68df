package load

import (
	"reflect"

	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// format is what is special to contracts: OpenAPI references and extensions, and document lines.
// maxBytes is a hundred times the largest real one.
func format(root *yaml.Node) *strict.Format {
	return &strict.Format{
		Name:     "a contract",
		Sharing:  "put the shared part under components and refer to it with $ref",
		MaxBytes: 4 << 20,
		MaxNodes: 50_000,
		Words:    vocabulary,
		Types: map[reflect.Type]func(*strict.Decoder, *yaml.Node, reflect.Value){
			reflect.TypeFor[[]int](): func(d *strict.Decoder, n *yaml.Node, v reflect.Value) {
				v.Set(reflect.ValueOf(lines(d, n)))
			},
		},
		Refers: func(_ *strict.Decoder, n *yaml.Node, v any) (strict.Reference, bool) {
			return refers(root, n, v)
		},
		Unknown: unknownKey,
		Done: func(d *strict.Decoder, pos diag.Pos, v any) {
			if s, ok := v.(*contract.Source); ok {
				complete(d, pos, s)
			}
		},
	}
}

// decodeDocument decodes the whole file.
func decodeDocument(src *source, found *diag.List) *document {
	doc := new(document)
	format(src.root).Decode(src.file, src.root, doc, found)
	return doc
}

// refers resolves the $ref of an object that may have one.
func refers(root, n *yaml.Node, v any) (strict.Reference, bool) {
	ref := refOf(n)
	if _, open := v.(referable); ref == nil || !open {
		return strict.Reference{}, false
	}
	target, err := resolve(root, ref.Value)
	if err != nil { // the references stage reports these
		return strict.Reference{From: ref}, true
	}
	return strict.Reference{From: ref, Key: target.key, Value: target.value}, true
}
