package judge

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/internal/sdk/witness"
)

// result says what is wrong with what the SDK made of an answer; empty when nothing is.
func result(c *contract.Contract, s witness.Seen, a *sdk.Answer) string {
	switch {
	case s.Spoilt:
		if a.Error == nil {
			return "the answer was no answer of this API, and " + gave(a)
		}
		return ""
	case success(c.Envelope, s):
		return shown(c, s, a)
	}
	return surfaced(c.Envelope, s, a)
}

// accepted says whether the SDK took a success for an error. What it shows of the success is the affair of other cases.
func accepted(c *contract.Contract, s witness.Seen, a *sdk.Answer) string {
	if success(c.Envelope, s) && a.Error != nil {
		return "the answer was a success, and " + gave(a)
	}
	return ""
}

// success is the contract's test of an answer.
func success(env contract.Envelope, s witness.Seen) bool {
	if env.Success.HTTPStatus != 0 && s.Status != env.Success.HTTPStatus {
		return false
	}
	if env.Success.Path == "" {
		return true
	}
	value, ok := contract.Lookup(s.Doc, env.Success.Path)
	if env.Success.Absent {
		return !ok
	}
	return ok && fmt.Sprint(value) == env.Success.Equals
}

// shown compares what the SDK shows of a success with what the answer said.
func shown(c *contract.Contract, s witness.Seen, a *sdk.Answer) string {
	if wrong := accepted(c, s, a); wrong != "" {
		return wrong
	}
	payload := s.Doc
	if c.Envelope.Payload != "" {
		inner, _ := contract.Lookup(s.Doc, c.Envelope.Payload)
		payload, _ = inner.(map[string]any)
	}
	var fields []*contract.Field
	for _, f := range s.Operation.Result {
		if !ofEnvelope(c.Envelope, f.Name) {
			fields = append(fields, f)
		}
	}
	want, got := plain(payload), plain(a.Output)
	if strings.Contains(s.SentHeader.Get("Content-Type"), "xml") {
		want, got = untyped(want), untyped(got) // XML has texts alone
	}
	return strings.Join(lost(fields, want, got, ""), "; ")
}

// ofEnvelope reports whether a field says whether the call went well; an SDK that shows a result need not repeat it.
func ofEnvelope(env contract.Envelope, name string) bool {
	return env.Payload == "" && (name == env.Code || name == env.Message || name == env.Number)
}

// lost are the documented fields of an answer that the SDK does not show, or shows with another value.
func lost(fields []*contract.Field, want, got any, under string) []string {
	wanted, _ := want.(map[string]any)
	have, _ := got.(map[string]any)
	var wrong []string
	for _, f := range fields {
		value, sent := wanted[f.Name]
		if !sent || value == nil {
			continue
		}
		wrong = append(wrong, lostValue(f.Schema, value, have[f.Name], under+f.Name)...)
	}
	return wrong
}

func lostValue(schema contract.Schema, want, got any, name string) []string {
	list, isList := want.([]any)
	switch {
	case isList && len(list) == 0 && got == nil:
		return nil // no list is an empty list
	case got == nil:
		return []string{fmt.Sprintf("the answer has %s %s, and the SDK does not show it", name, short(want))}
	case isList && schema.Items != nil && len(schema.Items.Fields) > 0:
		items, _ := got.([]any)
		if len(items) != len(list) {
			return []string{fmt.Sprintf("the answer has %d in %s, and the SDK shows %d", len(list), name, len(items))}
		}
		var wrong []string
		for i := range list {
			wrong = append(wrong, lost(schema.Items.Fields, list[i], items[i], fmt.Sprintf("%s[%d].", name, i))...)
		}
		return wrong
	case len(schema.Fields) > 0:
		return lost(schema.Fields, want, got, name+".")
	case !equal(want, got):
		return []string{fmt.Sprintf("the answer has %s %s, and the SDK shows %s", name, short(want), short(got))}
	}
	return nil
}

// surfaced compares the error that the SDK gave with the one of the answer.
func surfaced(env contract.Envelope, s witness.Seen, a *sdk.Answer) string {
	code, message, id := text(s.Doc, env.Code), text(s.Doc, env.Message), text(s.Doc, env.RequestID)
	number := text(s.Doc, env.Number)
	e := a.Error
	if e == nil {
		return fmt.Sprintf("the answer refused the call with %s, and %s", cmp.Or(code, number), gave(a))
	}
	var wrong []string
	if got := string(e.Code); got == "" || got != code && got != number {
		wrong = append(wrong, fmt.Sprintf("the code of the answer is %s, and the SDK shows %s", cmp.Or(code, number), orNone(got)))
	}
	if !strings.Contains(e.Message, message) {
		wrong = append(wrong, fmt.Sprintf("the message of the answer is %q, and the SDK shows %s", message, orNone(cut(e.Message))))
	}
	if env.RequestID != "" && e.RequestID != id {
		wrong = append(wrong, fmt.Sprintf("the request id of the answer is %s, and the SDK shows %s", id, orNone(e.RequestID)))
	}
	if e.HTTPStatus != 0 && e.HTTPStatus != s.Status {
		wrong = append(wrong, fmt.Sprintf("the HTTP status of the answer is %d, and the SDK shows %d", s.Status, e.HTTPStatus))
	}
	return strings.Join(wrong, "; ")
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
