package brokendriver

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// answers is what an endpoint of these tests answers.
type answers struct {
	status      int
	contentType string
	body        string
	cut         bool // the connection ends before the body does
}

const success = `{"requestId":"T1","response":{"requestId":"T1","instanceIds":["7"]}}`

// serve answers everything in the same way and writes down what arrives.
func serve(t *testing.T, a answers) (url string, arrived func() []string) {
	t.Helper()
	var mu sync.Mutex
	var log []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		mu.Lock()
		log = append(log, fmt.Sprintf("%s signed=%v %s", r.Header.Get("X-ZC-Version"), r.Header.Get("Authorization") != "", body))
		mu.Unlock()
		w.Header().Set("Content-Type", a.contentType)
		if a.cut {
			w.Header().Set("Content-Length", fmt.Sprint(len(a.body)+100))
		}
		w.WriteHeader(a.status)
		_, _ = io.WriteString(w, a.body) // a client that is gone is seen in what it answers
	}))
	t.Cleanup(server.Close)
	return server.URL, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return append([]string(nil), log...)
	}
}

func TestDefectsOnTheWire(t *testing.T) {
	const plain, version = `{"instanceIds":["1","实例"]}`, "2025-09-01"
	tests := []struct {
		defect, input, good, spoiled string
	}{
		{"never-signs", plain, version + " signed=true " + plain, version + " signed=false " + plain},
		{"drops-false", `{"forceShutdown":false,"instanceIds":["1"]}`, version + ` signed=true {"forceShutdown":false,"instanceIds":["1"]}`, version + ` signed=true {"instanceIds":["1"]}`},
		{"sends-twice", plain, version + " signed=true " + plain, version + " signed=true " + plain + "\n" + version + " signed=true " + plain},
		{"sends-null", plain, version + " signed=true " + plain, version + ` signed=true {"forceShutdown":null,"instanceIds":["1","实例"]}`},
		{"sends-default", plain, version + " signed=true " + plain, version + ` signed=true {"forceShutdown":true,"instanceIds":["1","实例"]}`},
		{"ascii-only", plain, version + " signed=true " + plain, version + ` signed=true {"instanceIds":["1",""]}`},
		{"first-of-list", plain, version + " signed=true " + plain, version + ` signed=true {"instanceIds":["1"]}`},
		{"wrong-action-version", plain, version + " signed=true " + plain, `1999-12-31 signed=true ` + plain},
	}
	tested := map[string]bool{}
	for _, tt := range tests {
		tested[tt.defect] = true
		t.Run(tt.defect, func(t *testing.T) {
			for defect, want := range map[string]string{Good: tt.good, tt.defect: tt.spoiled} {
				url, arrived := serve(t, answers{200, "application/json", success, false})
				if got := ask(t, defect, url, tt.input); got != `output {"instanceIds":["7"],"requestId":"T1"}` {
					t.Errorf("%s gives back %s", defect, got)
				}
				if got := strings.Join(arrived(), "\n"); got != want {
					t.Errorf("%s sends\n%s\nwant\n%s", defect, got, want)
				}
			}
		})
	}
	covered(t, outgoing(), tested)
}

func TestDefectsInWhatIsShown(t *testing.T) {
	const refusal, page = `{"requestId":"T2","code":"C","message":"m"}`, "<html>\"requestId\": \"T9\"</html>"
	const sound = `output {"instanceIds":["7"],"requestId":"T1"}`
	plain := answers{200, "application/json", success, false}
	tests := []struct {
		defect        string
		answer        answers
		good, spoiled string // what they begin with
	}{
		{"swallows-errors", answers{400, "application/json", refusal, false}, `error C m T2 400`, "output {}"},
		{"swallows-errors", answers{200, "text/html", page, false}, `error  the answer with status 200 cannot be read`, "output {}"},
		{"swallows-errors", plain, sound, sound},
		{"loses-request-id", answers{404, "application/json", refusal, false}, "error C m T2 404", "error C m  404"},
		{"loses-request-id", plain, sound, `output {"instanceIds":["7"]}`},
		{"takes-truncated", answers{200, "application/json", success[:40], false}, "error  the answer", `output {"requestId":"T1"}`},
		{"takes-truncated", answers{200, "application/json", success[:40], true}, "error  the answer", `output {"requestId":"T1"}`},
		{"takes-truncated", plain, sound, sound},
		{"never-retries-but-hides-429", answers{429, "application/json", refusal, false}, "error C m T2 429", "output {}"},
		{"never-retries-but-hides-429", answers{400, "application/json", refusal, false}, "error C m T2 400", "error C m T2 400"},
		{"reads-status-only", answers{200, "text/html", page, false}, "error  the answer", "output {}"},
		{"reads-status-only", answers{200, "application/json", refusal, false}, "error C m T2 200", "output {}"},
		{"reads-status-only", plain, sound, sound},
		{"strict-decoder", answers{200, "application/json", success[:len(success)-1] + `,"new":1}`, false}, sound, "error  the answer has the unknown member new"},
		{"strict-decoder", answers{200, "application/json", success[:len(success)-2] + `,"deep":1}}`, false}, `output {"deep":1,`, "error  the answer has the unknown member deep"},
		{"strict-decoder", answers{400, "application/json", refusal, false}, "error C m T2 400", "error C m T2 400"},
		{"strict-decoder", plain, sound, sound},
		{"follows-content-type", answers{200, "application/json; charset=utf-8", success, false}, sound, "output {}"},
		{"follows-content-type", plain, sound, sound},
	}
	tested := map[string]bool{"crashes-on-tenth": true} // below
	for _, tt := range tests {
		tested[tt.defect] = true
		for defect, want := range map[string]string{Good: tt.good, tt.defect: tt.spoiled} {
			url, arrived := serve(t, tt.answer)
			if got := ask(t, defect, url, `{"instanceIds":["1"]}`); !strings.HasPrefix(got, want) {
				t.Errorf("%s, to %v: %s, want %s", defect, tt.answer, got, want)
			}
			if n := len(arrived()); n != 1 {
				t.Errorf("%s sends %d requests", defect, n)
			}
		}
	}
	covered(t, incoming(), tested)
}

func TestTheTenthCallIsTooMuchForOne(t *testing.T) {
	url, _ := serve(t, answers{200, "application/json", success, false})
	d := run(t, "crashes-on-tenth")
	for n := 1; n <= 12; n++ {
		r := d.Ask(t.Context(), stop(t, url, `{"instanceIds":["1"]}`))
		if want := map[bool]sdk.Reason{true: sdk.ReasonCrashed}[n == 10]; r.Fault != want || (r.Answer == nil) != (n == 10) {
			t.Errorf("call %d: %+v", n, r)
		}
	}
}

// covered sees to it that a new defect gets a test.
func covered(t *testing.T, defects []Defect, tested map[string]bool) {
	t.Helper()
	for _, d := range defects {
		if !tested[d.Name] {
			t.Errorf("%s has no test", d.Name)
		}
	}
}

// stop is a call of the documented operation.
func stop(t *testing.T, url, input string) sdk.Call {
	t.Helper()
	call := sdk.Call{Case: "c", API: "zenlayer-zec", Endpoint: url, Operation: "StopInstances", Credentials: sdk.Credentials{ID: "id", Secret: "secret"}}
	if err := json.Unmarshal([]byte(input), &call.Input); err != nil {
		t.Fatal(err)
	}
	return call
}

// ask is what a library with a defect gives back, as a text.
func ask(t *testing.T, defect, url, input string) string {
	t.Helper()
	r := run(t, defect).Ask(t.Context(), stop(t, url, input))
	if r.Answer == nil || r.Fault != "" {
		t.Fatalf("%s: %+v", defect, r)
	}
	if e := r.Answer.Error; e != nil {
		return fmt.Sprintf("error %s %s %s %d", e.Code, e.Message, e.RequestID, e.HTTPStatus)
	}
	text, err := json.Marshal(r.Answer.Output)
	if err != nil {
		t.Fatal(err)
	}
	return "output " + string(text)
}
