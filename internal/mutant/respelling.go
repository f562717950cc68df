package mutant

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
)

// spellings are endpoints whose answers say the same in another way.
func (v *variety) spellings() {
	v.faulty("respelled", "Answers have other white space, another order of members and escaped characters.",
		"JSON and XML give no meaning to any of these",
		reference.Fault{Answer: func(r *reference.Reply) { r.Bytes = respelled }})
	v.faulty("extra-fields", "Answers have members that the document does not list.",
		"the document does not say that there are no others, and vendors add members without a new version",
		reference.Fault{Answer: v.extraFields})
	if v.contract.Protocol == exactMediaType {
		return
	}
	v.faulty("media-type-spelling", "The media type of answers is written with other parameters and in another case.",
		"media types compare without regard to case, and their parameters do not change what is in the body",
		reference.Fault{Answer: func(r *reference.Reply) {
			media, parameters, _ := strings.Cut(r.ContentType, ";")
			if r.ContentType = strings.ToUpper(media); parameters == "" {
				r.ContentType += `; Charset="UTF-8"`
			}
		}})
}

// exactMediaType is the protocol whose SDKs take an error for a success under any other than the usual media type.
const exactMediaType = "tencent-3"

// extraFields adds members at the top, in the payload, and in what observers show.
func (v *variety) extraFields(r *reference.Reply) {
	extra := func(object map[string]any) {
		object["extension"] = map[string]any{"note": "not in the document", "level": 3}
		object["labels"] = []any{"a", "b"}
	}
	doc := document(r.Doc)
	if payload, ok := r.Doc[v.contract.Envelope.Payload].(map[string]any); ok && r.Decision.Refusal == nil {
		extra(payload)
	}
	if r.Operation != nil && r.Operation.Observe != nil && r.Decision.Refusal == nil {
		items, _ := doc.get(within(v.contract, r.Operation.Observe.Items))
		list, _ := items.([]any)
		slices.Reverse(list)
		for _, item := range list {
			extra(item.(map[string]any))
		}
	}
	extra(r.Doc)
}

// respelled writes an answer in a way of its own.
func respelled(r *reference.Reply) []byte {
	var b bytes.Buffer
	if r.Format == contract.FormatXML {
		writeMarkup(&b, r.Root, r.Doc)
	} else {
		writeJSON(&b, r.Doc, "")
	}
	return b.Bytes()
}

// writeJSON writes a value with tabs, members from the last to the first, and texts escaped.
func writeJSON(b *bytes.Buffer, value any, indent string) {
	inner := indent + "\t"
	switch x := value.(type) {
	case map[string]any:
		b.WriteString("{")
		for i, name := range backwards(x) {
			b.WriteString(comma(i) + "\r\n" + inner + fmt.Sprintf("%q : ", name))
			writeJSON(b, x[name], inner)
		}
		b.WriteString("\r\n" + indent + "}")
	case []any:
		b.WriteString("[ ")
		for i, element := range x {
			b.WriteString(comma(i))
			writeJSON(b, element, inner)
		}
		b.WriteString(" ]")
	case string:
		b.WriteString(`"`)
		for _, unit := range x {
			if unit < 0x10000 {
				fmt.Fprintf(b, `\u%04x`, unit)
			} else {
				b.WriteRune(unit)
			}
		}
		b.WriteString(`"`)
	default:
		text, err := json.Marshal(x)
		if err != nil {
			panic("unreachable: an answer has JSON values only: " + err.Error())
		}
		b.Write(text)
	}
}

// writeMarkup writes an element without a declaration, with white space and comments between elements and
// character references in texts.
func writeMarkup(b *bytes.Buffer, name string, value any) {
	if list, ok := value.([]any); ok {
		for _, v := range list {
			writeMarkup(b, name, v)
		}
		return
	}
	b.WriteString("\n<" + name + ">")
	if members, ok := value.(map[string]any); ok {
		b.WriteString("<!-- " + name + " -->")
		for _, member := range backwards(members) {
			writeMarkup(b, member, members[member])
		}
		b.WriteString("\n")
	} else {
		for _, char := range fmt.Sprint(value) {
			fmt.Fprintf(b, "&#x%x;", char)
		}
	}
	b.WriteString("</" + name + " >")
}

func backwards(object map[string]any) []string {
	names := slices.Sorted(maps.Keys(object))
	slices.Reverse(names)
	return names
}

func comma(i int) string {
	if i == 0 {
		return ""
	}
	return ","
}
