package wire

import (
	"slices"
	"strings"
)

// A request id helps people to find a call again, and says nothing about its outcome. So a client takes any answer in
// this respect, and whoever judges endpoints looks at [Meta].Raw.

// requestID is the id in an envelope: a string, a number as text, or "" for anything else.
func requestID(ms members, name string) string { return scalar(ms.get(name)) }

// withRequestID makes a payload, whose members are ms, decode whatever its id is. A sound id or none leaves it as it
// is; one of another type becomes a string, and one in another spelling is dropped.
func withRequestID(payload []byte, ms members, name string) []byte {
	unsound := func(m member) bool {
		if m.name == name {
			return m.raw[0] != '"'
		}
		return strings.EqualFold(m.name, name)
	}
	if !slices.ContainsFunc(ms, unsound) {
		return payload
	}
	id := text(name, requestID(ms, name))
	ms = slices.DeleteFunc(slices.Clone(ms), func(m member) bool { return strings.EqualFold(m.name, name) })
	return append(ms, id).object()
}
