package judge_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/reference"
	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/internal/sdk/cases"
	"github.com/seed-613b54dc/conformance/internal/sdk/driver"
	"github.com/seed-613b54dc/conformance/internal/sdk/judge"
	"github.com/seed-613b54dc/conformance/internal/sdk/witness"
	"github.com/seed-613b54dc/conformance/specs"
)

// published loads the contracts once for all tests, which do not change them.
var published = sync.OnceValues(func() ([]*contract.Contract, error) {
	contracts, found := load.All(specs.FS)
	return contracts, found.Err()
})

// find returns a case of the published contracts.
func find(t *testing.T, id string) cases.Case {
	t.Helper()
	contracts, err := published()
	if err != nil {
		t.Fatal(err)
	}
	of, err := cases.Choose(contracts, []string{id})
	if err != nil || len(of) != 1 {
		t.Fatalf("%s: %d cases, %v", id, len(of), err)
	}
	return of[0]
}

// bench is a case that went well in every respect, to be spoilt by a test.
type bench struct {
	of    cases.Case
	asked []judge.Asked
	seen  []witness.Seen
	more  int
}

// well is the case of zenlayer-zec in which forceShutdown is set to false.
func well(t *testing.T) *bench {
	of := find(t, "zenlayer-zec/StopInstances/zero/forceShutdown.false")
	of.Look, of.WireOnly = cases.Look{Values: true, Unset: true, MediaType: true}, false
	return &bench{
		of: of,
		asked: []judge.Asked{{
			Call: sdk.Call{Case: of.ID, Operation: "StopInstances", Input: map[string]any{"instanceIds": []string{"a", "b"}, "forceShutdown": false}},
			Reply: driver.Reply{Answer: &sdk.Answer{
				Output: map[string]any{"requestId": "T1", "instanceIds": []any{"b"}},
			}},
		}},
		seen: []witness.Seen{{
			Method: "POST", Target: "/api/v2/zec", Header: http.Header{"Content-Type": {"application/json; charset=utf-8"}, "X-Zc-Action": {"StopInstances"}},
			Body:      []byte(`{"instanceIds": ["a", "b"], "forceShutdown": false}`),
			Operation: of.Operation, Encoding: contract.JSON,
			Sent:   map[string]any{"instanceIds": []any{"a", "b"}, "forceShutdown": false},
			Status: 200,
			Doc:    map[string]any{"requestId": "T1", "response": map[string]any{"requestId": "T1", "instanceIds": []any{"b"}}},
		}},
	}
}

// sends replaces the body, and what the endpoint read of it.
func (b *bench) sends(t *testing.T, body string) {
	t.Helper()
	b.seen[0].Body = []byte(body)
	d := json.NewDecoder(strings.NewReader(body))
	d.UseNumber()
	sent := map[string]any{}
	if err := d.Decode(&sent); err != nil {
		t.Fatal(err)
	}
	for name, value := range sent {
		if value == nil {
			delete(sent, name)
		}
	}
	b.seen[0].Sent = sent
}

// refused makes the answer a refusal, which the SDK shows as it is.
func (b *bench) refused() *sdk.Error {
	b.seen[0].Status = 400
	b.seen[0].Doc = map[string]any{"requestId": "T1", "code": "BAD", "message": "no way"}
	e := &sdk.Error{Code: "BAD", Message: "BAD: no way (T1)", RequestID: "T1", HTTPStatus: 400}
	b.asked[0].Reply.Answer = &sdk.Answer{Error: e}
	return e
}

func TestVerdicts(t *testing.T) {
	for _, test := range []struct {
		name  string
		spoil func(t *testing.T, b *bench)
		want  sdk.Verdict
		why   sdk.Reason
		says  string // is part of the message
	}{
		{name: "all is well", spoil: func(*testing.T, *bench) {}, want: sdk.Passed},
		{"the driver crashed", func(_ *testing.T, b *bench) {
			b.asked[0].Reply = driver.Reply{Fault: sdk.ReasonCrashed, Detail: "exit status 3"}
		}, sdk.Failed, sdk.ReasonCrashed, "exit status 3"},
		{"the SDK cannot", func(_ *testing.T, b *bench) {
			b.asked[0].Reply.Answer, b.seen = &sdk.Answer{Unsupported: "no such parameter"}, nil
		}, sdk.Unsupported, "", "no such parameter"},
		{"the SDK cannot and does it all the same", func(_ *testing.T, b *bench) {
			b.asked[0].Reply.Answer = &sdk.Answer{Unsupported: "no such parameter"}
		}, sdk.Failed, sdk.ReasonResult, "1 request arrived"},
		{"nothing arrives", func(_ *testing.T, b *bench) { b.seen = nil }, sdk.Failed, sdk.ReasonNothingSent, `a success: {"instanceIds":["b"]`},
		{"it arrives twice", func(_ *testing.T, b *bench) { b.seen = append(b.seen, b.seen[0]) }, sdk.Failed, sdk.ReasonRepeated, "2 requests arrived, and at most 1 may"},
		{"a repetition is allowed", func(_ *testing.T, b *bench) { b.seen, b.of.Repeats = append(b.seen, b.seen[0]), 1 }, sdk.Passed, "", ""},

		{"false is dropped", func(t *testing.T, b *bench) { b.sends(t, `{"instanceIds":["a","b"]}`) },
			sdk.Failed, sdk.ReasonRequest, "forceShutdown was set to false, and the request does not have it"},
		{"false is null", func(t *testing.T, b *bench) { b.sends(t, `{"instanceIds":["a","b"],"forceShutdown":null}`) },
			sdk.Failed, sdk.ReasonRequest, "has it without a value (forceShutdown: null)"},
		{"false is true", func(t *testing.T, b *bench) { b.sends(t, `{"instanceIds":["a","b"],"forceShutdown":true}`) },
			sdk.Failed, sdk.ReasonRequest, "was set to false, and the request has true"},
		{"false is a text", func(t *testing.T, b *bench) { b.sends(t, `{"instanceIds":["a","b"],"forceShutdown":"false"}`) },
			sdk.Failed, sdk.ReasonRequest, `the request has "false"`},
		{"another order", func(t *testing.T, b *bench) { b.sends(t, `{"instanceIds":["b","a"],"forceShutdown":false}`) },
			sdk.Failed, sdk.ReasonRequest, `instanceIds was set to ["a","b"], and the request has ["b","a"]`},
		{"what was not set is there", func(t *testing.T, b *bench) { delete(b.asked[0].Call.Input, "forceShutdown") },
			sdk.Failed, sdk.ReasonRequest, "forceShutdown was not set, and the request has forceShutdown: false"},
		{"what was not set is null", func(t *testing.T, b *bench) {
			delete(b.asked[0].Call.Input, "forceShutdown")
			b.sends(t, `{"instanceIds":["a","b"],"forceShutdown":null}`)
		}, sdk.Failed, sdk.ReasonRequest, "forceShutdown was not set, and the request has forceShutdown: null"},
		{"further members are nobody's affair", func(t *testing.T, b *bench) {
			b.sends(t, `{"instanceIds":["a","b"],"forceShutdown":false,"clientVersion":"1"}`)
		}, sdk.Passed, "", ""},
		{"another operation", func(_ *testing.T, b *bench) { b.seen[0].Operation = b.of.Contract.Operation("DescribeInstances") },
			sdk.Failed, sdk.ReasonRequest, "it calls DescribeInstances, not StopInstances"},
		{"not signed", func(_ *testing.T, b *bench) {
			b.seen[0].Refusal = &reference.Refusal{Cause: reference.Cause{Kind: "signature", Detail: "there is no signature"}}
		}, sdk.Failed, sdk.ReasonRequest, "refuses the request (signature): there is no signature"},
		{"refused because of the instance", func(_ *testing.T, b *bench) {
			b.seen[0].Refusal = &reference.Refusal{Cause: reference.Cause{Kind: reference.KindState}}
		}, sdk.Passed, "", ""},
		{"the media type of a form", func(_ *testing.T, b *bench) {
			b.seen[0].Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}, sdk.Failed, sdk.ReasonRequest, "the body is application/json"},
		{"a common header is missing", func(_ *testing.T, b *bench) {
			b.of = find(t, "zenlayer-zec/StopInstances/common/X-ZC-Action")
			b.seen[0].Header.Del("X-ZC-Action")
		}, sdk.Failed, sdk.ReasonRequest, "the request does not carry X-ZC-Action"},

		{"the request id is lost", func(_ *testing.T, b *bench) { delete(b.asked[0].Reply.Answer.Output, "requestId") },
			sdk.Failed, sdk.ReasonResult, `the answer has requestId "T1", and the SDK does not show it`},
		{"a list is lost", func(_ *testing.T, b *bench) { b.asked[0].Reply.Answer.Output["instanceIds"] = []any{} },
			sdk.Failed, sdk.ReasonResult, `the answer has instanceIds ["b"], and the SDK shows []`},
		{"an empty list may be none", func(_ *testing.T, b *bench) {
			b.seen[0].Doc["response"].(map[string]any)["instanceIds"] = []any{}
			delete(b.asked[0].Reply.Answer.Output, "instanceIds")
		}, sdk.Passed, "", ""},
		{"a success is an error", func(_ *testing.T, b *bench) {
			b.asked[0].Reply.Answer = &sdk.Answer{Error: &sdk.Error{Message: "unknown field"}}
		}, sdk.Failed, sdk.ReasonResult, "the answer was a success, and the SDK gave an error: unknown field"},

		{"a refusal is shown", func(_ *testing.T, b *bench) { b.refused() }, sdk.Passed, "", ""},
		{"a refusal is a success", func(_ *testing.T, b *bench) {
			b.refused()
			b.asked[0].Reply.Answer = &sdk.Answer{Output: map[string]any{}}
		}, sdk.Failed, sdk.ReasonResult, "the answer refused the call with BAD, and the SDK gave a success: {}"},
		{"the code is lost", func(_ *testing.T, b *bench) { b.refused().Code = "" },
			sdk.Failed, sdk.ReasonResult, "the code of the answer is BAD, and the SDK shows none"},
		{"the message is lost", func(_ *testing.T, b *bench) { b.refused().Message = "oops" },
			sdk.Failed, sdk.ReasonResult, `the message of the answer is "no way", and the SDK shows oops`},
		{"the request id of an error is lost", func(_ *testing.T, b *bench) { b.refused().RequestID = "" },
			sdk.Failed, sdk.ReasonResult, "the request id of the answer is T1, and the SDK shows none"},
		{"the status is another", func(_ *testing.T, b *bench) { b.refused().HTTPStatus = 500 },
			sdk.Failed, sdk.ReasonResult, "the HTTP status of the answer is 400, and the SDK shows 500"},
		{"the status is not shown", func(_ *testing.T, b *bench) { b.refused().HTTPStatus = 0 }, sdk.Passed, "", ""},

		{"nonsense is a success", func(_ *testing.T, b *bench) { b.seen[0].Spoilt = true },
			sdk.Failed, sdk.ReasonResult, "the answer was no answer of this API"},
		{"nonsense is an error", func(_ *testing.T, b *bench) {
			b.seen[0].Spoilt = true
			b.asked[0].Reply.Answer = &sdk.Answer{Error: &sdk.Error{}}
		}, sdk.Passed, "", ""},
		{"the last answer counts", func(_ *testing.T, b *bench) {
			first := b.seen[0]
			first.Status, first.Doc = 429, map[string]any{"requestId": "T0", "code": "SLOW", "message": "slow down"}
			b.seen, b.of.Repeats = append([]witness.Seen{first}, b.seen...), 1
		}, sdk.Passed, "", ""},
		{"only the wire counts", func(_ *testing.T, b *bench) {
			b.of.WireOnly = true
			b.asked[0].Reply.Answer.Output = nil
		}, sdk.Passed, "", ""},
		{"only the wire counts, and a refusal is shown in any way", func(_ *testing.T, b *bench) {
			b.refused().Code = ""
			b.of.WireOnly = true
		}, sdk.Passed, "", ""},
		{"only the wire counts, but a success is no error", func(_ *testing.T, b *bench) {
			b.of.WireOnly = true
			b.asked[0].Reply.Answer = &sdk.Answer{Error: &sdk.Error{Message: "too many"}}
		}, sdk.Failed, sdk.ReasonResult, "the answer was a success, and the SDK gave an error: too many"},
		{"more requests than are kept", func(_ *testing.T, b *bench) { b.more = 7 }, sdk.Failed, sdk.ReasonRepeated, "8 requests arrived"},
		{"beside the body there is a query", func(_ *testing.T, b *bench) {
			delete(b.asked[0].Call.Input, "forceShutdown")
			b.seen[0].Body = []byte(`{"instanceIds":["a","b"]}`)
			b.seen[0].Target += "?forceShutdown=true"
		}, sdk.Failed, sdk.ReasonRequest, "forceShutdown was not set, and the request has forceShutdown=true"},
		{"a member twice", func(_ *testing.T, b *bench) {
			b.seen[0].Body = []byte(`{"instanceIds":["a","b"],"forceShutdown":true,"forceShutdown":false}`)
		}, sdk.Failed, sdk.ReasonRequest, "forceShutdown is 2 times in the request: forceShutdown: true, forceShutdown: false"},
		{"a long list in another order says where", func(t *testing.T, b *bench) {
			b.asked[0].Call.Input["instanceIds"] = []string{"a", "b", "c"}
			b.sends(t, `{"instanceIds":["a","c"],"forceShutdown":false}`)
		}, sdk.Failed, sdk.ReasonRequest, "3 elements were set and 2 arrived; they part at element 2"},
		{"the SDK refuses a text by itself", func(_ *testing.T, b *bench) {
			b.of.Kind, b.seen = sdk.KindText, nil
			b.asked[0].Reply.Answer = &sdk.Answer{Error: &sdk.Error{Message: "no id"}}
		}, sdk.Unsupported, "", "does not send such a text: it gave an error: no id"},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := well(t)
			test.spoil(t, b)
			got := judge.Case(b.of, b.asked, b.seen, b.more)
			if got.Verdict != test.want || got.Reason != test.why || !strings.Contains(got.Message, test.says) {
				t.Errorf("%s, %s: %s\nwant %s, %s: …%s…", got.Verdict, got.Reason, got.Message, test.want, test.why, test.says)
			}
			if got.Verdict == sdk.Passed && got.Message != "" {
				t.Errorf("a case that passed says %q", got.Message)
			}
		})
	}
}

// XML has texts alone: a client that reads it without a schema shows "1" for 1.
func TestOfAnAnswerInXMLTextsAreEnough(t *testing.T) {
	of := find(t, "alibaba-ecs/StopInstance/polling/stop")
	see := of.Steps[1].Operation
	doc := map[string]any{"TotalCount": 1, "InstanceStatuses": map[string]any{"InstanceStatus": []any{map[string]any{"InstanceId": "i", "Status": "Stopping"}}}}
	for contentType, want := range map[string]sdk.Verdict{"text/xml": sdk.Passed, "application/json": sdk.Failed} {
		seen := witness.Seen{
			Method: "GET", Target: "/?InstanceId.1=i", Header: http.Header{}, Operation: see, Encoding: contract.Query,
			Sent: map[string]any{"InstanceId": []any{reference.Text("i")}}, Status: 200, Doc: doc, SentHeader: http.Header{"Content-Type": {contentType}},
		}
		output := map[string]any{"TotalCount": "1", "InstanceStatuses": doc["InstanceStatuses"]}
		asked := []judge.Asked{{
			Call:  sdk.Call{Input: map[string]any{"InstanceId": []string{"i"}}},
			Reply: driver.Reply{Answer: &sdk.Answer{Output: output}},
		}}
		one := of
		one.Steps = of.Steps[1:2]
		if got := judge.Case(one, asked, []witness.Seen{seen}, 0); got.Verdict != want {
			t.Errorf("%s: %s: %s", contentType, got.Verdict, got.Message)
		}
	}
}

func TestOneVendorsErrorsHaveANumberAndAName(t *testing.T) {
	of := find(t, "tencent-cvm-v2/StopInstances/error-in-200/plain")
	seen := witness.Seen{
		Method: "GET", Target: "/v2/index.php?Action=StopInstances&instanceIds.0=a", Header: http.Header{},
		Operation: of.Operation, Encoding: contract.Query, Sent: map[string]any{"instanceIds": []any{reference.Text("a")}}, Status: 200,
		Doc: map[string]any{"code": 5100, "codeDesc": "Odd", "message": "(5100)odd"},
	}
	for code, want := range map[sdk.Code]sdk.Verdict{"5100": sdk.Passed, "Odd": sdk.Passed, "4000": sdk.Failed, "": sdk.Failed} {
		asked := []judge.Asked{{
			Call:  sdk.Call{Input: map[string]any{"instanceIds": []string{"a"}}},
			Reply: driver.Reply{Answer: &sdk.Answer{Error: &sdk.Error{Code: code, Message: "(5100)odd"}}},
		}}
		if got := judge.Case(of, asked, []witness.Seen{seen}, 0); got.Verdict != want {
			t.Errorf("code %q: %s: %s", code, got.Verdict, got.Message)
		}
	}
}

// A list in a query has one member for each element, or is one text with JSON in it, as the API has it.
func TestListsInAQueryTravelAsTheAPIHasThem(t *testing.T) {
	indexed := find(t, "tencent-cvm-v3/StopInstances/list/InstanceIds.1")
	for query, want := range map[string]sdk.Verdict{
		"InstanceIds.0=a&InstanceIds.1=b":                sdk.Passed,
		"InstanceIds.1=a&InstanceIds.2=b":                sdk.Passed,
		"InstanceIds.0=a&InstanceIds.2=b":                sdk.Failed,
		"InstanceIds.0=a&InstanceIds.1=b&InstanceIds=c":  sdk.Passed, // as nobody reads it, it is nobody's affair
		"InstanceIds=%5B%22a%22%2C%22b%22%5D":            sdk.Failed,
		"InstanceIds.0=a&InstanceIds.1=b&Region=there":   sdk.Failed,
		"InstanceIds.0=a&InstanceIds.1=b&Region=region1": sdk.Passed,
	} {
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		sent := []any{reference.Text("a"), reference.Text("b")}
		seen := witness.Seen{
			Method: "GET", Target: "/?" + query, Header: http.Header{}, Operation: indexed.Operation, Encoding: contract.Query, Status: 200,
			Sent: map[string]any{"InstanceIds": sent}, Doc: map[string]any{"Response": map[string]any{}},
		}
		if !values.Has("InstanceIds.1") {
			seen.Sent["InstanceIds"] = reference.Text(values.Get("InstanceIds"))
		}
		asked := []judge.Asked{{
			Call:  sdk.Call{Region: "region1", Input: map[string]any{"InstanceIds": []string{"a", "b"}}},
			Reply: driver.Reply{Answer: &sdk.Answer{Output: map[string]any{}}},
		}}
		if got := judge.Case(indexed, asked, []witness.Seen{seen}, 0); got.Verdict != want {
			t.Errorf("%s: %s: %s", query, got.Verdict, got.Message)
		}
	}
}

func TestDifferentCallsHaveDifferentNonces(t *testing.T) {
	of := find(t, "alibaba-ecs/StopInstance/polling/stop")
	for second, want := range map[string]sdk.Verdict{"n1": sdk.Failed, "n2": sdk.Passed} {
		var asked []judge.Asked
		var seen []witness.Seen
		for i, nonce := range []string{"n1", second, "n3"} {
			op := of.Steps[i].Operation
			input, doc := map[string]any{"InstanceId": "i"}, map[string]any{"RequestId": "R"}
			sent, target := map[string]any{"InstanceId": reference.Text("i")}, "/?InstanceId=i&SignatureNonce="+nonce
			if op.Observe != nil {
				input["InstanceId"], sent["InstanceId"] = []string{"i"}, []any{reference.Text("i")}
				target = "/?InstanceId.1=i&SignatureNonce=" + nonce
			}
			asked = append(asked, judge.Asked{
				Call: sdk.Call{Input: input}, Reply: driver.Reply{Answer: &sdk.Answer{Output: doc}},
			})
			seen = append(seen, witness.Seen{
				Step: i, Method: "GET", Target: target, Header: http.Header{}, Operation: op, Encoding: contract.Query, Sent: sent, Status: 200, Doc: doc,
			})
		}
		if got := judge.Case(of, asked, seen, 0); got.Verdict != want {
			t.Errorf("second nonce %s: %s: %s", second, got.Verdict, got.Message)
		}
	}
}

// Query and form have no types, and vendors' clients spell booleans in many ways.
func TestTextsOfAQueryAreReadAsTheirType(t *testing.T) {
	of := find(t, "alibaba-ecs/StopInstance/zero/ForceStop.false")
	for text, want := range map[string]sdk.Verdict{"false": sdk.Passed, "False": sdk.Passed, "FALSE": sdk.Passed, "true": sdk.Failed, "no": sdk.Failed} {
		seen := witness.Seen{
			Method: "GET", Target: "/?Action=StopInstance&InstanceId=i&ForceStop=" + text, Header: http.Header{},
			Operation: of.Operation, Encoding: contract.Query, Status: 200, Doc: map[string]any{"RequestId": "R"},
			Sent: map[string]any{"InstanceId": reference.Text("i"), "ForceStop": reference.Text(text)},
		}
		asked := []judge.Asked{{
			Call:  sdk.Call{Input: map[string]any{"InstanceId": "i", "ForceStop": false}},
			Reply: driver.Reply{Answer: &sdk.Answer{Output: map[string]any{"RequestId": "R"}}},
		}}
		if got := judge.Case(of, asked, []witness.Seen{seen}, 0); got.Verdict != want {
			t.Errorf("ForceStop=%s: %s: %s", text, got.Verdict, got.Message)
		}
	}
}
