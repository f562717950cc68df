package wire

import (
	"reflect"
	"strings"
)

// misspelt finds a member of a payload whose name differs from that of an output field in upper and lower case only.
// [json.Unmarshal] would take it for the field, and a server that spells "requestid" would look right.
func misspelt(payload []byte, out any) (wrong, right string) {
	return spelling("", payload, reflect.TypeOf(out))
}

func spelling(path string, raw []byte, t reflect.Type) (wrong, right string) {
	switch t = base(t); t.Kind() {
	case reflect.Struct:
		return structSpelling(path, raw, t)
	case reflect.Slice, reflect.Array:
		if !nested(t.Elem()) {
			return "", ""
		}
		for _, e := range scanList(raw) {
			if wrong, right = spelling(path, e, t.Elem()); wrong != "" {
				return wrong, right
			}
		}
	case reflect.Map:
		if !nested(t.Elem()) {
			return "", ""
		}
		values, _ := scanObject(raw) // what is no object has no names
		for _, m := range values {
			if wrong, right = spelling(path+m.name+".", m.raw, t.Elem()); wrong != "" {
				return wrong, right
			}
		}
	}
	return "", ""
}

func structSpelling(path string, raw []byte, t reflect.Type) (wrong, right string) {
	values, _ := scanObject(raw) // what is no object has no names
	for _, m := range values {
		field, name := fieldFor(t, m.name)
		switch {
		case name == "":
			continue
		case name != m.name:
			return path + m.name, name
		case nested(field):
			wrong, right = spelling(path+name+".", m.raw, field)
		}
		if wrong != "" {
			return wrong, right
		}
	}
	return "", ""
}

// fieldFor finds the field of t that takes the member called name, as [json.Unmarshal] does: exactly, or else without
// regard to case. The name of the field is empty if there is none.
func fieldFor(t reflect.Type, name string) (field reflect.Type, own string) {
	for i := range t.NumField() {
		tag, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if tag == name {
			return t.Field(i).Type, tag
		}
		if strings.EqualFold(tag, name) {
			field, own = t.Field(i).Type, tag
		}
	}
	return field, own
}

// nested reports whether values of t can hold named members.
func nested(t reflect.Type) bool {
	switch base(t).Kind() {
	case reflect.Struct, reflect.Slice, reflect.Array, reflect.Map:
		return true
	}
	return false
}

// base is t without pointers.
func base(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}
