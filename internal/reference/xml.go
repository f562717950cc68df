package reference

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// xml writes the object as a document: a member is an element, a list one element for each value, in the order of
// the names.
func (o object) xml(root string) []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	writeElement(&b, root, map[string]any(o))
	return b.Bytes()
}

func writeElement(b *bytes.Buffer, name string, value any) {
	if list, ok := value.([]any); ok {
		for _, v := range list {
			writeElement(b, name, v)
		}
		return
	}
	b.WriteString("<" + name + ">")
	if members, ok := value.(map[string]any); ok {
		for _, m := range slices.Sorted(maps.Keys(members)) {
			writeElement(b, m, members[m])
		}
	} else {
		// EscapeText replaces what XML cannot hold and fails only when the writer does; a buffer does not.
		_ = xml.EscapeText(b, []byte(strings.ToValidUTF8(fmt.Sprint(value), "\uFFFD")))
	}
	b.WriteString("</" + name + ">")
}
