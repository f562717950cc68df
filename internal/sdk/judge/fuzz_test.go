package judge_test

import (
	"net/http"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/internal/sdk/cases"
	"github.com/seed-613b54dc/conformance/internal/sdk/driver"
	"github.com/seed-613b54dc/conformance/internal/sdk/judge"
	"github.com/seed-613b54dc/conformance/internal/sdk/witness"
)

// Whatever arrives and whatever a driver says of it, a case has a verdict, and a failure says why.
func FuzzJudgeOfAnyBytes(f *testing.F) {
	f.Add("/?Action=StopInstances&InstanceIds.0=a", "application/json", []byte(`{"InstanceIds":["a"],"InstanceIds":null}`), byte(0), "code", "id")
	f.Add("/%zz", "multipart/form-data; boundary=x", []byte("--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--x--"), byte(1), "", "")
	f.Add("", "application/x-www-form-urlencoded", []byte("ForceStop=&ForceStop=true&InstanceIds.9=%"), byte(2), "5100", "\xff")
	contracts, err := published()
	if err != nil {
		f.Fatal(err)
	}
	all, err := cases.Choose(contracts, nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, target, contentType string, body []byte, n byte, code, id string) {
		of := all[int(n)%len(all)]
		encoding := []contract.Encoding{contract.JSON, contract.Query, contract.Form}[int(n)%3]
		var asked []judge.Asked
		var seen []witness.Seen
		for i, step := range of.Steps {
			answer := &sdk.Answer{Output: map[string]any{"requestId": id, "list": []any{id}}}
			if len(code) > 0 {
				answer = &sdk.Answer{Error: &sdk.Error{Code: sdk.Code(code), Message: id, RequestID: id}}
			}
			asked = append(asked, judge.Asked{
				Call: sdk.Call{Operation: step.Operation.ID, Input: map[string]any{"InstanceIds": []string{id}, "ForceStop": false}}, Reply: driver.Reply{Answer: answer},
			})
			seen = append(seen, witness.Seen{
				Step: i, Method: "POST", Target: target, Header: http.Header{"Content-Type": {contentType}}, Body: body,
				Operation: step.Operation, Encoding: encoding, Sent: map[string]any{"InstanceIds": []any{id}},
				Status: 200, Doc: map[string]any{"Response": map[string]any{"RequestId": id}, "requestId": id},
			})
		}
		out := judge.Case(of, asked, seen, int(n)%2)
		switch out.Verdict {
		case sdk.Passed:
			if out.Message != "" || out.Reason != "" {
				t.Errorf("passed, and says %q", out.Message)
			}
		case sdk.Failed:
			if out.Message == "" || out.Reason == "" {
				t.Errorf("%s failed without a reason", of.ID)
			}
		default:
			t.Errorf("verdict %q", out.Verdict)
		}
	})
}
