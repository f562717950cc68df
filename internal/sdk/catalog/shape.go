package catalog

import (
	"reflect"

	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// shape is a manifest as it stands in its file, with the place of everything that is checked.
type shape struct {
	Name     strict.Word `yaml:"name"`
	Title    strict.Word `yaml:"title"`
	Package  strict.Word `yaml:"package"`
	Registry strict.Word `yaml:"registry"`
	Version  strict.Word `yaml:"version"`
	Language strict.Word `yaml:"language"`
	Official bool        `yaml:"official"`
	Source   strict.Word `yaml:"source"`
	APIs     words       `yaml:"apis"`
	Needs    words       `yaml:"needs"`
	Locks    words       `yaml:"locks"`
	Install  steps       `yaml:"install"`
	Driver   words       `yaml:"driver"`
	Notes    strict.Word `yaml:"notes"`
}

// words is a list of strings; Pos is the place of its key, or of itself within a list.
type words struct {
	Pos  diag.Pos
	List []strict.Word
}

// FromNode decodes the list.
func (w *words) FromNode(d *strict.Decoder, n *yaml.Node, pos diag.Pos) {
	w.Pos = pos
	d.Decode(n, pos, &w.List)
}

// values are the words without their places.
func (w words) values() []string {
	values := make([]string, len(w.List))
	for i, one := range w.List {
		values[i] = one.Value
	}
	return values
}

// steps is a list of commands; Pos is the place of its key.
type steps struct {
	Pos  diag.Pos
	List []words
}

// FromNode decodes the list.
func (s *steps) FromNode(d *strict.Decoder, n *yaml.Node, pos diag.Pos) {
	s.Pos = pos
	d.Decode(n, pos, &s.List)
}

// values are the commands without their places.
func (s steps) values() [][]string {
	values := make([][]string, len(s.List))
	for i, step := range s.List {
		values[i] = step.values()
	}
	return values
}

// format demands that a manifest is complete; only the notes may be left out.
func format() *strict.Format {
	return &strict.Format{
		Name: "the manifest of an SDK", Sharing: "write it twice",
		Words: map[reflect.Type]strict.Words{
			reflect.TypeFor[shape](): {
				Mandatory: []string{
					"name", "title", "package", "registry", "version", "language", "official", "source",
					"apis", "needs", "locks", "install", "driver",
				},
				Allowed: map[string][]string{
					"registry": {"PyPI", "npm", "Maven Central", "Go module proxy", ThisProject},
					"language": {"Go", "Python", "Node.js", "Java"},
				},
			},
		},
	}
}
