package scenario

import (
	"fmt"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// success: the smallest call, or a call that the document shows.
func (b *builder) success() {
	example, ok := b.rule.Subject.(*contract.ExampleCall)
	if !ok {
		b.add("accepted", fmt.Sprintf("accepts the smallest call and %s the %s", b.does(), b.contract.Resource.Name),
			steps([]Step{b.running(ids, 1)}, b.succeeds(ids))...)
		return
	}
	var raw []Raw
	for _, p := range b.op.Params {
		if v, ok := example.With[p.Name]; ok {
			raw = append(raw, Raw{p.Name, v})
		}
	}
	b.add("accepted", "accepts the call that the document shows",
		b.running(ids, max(1, example.Count)),
		Send{IDs: b.all(ids), Set: raw},
		See{IDs: set(ids), Verb: Reach, Args: []string{b.done}})
}

// responseSchema: the whole answer has the documented form, be it a success or an error.
func (b *builder) responseSchema() {
	if b.rule.Name == "success" {
		b.add("fields", "answers a successful call with the documented fields",
			b.running(ids, 1),
			Send{IDs: b.all(ids), Answer: []Look{{Matches, []string{SchemaSuccess}}}})
		return
	}
	b.add("fields", "answers a refused call with a code and a message",
		b.faulty(Look{Matches, []string{SchemaError}}))
}

// faulty is a call that cannot succeed and touches nothing: it names no resource.
func (b *builder) faulty(looks ...Look) Send {
	r, _ := b.violation(b.subject.Name, contract.ViolatesRequired)
	return Send{Omit: []string{b.subject.Name}, Expect: Expect{Refusal: r}, Answer: looks}
}

// requestID: there is one, it is never the same twice, and two places of it agree.
func (b *builder) requestID() {
	id := b.contract.RequestID
	switch b.rule.Name {
	case "success":
		b.add("present", "answers a successful call with a request id",
			b.running(ids, 1),
			Send{IDs: b.all(ids), Answer: []Look{{Has, []string{id.Field}}}})
	case "error":
		b.add("present", "answers a refused call with a request id",
			b.faulty(Look{Has, []string{b.contract.Envelope.RequestID}}))
	case "nested":
		b.add("equal", "gives the same request id inside and outside",
			b.running(ids, 1),
			Send{IDs: b.all(ids), Answer: []Look{{Agrees, []string{id.Outer, id.Field}}}})
	case "unique":
		b.add("success", "gives two successful calls different request ids",
			b.running(ids, 1), b.running(other, 1),
			Send{IDs: b.all(ids), Keep: "first"},
			Send{IDs: b.all(other), Answer: []Look{{Differs, []string{"first", id.Field}}}})
		first := b.faulty()
		first.Keep = "first"
		b.add("error", "gives two refused calls different request ids",
			first, b.faulty(Look{Differs, []string{"first", b.contract.Envelope.RequestID}}))
	}
}

// format: a request in each encoding works, and an answer comes in the format asked for.
func (b *builder) format() {
	switch subject := b.rule.Subject.(type) {
	case contract.Encoding:
		b.add("accepted", fmt.Sprintf("accepts a request sent as %s", subject),
			b.running(ids, 1),
			Send{IDs: b.all(ids), Encoding: subject},
			See{IDs: set(ids), Verb: Reach, Args: []string{b.done}})
	case contract.Format:
		looks := []Look{{Typed, []string{"application/json"}}}
		refused := looks
		if subject == contract.FormatXML {
			looks = []Look{{Typed, []string{"text/xml", "application/xml"}}, {Rooted, []string{b.op.ID + "Response"}}}
			refused = []Look{{Typed, []string{"text/xml", "application/xml"}}, {Rooted, []string{"Error"}}}
		}
		b.add("success", fmt.Sprintf("answers a successful call in %s when asked to", subject),
			b.running(ids, 1),
			Send{IDs: b.all(ids), Format: subject, Answer: looks})
		faulty := b.faulty(refused...)
		faulty.Format = subject
		b.add("error", fmt.Sprintf("answers a refused call in %s when asked to", subject), faulty)
	}
}
