package reference

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

const cvm3 = "tencent-cvm-v3.yaml"

// stop3 calls StopInstances with a JSON body and returns the code, "" for success.
func (b *bench) stop3(body string) string {
	b.t.Helper()
	w, doc := b.do(tc3(b.t, b.who, b.clock.Now(), "StopInstances", body))
	if w.Code != 200 || w.Header().Get("Content-Type") != "application/json" {
		b.t.Fatalf("status %d, content type %q", w.Code, w.Header().Get("Content-Type"))
	}
	if at(doc, "Response.RequestId") == "" {
		b.t.Fatalf("no request id in %s", w.Body)
	}
	return at(doc, "Response.Error.Code")
}

// state3 observes one instance: its state and its field StopChargingMode.
func (b *bench) state3(id string) (string, string) {
	b.t.Helper()
	_, doc := b.do(tc3(b.t, b.who, b.clock.Now(), "DescribeInstances", `{"InstanceIds":`+list(id)+`}`))
	response, _ := doc["Response"].(map[string]any)
	items, _ := response["InstanceSet"].([]any)
	if len(items) != 1 {
		b.t.Fatalf("answer %v does not show the one instance", doc)
	}
	return at(items[0], "InstanceState"), at(items[0], "StopChargingMode")
}

func TestStopLeadsThroughStoppingToStopped(t *testing.T) {
	tests := []struct {
		name   string
		traits []string
		body   string // after the ids
		// states right after the call, after StopDelay, and after StopDelay and SoftTimeout
		states [3]string
		mode   string
	}{
		{"normal", nil, ``, [3]string{"STOPPING", "STOPPED", "STOPPED"}, ""},
		{"soft on one that hangs", []string{"soft-stop-hangs"}, ``, [3]string{"STOPPING", "STOPPING", "STOPPING"}, ""},
		{"both values named", []string{"soft-stop-hangs"}, `,"ForceStop":false,"StopType":"SOFT"`, [3]string{"STOPPING", "STOPPING", "STOPPING"}, ""},
		{"hard on one that hangs", []string{"soft-stop-hangs"}, `,"StopType":"HARD"`, [3]string{"STOPPING", "STOPPING", "STOPPED"}, ""},
		{"one value that forces wins", []string{"soft-stop-hangs"}, `,"ForceStop":true,"StopType":"SOFT"`, [3]string{"STOPPING", "STOPPING", "STOPPED"}, ""},
		{"billing goes on by default", []string{"stop-charging-eligible"}, ``, [3]string{"STOPPING", "STOPPED", "STOPPED"}, "KEEP_CHARGING"},
		{"billing ends", []string{"stop-charging-eligible"}, `,"StoppedMode":"STOP_CHARGING"`, [3]string{"STOPPING", "STOPPED", "STOPPED"}, "STOP_CHARGING"},
		{"billing does not force", []string{"stop-charging-eligible", "soft-stop-hangs"}, ``, [3]string{"STOPPING", "STOPPING", "STOPPING"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t, published(t, cvm3), nil)
			id := b.fixtures(Want{Traits: tt.traits})[0]
			if code := b.stop3(`{"InstanceIds":` + list(id) + tt.body + `}`); code != "" {
				t.Fatalf("refused with %s", code)
			}
			for i, want := range tt.states {
				if got, _ := b.state3(id); got != want {
					t.Errorf("state %d is %s, want %s", i, got, want)
				}
				b.clock.Add([]time.Duration{time.Second, 2 * time.Second, 0}[i])
			}
			if _, mode := b.state3(id); mode != tt.mode {
				t.Errorf("StopChargingMode is %q, want %q", mode, tt.mode)
			}
		})
	}
}

func TestTencentRefusesByTheRowOfTheContract(t *testing.T) {
	b := newBench(t, published(t, cvm3), nil)
	one := func(w Want) string { return list(b.fixtures(w)[0]) }
	many := func(n int) string { return list(b.fixtures(Want{Count: n})...) }
	tests := []struct{ name, body, code string }{
		{"100 ids", `{"InstanceIds":` + many(100) + `}`, ""},
		{"101 ids", `{"InstanceIds":` + many(101) + `}`, "InvalidParameterValue.LimitExceeded"},
		{"missing", `{}`, "MissingParameter"},
		{"no body", ``, "MissingParameter"},
		{"empty list", `{"InstanceIds":[]}`, "InvalidParameterValue"},
		{"malformed", `{"InstanceIds":["ins-1122"]}`, "InvalidInstanceId.Malformed"},
		{"absent", `{"InstanceIds":` + one(Want{Traits: []string{"absent"}}) + `}`, "InvalidInstanceId.NotFound"},
		{"not supported", `{"InstanceIds":` + one(Want{Traits: []string{"not-supported"}}) + `}`, "InvalidInstance.NotSupported"},
		{"internal error", `{"InstanceIds":` + one(Want{Traits: []string{"internal-error"}}) + `}`, "InternalServerError"},
		{"stopped", `{"InstanceIds":` + one(Want{State: "STOPPED"}) + `}`, "UnsupportedOperation.InstanceStateStopped"},
		{"unknown value", `{"InstanceIds":` + one(Want{}) + `,"StopType":"SIDEWAYS"}`, "InvalidParameterValue"},
		{"number for a text", `{"InstanceIds":` + one(Want{}) + `,"StopType":7}`, "InvalidParameterValue"},
		{"text for a list", `{"InstanceIds":"ins-00000000"}`, "InvalidParameterValue"},
		{"unknown parameter", `{"InstanceIds":` + one(Want{}) + `,"DryRun":true}`, ""},
		{"not JSON", `<a/>`, "InvalidParameter"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b.clock.Add(time.Second) // so that the rate limit stays out of it
			if code := b.stop3(tt.body); code != tt.code {
				t.Errorf("code %q, want %q", code, tt.code)
			}
		})
	}
}

func TestTencentAuthenticatesBeforeItLooksAtParameters(t *testing.T) {
	b := newBench(t, published(t, cvm3), nil)
	now := b.clock.Now()
	header := func(name, value string) *http.Request {
		r := tc3(t, b.who, now, "StopInstances", "{}")
		r.Header.Set(name, value)
		return r
	}
	unsigned := newRequest(t, "POST", "/", "{}")
	unsigned.Header.Set("X-TC-Action", "StopInstances")
	wrong := b.who
	wrong.Secret += "x"
	tests := []struct {
		name string
		r    *http.Request
		code string
	}{
		{"wrong secret", tc3(t, wrong, now, "StopInstances", "{}"), "AuthFailure.SignatureFailure"},
		{"unsigned", unsigned, "AuthFailure.SignatureFailure"},
		{"unknown key", tc3(t, Account{ID: "x"}, now, "StopInstances", "{}"), "AuthFailure.SecretIdNotFound"},
		{"old", tc3(t, b.who, now.Add(-301*time.Second), "StopInstances", "{}"), "AuthFailure.SignatureExpire"},
		{"unknown action", tc3(t, b.who, now, "StartInstances", "{}"), "InvalidAction"},
		{"no action", newRequest(t, "POST", "/", "{}"), "MissingParameter"},
		{"unknown version", header("X-TC-Version", "2017-03-13"), "NoSuchVersion"},
		{"no version", header("X-TC-Version", ""), "MissingParameter"},
		{"no region", header("X-TC-Region", ""), "MissingParameter"},
		{"another method", newRequest(t, "PUT", "/", "{}"), "UnsupportedProtocol"},
		{"too large", newRequest(t, "POST", "/", strings.Repeat(" ", maxBody+1)), "RequestSizeLimitExceeded"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w, doc := b.do(tt.r)
			if code := at(doc, "Response.Error.Code"); w.Code != 200 || code != tt.code {
				t.Errorf("status %d, code %q, want %q", w.Code, code, tt.code)
			}
		})
	}
}

func TestTencentReadsQueryAndForm(t *testing.T) {
	b := newBench(t, published(t, cvm3), nil)
	ids := b.fixtures(Want{Traits: []string{"soft-stop-hangs"}, Count: 3})
	params := func(i int) map[string]string {
		return map[string]string{"Action": "StopInstances", "Version": "2017-03-12", "Region": "ap-guangzhou", "InstanceIds.0": ids[i], "ForceStop": "True"}
	}
	requests := []*http.Request{
		tencentSigned(t, b.who, b.clock.Now(), "GET", "/", params(0)),
		tencentSigned(t, b.who, b.clock.Now(), "POST", "/", params(1)),
		tc3Call(t, b.who, b.clock.Now(), "GET", "/?InstanceIds.0="+ids[2]+"&ForceStop=TRUE", "application/x-www-form-urlencoded", "StopInstances", ""),
	}
	for i, r := range requests {
		if _, doc := b.do(r); at(doc, "Response.Error.Code") != "" {
			t.Errorf("request %d: %v", i, doc)
		}
	}
	b.clock.Add(3 * time.Second)
	for i, id := range ids {
		if got, _ := b.state3(id); got != "STOPPED" {
			t.Errorf("instance %d is %s", i, got)
		}
	}
}

func TestBatchIsAllOrNothing(t *testing.T) {
	b := newBench(t, published(t, cvm3), nil)
	running, stopped, absent := b.fixtures(Want{})[0], b.fixtures(Want{State: "STOPPED"})[0], b.fixtures(Want{Traits: []string{"absent"}})[0]
	tests := []struct {
		name, ids, code string
	}{
		{"a stopped one", list(running, stopped), "UnsupportedOperation.InstanceStateStopped"},
		{"absent is looked at before states", list(running, stopped, absent), "InvalidInstanceId.NotFound"},
	}
	for _, tt := range tests {
		if code := b.stop3(`{"InstanceIds":` + tt.ids + `}`); code != tt.code {
			t.Errorf("%s: code %q, want %q", tt.name, code, tt.code)
		}
		b.clock.Add(time.Minute)
		if got, _ := b.state3(running); got != "RUNNING" {
			t.Errorf("%s: the running one is %s", tt.name, got)
		}
	}
	if code := b.stop3(`{"InstanceIds":` + list(running, running) + `}`); code != "" {
		t.Errorf("an id named twice: %q", code)
	}
}

func TestRateLimitSlidesAndIsCountedPerAccountAndOperation(t *testing.T) {
	b := newBench(t, published(t, cvm3), nil)
	body := `{"InstanceIds":` + list(b.fixtures(Want{Traits: []string{"absent"}})[0]) + `}`
	stop := func(want string) {
		t.Helper()
		if code := b.stop3(body); code != want {
			t.Fatalf("code %q, want %q", code, want)
		}
	}
	const passed, limited = "InvalidInstanceId.NotFound", "RequestLimitExceeded"
	for range 5 {
		stop(passed)
	}
	b.clock.Add(600 * time.Millisecond)
	for range 5 {
		stop(passed)
	}
	stop(limited)
	for range 20 { // the limit is one of stopping, not of looking
		b.state3(b.fixtures(Want{})[0])
	}
	b.clock.Add(399 * time.Millisecond)
	stop(limited)
	b.clock.Add(time.Millisecond)
	for range 5 { // the first five have left the window, the refused ones were never in it
		stop(passed)
	}
	stop(limited)
	b.who = b.NewAccount()
	stop(passed)
}
