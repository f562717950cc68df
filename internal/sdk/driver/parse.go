package driver

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// parse reads a line as docs/sdk-driver.schema.json has an answer, and is a little stricter: a member that is
// there twice has no meaning, and a number of an error is written in digits. The error says what is wrong
// with the line.
func parse(line []byte) (*sdk.Answer, error) {
	members, err := object(line)
	if err != nil {
		return nil, err
	}
	a := new(sdk.Answer)
	made := 0
	for _, m := range members {
		raw := m.raw
		switch m.name {
		case "case":
			err = text(raw, &a.Case)
		case "output":
			made++
			err = fill(raw, &a.Output)
		case "error":
			made++
			a.Error, err = parseError(raw)
		case "unsupported":
			made++
			if err = text(raw, &a.Unsupported); err == nil && a.Unsupported == "" {
				err = errors.New("it is empty: say what the SDK has no way to do")
			}
		default:
			err = errors.New("there is no such member: use case and one of output, error, unsupported")
		}
		if err != nil {
			return nil, fmt.Errorf("%q: %w", m.name, err)
		}
	}
	if made != 1 {
		return nil, fmt.Errorf("an answer has exactly one of output, error and unsupported, and this one has %d", made)
	}
	return a, nil
}

// parseError reads the error of an answer. What is null is what the SDK does not show.
func parseError(raw []byte) (*sdk.Error, error) {
	members, err := object(raw)
	if err != nil {
		return nil, err
	}
	e := new(sdk.Error)
	for _, m := range members {
		into, known := map[string]any{
			"code": &e.Code, "message": &e.Message, "requestId": &e.RequestID, "httpStatus": &e.HTTPStatus,
		}[m.name]
		if !known {
			return nil, fmt.Errorf("%q: an error has no such member: use code, message, requestId, httpStatus", m.name)
		}
		if err := json.Unmarshal(m.raw, into); err != nil {
			return nil, fmt.Errorf("%q: %w", m.name, err)
		}
		if m.name == "code" && m.raw[0] != '"' && bytes.ContainsAny(m.raw, ".eE") {
			return nil, fmt.Errorf("%q: it is %s: use a text or a whole number", m.name, m.raw)
		}
	}
	return e, nil
}

// maxMembers is more than either object of the protocol has. It bounds the work on one line.
const maxMembers = 8

// member is one member of an object.
type member struct {
	name string
	raw  json.RawMessage
}

// object cuts a JSON object into its members. Unlike decoding into a struct it keeps capital letters apart
// and notices a member that is there twice.
func object(line []byte) ([]member, error) {
	d := json.NewDecoder(bytes.NewReader(line))
	open, err := d.Token()
	if err != nil || open != json.Delim('{') {
		return nil, errors.New("it is not a JSON object")
	}
	var members []member
	for d.More() {
		if len(members) == maxMembers {
			return nil, fmt.Errorf("it has more than %d members", maxMembers)
		}
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return nil, err
		}
		key := name.(string) // nothing else gets through as a key
		if slices.ContainsFunc(members, func(m member) bool { return m.name == key }) {
			return nil, fmt.Errorf("it has %q twice", key)
		}
		members = append(members, member{key, raw})
	}
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("the line goes on after the object")
	}
	return members, nil
}

// text reads a JSON string and nothing else; null is none.
func text(raw []byte, into *string) error {
	if raw[0] != '"' {
		return errors.New("it is not a text")
	}
	return json.Unmarshal(raw, into)
}

// fill reads a JSON object into a map, which is not nil then.
func fill(raw []byte, into *map[string]any) error {
	if raw[0] != '{' {
		return errors.New("it is not an object")
	}
	return json.Unmarshal(raw, into)
}
