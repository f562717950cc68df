package matrix

import (
	"fmt"
	"strings"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// sampleSDKs are ours, three official ones of two vendors, and one that could not be installed; not in order.
func sampleSDKs() []sdk.SDK {
	return []sdk.SDK{
		{Name: "zenlayer-python", Title: "Zenlayer SDK for Python", Package: "zenlayercloud-sdk-python", Version: "2.0.1", Language: "Python",
			Official: true, APIs: []string{"zenlayer-zec", "zenlayer-vm"}, Status: sdk.NotRun,
			Reason: `the step ".venv/bin/pip install -r requirements.txt": exit status 1: ERROR: No matching distribution found`},
		{Name: "tencent-python", Title: "Tencent Cloud SDK for Python", Package: "tencentcloud-sdk-python", Version: "3.1.195", Language: "Python",
			Official: true, APIs: []string{"tencent-cvm-v3", "tencent-cvm-v3-start"}, Status: sdk.Run, Notes: "The driver sets a limit of 10 <seconds>."},
		{Name: "tencent-go", Title: "Tencent Cloud SDK for Go", Package: "github.com/tencentcloud/tencentcloud-sdk-go", Version: "v1.0.162", Language: "Go",
			Official: true, APIs: []string{"tencent-cvm-v3", "tencent-cvm-v3-start"}, Status: sdk.Run},
		{Name: "generated-go", Title: "Generated clients of this project", Package: "github.com/seed-613b54dc/conformance/gen", Version: "current", Language: "Go",
			APIs: []string{"tencent-cvm-v3", "alibaba-ecs"}, Status: sdk.Run},
	}
}

// sampleCase is the case of that kind and number of an SDK; it passes.
func sampleCase(s sdk.SDK, api string, kind sdk.Kind, n int) sdk.Result {
	return sdk.Result{
		SDK: s.Name, Case: fmt.Sprintf("%s/StopInstances/%s/case-%d", api, kind, n), API: api, Operation: "StopInstances", Kind: kind,
		Says: "ForceStop that is set to false arrives.", Lines: []int{26, 27}, Basis: "document", Verdict: sdk.Passed,
	}
}

// failing turns a case into one that failed with that message.
func failing(c sdk.Result, message string) sdk.Result {
	c.Verdict, c.Reason, c.Message = sdk.Failed, sdk.ReasonRequest, message
	c.Calls = []sdk.Asked{{
		Call: `{"case":"` + c.Case + `","api":"` + c.API + `","endpoint":"http://127.0.0.1:41000/","region":"ap-1","credentials":{"id":"AKID1","secret":"…"},` +
			`"operation":"StopInstances","input":{"InstanceIds":["ins-` + strings.Repeat("a", 8) + `"],"ForceStop":false}}`,
		Answer: `{"case":"` + c.Case + `","output":{"RequestId":"0ac1"}}`,
	}}
	c.Exchanges = []sdk.Exchange{{
		Request: "POST / HTTP/1.1\r\nHost: 127.0.0.1:41000\r\nX-TC-Action: StopInstances\r\n\r\n" + `{"InstanceIds":["ins-aaaaaaaa"]}`,
		Answer:  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + `{"Response":{"RequestId":"0ac1"}}`,
	}}
	c.Requests, c.Stderr = 1, "warning: something deprecated"
	c.Reproduce = "go run ./cmd/conformance sdk --catalog " + c.SDK + " --case " + c.Case
	return c
}

// sampleReport has every sort of cell: all passed, some failed, known findings, unsupported, no case, not run.
func sampleReport() Report {
	r := Report{
		Tool: report.Tool{Name: "conformance", Version: "v0.0.0-test"}, Kinds: sdk.Kinds(), SDKs: sampleSDKs(),
		StartedAt:  time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC),
		FinishedAt: time.Date(2026, time.November, 21, 12, 4, 30, 0, time.UTC),
	}
	for _, s := range r.SDKs {
		for _, api := range s.APIs {
			for i, k := range sdk.Kinds() {
				for n := range 1 + i%4*3 {
					if s.Status == sdk.Run && (k.ID != sdk.KindPolling || api != "tencent-cvm-v3-start") {
						r.Cases = append(r.Cases, sampleVerdict(sampleCase(s, api, k.ID, n), n))
					}
				}
			}
		}
	}
	return r
}

// sampleVerdict decides what became of a case.
func sampleVerdict(c sdk.Result, n int) sdk.Result {
	switch {
	case c.SDK == "tencent-go" && c.Kind == sdk.KindZero && n < 3:
		return failing(c, fmt.Sprintf(`ForceStop is false in the call, and is not in the request of case %d; expected "ForceStop":false`, n))
	case c.SDK == "tencent-go" && c.Kind == sdk.KindErrorIn200:
		c = failing(c, "the answer was a refusal, and the SDK gave a success")
		c.Finding = "an error is taken for a success when its content type has a charset (findings, 2)"
		return c
	case c.SDK == "tencent-python" && c.Kind == sdk.KindText && n == 0:
		c = failing(c, "no request arrived")
		c.Reason, c.Requests, c.Exchanges, c.Calls[0].Answer = sdk.ReasonCrashed, 0, nil, ""
		return c
	case c.SDK == "tencent-python" && (c.Kind == sdk.KindThrottling || c.Kind == sdk.KindList && n == 0):
		c.Verdict, c.Message = sdk.Unsupported, "the SDK has no parameter StopType"
	}
	return c
}

// largeReport is of 20 SDKs with 120 cases each, of which one in ten fails, with bodies of that many bytes.
func largeReport(body int) Report {
	r := sampleReport()
	r.SDKs, r.Cases = nil, nil
	for i := range 20 {
		s := sampleSDKs()[1]
		s.Name = fmt.Sprintf("sdk-%02d", i)
		r.SDKs = append(r.SDKs, s)
		for n := range 120 {
			c := sampleCase(s, s.APIs[n%2], sdk.Kinds()[n%15].ID, n)
			if n%10 == 0 {
				c = failing(c, fmt.Sprintf("the request has %q of %d", "x", n))
				c.Exchanges[0].Answer += strings.Repeat("a", body)
			}
			r.Cases = append(r.Cases, c)
		}
	}
	return r
}
