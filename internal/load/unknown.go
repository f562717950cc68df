package load

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/diag"
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

// unknownKey judges a key that is no field of the struct v.
func (d *decoder) unknownKey(key, value *yaml.Node, v reflect.Value, fields []field) {
	known := make([]string, len(fields))
	for i, f := range fields {
		known[i] = f.key
	}
	object, isOpenAPI := v.Addr().Interface().(referable)
	switch {
	case isOpenAPI && slices.Contains(object.forPeople(), key.Value):
		if !strings.HasPrefix(key.Value, "example") { // an example may have any key
			d.extensionsBelow(value)
		}
	case isOpenAPI && strings.HasPrefix(key.Value, "x-"):
		d.unknownExtension(key, known)
	default:
		finding := d.found.Errorf(position(d.file, key), diag.UnknownKey, "the key %q is not one that a contract can have here", key.Value)
		finding.Hint = diag.DidYouMean(key.Value, known)
		if finding.Hint == "" && !isOpenAPI {
			finding.Hint = fmt.Sprintf("the keys here are %s", oneOf(known))
		}
	}
}

// unknownExtension tells an extension in the wrong place from one that does not exist.
func (d *decoder) unknownExtension(key *yaml.Node, known []string) {
	places := extensions()
	if place, ok := places[key.Value]; ok {
		d.found.Errorf(position(d.file, key), diag.MisplacedExtension, "%q does not belong here, it belongs to %s", key.Value, place)
		return
	}
	all := known
	for name := range places {
		all = append(all, name)
	}
	slices.Sort(all)
	d.found.Errorf(position(d.file, key), diag.UnknownExtension, "there is no extension %q", key.Value).
		Hint = diag.DidYouMean(key.Value, slices.Compact(all))
}

// extensionsBelow reports every extension in a part of the file that contracts pass over.
func (d *decoder) extensionsBelow(n *yaml.Node) {
	eachPair(n, func(key, _ *yaml.Node) {
		if strings.HasPrefix(key.Value, "x-") {
			d.unknownExtension(key, nil)
		}
	})
	for _, child := range n.Content {
		d.extensionsBelow(child)
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
		for _, f := range fieldsOf(shape.t) {
			if !strings.HasPrefix(f.key, "x-") {
				continue
			}
			if places[f.key] != "" {
				places[f.key] += " or "
			}
			places[f.key] += shape.words
		}
	}
	return places
}

// oneOf lists words for a sentence: "a", "b" or "c".
func oneOf(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = fmt.Sprintf("%q", w)
	}
	if n := len(quoted); n > 1 {
		return strings.Join(quoted[:n-1], ", ") + " or " + quoted[n-1]
	}
	return strings.Join(quoted, "")
}
