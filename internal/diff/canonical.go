package diff

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/scenario"
)

// canonical writes a value of the model so that equal meaning gives equal text: without places and sources, members with a
// zero value left out, parameters by their names. The zero value gives "".
func canonical(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case []string:
		return strings.Join(v, ", ")
	case rate:
		return fmt.Sprintf("%d in %v", v.max, v.period)
	}
	var b strings.Builder
	write(&b, reflect.ValueOf(v))
	return b.String()
}

// skipped are types that say where a fact stands and not what it is.
var skipped = []reflect.Type{reflect.TypeFor[contract.Pos](), reflect.TypeFor[contract.Source](), reflect.TypeFor[*contract.Source]()}

func write(b *strings.Builder, v reflect.Value) {
	if !v.IsValid() || slices.Contains(skipped, v.Type()) {
		return
	}
	switch p := v.Interface().(type) {
	case *contract.Param:
		if p != nil {
			b.WriteString(p.Name)
		}
		return
	case time.Duration:
		b.WriteString(p.String())
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			write(b, v.Elem())
		}
	case reflect.Struct:
		writeStruct(b, v)
	case reflect.Slice:
		writeAll(b, "[", "]", v.Len(), func(i int) { write(b, v.Index(i)) })
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(x, y reflect.Value) int { return strings.Compare(x.String(), y.String()) })
		writeAll(b, "{", "}", len(keys), func(i int) {
			b.WriteString(quoted(keys[i].String()) + ": ")
			write(b, v.MapIndex(keys[i]))
		})
	case reflect.String:
		b.WriteString(quoted(v.String()))
	default:
		fmt.Fprint(b, v.Interface())
	}
}

// writeStruct writes the members that are set. Steps that nest others come with their types, since an interface hides them.
func writeStruct(b *strings.Builder, v reflect.Value) {
	var set []int
	for i := range v.NumField() {
		if field := v.Field(i); !field.IsZero() && !slices.Contains(skipped, field.Type()) {
			set = append(set, i)
		}
	}
	if v.Type().Implements(reflect.TypeFor[scenario.Step]()) {
		b.WriteString(v.Type().Name())
	}
	writeAll(b, "{", "}", len(set), func(i int) {
		b.WriteString(strings.ToLower(v.Type().Field(set[i]).Name) + ": ")
		write(b, v.Field(set[i]))
	})
}

func writeAll(b *strings.Builder, open, shut string, n int, each func(int)) {
	b.WriteString(open)
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		each(i)
	}
	b.WriteString(shut)
}

// quoted puts quotes where a text could be taken for something else.
func quoted(s string) string {
	if s == "" || strings.ContainsAny(s, "[]{}:,\" \\") {
		return strconv.Quote(s)
	}
	return s
}

// lineWords writes lines as ranges: 12, 26-28.
func lineWords(lines []int) []string {
	var list []string
	for i := 0; i < len(lines); {
		j := i
		for j+1 < len(lines) && lines[j+1] == lines[j]+1 {
			j++
		}
		if i == j {
			list = append(list, strconv.Itoa(lines[i]))
		} else {
			list = append(list, fmt.Sprintf("%d-%d", lines[i], lines[j]))
		}
		i = j + 1
	}
	return list
}

// basis names where a fact comes from that the document does not have.
func basis(s contract.Source) []string {
	if s.Basis == "" || s.Basis == contract.BasisDocument {
		return nil
	}
	return []string{string(s.Basis)}
}
