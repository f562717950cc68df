package reference

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// values are the parameters of one request after checking, defaults included: string, int64, float64, bool,
// []any or map[string]any by wire name.
type values map[string]any

// ids are the resources that a parameter names, in the order given, each once.
func (v values) ids(p *contract.Param) []string {
	if p == nil {
		return nil
	}
	switch x := v[p.Name].(type) {
	case string:
		return []string{x}
	case []any:
		ids, known := make([]string, 0, len(x)), make(map[string]bool, len(x))
		for _, item := range x {
			id := fmt.Sprint(item)
			if !known[id] {
				ids, known[id] = append(ids, id), true
			}
		}
		return ids
	}
	return nil
}

// is reports whether a parameter has a value of the contract.
func (v values) is(name string, want any) bool {
	got, ok := v[name]
	return ok && same(got, want)
}

// same compares values whatever Go type a decoder gave to a number.
func same(a, b any) bool { return fmt.Sprint(a) == fmt.Sprint(b) }

// sent returns a parameter as it arrived; false means that it was left out. A JSON null counts as left out, and so
// does an empty text where no empty string could be meant.
func (c *call) sent(p *contract.Param) (any, bool) {
	if c.object != nil {
		v, ok := c.object[p.Name]
		return v, ok && v != nil
	}
	if p.Type == contract.Array && p.List != contract.ListJSON {
		if items := listItems(c.text, p.Name); len(items) > 0 {
			return items, true
		}
	}
	texts, ok := c.text[p.Name]
	if !ok || len(texts) == 0 || texts[0] == "" && (p.Required || p.Type != contract.String) {
		return nil, false
	}
	return Text(texts[0]), true
}

// Text is a value from a query or form, which has no types.
type Text string

// listItems collects Name.0, Name.1 … in the order of their numbers. Any number may come first: vendors count
// from 0 or from 1, and endpoints accept both.
func listItems(params map[string][]string, name string) []any {
	type numbered struct {
		n     uint64
		value any
	}
	var found []numbered
	for key, vs := range params {
		suffix, ok := strings.CutPrefix(key, name+".")
		if !ok || len(vs) == 0 {
			continue
		}
		if n, err := strconv.ParseUint(suffix, 10, 64); err == nil {
			found = append(found, numbered{n, Text(vs[0])})
		}
	}
	slices.SortFunc(found, func(a, b numbered) int {
		if a.n != b.n {
			return cmp.Compare(a.n, b.n)
		}
		return strings.Compare(string(a.value.(Text)), string(b.value.(Text)))
	})
	items := make([]any, len(found))
	for i, f := range found {
		items[i] = f.value
	}
	return items
}

// typed gives a value the type that the contract demands; false means that it has another one. JSON values must
// have it already, texts are read: booleans in any case, because official SDKs send true, True and TRUE.
func typed(v any, t contract.Type, items *contract.Schema) (any, bool) {
	if raw, ok := v.(Text); ok {
		return typedText(string(raw), t, items)
	}
	switch t {
	case contract.String:
		s, ok := v.(string)
		return s, ok
	case contract.Boolean:
		b, ok := v.(bool)
		return b, ok
	case contract.Integer:
		n, ok := v.(json.Number)
		if !ok {
			return nil, false
		}
		i, err := n.Int64()
		return i, err == nil
	case contract.Number:
		n, ok := v.(json.Number)
		if !ok {
			return nil, false
		}
		f, err := n.Float64()
		return f, err == nil
	case contract.Array:
		list, ok := v.([]any)
		if !ok {
			return nil, false
		}
		return typedList(list, items)
	case contract.Object:
		m, ok := v.(map[string]any)
		return m, ok
	}
	return v, true
}

func typedList(list []any, items *contract.Schema) (any, bool) {
	out := make([]any, len(list))
	for i, v := range list {
		if items == nil {
			out[i] = v
			continue
		}
		item, ok := typed(v, items.Type, items.Items)
		if !ok {
			return nil, false
		}
		out[i] = item
	}
	return out, true
}

func typedText(s string, t contract.Type, items *contract.Schema) (any, bool) {
	switch t {
	case contract.Boolean:
		return strings.EqualFold(s, "true"), strings.EqualFold(s, "true") || strings.EqualFold(s, "false")
	case contract.Integer:
		i, err := strconv.ParseInt(s, 10, 64)
		return i, err == nil
	case contract.Number:
		f, err := strconv.ParseFloat(s, 64)
		return f, err == nil
	case contract.Array, contract.Object:
		// The only text that is a list or an object is JSON in one parameter.
		d := json.NewDecoder(strings.NewReader(s))
		d.UseNumber()
		var v any
		if err := d.Decode(&v); err != nil || d.More() {
			return nil, false
		}
		return typed(v, t, items)
	}
	return s, true
}
