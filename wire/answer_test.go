package wire_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/wire"
)

// answerCase is one answer and what the caller gets: the output as JSON, or the error as [describe] writes it.
type answerCase struct {
	name   string
	status int
	body   string
	want   string
}

// answers runs the cases against one API with outputs of type Out.
func answers[Out any](t *testing.T, api wire.API, operation string, cases []answerCase, opts ...wire.Option) {
	t.Helper()
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			conn := dial(t, api, config(&stub{status: tt.status, contentType: "application/json", body: tt.body}))
			out, err := wire.Call[Out](context.Background(), conn, operation, nil, opts...)
			got := describe(err)
			if err == nil {
				raw, err := json.Marshal(out)
				if err != nil {
					t.Fatal(err)
				}
				got = string(raw)
			}
			if got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}

// describe writes an error with everything but the parts that are the same in all cases.
func describe(err error) string {
	var refused *wire.Error
	var illegal *wire.AnswerError
	switch {
	case errors.As(err, &refused):
		text := fmt.Sprintf("refused %d %s %d %q %s", refused.HTTPStatus, refused.Code, refused.Number, refused.Message,
			refused.RequestID)
		if refused.Items != nil {
			text += fmt.Sprint(" ", refused.Items)
		}
		return text
	case errors.As(err, &illegal):
		return "illegal: " + illegal.Reason
	}
	return fmt.Sprint(err)
}

func TestZenlayerAnswers(t *testing.T) {
	answers[zenlayerStopOutput](t, zenlayerAPI, "StopInstances", []answerCase{
		{"success", 200, `{"requestId":"T1","response":{"requestId":"T1","instanceIds":["i-1"]}}`, `{"requestId":"T1","instanceIds":["i-1"]}`},
		{"unknown members", 200, `{"requestId":"T1","response":{"requestId":"T1","more":{}},"less":1}`, `{"requestId":"T1"}`},
		{"refusal", 403, `{"requestId":"T1","code":"DENIED","message":"no"}`, `refused 403 DENIED 0 "no" T1`},
		{"refusal with 200", 200, `{"requestId":"T1","code":"DENIED","message":"no"}`, `refused 200 DENIED 0 "no" T1`},
		{"no envelope", 200, `{}`, "illegal: there is no member response"},
		{"null", 200, `null`, "illegal: want a JSON object, got null"},
		{"list", 200, `[]`, "illegal: want a JSON object, got a list"},
		{"null response", 200, `{"response":null}`, "illegal: member response: want an object, got null"},
		{"both", 200, `{"response":{},"code":"X"}`, "illegal: it has both a response and an error"},
		{"status without code", 500, `{"requestId":"T1"}`, "illegal: status 500 without a code"},
		{"accepted", 202, `{"requestId":"T1","response":{}}`, "illegal: status 202 without a code"},
		{"numeric code", 400, `{"code":7}`, "illegal: member code: want a string, got a number"},
		{"message of wrong type", 400, `{"code":"X","message":[]}`, "illegal: member message: want a string, got a list"},
		{"message alone", 400, `{"message":"no"}`, "illegal: there is a message without a code"},
		{"member of wrong type", 200, `{"response":{"instanceIds":"i-1"}}`, "illegal: member instanceIds: want []string, got string"},
		{"misspelt member", 200, `{"response":{"instanceIDs":[]}}`, "illegal: member instanceIDs: the name is spelt instanceIds"},
		{"two values", 200, `{"response":{}}{}`, "illegal: want JSON, and the body is none"},
		{"nothing", 200, ` `, "illegal: the body is empty"},
		{"page", 500, `<html>`, "illegal: want JSON, got HTML or XML"},
	})
}

func TestTencent3Answers(t *testing.T) {
	answers[requestIDOutput](t, tencent3API, "StopInstances", []answerCase{
		{"success", 200, `{"Response":{"RequestId":"r-1"}}`, `{"RequestId":"r-1"}`},
		{"refusal", 200, `{"Response":{"Error":{"Code":"A.B","Message":"m"},"RequestId":"r-1"}}`, `refused 200 A.B 0 "m" r-1`},
		{"refusal with 400", 400, `{"Response":{"Error":{"Code":"A","Message":"m"},"RequestId":"r-1"}}`, `refused 400 A 0 "m" r-1`},
		{"without envelope", 200, `{"RequestId":"r-1"}`, "illegal: there is no member Response"},
		{"legacy envelope", 200, `{"code":4100,"message":"m"}`, "illegal: there is no member Response"},
		{"envelope is text", 200, `{"Response":"ok"}`, "illegal: member Response: want an object, got a string"},
		{"refusal with more members", 200, `{"Response":{"Error":{"Code":"A","Message":"m","New":[1]},"TotalCount":0,"RequestId":"r-1"},"New":{}}`, `refused 200 A 0 "m" r-1`},
		{"null error", 200, `{"Response":{"Error":null}}`, "illegal: member Response.Error: want an object, got null"},
		{"empty error", 200, `{"Response":{"Error":{}}}`, "illegal: member Response.Error has no Code"},
		{"numeric code", 200, `{"Response":{"Error":{"Code":1}}}`, "illegal: member Response.Error.Code: want a string, got a number"},
		{"numeric message", 200, `{"Response":{"Error":{"Code":"A","Message":1}}}`, "illegal: member Response.Error.Message: want a string, got a number"},
		{"success with 500", 500, `{"Response":{"RequestId":"r-1"}}`, "illegal: status 500 without an error"},
	})
}

func TestTencent2Answers(t *testing.T) {
	const state = "OperationConstraints.InvaildInstanceStatus"
	answers[legacyStopOutput](t, tencent2API, "StopInstances", []answerCase{
		{"success", 200, `{"code":0,"message":"","codeDesc":"Success","detail":{"i":{"code":0,"message":"","requestId":"12"}}}`,
			`{"code":0,"message":"","detail":{"i":{"code":0,"message":"","requestId":"12"}}}`},
		{"success in other types", 200, `{"code":"0","message":"ok","detail":{"i":{"code":"0","message":"","requestId":12}}}`,
			`{"code":0,"message":"ok","detail":{"i":{"code":0,"message":"","requestId":"12"}}}`},
		{"code is an int", 200, `{"code":4000,"message":"(100004)bad","codeDesc":"InvalidParameter"}`, `refused 200 InvalidParameter 4000 "(100004)bad" `},
		{"code is a string", 200, `{"code":"5100","message":"failed"}`, `refused 200 5100 5100 "failed" `},
		{"symbol in message", 200, `{"code":5100,"message":"(9) ` + state + `: no"}`, `refused 200 ` + state + ` 5100 "(9) ` + state + `: no" `},
		{"symbol in an item's message", 200, `{"code":5400,"message":"m","detail":{"b":{"code":9,"message":"` + state + `","requestId":7},"a":{"code":0,"message":""}}}`,
			`refused 200 ` + state + ` 5400 "m"  map[a:{ 0  } b:{` + state + ` 9 ` + state + ` 7}]`},
		{"symbol as an item's code", 200, `{"code":5100,"message":"m","detail":{"b":{"code":"` + state + `"}}}`,
			`refused 200 ` + state + ` 5100 "m"  map[b:{` + state + ` 0  }]`},
		{"symbol as an item's codeDesc", 200, `{"code":5100,"message":"m","codeDesc":"Failed","detail":{"b":{"code":9,"codeDesc":"X"}}}`,
			`refused 200 Failed 5100 "m"  map[b:{X 9  }]`},
		{"item with a number only", 200, `{"code":5100,"message":"m","detail":{"b":{"code":"9"}}}`, `refused 200 5100 5100 "m"  map[b:{9 9  }]`},
		{"success and an empty PHP array", 200, `{"code":0,"message":"","detail":[]}`, `{"code":0,"message":"","detail":{}}`},
		{"empty PHP array", 200, `{"code":5100,"message":"m","detail":[]}`, `refused 200 5100 5100 "m" `},
		{"detail of wrong type", 200, `{"code":0,"detail":{"i":7}}`, "illegal: member detail.i: want an object, got a number"},
		{"item without code", 200, `{"code":5100,"detail":{"i":{}}}`, "illegal: member detail.i.code: want a number or a string, got nothing"},
		{"no code", 200, `{}`, "illegal: there is no member code"},
		{"code of wrong type", 200, `{"code":true}`, "illegal: member code: want a number, got a boolean"},
		{"code is no number", 200, `{"code":"A"}`, "illegal: member code: want a number, got a string"},
		{"code with fraction", 200, `{"code":0.5}`, "illegal: member code: want a number, got a number"},
		{"contradiction", 200, `{"code":0,"codeDesc":"AuthFailure"}`, `illegal: code 0 and codeDesc "AuthFailure" contradict each other`},
		{"contradiction the other way", 200, `{"code":4000,"codeDesc":"Success"}`, `illegal: code 4000 and codeDesc "Success" contradict each other`},
		{"success with 500", 500, `{"code":0}`, "illegal: status 500 with code 0"},
	})
}

func TestAlibabaAnswersInJSON(t *testing.T) {
	answers[requestIDOutput](t, alibabaAPI, "StopInstance", []answerCase{
		{"success", 200, `{"RequestId":"R"}`, `{"RequestId":"R"}`},
		{"success with code", 200, `{"RequestId":"R","Code":200}`, `{"RequestId":"R"}`},
		{"refusal", 403, `{"RequestId":"R","HostId":"h","Code":"Incorrect","Message":"m"}`, `refused 403 Incorrect 0 "m" R`},
		{"refusal with 200", 200, `{"RequestId":"R","Code":"Incorrect"}`, `refused 200 Incorrect 0 "" R`},
		{"refusal in XML", 400, `<Error><RequestId>R</RequestId><Code>C</Code><Message>m</Message></Error>`, `refused 400 C 0 "m" R`},
		{"success in XML", 200, `<StopInstanceResponse><RequestId>R</RequestId></StopInstanceResponse>`, "illegal: asked for json, got xml"},
		{"status without code", 404, `{"RequestId":"R"}`, "illegal: status 404 without an error code"},
		{"status with code of success", 404, `{"RequestId":"R","Code":"OK"}`, "illegal: status 404 without an error code"},
		{"code of wrong type", 400, `{"Code":null}`, "illegal: member Code: want a string, got null"},
		{"message of wrong type", 400, `{"Code":"C","Message":1}`, "illegal: member Message: want a string, got a number"},
		{"page", 500, `<!DOCTYPE html><html><body>oops</body></html>`, "illegal: the root element is html, want StopInstanceResponse or Error"},
	})
}

func TestAlibabaAnswersInXML(t *testing.T) {
	const head = `<?xml version="1.0" encoding="UTF-8"?>`
	answers[ecsStatusOutput](t, alibabaAPI, "Describe", []answerCase{
		{"success", 200, head + "\n<DescribeResponse><RequestId>R</RequestId><TotalCount>1</TotalCount><InstanceStatuses><InstanceStatus>" +
			"<InstanceId>i</InstanceId><Status>Running</Status></InstanceStatus></InstanceStatuses></DescribeResponse>\n",
			`{"RequestId":"R","TotalCount":1,"InstanceStatuses":{"InstanceStatus":[{"InstanceId":"i","Status":"Running"}]}}`},
		{"refusal", 403, head + `<Error><RequestId>R</RequestId><HostId>h</HostId><Code>C</Code><Message>m</Message></Error>`, `refused 403 C 0 "m" R`},
		{"success in JSON", 200, `{"RequestId":"R"}`, "illegal: asked for xml, got json"},
		{"error without code", 403, `<Error><RequestId>R</RequestId></Error>`, `illegal: the root element Error has code ""`},
		{"error with a code of success", 200, `<Error><RequestId>R</RequestId><Code>OK</Code></Error>`, `illegal: the root element Error has code "OK"`},
		{"error in the root of success", 500, `<DescribeResponse><RequestId>R</RequestId><Code>C</Code></DescribeResponse>`, `refused 500 C 0 "" R`},
		{"success with 500", 500, `<DescribeResponse><RequestId>R</RequestId></DescribeResponse>`, "illegal: status 500 without an error code"},
		{"answer of another operation", 200, `<StopResponse/>`, "illegal: the root element is StopResponse, want DescribeResponse or Error"},
		{"two roots", 200, `<DescribeResponse/><Error/>`, "illegal: a second root element Error follows DescribeResponse"},
		{"text behind", 200, `<DescribeResponse/>x`, "illegal: there is text outside the root element"},
		{"half", 200, `<DescribeResponse><RequestId>`, "illegal: want XML, and the body is none: XML syntax error on line 1: unexpected EOF"},
		{"member of wrong type", 200, `<DescribeResponse><RequestId>R</RequestId><TotalCount>many</TotalCount></DescribeResponse>`,
			`illegal: the payload does not fit the output: strconv.ParseInt: parsing "many": invalid syntax`},
	}, wire.Accept(wire.FormatXML))
}

func TestAlibabaTakesAnyFormatWhenTheCallAsksForNone(t *testing.T) {
	answers[requestIDOutput](t, alibabaAPI, "StopInstance", []answerCase{
		{"xml", 200, `<StopInstanceResponse><RequestId>R</RequestId></StopInstanceResponse>`, `{"RequestId":"R"}`},
		{"json", 200, `{"RequestId":"R"}`, `{"RequestId":"R"}`},
	}, wire.Omit("Format"))
}

func TestMisspeltMembersAreFoundAtAnyDepth(t *testing.T) {
	answers[ecsStatusOutput](t, alibabaAPI, "Describe", []answerCase{
		{"in a list", 200, `{"RequestId":"R","InstanceStatuses":{"InstanceStatus":[{"Status":"a"},{"status":"b"}]}}`,
			"illegal: member InstanceStatuses.InstanceStatus.status: the name is spelt Status"},
		{"in an object", 200, `{"RequestId":"R","InstanceStatuses":{"instanceStatus":[]}}`,
			"illegal: member InstanceStatuses.instanceStatus: the name is spelt InstanceStatus"},
	})
	answers[legacyStopOutput](t, tencent2API, "StopInstances", []answerCase{
		{"in a map", 200, `{"code":0,"detail":{"i":{"Code":0}}}`, "illegal: member detail.i.Code: the name is spelt code"},
	})
}

func TestCodesMatchWithErrorsIs(t *testing.T) {
	const missing = wire.Code("MissingParameter")
	err := error(&wire.Error{API: "a", Operation: "o", Code: missing, Number: 3, Message: "m", RequestID: "r", HTTPStatus: 200,
		Items: map[string]wire.Item{"i": {}}})
	if !errors.Is(fmt.Errorf("stop: %w", err), missing) {
		t.Error("the own code does not match")
	}
	if errors.Is(err, wire.Code("Missing")) || errors.Is(err, errors.New("MissingParameter")) {
		t.Error("another code or error matches")
	}
	if want := "a o: MissingParameter: m (http 200, number 3, request r, 1 items)"; err.Error() != want {
		t.Errorf("text is %q, want %q", err, want)
	}
}

func TestErrorsShowNoSecretsAndLittleBody(t *testing.T) {
	long := "<html>\n\x00" + testSecret + " " + testBearer + " " + strings.Repeat("é", 500)
	conn := dial(t, zenlayerAPI, config(&stub{status: 502, contentType: "text/html", body: long}))
	_, err := wire.Call[zenlayerStopOutput](context.Background(), conn, "StopInstances", nil)
	var illegal *wire.AnswerError
	if !errors.As(err, &illegal) {
		t.Fatalf("error is %v", err)
	}
	if !strings.HasPrefix(illegal.Excerpt, "<html> [redacted] [redacted] é") || len(illegal.Excerpt) > 170 {
		t.Errorf("excerpt of %d bytes is %q", len(illegal.Excerpt), illegal.Excerpt)
	}
	want := `zenlayer-zec StopInstances: illegal answer: want JSON, got HTML or XML (http 502, content type "text/html"): <html> [red`
	if !strings.HasPrefix(err.Error(), want) {
		t.Errorf("text is %q", err)
	}
	echo := `{"code":"X","message":"your key ` + testSecret + `"}`
	conn = dial(t, zenlayerAPI, config(&stub{status: 401, body: echo}))
	_, err = wire.Call[zenlayerStopOutput](context.Background(), conn, "StopInstances", nil)
	if got, want := describe(err), `refused 401 X 0 "your key [redacted]" `; got != want {
		t.Errorf("error is %s, want %s", got, want)
	}
}

func TestCaptureKeepsWhatCameBack(t *testing.T) {
	tests := []struct {
		name, body string
		status     int
		want       wire.Meta
	}{
		{"success", `{"requestId":"outer","response":{"requestId":"inner"}}`, 200, wire.Meta{RequestID: "inner", OuterRequestID: "outer", Format: wire.FormatJSON}},
		{"refusal", `{"requestId":"outer","code":"X"}`, 400, wire.Meta{RequestID: "outer", OuterRequestID: "outer", Format: wire.FormatJSON}},
		{"nonsense", `?`, 500, wire.Meta{}},
		{"too large", strings.Repeat(" ", 100), 200, wire.Meta{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cfg := config(&stub{status: tt.status, contentType: "text/plain; x=y", body: tt.body})
			cfg.MaxAnswer = 64
			var m wire.Meta
			_, err := wire.Call[zenlayerStopOutput](context.Background(), dial(t, zenlayerAPI, cfg), "StopInstances", nil, wire.Capture(&m))
			if (err == nil) != (tt.name == "success") {
				t.Errorf("error is %v", err)
			}
			if m.RequestID != tt.want.RequestID || m.OuterRequestID != tt.want.OuterRequestID || m.Format != tt.want.Format {
				t.Errorf("ids %q and %q, format %q", m.RequestID, m.OuterRequestID, m.Format)
			}
			if m.HTTPStatus != tt.status || m.ContentType != "text/plain; x=y" || string(m.Raw) != tt.body[:min(len(tt.body), 64)] {
				t.Errorf("status %d, content type %q, body %q", m.HTTPStatus, m.ContentType, m.Raw)
			}
		})
	}
}
