package load

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/diag/diagtest"
	"github.com/seed-613b54dc/conformance/internal/strict"
	"github.com/seed-613b54dc/conformance/specs"
)

// schemaFile is the published schema of the extensions.
const schemaFile = "../../specs/extensions.schema.json"

// definition is what the tests look at in the published schema.
type definition struct {
	Description string                `json:"description"`
	Type        string                `json:"type"`
	Ref         string                `json:"$ref"`
	Enum        []string              `json:"enum"`
	Required    []string              `json:"required"`
	Properties  map[string]definition `json:"properties"`
	Items       *definition           `json:"items"`
	Defs        map[string]definition `json:"$defs"`
	Additional  any                   `json:"additionalProperties"`
}

func published(t *testing.T) definition {
	t.Helper()
	data, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var schema definition
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestContractsSatisfyThePublishedSchema(t *testing.T) {
	compiler := jsonschema.NewCompiler()
	for _, fsys := range []fs.FS{specs.FS, diagtest.Base()} {
		names, err := fs.Glob(fsys, "*.yaml")
		if err != nil || len(names) == 0 {
			t.Fatalf("no contracts (%v)", err)
		}
		for _, name := range names {
			checked := 0
			eachExtension(rootOf(t, fsys, name), func(key, value *yaml.Node) {
				checked++
				schema, err := compiler.Compile(schemaFile + "#/$defs/" + key.Value)
				if err != nil {
					t.Fatalf("%s:%d: %v", name, key.Line, err)
				}
				if err := schema.Validate(plain(t, value)); err != nil {
					t.Errorf("%s:%d: %v", name, key.Line, err)
				}
			})
			if checked == 0 {
				t.Errorf("%s has no extensions", name)
			}
		}
	}
}

// TestPublishedSchemaRefusesWhatTheDecoderRefuses shows that the schema is strict: an unknown
// key, a missing one and an unknown word.
func TestPublishedSchemaRefusesWhatTheDecoderRefuses(t *testing.T) {
	compiler := jsonschema.NewCompiler()
	for _, c := range []struct{ name, text string }{
		{"x-rate-limit", `{"max": 1, "period": "1s", "fails": {"row": "unknown"}, "source": {"lines": [1]}, "per": "account"}`},
		{"x-request-id", `{"field": "id"}`},
		{"x-list-style", `"indexed-2"`},
		{"x-source", `{"lines": ["5 to 6"]}`},
	} {
		schema, err := compiler.Compile(schemaFile + "#/$defs/" + c.name)
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(c.text))
		if err != nil {
			t.Fatal(err)
		}
		if schema.Validate(value) == nil {
			t.Errorf("%s accepts %s", c.name, c.text)
		}
	}
}

func TestPublishedSchemaListsTheExtensionsOfTheDecoder(t *testing.T) {
	schema := published(t)
	for name, place := range extensions() {
		if _, ok := schema.Defs[name]; !ok {
			t.Errorf("the schema does not define %s, which belongs to %s", name, place)
		}
		if schema.Properties[name].Ref != "#/$defs/"+name {
			t.Errorf("the properties of the schema do not refer to %s", name)
		}
	}
	for name, def := range schema.Defs {
		if _, ok := extensions()[name]; strings.HasPrefix(name, "x-") && !ok {
			t.Errorf("the schema defines %s, which the decoder does not know", name)
		}
		if def.Description == "" {
			t.Errorf("%s has no description", name)
		}
	}
}

// TestPublishedSchemaAgreesWithTheTypes compares each definition with its Go type: keys, types,
// mandatory keys and words.
func TestPublishedSchemaAgreesWithTheTypes(t *testing.T) {
	defs := published(t).Defs
	seen := map[reflect.Type]bool{}
	for _, shape := range []reflect.Type{
		reflect.TypeFor[document](), reflect.TypeFor[operation](), reflect.TypeFor[parameter](),
		reflect.TypeFor[property](), reflect.TypeFor[answer](),
	} {
		for _, f := range strict.FieldsOf(shape) {
			if strings.HasPrefix(f.Key, "x-") {
				goType := shape.FieldByIndex(f.Index).Type
				agree(t, defs, f.Key, defs[f.Key], goType, vocabulary[shape].Allowed[f.Key], seen)
			}
		}
	}
	objects := 0
	for name, def := range defs {
		if def.Type == "object" && !strings.HasPrefix(name, "x-") {
			objects++
		}
	}
	if objects != len(seen) {
		t.Errorf("the schema defines %d objects, the contract has %d types", objects, len(seen))
	}
}

// agree compares one definition with the type of a value.
func agree(t *testing.T, defs map[string]definition, at string, def definition, goType reflect.Type, allowed []string, seen map[reflect.Type]bool) {
	if goType.Kind() == reflect.Pointer {
		goType = goType.Elem()
	}
	switch {
	case goType == reflect.TypeFor[[]int]():
		expect(t, at, def.Ref, "#/$defs/lines")
	case goType == reflect.TypeFor[strict.Word](), goType.String() == "time.Duration":
		expect(t, at, def.Type, "string")
	case goType.Kind() == reflect.Struct:
		name := strings.ToLower(goType.Name()[:1]) + goType.Name()[1:]
		expect(t, at, def.Ref, "#/$defs/"+name)
		if !seen[goType] {
			seen[goType] = true
			sameObject(t, defs, name, goType, seen)
		}
	case goType.Kind() == reflect.Slice:
		expect(t, at, def.Type, "array")
		if def.Items == nil {
			t.Errorf("%s has no items", at)
			return
		}
		agree(t, defs, at+"[]", *def.Items, goType.Elem(), allowed, seen)
	case len(allowed) > 0:
		if !slices.Equal(def.Enum, allowed) {
			t.Errorf("%s: the schema allows %q, the decoder %q", at, def.Enum, allowed)
		}
	case at == "x-protocol": // package check refuses others
		if !slices.Equal(def.Enum, contract.Protocols()) {
			t.Errorf("%s: the schema allows %q, there are %q", at, def.Enum, contract.Protocols())
		}
	default:
		expect(t, at, def.Type, map[reflect.Kind]string{
			reflect.String: "string", reflect.Bool: "boolean", reflect.Int: "integer",
			reflect.Map: "object", reflect.Interface: "",
		}[goType.Kind()])
	}
}

// sameObject compares the definition of an object with a struct.
func sameObject(t *testing.T, defs map[string]definition, name string, goType reflect.Type, seen map[reflect.Type]bool) {
	def, ok := defs[name]
	if !ok {
		t.Errorf("the schema does not define %s", name)
		return
	}
	if def.Additional != false {
		t.Errorf("%s allows unknown keys", name)
	}
	demands := vocabulary[goType]
	if !slices.Equal(sortedWords(def.Required), sortedWords(demands.Mandatory)) {
		t.Errorf("%s: the schema requires %q, the decoder %q", name, def.Required, demands.Mandatory)
	}
	known := map[string]bool{}
	for _, f := range strict.FieldsOf(goType) {
		known[f.Key] = true
		property, ok := def.Properties[f.Key]
		if !ok {
			t.Errorf("%s.%s is missing in the schema", name, f.Key)
			continue
		}
		agree(t, defs, name+"."+f.Key, property, goType.FieldByIndex(f.Index).Type, demands.Allowed[f.Key], seen)
	}
	for key := range def.Properties {
		if !known[key] {
			t.Errorf("%s.%s is in the schema and not in the type", name, key)
		}
	}
}

func expect(t *testing.T, at, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: the schema has %q, the type is %q", at, got, want)
	}
}

func sortedWords(words []string) []string { return slices.Sorted(slices.Values(words)) }

func rootOf(t *testing.T, fsys fs.FS, name string) *yaml.Node {
	t.Helper()
	var found diag.List
	src := read(fsys, name, &found)
	if found.HasErrors() {
		t.Fatal(found.Err())
	}
	return src.root
}

// eachExtension calls f for every x- key of the tree, extensions themselves not looked into.
func eachExtension(n *yaml.Node, f func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		for _, child := range n.Content {
			eachExtension(child, f)
		}
		return
	}
	strict.EachPair(n, func(key, value *yaml.Node) {
		if strings.HasPrefix(key.Value, "x-") {
			f(key, value)
			return
		}
		eachExtension(value, f)
	})
}

// plain converts a node to what the schema library validates.
func plain(t *testing.T, n *yaml.Node) any {
	t.Helper()
	var value any
	if err := n.Decode(&value); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	converted, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return converted
}
