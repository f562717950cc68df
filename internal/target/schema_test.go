package target

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/strict"
	"github.com/seed-613b54dc/conformance/specs"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// schemaFile is the published schema.
const schemaFile = "../../docs/target.schema.json"

// validate holds a YAML text against the schema.
func validate(t *testing.T, text []byte) error {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := yaml.Unmarshal(text, &value); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(plain)
}

func TestThePublishedSchemaAcceptsWhatTheReaderAccepts(t *testing.T) {
	contracts, found := load.All(specs.FS)
	if found.HasErrors() {
		t.Fatal(found.Err())
	}
	template, err := Template(contracts)
	if err != nil {
		t.Fatal(err)
	}
	base, err := os.ReadFile("testdata/base.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range [][]byte{template, base} {
		if err := validate(t, text); err != nil {
			t.Error(err)
		}
	}
}

func TestThePublishedSchemaRefusesMistakes(t *testing.T) {
	const head = "endpoints: {a: {url: u, accounts: [{id: '${I}', secret: '${S}'}]}}\n"
	if err := validate(t, []byte(head)); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"{}", "endpoints: {}", "endpoints: {a: {url: u, accounts: []}}", "endpoints: {a: {url: u, accounts: [{name: n}]}}",
		"endpoints: {a: {url: u, accounts: [{id: '${I}'}]}}", "endpoints: {a: {url: u, accounts: [{bearer: literal}]}}",
		head + "concurrency: 0", head + "fixtures: {}", head + "fixtures: {exec: {command: []}}", head + "tls: {key: k}", head + "unknown: 1",
	} {
		if validate(t, []byte(text)) == nil {
			t.Errorf("the schema accepts %s", text)
		}
	}
}

// definition is what the test looks at.
type definition struct {
	Required   []string              `json:"required"`
	Default    any                   `json:"default"`
	Properties map[string]definition `json:"properties"`
	Defs       map[string]definition `json:"$defs"`
}

func TestThePublishedSchemaAgreesWithTheTypes(t *testing.T) {
	data, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var whole definition
	if err := json.Unmarshal(data, &whole); err != nil {
		t.Fatal(err)
	}
	for name, goType := range map[string]reflect.Type{
		"": reflect.TypeFor[shape](), "endpoint": reflect.TypeFor[endpoint](), "account": reflect.TypeFor[account](),
		"provider": reflect.TypeFor[provider](), "listed": reflect.TypeFor[listed](), "program": reflect.TypeFor[program](),
		"server": reflect.TypeFor[server](), "limits": reflect.TypeFor[limits](), "material": reflect.TypeFor[material](),
	} {
		def := whole.Defs[name]
		if name == "" {
			def = whole
		}
		var keys []string
		for key := range def.Properties {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		if want := slices.Sorted(slices.Values(strict.Keys(goType))); !slices.Equal(keys, want) {
			t.Errorf("%q has the keys %q in the schema, %q in the reader", name, keys, want)
		}
		if want := format.Words[goType].Mandatory; !slices.Equal(def.Required, want) {
			t.Errorf("%q requires %q in the schema, %q in the reader", name, def.Required, want)
		}
	}
	d := harness.DefaultLimits()
	for key, want := range map[string]time.Duration{
		"request": d.Request, "poll": d.Poll, "watch": d.Watch, "transition": d.Transition, "scenario": d.Scenario, "fixture": d.Fixture,
	} {
		text, _ := whole.Defs["limits"].Properties[key].Default.(string)
		if got, err := time.ParseDuration(text); err != nil || got != want {
			t.Errorf("the default of %s is %q in the schema, %v in the harness", key, text, want)
		}
	}
	if got := whole.Properties["concurrency"].Default; got != float64(harness.DefaultConcurrency) {
		t.Errorf("the default concurrency is %v in the schema, %d in the harness", got, harness.DefaultConcurrency)
	}
}
