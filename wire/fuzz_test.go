package wire_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/wire"
)

// fuzzAnswers feeds arbitrary answers to a protocol. Whatever comes, a call ends in an output that the answer vouches
// for, a refusal with a code, or an illegal answer with a reason.
func fuzzAnswers[Out any](f *testing.F, api wire.API, vouches func(wire.Meta) bool, opts ...wire.Option) {
	for _, body := range []string{
		`{"requestId":"T","response":{"requestId":"T","instanceIds":[]}}`, `{"requestId":"T","code":"X","message":"m"}`,
		`{"Response":{"RequestId":"r"}}`, `{"Response":{"Error":{"Code":"A.B","Message":"m"},"RequestId":"r"}}`,
		`{"code":0,"message":"","detail":{"i":{"code":0,"message":"","requestId":1}}}`, `{"code":"5400","detail":{"i":{"code":"A.B"}}}`,
		`{"code":0,"detail":[{"instanceId":"i","code":0},{"instanceId":"i","code":9}]}`, `{"code":5100,"detail":[{"code":9}]}`,
		`{"Response":{"requestid":1,"RequestId":null}}`, `{"requestId":[],"response":{"requestId":{}}}`, `{"error":"no"}`,
		`{"RequestId":"R","Code":"C","Message":"m"}`, `<Error><Code>C</Code></Error>`,
		`<StopInstancesResponse><RequestId>R</RequestId></StopInstancesResponse>`, `null`, `[]`, `{}`, `<html>`, ``, "\xff",
	} {
		f.Add(200, []byte(body))
		f.Add(500, []byte(body))
	}
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		conn := dial(t, api, config(&stub{status: status, body: string(body)}))
		var m wire.Meta
		_, err := wire.Call[Out](t.Context(), conn, "StopInstances", nil, append(opts, wire.Capture(&m))...)
		var refused *wire.Error
		var illegal *wire.AnswerError
		switch {
		case err == nil && (status >= 300 || !vouches(m)):
			t.Errorf("status %d and %q are taken for success", status, body)
		case err == nil:
		case errors.As(err, &refused) && refused.Code != "":
		case errors.As(err, &illegal) && illegal.Reason != "":
		default:
			t.Errorf("error is %T %v", err, err)
		}
	})
}

// holds reports whether a body is a JSON object with the member.
func holds(m wire.Meta, member string) bool {
	var object map[string]json.RawMessage
	return json.Unmarshal(m.Raw, &object) == nil && object[member] != nil
}

func FuzzZenlayerAnswer(f *testing.F) {
	fuzzAnswers[zenlayerStopOutput](f, zenlayerAPI, func(m wire.Meta) bool { return holds(m, "response") })
}

func FuzzTencent3Answer(f *testing.F) {
	fuzzAnswers[requestIDOutput](f, tencent3API, func(m wire.Meta) bool { return holds(m, "Response") })
}

func FuzzTencent2Answer(f *testing.F) {
	fuzzAnswers[legacyStopOutput](f, tencent2API, func(m wire.Meta) bool { return holds(m, "code") })
}

func FuzzAlibabaAnswer(f *testing.F) {
	sound := func(m wire.Meta) bool {
		if m.Format == wire.FormatXML {
			return bytes.Contains(m.Raw, []byte("<StopInstancesResponse")) && !bytes.HasPrefix(m.Raw, []byte("<Error"))
		}
		var top map[string]json.RawMessage
		if json.Unmarshal(m.Raw, &top) != nil {
			return false
		}
		code := strings.Trim(string(top["Code"]), `"`)
		good := slices.Contains([]string{"", "200", "OK", "Success", "success"}, code)
		return good && (m.RequestID != "" || code != "" || top["Message"] == nil && top["code"] == nil && top["error"] == nil)
	}
	fuzzAnswers[ecsStatusOutput](f, alibabaAPI, sound, wire.Omit("Format"))
}

// FuzzFlatten sends arbitrary JSON as a parameter in a query. The server must read as many leaves as the value has, each
// under the parameter's name.
func FuzzFlatten(f *testing.F) {
	for _, seed := range []string{`1e400`, `"a&b=c"`, `[1,[2,{"x":null}],"é"]`, `{"a":{"b":[true]},"":0}`, `[]`, `{"a":1,"a":2}`, `{`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		s := &stub{status: 200}
		conn := dial(t, tencent2API, config(s))
		_, err := wire.Call[struct{}](t.Context(), conn, "Stop", nil, wire.Set("p", json.RawMessage(value)))
		if !json.Valid([]byte(value)) {
			if s.calls != 0 {
				t.Fatalf("%q was sent", value)
			}
			return
		}
		if s.calls != 1 {
			t.Fatalf("%q: %v", value, err)
		}
		target, _, _ := strings.Cut(strings.TrimPrefix(s.sent, "GET "), "\n")
		sent, err := url.ParseRequestURI(target)
		if err != nil {
			t.Fatal(err)
		}
		leaves := 0
		for name, values := range sent.Query() {
			if name == "p" || strings.HasPrefix(name, "p.") {
				leaves += len(values)
			}
		}
		if want := countLeaves(t, value); leaves != want {
			t.Errorf("%q has %d leaves, sent are %d: %s", value, want, leaves, target)
		}
	})
}

// countLeaves counts the scalars of a JSON text by its tokens, names of members left out.
func countLeaves(t *testing.T, value string) int {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(value))
	d.UseNumber()
	leaves := 0
	var inObject []bool // for each open bracket
	isName := false
	for {
		token, err := d.Token()
		if err != nil {
			return leaves
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			inObject = append(inObject, token == json.Delim('{'))
			isName = token == json.Delim('{')
			continue
		case json.Delim('}'), json.Delim(']'):
			inObject = inObject[:len(inObject)-1]
		default:
			if isName {
				isName = false
				continue
			}
			leaves++
		}
		isName = len(inObject) > 0 && inObject[len(inObject)-1]
	}
}
