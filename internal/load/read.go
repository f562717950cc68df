package load

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/diag"
)

// maxBytes bounds a contract file; the largest real one has a hundredth of it.
const maxBytes = 4 << 20

// read parses the file into a node tree without aliases, with a mapping at the top and no key
// twice in a mapping.
func read(fsys fs.FS, name string, found *diag.List) *source {
	src := &source{file: fileOf(name)}
	top := diag.Pos{File: src.file, Line: 1, Column: 1}
	data, err := readBounded(fsys, name)
	if err != nil {
		found.Errorf(diag.Pos{File: src.file}, diag.Unreadable, "%v", err)
		return src
	}
	if len(data) > maxBytes {
		found.Errorf(top, diag.TooLarge, "the file has more than %d bytes", maxBytes)
		return src
	}
	src.data = data
	src.root = parse(src, top, found)
	if src.root != nil {
		inspect(src.file, src.root, found)
	}
	return src
}

// readBounded reads one byte more than a contract may have, so that the caller can tell.
func readBounded(fsys fs.FS, name string) (data []byte, err error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return io.ReadAll(io.LimitReader(f, maxBytes+1))
}

// parse returns the top mapping of the only document, nil when there is none.
func parse(src *source, top diag.Pos, found *diag.List) *yaml.Node {
	dec := yaml.NewDecoder(bytes.NewReader(src.data))
	var doc yaml.Node
	if err := dec.Decode(&doc); err != nil {
		if errors.Is(err, io.EOF) {
			err = errors.New("the file is empty")
		}
		syntaxError(top, err, found)
		return nil
	}
	var next yaml.Node
	switch err := dec.Decode(&next); {
	case err == nil:
		found.Errorf(position(src.file, &next), diag.YAMLSyntax, "a second YAML document begins; a contract is one")
		return nil
	case !errors.Is(err, io.EOF):
		syntaxError(top, err, found)
		return nil
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		found.Errorf(top, diag.YAMLSyntax, "expected a mapping at the top of the file")
		return nil
	}
	return doc.Content[0]
}

// yamlLine finds the line in an error of the YAML parser, which has it in its text only.
var yamlLine = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?(.*)$`)

func syntaxError(top diag.Pos, err error, found *diag.List) {
	text, _, _ := strings.Cut(err.Error(), "\n")
	pos := top
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		text = m[2]
		if n, err := strconv.Atoi(m[1]); err == nil && n > 0 {
			pos.Line = n
		}
	}
	found.Errorf(pos, diag.YAMLSyntax, "%s", text)
}

// inspect reports aliases and keys that a mapping has twice. It does not follow aliases, which
// may form a circle.
func inspect(file string, n *yaml.Node, found *diag.List) {
	if n.Anchor != "" || n.Kind == yaml.AliasNode || n.ShortTag() == "!!merge" {
		d := found.Errorf(position(file, n), diag.YAMLAlias, "anchors, aliases and merge keys are not allowed in a contract")
		d.Hint = "put the shared part under components and refer to it with $ref"
		return
	}
	if n.Kind == yaml.MappingNode {
		duplicateKeys(file, n, found)
	}
	for _, child := range n.Content {
		inspect(file, child, found)
	}
}

func duplicateKeys(file string, n *yaml.Node, found *diag.List) {
	first := make(map[string]*yaml.Node, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode {
			found.Errorf(position(file, key), diag.YAMLSyntax, "a key must be a plain word")
			continue
		}
		if other := first[key.Value]; other != nil {
			d := found.Errorf(position(file, key), diag.DuplicateKey, "the key %q stands here a second time", key.Value)
			d.Related = []diag.Related{{Pos: position(file, other), Message: "the first is here"}}
			continue
		}
		first[key.Value] = key
	}
}

// position is where a node begins.
func position(file string, n *yaml.Node) diag.Pos {
	return diag.Pos{File: file, Line: n.Line, Column: n.Column}
}
