package strict

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/diag"
)

// ReadBounded reads a file up to one byte more than it may have, so that Parse can tell.
func (f *Format) ReadBounded(r io.Reader) ([]byte, error) {
	return io.ReadAll(io.LimitReader(r, int64(f.maxBytes())+1))
}

// Parse returns the mapping at the top of the only YAML document in data, nil when there is none. It
// has no aliases, and no key twice in a mapping, unless a finding says so.
func (f *Format) Parse(file string, data []byte, found *diag.List) *yaml.Node {
	if len(data) > f.maxBytes() {
		found.Errorf(Top(file), diag.TooLarge, "the file has more than %d bytes", f.maxBytes())
		return nil
	}
	root := f.parse(file, data, found)
	if root != nil {
		f.inspect(file, root, found)
	}
	return root
}

func (f *Format) parse(file string, data []byte, found *diag.List) *yaml.Node {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc yaml.Node
	if err := dec.Decode(&doc); err != nil {
		if errors.Is(err, io.EOF) {
			err = errors.New("the file is empty")
		}
		syntaxError(file, err, found)
		return nil
	}
	var next yaml.Node
	switch err := dec.Decode(&next); {
	case err == nil:
		found.Errorf(Position(file, &next), diag.YAMLSyntax, "a second YAML document begins; %s is one", f.Name)
		return nil
	case !errors.Is(err, io.EOF):
		syntaxError(file, err, found)
		return nil
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		found.Errorf(Top(file), diag.YAMLSyntax, "expected a mapping at the top of the file")
		return nil
	}
	return doc.Content[0]
}

// yamlLine finds the line in an error of the YAML parser, which has it in its text only.
var yamlLine = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?(.*)$`)

// yamlQuoted finds the only text of a file that the parser repeats; a file may hold secrets.
var yamlQuoted = regexp.MustCompile(`^unknown anchor '.*' referenced$`)

func syntaxError(file string, err error, found *diag.List) {
	text, _, _ := strings.Cut(err.Error(), "\n")
	pos := Top(file)
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		text = m[2]
		if n, err := strconv.Atoi(m[1]); err == nil && n > 0 {
			pos.Line = n
		}
	}
	if yamlQuoted.MatchString(text) {
		text = "an alias names an anchor that does not exist"
	}
	found.Errorf(pos, diag.YAMLSyntax, "%s", text)
}

// inspect reports aliases and keys that a mapping has twice. It does not follow aliases, which
// may form a circle.
func (f *Format) inspect(file string, n *yaml.Node, found *diag.List) {
	if n.Anchor != "" || n.Kind == yaml.AliasNode || n.ShortTag() == "!!merge" {
		found.Errorf(Position(file, n), diag.YAMLAlias, "anchors, aliases and merge keys are not allowed in %s", f.Name).
			Hint = f.Sharing
		return
	}
	if n.Kind == yaml.MappingNode {
		duplicateKeys(file, n, found)
	}
	for _, child := range n.Content {
		f.inspect(file, child, found)
	}
}

func duplicateKeys(file string, n *yaml.Node, found *diag.List) {
	first := make(map[string]*yaml.Node, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode {
			found.Errorf(Position(file, key), diag.YAMLSyntax, "a key must be a plain word")
			continue
		}
		if other := first[key.Value]; other != nil {
			d := found.Errorf(Position(file, key), diag.DuplicateKey, "the key %q stands here a second time", key.Value)
			d.Related = []diag.Related{{Pos: Position(file, other), Message: "the first is here"}}
			continue
		}
		first[key.Value] = key
	}
}
