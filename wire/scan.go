package wire

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// The functions of this file take well-formed JSON apart one level at a time. Unlike [json.Unmarshal] into a map they
// keep the order and the exact text of the values, and cost no reflection.

// scanObject returns the members of a JSON object, and reports whether raw is one.
func scanObject(raw []byte) (ms members, ok bool) {
	rest := skip(raw, "")
	if len(rest) == 0 || rest[0] != '{' {
		return nil, false
	}
	for rest = skip(rest[1:], ","); len(rest) > 0 && rest[0] != '}'; rest = skip(rest, ",") {
		end := valueEnd(rest)
		m := member{name: plain(rest[:end])}
		rest = skip(rest[end:], ":")
		end = valueEnd(rest)
		m.raw = rest[:end:end]
		ms, rest = append(ms, m), rest[end:]
	}
	return ms, true
}

// scanList returns the elements of a JSON list, and nothing for any other value.
func scanList(raw []byte) (elements []json.RawMessage) {
	rest := skip(raw, "")
	if len(rest) == 0 || rest[0] != '[' {
		return nil
	}
	for rest = skip(rest[1:], ","); len(rest) > 0 && rest[0] != ']'; rest = skip(rest, ",") {
		end := valueEnd(rest)
		elements, rest = append(elements, rest[:end:end]), rest[end:]
	}
	return elements
}

// skip leaves out white space and the given punctuation.
func skip(raw []byte, punctuation string) []byte {
	return bytes.TrimLeft(raw, " \t\r\n"+punctuation)
}

// valueEnd is the length of the value that raw begins with.
func valueEnd(raw []byte) int {
	depth, inString := 0, false
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		switch {
		case inString && c == '\\':
			i++ // the next byte ends nothing
		case c == '"':
			if inString = !inString; !inString && depth == 0 {
				return i + 1
			}
		case inString:
		case c == '{' || c == '[':
			depth++
		case depth == 0 && bytes.IndexByte([]byte(" \t\r\n,:]}"), c) >= 0:
			return i // a number or a word ends before what follows it
		case c == '}' || c == ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(raw)
}

// plain is the text of a JSON value outside JSON: strings without quotes, numbers and booleans exactly as they are
// written, null as nothing.
func plain(raw []byte) string {
	switch {
	case len(raw) == 0 || raw[0] == 'n':
		return ""
	case raw[0] != '"':
		return string(raw)
	case bytes.IndexByte(raw, '\\') < 0 && utf8.Valid(raw):
		return string(raw[1 : len(raw)-1])
	}
	var s string
	_ = json.Unmarshal(raw, &s) // raw is a well-formed string
	return s
}
