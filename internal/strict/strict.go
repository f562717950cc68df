// Package strict fills Go values from YAML files and reports everything that is wrong with them.
//
// In go the bytes of a file and a pointer to a value whose types have yaml tags; out come the filled
// value and findings with file, line and column, all at once: keys that do not exist, mandatory keys
// that are missing, values of a wrong type, words that a key does not know. Anchors, aliases and
// second documents are refused, so that what stands in the file is what is meant. A [Format] says
// what is special to one kind of file; the zero hooks are for plain ones.
package strict

import (
	"reflect"

	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/diag"
)

// Format is one kind of file.
type Format struct {
	// Name is the word for such a file with its article, "a contract".
	Name string
	// Sharing is the hint where an anchor or alias stands; "" is none.
	Sharing string
	// MaxBytes bounds the file, MaxNodes what is decoded of it; 0 means 1 MiB and 50000.
	MaxBytes, MaxNodes int
	// Words are the demands on objects that their Go types cannot express; it is read only.
	Words map[reflect.Type]Words
	// Types decode values of types that cannot implement Special; v can be set.
	Types map[reflect.Type]func(d *Decoder, n *yaml.Node, v reflect.Value)
	// Refers reports whether v, a pointer to a struct, may stand elsewhere in the file, and returns what
	// is there. Keys beside the reference are laid over it. Nil means that no object can.
	Refers func(d *Decoder, n *yaml.Node, v any) (Reference, bool)
	// Unknown judges a key that v, a pointer to a struct, has no field for, and reports whether it did;
	// otherwise the decoder reports it. Nil leaves all keys to the decoder.
	Unknown func(d *Decoder, key, value *yaml.Node, v any) bool
	// Done is called with each struct that was decoded, v being a pointer to it. Nil does nothing.
	Done func(d *Decoder, pos diag.Pos, v any)
}

// Words are the demands on an object that its Go type cannot express.
type Words struct {
	// Mandatory keys must be there, even when their value is the zero value.
	Mandatory []string
	// Allowed are the only words of a string key, or of the items of a list of strings.
	Allowed map[string][]string
}

// The bounds of a Format that names none.
const (
	defaultBytes = 1 << 20
	defaultNodes = 50_000
)

// Read parses the bytes of a file and decodes them into target, a pointer to a struct. Nothing is
// decoded of a file that is no YAML. The target is complete only when no finding is an error.
func (f *Format) Read(file string, data []byte, target any, found *diag.List) {
	root := f.Parse(file, data, found)
	if root == nil || found.HasErrors() {
		return
	}
	f.Decode(file, root, target, found)
}

// Decode fills target, a pointer to a struct, from the top mapping of a file.
func (f *Format) Decode(file string, root *yaml.Node, target any, found *diag.List) {
	d := f.Decoder(file, found)
	d.Decode(root, Top(file), target)
	if d.Full() {
		what := "the file has"
		if f.Refers != nil {
			what = "the references of the file unfold to"
		}
		found.Errorf(Top(file), diag.TooLarge, "%s more than %d nodes", what, f.maxNodes())
	}
}

// Decoder returns a decoder for a part of a file.
func (f *Format) Decoder(file string, found *diag.List) *Decoder {
	return &Decoder{File: file, Found: found, format: f, left: f.maxNodes()}
}

func (f *Format) maxBytes() int {
	if f.MaxBytes > 0 {
		return f.MaxBytes
	}
	return defaultBytes
}

func (f *Format) maxNodes() int {
	if f.MaxNodes > 0 {
		return f.MaxNodes
	}
	return defaultNodes
}
