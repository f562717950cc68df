package driver

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

const (
	// maxMembers is more than either object of the protocol has. It bounds the work on one line.
	maxMembers = 8
	// maxValue bounds the values that are shown in a message, in bytes. A longer one is not cut: half of it could
	// be half of a secret.
	maxValue = 40
)

// member is one member of an object.
type member struct {
	name string
	raw  json.RawMessage
}

// object cuts a JSON object into its members. Unlike decoding into a struct it keeps capital letters apart
// and notices a member that is there twice. Behind so many members that one of them must be unknown it looks
// no further.
func object(text []byte) ([]member, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	open, err := d.Token()
	if err != nil || open != json.Delim('{') {
		return nil, errors.New("it is not a JSON object")
	}
	var members []member
	for d.More() {
		if len(members) == maxMembers {
			return members, nil
		}
		name, err := d.Token()
		if err != nil {
			return nil, broken(err)
		}
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return nil, broken(err)
		}
		key := name.(string) // nothing else gets through as a key
		if slices.ContainsFunc(members, func(m member) bool { return m.name == key }) {
			return nil, fmt.Errorf("it has %q twice", key)
		}
		members = append(members, member{key, raw})
	}
	if _, err := d.Token(); err != nil {
		return nil, broken(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("the line goes on after the object")
	}
	return members, nil
}

// broken is the error of a line that begins like an object.
func broken(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("the object has no end: an answer is one whole line")
	}
	return fmt.Errorf("it is not JSON: %w", err)
}

// absent reports whether the value is null, which is what many languages write for nothing.
func (m member) absent() bool { return m.raw[0] == 'n' }

// text reads a text; null changes nothing.
func (m member) text(into *string) error {
	if m.absent() {
		return nil
	}
	if m.raw[0] != '"' {
		return m.wants("a text")
	}
	return json.Unmarshal(m.raw, into)
}

// fill reads an object into a map, which is not nil then; null changes nothing.
func (m member) fill(into *map[string]any) error {
	if m.absent() {
		return nil
	}
	if m.raw[0] != '{' {
		return m.wants("an object")
	}
	if err := json.Unmarshal(m.raw, into); err != nil { // its form is right, or it would not have been cut out
		return fmt.Errorf("%q has a number that is too large", m.name)
	}
	return nil
}

// code reads a text, or a whole number for its digits; null changes nothing.
func (m member) code(into *sdk.Code) error {
	switch {
	case m.absent() || m.raw[0] == '"':
		return m.text((*string)(into))
	case !m.number() || bytes.ContainsAny(m.raw, ".eE"):
		return m.wants("a text or a whole number")
	}
	*into = sdk.Code(m.raw)
	return nil
}

// whole reads a whole number, or a text of digits; null changes nothing.
func (m member) whole(into *int) error {
	digits := string(m.raw)
	switch {
	case m.absent():
		return nil
	case m.raw[0] == '"':
		if err := m.text(&digits); err != nil {
			return err
		}
		if _, err := strconv.ParseUint(digits, 10, 0); err != nil { // a sign is none of the digits
			return m.wants("a whole number")
		}
	}
	n, err := strconv.Atoi(digits)
	if err != nil {
		return m.wants("a whole number")
	}
	*into = n
	return nil
}

// number reports whether the value is a number.
func (m member) number() bool { return m.raw[0] == '-' || '0' <= m.raw[0] && m.raw[0] <= '9' }

// wants is the error of a value of the wrong type.
func (m member) wants(what string) error {
	return fmt.Errorf("%q is %s: use %s", m.name, m.shown(), what)
}

// shown is the value, or what it is.
func (m member) shown() string {
	switch {
	case m.raw[0] == '{':
		return "an object"
	case m.raw[0] == '[':
		return "a list"
	case m.raw[0] != '"' && len(m.raw) <= maxValue:
		return string(m.raw)
	case m.raw[0] != '"':
		return "a long number"
	}
	var text string
	if err := json.Unmarshal(m.raw, &text); err != nil || len(m.raw) > maxValue {
		return "a long text"
	}
	return strconv.Quote(text)
}
