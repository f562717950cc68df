package mutant

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// differences are the facts that differ between two contracts, one a line: "Operations[0].Params[0].MaxItems: 10 → 11".
// Where they stand in a file is no fact.
func differences(a, b *contract.Contract) []string {
	var found []string
	differ(reflect.ValueOf(*a), reflect.ValueOf(*b), "", &found)
	return found
}

func differ(a, b reflect.Value, path string, found *[]string) {
	if a.IsValid() != b.IsValid() || a.IsValid() && a.Type() != b.Type() {
		*found = append(*found, fmt.Sprintf("%s: %v → %v", path, shown(a), shown(b)))
		return
	}
	switch a.Kind() {
	case reflect.Pointer, reflect.Interface:
		if a.IsNil() || b.IsNil() {
			if a.IsNil() != b.IsNil() {
				*found = append(*found, fmt.Sprintf("%s: %v → %v", path, shown(a), shown(b)))
			}
			return
		}
		differ(a.Elem(), b.Elem(), path, found)
	case reflect.Struct:
		for i := range a.NumField() {
			if name := a.Type().Field(i).Name; name != "Pos" {
				differ(a.Field(i), b.Field(i), strings.TrimPrefix(path+"."+name, "."), found)
			}
		}
	case reflect.Slice:
		if a.Len() != b.Len() {
			*found = append(*found, fmt.Sprintf("%s: %v → %v", path, shown(a), shown(b)))
			return
		}
		for i := range a.Len() {
			differ(a.Index(i), b.Index(i), fmt.Sprintf("%s[%d]", path, i), found)
		}
	case reflect.Map:
		if !reflect.DeepEqual(a.Interface(), b.Interface()) {
			*found = append(*found, fmt.Sprintf("%s: %v → %v", path, a, b))
		}
	default:
		if !a.Equal(b) {
			*found = append(*found, fmt.Sprintf("%s: %v → %v", path, a, b))
		}
	}
}

// shown is a value in a few words: lists of pointers are counted, since addresses say nothing.
func shown(v reflect.Value) string {
	switch {
	case !v.IsValid():
		return "none"
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Pointer:
		return fmt.Sprintf("%d of them", v.Len())
	case slices.Contains([]reflect.Kind{reflect.Pointer, reflect.Interface}, v.Kind()) && v.IsNil():
		return "none"
	case v.Kind() == reflect.Pointer:
		return "one"
	case v.Kind() == reflect.Slice && v.Len() == 0:
		return "nothing"
	}
	return fmt.Sprint(v)
}
