package wire_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/wire"
)

// Answers of each API with a place for the member of the request id, which goes by the name.
var identified = []struct {
	api              wire.API
	name             string
	success, refusal string
}{
	{zenlayerAPI, "requestId", `{ID"response":{ID"x":1}}`, `{ID"code":"C"}`},
	{tencent3API, "RequestId", `{"Response":{ID"x":1}}`, `{"Response":{ID"Error":{"Code":"C"}}}`},
	{tencent2API, "requestId", `{"code":0,"detail":{"i":{ID"code":0}}}`, `{ID"code":9,"codeDesc":"C"}`},
	{alibabaAPI, "RequestId", `{ID"x":1}`, `{ID"Code":"C"}`},
}

// anyID decodes the request id of every API, wherever it lies.
type anyID struct {
	Upper  string                  `json:"RequestId"`
	Lower  string                  `json:"requestId"`
	Detail map[string]legacyDetail `json:"detail"`
}

func TestRequestIDsAreNotHeldAgainstAnAnswer(t *testing.T) {
	tests := []struct{ name, member, want string }{
		{"sound", `"NAME":"r-1",`, "r-1"},
		{"missing", ``, ""},
		{"empty", `"NAME":"",`, ""},
		{"null", `"NAME":null,`, ""},
		{"a number", `"NAME":17,`, "17"},
		{"a boolean", `"NAME":true,`, ""},
		{"an object", `"NAME":{"a":[1]},`, ""},
		{"a list", `"NAME":["r-1"],`, ""},
		{"misspelt", `"REQUESTid":"r-1",`, ""},
		{"misspelt and of another type", `"REQUESTid":[1],`, ""},
		{"misspelt beside a sound one", `"NAME":"r-1","REQUESTid":1,`, "r-1"},
		{"twice", `"NAME":"r-1","NAME":2,`, "2"},
	}
	for _, id := range identified {
		for _, tt := range tests {
			t.Run(id.api.ID+" "+tt.name, func(t *testing.T) {
				member := strings.ReplaceAll(tt.member, "NAME", id.name)
				checkID(t, id.api, strings.ReplaceAll(id.success, "ID", member), tt.want)
				checkRefusal(t, id.api, strings.ReplaceAll(id.refusal, "ID", member), tt.want)
			})
		}
	}
}

// checkID makes a call that is answered with the body, and looks for the id in the output and in what was captured.
func checkID(t *testing.T, api wire.API, body, want string) {
	t.Helper()
	var m wire.Meta
	conn := dial(t, api, config(&stub{status: 200, body: body}))
	out, err := wire.Call[anyID](t.Context(), conn, "StopInstances", nil, wire.Capture(&m))
	if err != nil {
		t.Errorf("%s: %v", body, err)
		return
	}
	if got := out.Upper + out.Lower + out.Detail["i"].RequestID; got != want {
		t.Errorf("%s: the id in the output is %q, want %q", body, got, want)
	}
	if api.Protocol != wire.Tencent2 && m.RequestID != want { // legacy Tencent answers have ids of tasks only
		t.Errorf("%s: the captured id is %q, want %q", body, m.RequestID, want)
	}
}

func checkRefusal(t *testing.T, api wire.API, body, want string) {
	t.Helper()
	conn := dial(t, api, config(&stub{status: 400, body: body}))
	_, err := wire.Call[anyID](t.Context(), conn, "StopInstances", nil)
	var refused *wire.Error
	if !errors.As(err, &refused) || refused.Code != "C" {
		t.Errorf("%s: error is %v, want refusal C", body, err)
		return
	}
	if api.Protocol != wire.Tencent2 && refused.RequestID != want {
		t.Errorf("%s: the id of the refusal is %q, want %q", body, refused.RequestID, want)
	}
}

func TestAnswersWithoutRequestIDMustNotLookLikeErrors(t *testing.T) {
	answers[requestIDOutput](t, alibabaAPI, "StopInstance", []answerCase{
		{"nothing in it", 200, `{}`, `{"RequestId":""}`},
		{"a code of success", 200, `{"Code":"OK","Message":"done"}`, `{"RequestId":""}`},
		{"another API's refusal", 200, `{"code":4100,"message":"m"}`, "illegal: there is no RequestId, and member code is no sign of success"},
		{"a gateway's error", 200, `{"Error":"no"}`, "illegal: there is no RequestId, and member Error is no sign of success"},
		{"another API's envelope", 200, `{"Response":{}}`, "illegal: there is no RequestId, and member Response is no sign of success"},
		{"a message alone", 200, `{"Message":"no"}`, "illegal: there is no RequestId, and member Message is no sign of success"},
		{"an empty code", 200, `{"Code":"","Message":""}`, "illegal: there is no RequestId, and member Code is no sign of success"},
		{"an id", 200, `{"RequestId":"R","Message":"done"}`, `{"RequestId":"R"}`},
		{"status", 404, `{}`, "illegal: status 404 without an error code"},
	})
	answers[requestIDOutput](t, alibabaAPI, "StopInstance", []answerCase{
		{"nothing in it", 200, `<StopInstanceResponse/>`, `{"RequestId":""}`},
		{"an error inside", 200, `<StopInstanceResponse><Error><Code>C</Code></Error></StopInstanceResponse>`,
			"illegal: there is no RequestId, and member Error is no sign of success"},
		{"a message alone", 200, `<StopInstanceResponse><Message>no</Message></StopInstanceResponse>`,
			"illegal: there is no RequestId, and member Message is no sign of success"},
		{"a refusal", 400, `<Error><Code>C</Code><Message>m</Message></Error>`, `refused 400 C 0 "m" `},
	}, wire.Accept(wire.FormatXML))
}
