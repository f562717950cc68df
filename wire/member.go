package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// member is one member of a JSON object. Inputs pass through JSON for every encoding, so that names, order and exact
// numbers are the same in all of them.
type member struct {
	name string
	raw  json.RawMessage
}

// members is a JSON object in its order.
type members []member

// text makes a member whose value is a string.
func text(name, value string) member {
	raw, _ := json.Marshal(value) // a string can always be written
	return member{name: name, raw: raw}
}

// marshalInput writes an input as a JSON object; nil, also a typed nil, is an empty one.
func marshalInput(in any) ([]byte, error) {
	if in == nil {
		return []byte("{}"), nil
	}
	raw, err := json.Marshal(in)
	if err != nil {
		return nil, fmt.Errorf("encode the input: %w", err)
	}
	switch {
	case string(raw) == "null":
		return []byte("{}"), nil
	case raw[0] != '{':
		return nil, fmt.Errorf("input of type %T: want a struct or a map with string keys", in)
	}
	return raw, nil
}

// get returns the value of the last member called name, as [json.Unmarshal] would take it, or nil.
func (ms members) get(name string) json.RawMessage {
	for i := len(ms) - 1; i >= 0; i-- {
		if ms[i].name == name {
			return ms[i].raw
		}
	}
	return nil
}

// has reports whether any of the names is a member.
func (ms members) has(names ...string) bool {
	return slices.ContainsFunc(ms, func(m member) bool { return slices.Contains(names, m.name) })
}

// set replaces the member of the same name, or appends a new one.
func (ms members) set(m member) members {
	for i := range ms {
		if ms[i].name == m.name {
			ms[i] = m
			return ms
		}
	}
	return append(ms, m)
}

// omit removes the member called name.
func (ms members) omit(name string) members {
	for i := range ms {
		if ms[i].name == name {
			return append(ms[:i], ms[i+1:]...)
		}
	}
	return ms
}

// apply makes the changes in their order.
func (ms members) apply(changes []change) members {
	for _, c := range changes {
		if c.raw == nil {
			ms = ms.omit(c.name)
		} else {
			ms = ms.set(member(c))
		}
	}
	return ms
}

// object writes the members as a JSON object.
func (ms members) object() []byte {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range ms {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(text("", m.name).raw)
		b.WriteByte(':')
		b.Write(m.raw)
	}
	b.WriteByte('}')
	return b.Bytes()
}
