package target

import (
	"reflect"
	"regexp"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// text is a string of the file, in which ${NAME} stands for a variable of the environment. Findings
// quote raw, never value, which may hold what somebody took from a vault.
type text struct {
	// raw is what the file has, value what it means; value is empty unless known.
	raw, value string
	// pos is the place of the string, start that of its first character, behind a quote.
	pos, start diag.Pos
	// given says that the file has it, known that every variable in it is set.
	given, known bool
}

// FromNode takes a string as it stands.
func (t *text) FromNode(d *strict.Decoder, n *yaml.Node, _ diag.Pos) {
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!str" {
		d.WrongType(n, "a string")
		return
	}
	t.take(d, n)
}

func (t *text) take(d *strict.Decoder, n *yaml.Node) {
	t.raw, t.given = n.Value, true
	t.pos = strict.Position(d.File, n)
	t.start = t.pos
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		t.start.Column++
	}
}

// span is a time, as a text.
type span struct{ text }

// FromNode takes a string as it stands. A bare number has no unit, so it is none.
func (s *span) FromNode(d *strict.Decoder, n *yaml.Node, _ diag.Pos) {
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!str" {
		d.WrongType(n, "a time with its unit, such as 30s or 500ms")
		return
	}
	s.take(d, n)
}

// secret is a text that must be one reference and nothing else.
type secret struct{ text }

// FromNode takes anything, because a finding of the wrong type would repeat it.
func (s *secret) FromNode(d *strict.Decoder, n *yaml.Node, _ diag.Pos) {
	s.take(d, n)
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!str" {
		s.raw = "" // which is no reference
	}
}

// reference is one ${NAME}.
var reference = regexp.MustCompile(`\$\{([A-Za-z_][A-Za-z0-9_]*)\}`)

// lone is a text that is one reference and nothing else.
var lone = regexp.MustCompile(`^` + reference.String() + `$`)

// resolve replaces the references of every text in the shape but the secrets, which are looked at with
// their accounts.
func (r *reader) resolve() { r.walk(reflect.ValueOf(r.shape).Elem()) }

func (r *reader) walk(v reflect.Value) {
	if !v.CanAddr() {
		return
	}
	switch x := v.Addr().Interface().(type) {
	case *text:
		r.expand(x)
		return
	case *span:
		r.expand(&x.text)
		return
	case *secret:
		return
	case inner:
		r.walk(x.inner())
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			r.walk(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			r.walk(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			r.walk(v.Field(i))
		}
	}
}

// inner is implemented by values that reflection cannot look into.
type inner interface{ inner() reflect.Value }

func (a *at[T]) inner() reflect.Value { return reflect.ValueOf(&a.value).Elem() }

// expand replaces the references in t, with one finding for each that has no value.
func (r *reader) expand(t *text) {
	if !t.given {
		return
	}
	t.known = true
	var value strings.Builder
	end := 0
	for _, m := range reference.FindAllStringSubmatchIndex(t.raw, -1) {
		r.literal(t, t.raw[end:m[0]])
		value.WriteString(t.raw[end:m[0]] + r.variable(t, t.raw[m[2]:m[3]], m[0]))
		end = m[1]
	}
	r.literal(t, t.raw[end:])
	if t.known {
		t.value = value.String() + t.raw[end:]
	}
}

// literal reports what was meant as a reference and is none. It may hold a default, so it is not shown.
func (r *reader) literal(t *text, part string) {
	if strings.Contains(part, "${") {
		t.known = false
		r.found.Errorf(t.pos, diag.BadReference, "a reference is not written ${NAME}, with a name of letters, digits and underscores").
			Hint = "defaults and other forms of the shell are not known here"
	}
}

// variable returns the value of the reference at offset i of t.
func (r *reader) variable(t *text, name string, i int) string {
	value, ok := r.env(name)
	if !ok {
		t.known = false
		r.found.Errorf(t.at(i), diag.MissingVariable, "the variable %s is not set", name).
			Hint = "set it in the environment before the run: export " + name + "=…"
	}
	return value
}

// at is where the character at offset i stands in the file. A text of several lines has one place only.
func (t *text) at(i int) diag.Pos {
	pos := t.start
	if !strings.Contains(t.raw, "\n") {
		pos.Column += utf8.RuneCountInString(t.raw[:i])
	}
	return pos
}

// values are the values of several texts, those that are not known left out.
func values(list []text) []string {
	var all []string
	for _, t := range list {
		if t.known {
			all = append(all, t.value)
		}
	}
	return all
}
