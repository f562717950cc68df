package witness

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
	"github.com/seed-613b54dc/conformance/internal/sdk/cases"
)

// decide notes how the endpoint read a request and what it had against it, and refuses it where the script says so.
// A request that could not be admitted is never refused by the script: what is wrong with it is what counts.
func (w *Witness) decide(j *reference.Judgement) {
	s, script := w.current, w.of.Script
	s.Operation, s.Encoding, s.Sent, s.Refusal = j.Operation, j.Encoding, maps.Clone(j.Sent), j.Refusal
	if script.Row == nil || !OfResource(j.Refusal) || script.First > 0 && w.count() >= script.First {
		return
	}
	j.Refuse(reference.Cause{Kind: kindOf(script.Row), Row: script.Row.ID, Detail: script.Text})
	refusal := *j.Refusal
	refusal.Code = cmp.Or(script.Code, refusal.Code)
	if script.Text != "" && (script.Row.Message == "" || script.Row.Message == "%s") {
		refusal.Message = script.Text
	}
	j.Refusal = &refusal
}

// always lets every call through: how many there are is judged, and not how fast they come.
func always([]time.Time, time.Time, bool) bool { return true }

// overlook lets pass what the document leaves open.
func (w *Witness) overlook(q *reference.Query, c reference.Cause) bool {
	if q.Operation == nil || c.Kind != reference.Kind(contract.ViolatesEnum) {
		return false
	}
	return slices.ContainsFunc(q.Operation.Dispatch, func(p *contract.Param) bool { return p.Name == c.Param && cases.AnyVersion(p) })
}

// OfResource reports whether there is nothing against the request itself: it was accepted, or refused because of
// the resource that it names.
func OfResource(r *reference.Refusal) bool {
	if r == nil {
		return true
	}
	switch r.Cause.Kind {
	case reference.KindAbsent, reference.KindState, reference.KindTrait, reference.KindEffect, reference.Kind(contract.ViolatesPattern):
		return true
	}
	return false
}

// kindOf is what a row is about, for what the row itself leaves open.
func kindOf(row *contract.ErrorCode) reference.Kind {
	for _, t := range row.When {
		switch {
		case t.Rate != "":
			return reference.KindRate
		case t.State != nil, t.Trait != "":
			return reference.KindState
		case t.Resource != "":
			return reference.KindAbsent
		case t.Violates != "":
			return reference.Kind(t.Violates)
		}
	}
	return reference.KindState
}

// script changes an answer before it is written.
func (w *Witness) script(r *reference.Reply) {
	script := w.of.Script
	if script.Extra {
		extend(r.Doc, w.of.Contract.Envelope)
	}
	if script.ContentType != "" && r.Format == contract.FormatJSON {
		r.ContentType = script.ContentType
	}
	if script.Indented && r.Format == contract.FormatJSON {
		r.Bytes = indented
	}
	w.current.Doc = r.Doc
}

// extend puts members of every type into an answer: at the top, in the payload and beside the code of an error.
func extend(doc map[string]any, env contract.Envelope) {
	unknown := func() map[string]any {
		return map[string]any{
			"xNewText": "new", "xNewNumber": 1.5, "xNewFlag": true, "xNewNull": nil,
			"xNewList": []any{1, "two", nil, []any{"deep"}}, "xNewObject": map[string]any{"deep": []any{map[string]any{}}},
		}
	}
	for _, path := range []string{"", env.Payload, parent(env.Code)} {
		inner := doc
		if path != "" {
			value, _ := contract.Lookup(doc, path)
			inner, _ = value.(map[string]any)
		}
		if inner != nil {
			maps.Copy(inner, unknown())
		}
	}
}

// parent is a dotted path without its last name.
func parent(path string) string {
	i := strings.LastIndexByte(path, '.')
	return path[:max(i, 0)]
}

// indented writes an answer with white space, the last member first.
func indented(r *reference.Reply) []byte {
	var out bytes.Buffer
	out.WriteString("\n {\n")
	names := slices.Sorted(maps.Keys(r.Doc))
	slices.Reverse(names)
	for i, name := range names {
		// Both are of the endpoint's own making and so always have a JSON form.
		key, _ := json.Marshal(name)
		value, _ := json.MarshalIndent(r.Doc[name], "\t", "  ")
		out.WriteString("\t")
		out.Write(key)
		out.WriteString(" : ")
		out.Write(value)
		if i < len(names)-1 {
			out.WriteString(" ,")
		}
		out.WriteString("\r\n")
	}
	out.WriteString("}\n")
	return out.Bytes()
}
