package reference

import (
	"net/http"
	"testing"
	"time"
)

const zecPath = "/api/v2/zec"

func (b *bench) zec(action, body string) (int, map[string]any) {
	b.t.Helper()
	w, doc := b.do(zc2(b.t, b.who, b.clock.Now(), zecPath, action, body))
	return w.Code, doc
}

// stateZec observes one instance.
func (b *bench) stateZec(id string) string {
	b.t.Helper()
	_, doc := b.zec("DescribeInstancesStatus", `{"instanceIds":`+list(id)+`}`)
	return statusOf(doc["response"], "dataSet", "instanceStatus")
}

// statusOf is the state of the only item of a list; "" when there are more or none.
func statusOf(payload any, items, state string) string {
	m, _ := payload.(map[string]any)
	set, _ := m[items].([]any)
	if len(set) != 1 {
		return ""
	}
	return at(set[0], state)
}

func TestZenlayerEnvelopeHasTheRequestIDTwice(t *testing.T) {
	b := newBench(t, zec(), nil)
	status, doc := b.zec("StopInstances", `{"instanceIds":`+list(b.fixtures(Want{})...)+`}`)
	outer, inner := at(doc, "requestId"), at(doc, "response.requestId")
	if status != 200 || outer == "" || outer != inner {
		t.Errorf("status %d, request ids %q and %q", status, outer, inner)
	}
	if got := at(doc, "response.instanceIds"); got != "[]" {
		t.Errorf("failed ids %s, want none", got)
	}
}

func TestZenlayerErrorsAreFlat(t *testing.T) {
	b := newBench(t, zec(), nil)
	id := list(b.fixtures(Want{})...)
	unsigned := newRequest(t, "POST", zecPath, `{"instanceIds":`+id+`}`)
	unsigned.Header.Set("X-ZC-Action", "StopInstances")
	bearer := func(token string) *http.Request {
		r := newRequest(t, "POST", zecPath, `{"instanceIds":`+id+`}`)
		r.Header.Set("Authorization", "Bearer "+token)
		r.Header.Set("X-ZC-Action", "StopInstances")
		r.Header.Set("X-ZC-Version", "2025-09-01")
		return r
	}
	otherVersion := zc2(t, b.who, b.clock.Now(), zecPath, "StopInstances", `{"instanceIds":`+id+`}`)
	otherVersion.Header.Set("X-ZC-Version", "1999-01-01")
	call := func(body string) *http.Request { return zc2(t, b.who, b.clock.Now(), zecPath, "StopInstances", body) }
	tests := []struct {
		name   string
		r      *http.Request
		status int
		code   string
	}{
		{"unsigned", unsigned, 401, "AUTHFAILURE_SIGNATURE_FAILURE"},
		{"unknown key", zc2(t, Account{ID: "x", Secret: "y"}, b.clock.Now(), zecPath, "StopInstances", "{}"), 401, "AUTHFAILURE_INVALID_AUTHORIZATION"},
		{"old", zc2(t, b.who, b.clock.Now().Add(-time.Hour), zecPath, "StopInstances", "{}"), 401, "AUTHFAILURE_SIGNATURE_EXPIRED"},
		{"unknown bearer token", bearer("x"), 401, "AUTHFAILURE_INVALID_AUTHORIZATION"},
		{"a key id is no bearer token", bearer(b.who.ID), 401, "AUTHFAILURE_INVALID_AUTHORIZATION"},
		{"unknown action", zc2(t, b.who, b.clock.Now(), zecPath, "Nothing", "{}"), 403, "AUTHFAILURE_UNAUTHORIZED_OPERATION"},
		{"another path", zc2(t, b.who, b.clock.Now(), "/api/v2/vm", "StopInstances", "{}"), 403, "AUTHFAILURE_UNAUTHORIZED_OPERATION"},
		{"another method", newRequest(t, "GET", zecPath, ""), 405, "AUTHFAILURE_UNAUTHORIZED_OPERATION"},
		{"another version", otherVersion, 400, "INVALID_PARAMETER_VALUE"},
		{"no ids", call(`{}`), 400, "MISSING_PARAMETER"},
		{"null ids", call(`{"instanceIds":null}`), 400, "MISSING_PARAMETER"},
		{"empty list", call(`{"instanceIds":[]}`), 400, "INVALID_PARAMETER_LESS_LENGTH"},
		{"text for a list", call(`{"instanceIds":"a"}`), 400, "INVALID_PARAMETER_TYPE"},
		{"numbers in the list", call(`{"instanceIds":[1]}`), 400, "INVALID_PARAMETER_TYPE"},
		{"text for a boolean", call(`{"instanceIds":` + id + `,"forceShutdown":"true"}`), 400, "INVALID_PARAMETER_TYPE"},
		{"no JSON", call(`{`), 400, "INVALID_PARAMETER_TYPE"},
		{"JSON and more", call(`{} {}`), 400, "INVALID_PARAMETER_TYPE"},
		{"an array", call(`[]`), 400, "INVALID_PARAMETER_TYPE"},
		{"absent", call(`{"instanceIds":` + list(b.fixtures(Want{Traits: []string{"absent"}})...) + `}`), 404, "OPERATION_FAILED_RESOURCE_NOT_FOUND"},
		{"in operation", call(`{"instanceIds":` + list(b.fixtures(Want{Traits: []string{"in-operation"}})...) + `}`), 400, "OPERATION_DENIED_INSTANCE_IN_OPERATION"},
		{"stopped", call(`{"instanceIds":` + list(b.fixtures(Want{State: "STOPPED"})...) + `}`), 400, "UNSUPPORTED_OPERATION_INSTANCE_STATUS"},
		{"101 ids, by a row without a parameter", call(`{"instanceIds":` + list(make([]string, 101)...) + `}`), 400, "TOO_MANY_IDS"},
		{"bearer", bearer(b.who.Bearer), 200, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w, doc := b.do(tt.r)
			if w.Code != tt.status || at(doc, "code") != tt.code {
				t.Errorf("status %d, code %q in %s, want %d, %q", w.Code, at(doc, "code"), w.Body, tt.status, tt.code)
			}
			if at(doc, "requestId") == "" || tt.code != "" && (at(doc, "message") == "" || doc["response"] != nil) {
				t.Errorf("envelope %s", w.Body)
			}
		})
	}
}

func TestPartialFailureListsTheFailedIDs(t *testing.T) {
	tests := []struct {
		name   string
		states []Want
		status int
		code   string
		failed []int // indexes into states
	}{
		{"all run", []Want{{}, {}}, 200, "", nil},
		{"one is stopped", []Want{{}, {State: "STOPPED"}}, 200, "", []int{1}},
		{"one is stopped, one busy", []Want{{State: "STOPPED"}, {}, {Traits: []string{"in-operation"}}}, 200, "", []int{0, 2}},
		{"all fail, the first decides", []Want{{State: "STOPPED"}, {Traits: []string{"in-operation"}}}, 400, "UNSUPPORTED_OPERATION_INSTANCE_STATUS", nil},
		{"an absent id refuses the whole", []Want{{}, {Traits: []string{"absent"}}}, 404, "OPERATION_FAILED_RESOURCE_NOT_FOUND", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t, zec(), nil)
			var ids, failed []string
			for _, w := range tt.states {
				ids = append(ids, b.fixtures(w)...)
			}
			for _, i := range tt.failed {
				failed = append(failed, ids[i])
			}
			status, doc := b.zec("StopInstances", `{"instanceIds":`+list(ids...)+`}`)
			if status != tt.status || at(doc, "code") != tt.code {
				t.Fatalf("status %d, answer %v", status, doc)
			}
			if tt.code == "" && len(failed) != len(doc["response"].(map[string]any)["instanceIds"].([]any)) {
				t.Errorf("failed ids %v, want %v", at(doc, "response.instanceIds"), failed)
			}
			for i, w := range tt.states {
				want := "STOPPING"
				if len(w.Traits) > 0 || w.State != "" || tt.code != "" {
					want = w.State
				}
				if want == "" {
					want = "RUNNING"
				}
				if got := b.stateZec(ids[i]); got != want && len(w.Traits) == 0 {
					t.Errorf("instance %d is %s, want %s", i, got, want)
				}
			}
		})
	}
}

func TestForcedStopCompletesOneThatHangs(t *testing.T) {
	b := newBench(t, zec(), nil)
	id := b.fixtures(Want{Traits: []string{"soft-stop-hangs"}})[0]
	stop := func(force string) {
		t.Helper()
		if status, doc := b.zec("StopInstances", `{"instanceIds":`+list(id)+force+`}`); status != 200 {
			t.Fatalf("answer %v", doc)
		}
	}
	stop(`,"forceShutdown":false`)
	b.clock.Add(time.Hour)
	stop(`,"forceShutdown":false`) // a repetition does not help
	b.clock.Add(time.Hour)
	if got := b.stateZec(id); got != "STOPPING" {
		t.Fatalf("state %s after soft stops", got)
	}
	stop(``) // the default forces
	b.clock.Add(3*time.Second - time.Nanosecond)
	if got := b.stateZec(id); got != "STOPPING" {
		t.Errorf("state %s before the forced stop is through", got)
	}
	b.clock.Add(time.Nanosecond)
	if got := b.stateZec(id); got != "STOPPED" {
		t.Errorf("state %s after the forced stop", got)
	}
}

func TestFixtureStaysInItsStateUntilActedUpon(t *testing.T) {
	b := newBench(t, zec(), nil)
	id := b.fixtures(Want{State: "STOPPING"})[0]
	b.clock.Add(time.Hour)
	if got := b.stateZec(id); got != "STOPPING" {
		t.Fatalf("state %s of an untouched fixture", got)
	}
	if status, doc := b.zec("StopInstances", `{"instanceIds":`+list(id)+`}`); status != 200 {
		t.Fatalf("answer %v", doc)
	}
	b.clock.Add(time.Second)
	if got := b.stateZec(id); got != "STOPPED" {
		t.Errorf("state %s after a stop", got)
	}
}
