package cases

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// answers: a success is shown, in each form that is as good as another.
func (m *maker) answers() {
	m.add(sdk.KindAnswer, "content-type-parameters", "A success is shown when its content type carries a charset.", Basis{Words: basisMedia},
		Case{Script: Script{ContentType: withCharset}})
	m.add(sdk.KindAnswer, "indented", "A success is shown when its JSON has white space and another order.", Basis{Words: basisForms},
		Case{Script: Script{Indented: true}})
	m.add(sdk.KindAnswer, "chunked", "A success is shown when it arrives in chunks.", Basis{Words: "RFC 9112, section 7.1"},
		Case{Script: Script{Chunked: true}})
	p := m.op.Partial
	if p == nil {
		return
	}
	if odd, ok := m.refused(); ok {
		says := "What a success says of the resources that failed is shown."
		if p.Items != "" {
			says = "That some resources of a batch failed is an error: so says the code of the answer."
		}
		m.add(sdk.KindAnswer, "partly-failed", says, on(p.Source), Case{Given: []contract.Fixture{{}, {State: odd}}})
	}
}

// withCharset is the media type of JSON in another spelling.
const withCharset = "application/json; charset=utf-8"

// refused is a state in which the operation turns a resource down.
func (m *maker) refused() (string, bool) {
	for _, pre := range m.op.Preconditions {
		for _, s := range m.contract.Resource.States {
			if pre.State != nil && !pre.State.Has(s.Name) && s.Becomes == "" {
				return s.Name, true
			}
		}
	}
	return "", false
}

// refusals: every row of the error table is shown, with code, message and request id.
func (m *maker) refusals() {
	for _, row := range m.op.Codes {
		m.add(sdk.KindError, row.ID, fmt.Sprintf("The error %s is shown with its code, its message and the request id.", row.Code),
			on(row.Source), Case{Script: Script{Row: row, Text: "the state is odd (" + row.ID + ")"}, Repeats: repeats(row)})
	}
	m.add(sdk.KindError, "signature", "That the secret is wrong is shown with the code of the answer, its message and the request id.",
		Basis{Words: basisCommon}, Case{WrongSecret: true})
	if row := m.freeText(); row != nil {
		m.add(sdk.KindError, "message", "The message of an error is shown as it came, whatever its characters.",
			Basis{Words: "RFC 8259, section 8.1"}, Case{Script: Script{Row: row, Text: `实例 "ß" is <b>not</b> running: 50% \ done &lt;`}})
	}
}

// freeText is a row whose message the endpoint may choose; nil when the document fixes all of them.
func (m *maker) freeText() *contract.ErrorCode {
	for _, row := range m.op.Codes {
		if (row.Message == "" || row.Message == "%s") && repeats(row) == 0 {
			return row
		}
	}
	return nil
}

// ordinary is a row that blames the request or the resource, to be used where any row would do; nil when there is none.
func (m *maker) ordinary() *contract.ErrorCode {
	for _, row := range m.op.Codes {
		if repeats(row) == 0 {
			return row
		}
	}
	return nil
}

// repeats is how often a library may repeat a request that is answered with a row: as often as it likes, within bounds,
// where the row blames the server or the pace.
func repeats(row *contract.ErrorCode) int {
	blamed := func(t *contract.Trigger) bool { return t.Rate != "" || t.Trait == traitInternal }
	if row.HTTPStatus >= http.StatusInternalServerError || row.HTTPStatus == http.StatusTooManyRequests || slices.ContainsFunc(row.When, blamed) {
		return mostRepeats
	}
	return 0
}

// traitInternal is the trait of a resource on which the server fails.
const traitInternal = "internal-error"

// refusalsIn200: where errors travel with HTTP 200, the status says nothing.
func (m *maker) refusalsIn200() {
	row := m.ordinary()
	if !m.in200() || row == nil {
		return
	}
	m.add(sdk.KindErrorIn200, "plain", "A refusal with HTTP 200 is an error.", Basis{Words: basisCommon}, Case{Script: Script{Row: row}})
	m.add(sdk.KindErrorIn200, "content-type-parameters", "A refusal with HTTP 200 is an error when its content type carries a charset, too.",
		Basis{Words: basisMedia}, Case{Script: Script{Row: row, ContentType: withCharset}})
	m.add(sdk.KindErrorIn200, "content-type-letters", "A refusal with HTTP 200 is an error when its content type is written in capitals, too.",
		Basis{Words: basisMedia}, Case{Script: Script{Row: row, ContentType: "Application/JSON"}})
}

// unknown: what no document names does no harm.
func (m *maker) unknown() {
	basis := Basis{Words: basisGrowth}
	m.add(sdk.KindUnknown, "fields", "A success with members of every type that no document names is shown like one without.", basis,
		Case{Script: Script{Extra: true}})
	row := m.ordinary()
	if row == nil {
		return
	}
	m.add(sdk.KindUnknown, "fields-of-an-error", "An error with members that no document names is shown like one without.", basis,
		Case{Script: Script{Row: row, Extra: true}})
	m.add(sdk.KindUnknown, "code", "An error with a code that no document names is shown with that code.", basis,
		Case{Script: Script{Row: row, Code: "Surprising.NewCode"}})
}

// polling: an asynchronous operation can be followed to its end with the SDK.
func (m *maker) polling() {
	observers := m.contract.Observers()
	if len(m.op.Transitions) == 0 || len(observers) == 0 {
		return
	}
	t, see := m.op.Transitions[0], observers[0]
	look := Step{Operation: see, With: see.Observe.With}
	after := look
	after.Later = true
	m.add(sdk.KindPolling, t.ID, fmt.Sprintf("%s after %s shows %s and in the end %s.", see.ID, m.op.ID, t.Via, t.To), on(t.Source),
		Case{Steps: []Step{{Operation: m.op}, look, after}, Look: Look{Values: true}})
}

// throttling: being throttled is an error, or is repeated until the call comes through.
func (m *maker) throttling() {
	row := m.rateRow()
	if row == nil {
		return
	}
	m.add(sdk.KindThrottling, "always", fmt.Sprintf("When every request is throttled, %s is shown in the end, after at most %d requests.", row.Code, 1+mostRepeats),
		on(row.Source), Case{Script: Script{Row: row}, Repeats: mostRepeats})
	m.add(sdk.KindThrottling, "once", "When the first request is throttled, that is shown, or the request is repeated and its success is shown.",
		on(row.Source), Case{Script: Script{Row: row, First: 1}, Repeats: 1})
}

// mostRepeats is how often a library may repeat a request that was throttled or answered with nonsense.
const mostRepeats = 9

// rateRow is how the operation answers too many requests; nil when nothing says it.
func (m *maker) rateRow() *contract.ErrorCode {
	for _, rows := range [][]*contract.ErrorCode{m.op.Codes, m.contract.CommonCodes} {
		for _, row := range rows {
			for _, t := range row.When {
				if t.Rate != "" {
					return row
				}
			}
		}
	}
	return nil
}

// broken: an answer that is none is an error. Whether it is asked for again is the library's affair, within bounds.
func (m *maker) broken() {
	for _, b := range []struct {
		how   Broken
		says  string
		basis string
	}{
		{Short, "An answer of fewer bytes than it announces is an error, though its JSON is whole.", basisHTTP},
		{Trailing, "JSON with other text behind it is an error.", basisJSON},
		{Failing, "JSON without a code is an error when it comes with HTTP 500.", basisStatus},
		{Truncated, "JSON that ends in the middle is an error.", basisJSON},
		{CutOff, "An answer whose connection ends in the middle is an error.", basisHTTP},
		{Dropped, "A connection that ends without an answer is an error.", basisHTTP},
		{Page, "A web page with HTTP 200 is an error.", basisJSON},
		{MistypedPage, "A web page with HTTP 200 is an error when its content type says JSON, too.", basisJSON},
		{BadGate, "A web page with HTTP 502 is an error.", basisJSON},
		{Empty, "An empty answer with HTTP 200 is an error.", basisJSON},
		{Null, "The JSON null with HTTP 200 is an error.", basisEnvelope},
		{List, "A JSON list with HTTP 200 is an error.", basisEnvelope},
		{NoEnvelope, "A JSON object with HTTP 200 that lacks the envelope is an error.", basisEnvelope},
	} {
		if b.how == NoEnvelope && m.contract.Envelope.Payload == "" {
			continue // such an object could be a success whose fields are all left out
		}
		basis := Basis{Words: b.basis}
		if id := m.contract.RequestID; b.basis == basisEnvelope && id != nil && len(id.Source.Lines) > 0 {
			basis = on(id.Source) // every answer has a request id, so it is an object
		}
		m.add(sdk.KindBrokenReply, string(b.how), b.says, basis, Case{Script: Script{Broken: b.how}, Repeats: mostRepeats})
	}
}
