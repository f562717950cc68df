package target

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// Sources gives diag.Text the extracts of a target file, by the path with which it was read. Lines
// that may hold a literal secret are hidden.
func Sources(path string) []byte {
	data, err := readBounded(path)
	if err != nil {
		return nil // then there is no extract
	}
	return Visible(data)
}

// Visible is the text of a target file with everything hidden that may be a literal secret. What may
// be shown is listed, and all else is hidden, because a secret in the wrong place is still one: lines
// with a value where credentials belong, or below a key that nobody knows, unless it is a reference;
// comments; and all of a file that is no YAML.
func Visible(data []byte) []byte {
	lines := strings.Split(string(data), "\n")
	v := veil{hidden: make([]bool, len(lines)+1)} // counted from 1
	var found diag.List
	root := format.Parse("", data, &found)
	if root == nil || !sameLines(data) {
		v.hide(1, len(lines))
	} else {
		v.walk(root, &visible)
		v.next(len(lines) + 1)
	}
	for i, line := range lines {
		if v.hidden[i+1] || strings.HasPrefix(strings.TrimSpace(line), "#") {
			lines[i] = diag.Hidden
			continue
		}
		if at := comment.FindStringIndex(line); at != nil {
			lines[i] = line[:at[0]]
		}
	}
	return []byte(strings.Join(lines, "\n"))
}

// sameLines reports whether the parser counts lines as we do: it knows other line ends and UTF-16, too.
func sameLines(data []byte) bool {
	plain := bytes.ReplaceAll(data, []byte("\r\n"), nil)
	return utf8.Valid(data) && !bytes.ContainsAny(plain, "\x00\r\u0085\u2028\u2029")
}

// comment is where a comment begins, or what looks like one within quotes.
var comment = regexp.MustCompile(`\s+#`)

// part is a part of the file of which something may be shown: a word, or what is below its keys. The
// key "*" stands for every key and for the items of lists.
type part map[string]*part

// word is a part with words that may be shown.
var word = &part{}

// visible is read only. Credentials, headers, and arguments and variables of programs are missing.
var visible = part{
	"name": word,
	"endpoints": {"*": {
		"url": word, "region": word, "requestsPerSecond": {"*": word},
		"accounts": {"*": {"name": word, "id": nil, "secret": nil, "token": nil, "bearer": nil}},
	}},
	"fixtures": {
		"static": {"*": {"*": {"state": word, "account": word, "traits": {"*": word}, "ids": {"*": word}}}},
		"exec":   {"command": {"*": nil}, "dir": word, "env": {"*": nil}},
		"http":   {"url": word, "header": {"*": nil}},
	},
	"limits": {
		"request": word, "poll": word, "watch": word, "transition": word, "scenario": word, "fixture": word,
	},
	"concurrency": word,
	"proxy":       word,
	"tls":         {"ca": word, "certificate": word, "key": word},
	"optIns":      {"*": word},
}

// below returns the part under a key, or nearly that key, and whether the key is known.
func (p *part) below(key string) (*part, bool) {
	if p == nil {
		return nil, false
	}
	if all, ok := (*p)["*"]; ok {
		return all, true
	}
	known := slices.Sorted(maps.Keys(*p))
	k, ok := (*p)[key]
	if near := diag.Nearest(key, known); !ok && near != "" {
		k, ok = (*p)[near], true
	}
	return k, ok
}

// veil finds the lines to hide.
type veil struct {
	hidden []bool
	// open is the first line of a value to hide whose end is not known yet; 0 when there is none.
	open int
}

// walk visits the nodes in the order of the file.
func (v *veil) walk(n *yaml.Node, p *part) {
	v.next(n.Line)
	if n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 || n.Kind == yaml.AliasNode {
		v.open = n.Line
	}
	switch n.Kind {
	case yaml.MappingNode:
		strict.EachPair(n, func(key, value *yaml.Node) {
			next, known := p.below(key.Value)
			v.next(key.Line)
			if !known {
				v.open = key.Line
			}
			v.walk(value, next)
		})
	case yaml.SequenceNode:
		next, _ := p.below("*")
		for _, item := range n.Content {
			v.walk(item, next)
		}
	case yaml.ScalarNode:
		if !shown(n.Value, p) {
			v.open = n.Line
		}
	}
}

// shown reports whether a value may be shown as it stands.
func shown(value string, p *part) bool {
	if p == word { // but no URL with a password or a token, and no default of a malformed reference
		return !strings.ContainsAny(value, "@?") && !strings.Contains(reference.ReplaceAllString(value, ""), "${")
	}
	return value == "" || bearing.MatchString(value)
}

// bearing is a reference, with the word that stands before it in an Authorization header.
var bearing = regexp.MustCompile(`^(?:(?:Bearer|Basic|Token) )?` + reference.String() + `$`)

// next is called with the line of each node: a value that began on a line before ends there.
func (v *veil) next(line int) {
	if v.open == 0 {
		return
	}
	v.hide(v.open, max(v.open, line-1))
	v.open = 0
}

func (v *veil) hide(from, to int) {
	for i := from; i <= to && i < len(v.hidden); i++ {
		v.hidden[i] = true
	}
}
