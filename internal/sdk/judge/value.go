package judge

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// text is the value at a path as a text; empty when there is none.
func text(doc map[string]any, path string) string {
	if path == "" {
		return ""
	}
	value, ok := contract.Lookup(doc, path)
	if !ok {
		return ""
	}
	return fmt.Sprint(value)
}

// plain is a value as JSON has it, whatever Go types it was made of. What has no JSON form is nil.
func plain(v any) any {
	b, err := json.Marshal(v)
	if err != nil {
		return nil
	}
	var out any
	if err := json.Unmarshal(b, &out); err != nil {
		return nil
	}
	return out
}

// untyped is a value with its numbers and booleans as texts.
func untyped(v any) any {
	switch x := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for name, inner := range x {
			out[name] = untyped(inner)
		}
		return out
	case []any:
		out := make([]any, len(x))
		for i, inner := range x {
			out[i] = untyped(inner)
		}
		return out
	case nil:
		return nil
	}
	return fmt.Sprint(v)
}

// equal compares two values as JSON.
func equal(a, b any) bool { return reflect.DeepEqual(plain(a), plain(b)) }

// short is a value as JSON, cut.
func short(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return cut(fmt.Sprint(v))
	}
	return cut(strings.TrimSpace(b.String()))
}

// longest is how much of a value a message quotes.
const longest = 300

// cut shortens a text for a message, at the boundary of a character.
func cut(s string) string {
	if len(s) <= longest {
		return s
	}
	n := longest
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return fmt.Sprintf("%s… (%d bytes)", s[:n], len(s))
}
