package judge

import (
	"cmp"
	"encoding/json"
	"fmt"
	"mime"
	"slices"
	"strconv"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/internal/sdk/cases"
	"github.com/seed-613b54dc/conformance/internal/sdk/witness"
)

// request says what is wrong with a request that arrived; nothing when it is what was asked for.
func request(of cases.Case, step cases.Step, call sdk.Call, s witness.Seen) []string {
	if wrong := refused(of, s); wrong != "" {
		return []string{wrong} // what follows would only repeat it
	}
	if s.Operation == nil || s.Operation.ID != step.Operation.ID {
		return []string{fmt.Sprintf("it calls %s, not %s", operationOf(s), step.Operation.ID)}
	}
	members, look := membersOf(s), of.Look
	var wrong []string
	for _, p := range step.Operation.Params {
		want, set := call.Input[p.Name]
		switch {
		case set && look.Values:
			wrong = append(wrong, differs(p, want, s, members)...)
		case !set && look.Unset:
			wrong = append(wrong, unset(p, members)...)
		}
	}
	if look.Values {
		wrong = append(wrong, elsewhere(step.Operation, call.Region, s, members)...)
	}
	if look.Common != nil {
		wrong = append(wrong, carries(look.Common, s, members)...)
	}
	if look.MediaType {
		wrong = append(wrong, mediaType(s)...)
	}
	return wrong
}

// refused says what the endpoint has against a request as such. A case that signs with another secret wants to be
// refused for that.
func refused(of cases.Case, s witness.Seen) string {
	if of.WrongSecret && s.Refusal != nil && s.Refusal.Cause.Kind == reference.Kind(contract.AuthSignature) || witness.OfResource(s.Refusal) {
		return ""
	}
	return fmt.Sprintf("the endpoint refuses the request (%s): %s", s.Refusal.Cause.Kind, cmp.Or(s.Refusal.Cause.Detail, s.Refusal.Message))
}

func operationOf(s witness.Seen) string {
	if s.Operation == nil {
		return "no operation"
	}
	return s.Operation.ID
}

// differs compares a parameter that was set with what arrived.
func differs(p *contract.Param, want any, s witness.Seen, members members) []string {
	sent, ok := s.Sent[p.Name]
	if !ok {
		if named := members.of(p.Name); len(named) > 0 {
			return []string{fmt.Sprintf("%s was set to %s, and the request has it without a value (%s)", p.Name, short(want), strings.Join(named, ", "))}
		}
		return []string{fmt.Sprintf("%s was set to %s, and the request does not have it", p.Name, short(want))}
	}
	if n := members.times(p.Name); n > 1 {
		return []string{fmt.Sprintf("%s is %d times in the request: %s", p.Name, n, strings.Join(members.of(p.Name), ", "))}
	}
	if got, ok := readAs(p.Type, sent); !ok || !equal(want, got) {
		return []string{fmt.Sprintf("%s was set to %s, and the request has %s%s", p.Name, short(want), short(sent), firstDifference(want, got))}
	}
	if p.Type == contract.Array && s.Encoding != contract.JSON {
		return misnumbered(p, sent, members)
	}
	return nil
}

// firstDifference says where two lists part, since of long ones a message shows the beginning only.
func firstDifference(want, got any) string {
	a, _ := plain(want).([]any)
	b, _ := plain(got).([]any)
	if len(a) < 2 || b == nil {
		return ""
	}
	at := 0
	for at < min(len(a), len(b)) && equal(a[at], b[at]) {
		at++
	}
	return fmt.Sprintf(" (%d elements were set and %d arrived; they part at element %d)", len(a), len(b), at+1)
}

// misnumbered says what is wrong with the way in which a list travels in a query or form: as one text with JSON in it, or
// as one member for each element, whichever the API has.
func misnumbered(p *contract.Param, sent any, m members) []string {
	list, many := sent.([]any)
	switch {
	case p.List == contract.ListJSON && many:
		return []string{fmt.Sprintf("%s is one text with a JSON list in it, and the request has a member for each element", p.Name)}
	case p.List == contract.ListJSON:
		return nil
	case !many:
		return []string{fmt.Sprintf("%s is one member for each element (%s.0, %s.1 …), and the request has %s", p.Name, p.Name, p.Name, strings.Join(m.of(p.Name), ", "))}
	}
	if wrong := m.gaps(p.Name, len(list)); wrong != "" {
		return []string{wrong}
	}
	return nil
}

// elsewhere says whether a call names another region than it was to be made in.
func elsewhere(op *contract.Operation, region string, s witness.Seen, m members) []string {
	for _, p := range op.Dispatch {
		if name := strings.ToLower(p.Name); name != "region" && name != "regionid" {
			continue
		}
		if got := carried(p, s, m); got != "" && got != region {
			return []string{fmt.Sprintf("%s is %q, and the call was to be made in %q", p.Name, got, region)}
		}
	}
	return nil
}

// readAs reads what arrived as a value of that type: JSON must have the type, the text of a query or form is read, and a
// list may be one text with JSON in it. That the endpoint reads it, too, has been seen before.
func readAs(t contract.Type, v any) (any, bool) {
	switch x := v.(type) {
	case reference.Text:
		return readText(t, string(x))
	case []any:
		list := make([]any, len(x))
		for i, item := range x {
			if text, ok := item.(reference.Text); ok {
				item = string(text)
			}
			list[i] = item
		}
		return list, t == contract.Array
	case bool:
		return x, t == contract.Boolean
	case string:
		return x, t == contract.String
	case json.Number:
		return x, t == contract.Integer || t == contract.Number
	}
	return v, false
}

func readText(t contract.Type, text string) (any, bool) {
	switch t {
	case contract.Boolean:
		return strings.EqualFold(text, "true"), strings.EqualFold(text, "true") || strings.EqualFold(text, "false")
	case contract.Integer, contract.Number:
		n, err := strconv.ParseFloat(text, 64)
		return n, err == nil
	case contract.Array:
		var list []any
		err := json.Unmarshal([]byte(text), &list)
		return list, err == nil
	}
	return text, true
}

// unset says whether anything of a parameter arrived that was not set.
func unset(p *contract.Param, m members) []string {
	if sent := m.of(p.Name); len(sent) > 0 {
		return []string{fmt.Sprintf("%s was not set, and the request has %s", p.Name, strings.Join(sent, ", "))}
	}
	return nil
}

// carried is the value of a parameter that every request has, as a header or beside the others.
func carried(p *contract.Param, s witness.Seen, m members) string {
	return cmp.Or(s.Header.Get(p.Name), m.text[p.Name], s.Header.Get("X-TC-"+p.Name), s.Header.Get("X-ACS-"+p.Name))
}

// carries says what is wrong with a parameter that every request has.
func carries(p *contract.Param, s witness.Seen, m members) []string {
	got := carried(p, s, m)
	switch {
	case got == "" && p.Required:
		return []string{"the request does not carry " + p.Name}
	case got != "" && p.Fixed != "" && got != p.Fixed:
		return []string{fmt.Sprintf("%s is %q, and %q is right", p.Name, got, p.Fixed)}
	}
	return nil
}

// mediaType compares the media type of a body with what the body is.
func mediaType(s witness.Seen) []string {
	if len(s.Body) == 0 {
		return nil
	}
	header := s.Header.Get("Content-Type")
	got, _, err := mime.ParseMediaType(header)
	want := []string{"application/x-www-form-urlencoded", "multipart/form-data"}
	if s.Encoding == contract.JSON {
		want = []string{"application/json"}
	}
	if err != nil || !slices.Contains(want, got) {
		return []string{fmt.Sprintf("the content type is %q, and the body is %s", header, strings.Join(want, " or "))}
	}
	return nil
}
