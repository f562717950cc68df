package load

import (
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// referable types are OpenAPI objects: they may stand behind a $ref and carry keys that are for
// people and that contracts pass over.
type referable interface{ forPeople() []string }

func (*document) forPeople() []string       { return []string{"tags", "externalDocs"} }
func (*components) forPeople() []string     { return nil }
func (*securityScheme) forPeople() []string { return []string{"description"} }
func (*pathItem) forPeople() []string       { return []string{"summary", "description"} }
func (*operation) forPeople() []string {
	return []string{"tags", "externalDocs", "deprecated", "security"}
}
func (*body[T]) forPeople() []string    { return nil }
func (*content[T]) forPeople() []string { return []string{"example", "examples"} }
func (*parameter) forPeople() []string  { return []string{"example", "examples", "deprecated"} }
func (*info) forPeople() []string {
	return []string{"description", "termsOfService", "contact", "license"}
}
func (*server) forPeople() []string   { return []string{"description"} }
func (*request) forPeople() []string  { return append(schemaForPeople(), "description") }
func (*property) forPeople() []string { return schemaForPeople() }
func (*element) forPeople() []string  { return append(schemaForPeople(), "description") }
func (*answer) forPeople() []string   { return schemaForPeople() }

func schemaForPeople() []string {
	return []string{"title", "format", "example", "examples", "deprecated", "externalDocs", "$comment"}
}

// unknownKey judges a key for which an OpenAPI object has no field; the keys of extensions are left
// to the decoder.
func unknownKey(d *strict.Decoder, key, value *yaml.Node, v any) bool {
	object, ok := v.(referable)
	if !ok {
		return false
	}
	known := strict.Keys(reflect.TypeOf(v).Elem())
	switch {
	case slices.Contains(object.forPeople(), key.Value):
		if !strings.HasPrefix(key.Value, "example") { // an example may have any key
			extensionsBelow(d, value)
		}
	case strings.HasPrefix(key.Value, "x-"):
		unknownExtension(d, key, known)
	default:
		d.UnknownKey(key, known)
	}
	return true
}

// unknownExtension tells an extension in the wrong place from one that does not exist.
func unknownExtension(d *strict.Decoder, key *yaml.Node, known []string) {
	places := extensions()
	pos := strict.Position(d.File, key)
	if place, ok := places[key.Value]; ok {
		d.Found.Errorf(pos, diag.MisplacedExtension, "%q does not belong here, it belongs to %s", key.Value, place)
		return
	}
	all := known
	for name := range places {
		all = append(all, name)
	}
	slices.Sort(all)
	d.Found.Errorf(pos, diag.UnknownExtension, "there is no extension %q", key.Value).
		Hint = diag.DidYouMean(key.Value, slices.Compact(all))
}

// extensionsBelow reports every extension in a part of the file that contracts pass over.
func extensionsBelow(d *strict.Decoder, n *yaml.Node) {
	strict.EachPair(n, func(key, _ *yaml.Node) {
		if strings.HasPrefix(key.Value, "x-") {
			unknownExtension(d, key, nil)
		}
	})
	for _, child := range n.Content {
		extensionsBelow(d, child)
	}
}

// extensions returns the places of all extensions, in words.
func extensions() map[string]string {
	places := map[string]string{}
	for _, shape := range []struct {
		words string
		t     reflect.Type
	}{
		{"the top of the file", reflect.TypeFor[document]()},
		{"an operation", reflect.TypeFor[operation]()},
		{"a parameter", reflect.TypeFor[parameter]()},
		{"a request property", reflect.TypeFor[property]()},
		{"a field of an answer", reflect.TypeFor[answer]()},
	} {
		for _, key := range strict.Keys(shape.t) {
			if !strings.HasPrefix(key, "x-") {
				continue
			}
			if places[key] != "" {
				places[key] += " or "
			}
			places[key] += shape.words
		}
	}
	return places
}
