package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
)

// object reads the whole body of an answer as a JSON object. Names match exactly, unlike those of [json.Unmarshal] into
// a struct.
func (a *answer) object() (members, error) {
	if !json.Valid(a.body) {
		return nil, a.fault(notJSON(a.body), nil)
	}
	a.got = FormatJSON
	ms, ok := scanObject(a.body)
	if !ok {
		return nil, a.fault("want a JSON object, got "+kind(a.body), nil)
	}
	return ms, nil
}

// objectIn returns an object inside an envelope, which must be there.
func (a *answer) objectIn(ms members, path, name string) (members, error) {
	if !ms.has(name) {
		return nil, a.fault(fmt.Sprintf("there is no member %s%s", path, name), nil)
	}
	inner, ok := scanObject(ms.get(name))
	if !ok {
		return nil, a.fault(fmt.Sprintf("member %s%s: want an object, got %s", path, name, kind(ms.get(name))), nil)
	}
	return inner, nil
}

// textIn returns a string inside an envelope, or "" if it is absent.
func (a *answer) textIn(ms members, path, name string) (string, error) {
	raw := ms.get(name)
	if raw != nil && raw[0] != '"' {
		return "", a.fault(fmt.Sprintf("member %s%s: want a string, got %s", path, name, kind(raw)), nil)
	}
	return plain(raw), nil
}

// textsIn returns two strings of an envelope; code and message come in pairs in every protocol.
func (a *answer) textsIn(ms members, path, first, second string) (string, string, error) {
	one, err := a.textIn(ms, path, first)
	if err != nil {
		return "", "", err
	}
	two, err := a.textIn(ms, path, second)
	return one, two, err
}

// scalar is the text of a string or a number, and nothing of any other value; ids and codes come as either.
func scalar(raw []byte) string {
	switch kind(raw) {
	case "a string", "a number":
		return plain(raw)
	}
	return ""
}

// integer reads a JSON number or a string of digits.
func integer(raw []byte) (int64, bool) {
	n, err := strconv.ParseInt(scalar(raw), 10, 64)
	return n, err == nil
}

// kind names the type of a JSON value for an error.
func kind(raw []byte) string {
	raw = skip(raw, "")
	if len(raw) == 0 {
		return "nothing"
	}
	switch raw[0] {
	case '{':
		return "an object"
	case '[':
		return "a list"
	case '"':
		return "a string"
	case 't', 'f':
		return "a boolean"
	case 'n':
		return "null"
	}
	return "a number"
}

// notJSON says what a body is that is not JSON.
func notJSON(body []byte) string {
	body = bytes.TrimSpace(body)
	switch {
	case len(body) == 0:
		return "the body is empty"
	case body[0] == '<':
		return "want JSON, got HTML or XML"
	}
	return "want JSON, and the body is none"
}
