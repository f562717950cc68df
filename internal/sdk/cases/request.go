package cases

import (
	"fmt"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// calls: the smallest call.
func (m *maker) calls() {
	m.add(sdk.KindCall, "smallest", "A call with the required parameters alone is made once, and its answer is shown.", on(m.op.Source),
		Case{Look: Look{Values: true, Unset: true, MediaType: true}})
}

// parameters: each optional parameter with each of its documented values.
func (m *maker) parameters() {
	for _, p := range m.optional() {
		for _, v := range values(p) {
			m.add(sdk.KindParameter, fmt.Sprintf("%s.%v", p.Name, v), fmt.Sprintf("%s can be set to %v.", p.Name, v),
				on(p.Source), m.setting(map[string]any{p.Name: v}))
		}
	}
}

// absent: what is not set is not sent, whatever else is.
func (m *maker) absent() {
	for _, p := range m.optional() {
		others := map[string]any{}
		for _, o := range m.optional() {
			if vs := values(o); o != p && len(vs) > 0 {
				others[o.Name] = vs[0]
			}
		}
		c := m.with(others)
		c.Look.Unset = true
		m.add(sdk.KindAbsent, p.Name, fmt.Sprintf("%s is not sent, not even as null or empty, when it is not set: the endpoint's default applies.", p.Name), on(p.Source), c)
	}
}

// zeros: what is set to its zero is sent. The empty text is left out: it is no value of any of the parameters.
func (m *maker) zeros() {
	for _, p := range m.optional() {
		var zero any
		switch {
		case p.Type == contract.Boolean:
			zero = false
		case p.Type == contract.Integer && allows(p, int64(0)):
			zero = int64(0)
		default:
			continue
		}
		m.add(sdk.KindZero, fmt.Sprintf("%s.%v", p.Name, zero), fmt.Sprintf("%s is sent when it is set to %v: left out, it could mean something else.", p.Name, zero),
			on(p.Source), m.setting(map[string]any{p.Name: zero}))
	}
}

// lists: one resource, and as many as one request may name.
func (m *maker) lists() {
	p := m.op.ResourceParam()
	if p == nil || p.Type != contract.Array {
		return
	}
	sizes := []int{1, manyItems}
	if p.MaxItems > 0 {
		sizes[1] = p.MaxItems
	}
	for _, n := range sizes {
		m.add(sdk.KindList, fmt.Sprintf("%s.%d", p.Name, n), fmt.Sprintf("A list of %d in %s arrives, each element in its place.", n, p.Name),
			on(p.Source), Case{Given: make([]contract.Fixture, n), Look: Look{Values: true}})
	}
}

// manyItems is as many as a list has where the document gives no bound.
const manyItems = 100

// awkward are texts that an encoding or a signature may spoil.
func awkward() []struct{ name, text, says string } {
	return []struct{ name, text, says string }{
		{"reserved", "a b+c&d=e%20/f?g#h~i*j;k,l:m@n!o$p'q(r)", "characters that URLs reserve"},
		{"quotes", `"quoted" \back <b>&amp;</b>`, "characters that JSON and XML escape"},
		{"spaces", "  Two  Spaces\tAnd Capitals ", "white space and capitals"},
		{"unnormalised", "e\u0301 \uFB01 \u2460", "characters that Unicode can write in two ways"},
		{"chinese", "实例一号", "characters of three bytes"},
		{"emoji", "é-\U0001F600-ß", "characters of two and four bytes"},
	}
}

// texts: each awkward text as the name of a resource. That no resource has such a name does not matter, nor what becomes
// of the refusal.
func (m *maker) texts() {
	p := m.op.ResourceParam()
	if p == nil {
		return
	}
	for _, t := range awkward() {
		m.add(sdk.KindText, t.name, fmt.Sprintf("%s with %s arrives as it was set, and the signature covers it.", p.Name, t.says),
			Basis{Words: basisCommon}, Case{Look: Look{Values: true}, Steps: []Step{{Operation: m.op, Names: []string{t.text}}}})
	}
}

// signatures: the signature verifies, by the vendor's rules, from the bytes that arrived.
func (m *maker) signatures() {
	basis := Basis{Words: basisCommon}
	m.add(sdk.KindSignature, "verified", "The signature verifies with one of the schemes of the API.", basis, Case{})
	with := map[string]any{}
	for _, p := range m.optional() {
		if vs := values(p); len(vs) > 0 {
			with[p.Name] = vs[len(vs)-1]
		}
	}
	if len(with) > 0 {
		m.add(sdk.KindSignature, "every-parameter", "The signature verifies when every parameter is set.", basis, m.with(with))
	}
}

// common: what every request carries beside the parameters of the operation.
func (m *maker) common() {
	for _, p := range m.op.Dispatch {
		says := fmt.Sprintf("Every request carries %s.", p.Name)
		switch {
		case p.Fixed != "" && p.Required:
			says = fmt.Sprintf("Every request carries %s, which is %s.", p.Name, p.Fixed)
		case p.Fixed != "":
			says = fmt.Sprintf("%s is %s where a request carries it.", p.Name, p.Fixed)
		case !p.Required:
			continue // nothing could be wrong
		}
		if AnyVersion(p) {
			continue // the document leaves it open
		}
		m.add(sdk.KindCommon, p.Name, says, on(p.Source), Case{Look: Look{Common: p}})
	}
}

// AnyVersion reports whether a parameter that every request carries may have any value: the document does not speak of
// it, and the contract has one of several that the vendor's SDKs send.
func AnyVersion(p *contract.Param) bool { return !p.Required && p.Source.Basis == contract.BasisSDK }

// values are the documented values of a parameter; none for one that takes any.
func values(p *contract.Param) []any {
	switch {
	case len(p.Enum) > 0:
		return p.Enum
	case p.Type == contract.Boolean:
		return []any{true, false}
	}
	var described []any
	for _, e := range p.Effects {
		if !slices.Contains(described, e.Value) {
			described = append(described, e.Value)
		}
	}
	return described
}

// allows reports whether a parameter may have the value.
func allows(p *contract.Param, v any) bool {
	if len(p.Enum) == 0 {
		return true
	}
	for _, e := range p.Enum {
		if fmt.Sprint(e) == fmt.Sprint(v) {
			return true
		}
	}
	return false
}
