package target

import (
	"reflect"

	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// The types of this file are what a target file can say. docs/target.schema.json says the same, which
// a test proves.

type shape struct {
	Name        text                       `yaml:"name"`
	Endpoints   at[strict.Pairs[endpoint]] `yaml:"endpoints"`
	Fixtures    *provider                  `yaml:"fixtures"`
	Limits      limits                     `yaml:"limits"`
	Concurrency at[int]                    `yaml:"concurrency"`
	Proxy       text                       `yaml:"proxy"`
	TLS         material                   `yaml:"tls"`
	OptIns      []text                     `yaml:"optIns"`
}

type endpoint struct {
	URL      text                      `yaml:"url"`
	Region   text                      `yaml:"region"`
	Accounts []account                 `yaml:"accounts"`
	Rates    strict.Pairs[at[float64]] `yaml:"requestsPerSecond"`
	Pos      diag.Pos                  `yaml:"-"`
}

type account struct {
	ID     secret   `yaml:"id"`
	Secret secret   `yaml:"secret"`
	Token  secret   `yaml:"token"`
	Bearer secret   `yaml:"bearer"`
	Name   text     `yaml:"name"`
	Pos    diag.Pos `yaml:"-"`
}

// provider has exactly one field.
type provider struct {
	Static *strict.Pairs[[]listed] `yaml:"static"`
	Exec   *program                `yaml:"exec"`
	HTTP   *server                 `yaml:"http"`
	Pos    diag.Pos                `yaml:"-"`
}

// listed are resources of the provider static.
type listed struct {
	State   text     `yaml:"state"`
	Traits  []text   `yaml:"traits"`
	IDs     []text   `yaml:"ids"`
	Account text     `yaml:"account"`
	Pos     diag.Pos `yaml:"-"`
}

type program struct {
	Command []text             `yaml:"command"`
	Dir     text               `yaml:"dir"`
	Env     strict.Pairs[text] `yaml:"env"`
	Pos     diag.Pos           `yaml:"-"`
}

type server struct {
	URL    text               `yaml:"url"`
	Header strict.Pairs[text] `yaml:"header"`
	Pos    diag.Pos           `yaml:"-"`
}

type limits struct {
	Request    span `yaml:"request"`
	Poll       span `yaml:"poll"`
	Watch      span `yaml:"watch"`
	Transition span `yaml:"transition"`
	Scenario   span `yaml:"scenario"`
	Fixture    span `yaml:"fixture"`
}

// material are names of PEM files.
type material struct {
	CA          text     `yaml:"ca"`
	Certificate text     `yaml:"certificate"`
	Key         text     `yaml:"key"`
	Pos         diag.Pos `yaml:"-"`
}

// format is what is special to target files; it is read only.
var format = &strict.Format{
	Name: "a target file",
	Words: map[reflect.Type]strict.Words{
		reflect.TypeFor[shape]():    {Mandatory: []string{"endpoints"}},
		reflect.TypeFor[endpoint](): {Mandatory: []string{"url", "accounts"}},
		reflect.TypeFor[listed]():   {Mandatory: []string{"ids"}},
		reflect.TypeFor[program]():  {Mandatory: []string{"command"}},
		reflect.TypeFor[server]():   {Mandatory: []string{"url"}},
	},
	Unknown: unknownKey,
}

// unknownKey keeps back what may be a secret in the place of a key, as in {id: ${ID}, hunter2}. A key
// that is nearly a known one is left to the decoder.
func unknownKey(d *strict.Decoder, key, _ *yaml.Node, v any) bool {
	known := strict.Keys(reflect.TypeFor[account]())
	if _, ok := v.(*account); !ok || diag.Nearest(key.Value, known) != "" {
		return false
	}
	d.Found.Errorf(strict.Position(d.File, key), diag.UnknownKey, "this key is not one that an account can have").
		Hint = "the keys here are " + strict.OneOf(known)
	return true
}

// at is a value with its place. A value that is left out, or of the wrong type, is not given.
type at[T any] struct {
	value T
	pos   diag.Pos
	given bool
}

// FromNode decodes the value.
func (a *at[T]) FromNode(d *strict.Decoder, n *yaml.Node, pos diag.Pos) {
	before := len(*d.Found)
	d.Decode(n, pos, &a.value)
	a.pos, a.given = strict.Position(d.File, n), len(*d.Found) == before
	if n.Kind != yaml.ScalarNode { // an object is known by its key, a word by itself
		a.pos = pos
	}
}
