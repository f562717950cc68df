package wire

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/seed-613b54dc/conformance/wire/sign"
)

// flattener turns members into the fields of a query or form: nested names are joined by dots, and the elements of a
// list are numbered from first.
type flattener struct {
	first  int
	fields sign.Fields
}

// flatten writes all members. Those in lists go out as one JSON text if they are a list. Empty lists and objects leave
// nothing, because a query has no way to say them; null becomes an empty value.
func flatten(ms members, first int, lists map[string]bool) sign.Fields {
	f := flattener{first: first}
	for _, m := range ms {
		if lists[m.name] && m.raw[0] == '[' {
			f.add(m.name, string(m.raw))
		} else {
			f.value(m.name, m.raw)
		}
	}
	return f.fields.Sorted()
}

func (f *flattener) add(name, value string) {
	f.fields = append(f.fields, sign.Field{Name: name, Value: value})
}

func (f *flattener) value(name string, raw []byte) {
	switch raw[0] {
	case '{':
		inner, _ := scanObject(raw)
		for _, m := range inner {
			f.value(name+"."+m.name, m.raw)
		}
	case '[':
		for i, e := range scanList(raw) {
			f.value(name+"."+strconv.Itoa(f.first+i), e)
		}
	default:
		f.add(name, plain(raw))
	}
}

// jsonLists names the fields of an input whose list travels as one JSON text in a query or form. They are tagged
// list:"json".
func jsonLists(in any) map[string]bool {
	t := reflect.TypeOf(in)
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	names := map[string]bool{}
	if t == nil || t.Kind() != reflect.Struct {
		return names
	}
	for i := range t.NumField() {
		if tag := t.Field(i).Tag; tag.Get("list") == "json" {
			name, _, _ := strings.Cut(tag.Get("json"), ",")
			names[name] = true
		}
	}
	return names
}
