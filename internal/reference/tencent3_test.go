package reference

import (
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
