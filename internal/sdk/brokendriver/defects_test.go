package brokendriver

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/wire/sign"
)

// answers is what an endpoint of these tests answers.
type answers struct {
	status      int
	contentType string
	body        string
	cut         bool // the connection ends before the body does
	chunked     bool
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
		log = append(log, fmt.Sprintf("%s signed=%s %s", r.Header.Get("X-ZC-Action"), signed(r, body), body))
		mu.Unlock()
		w.Header().Set("Content-Type", a.contentType)
		if a.cut {
			w.Header().Set("Content-Length", fmt.Sprint(len(a.body)+100))
		}
		w.WriteHeader(a.status)
		if flusher, ok := w.(http.Flusher); ok && a.chunked {
			flusher.Flush()
		}
		_, _ = io.WriteString(w, a.body) // a client that is gone is seen in what it answers
	}))
	t.Cleanup(server.Close)
	return server.URL, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return append([]string(nil), log...)
	}
}

// signed says whether a request has a signature, and whether it is that of the body.
func signed(r *http.Request, body []byte) string {
	sent := r.Header.Get("Authorization")
	at, err := strconv.ParseInt(r.Header.Get("X-ZC-Timestamp"), 10, 64)
	if sent == "" || err != nil {
		return "false"
	}
	again := r.Clone(r.Context())
	again.Header.Del("Authorization")
	key := sign.Key{ID: "id", Secret: "secret"}
	if _, err := (sign.ZC2{Key: key}).Sign(again, body, sign.Stamp{Time: time.Unix(at, 0)}); err != nil {
		return err.Error()
	}
	if again.Header.Get("Authorization") != sent {
		return "otherwise"
	}
	return "true"
}

func TestDefectsOnTheWire(t *testing.T) {
	const plain, stop = `{"instanceIds":["1","实例"]}`, "StopInstances"
	tests := []struct {
		defect, input, good, spoiled string
	}{
		{"never-signs", plain, stop + " signed=true " + plain, stop + " signed=false " + plain},
		{"drops-false", `{"forceShutdown":false,"instanceIds":["1"]}`, stop + ` signed=true {"forceShutdown":false,"instanceIds":["1"]}`, stop + ` signed=true {"instanceIds":["1"]}`},
		{"sends-twice", plain, stop + " signed=true " + plain, stop + " signed=true " + plain + "\n" + stop + " signed=true " + plain},
		{"sends-null", plain, stop + " signed=true " + plain, stop + ` signed=true {"forceShutdown":null,"instanceIds":["1","实例"]}`},
		{"sends-default", plain, stop + " signed=true " + plain, stop + ` signed=true {"forceShutdown":true,"instanceIds":["1","实例"]}`},
		{"ascii-only", plain, stop + " signed=true " + plain, stop + ` signed=true {"instanceIds":["1",""]}`},
		{"first-of-list", plain, stop + " signed=true " + plain, stop + ` signed=true {"instanceIds":["1"]}`},
		{"encodes-urls", plain, stop + " signed=true " + plain, stop + ` signed=true {"instanceIds":["1","%E5%AE%9E%E4%BE%8B"]}`},
		{"escapes-markup", `{"instanceIds":["'"]}`, stop + ` signed=true {"instanceIds":["'"]}`, stop + ` signed=true {"instanceIds":["\u0026#39;"]}`},
		{"unwraps-lists", `{"instanceIds":["1"]}`, stop + ` signed=true {"instanceIds":["1"]}`, stop + ` signed=true {"instanceIds":"1"}`},
		{"always-false", `{"forceShutdown":true}`, stop + ` signed=true {"forceShutdown":true}`, stop + ` signed=true {"forceShutdown":false}`},
		{"signs-too-early", `{"forceShutdown":true}`, stop + ` signed=true {"forceShutdown":true}`, stop + ` signed=otherwise {"forceShutdown":true}`},
		{"forgets-action", plain, stop + " signed=true " + plain, " signed=true " + plain},
		{"wrong-action", plain, stop + " signed=true " + plain, `DescribeInstances signed=true ` + plain},
	}
	tested := map[string]bool{}
	for _, tt := range tests {
		tested[tt.defect] = true
		t.Run(tt.defect, func(t *testing.T) {
			for defect, want := range map[string]string{Good: tt.good, tt.defect: tt.spoiled} {
				url, arrived := serve(t, answers{200, "application/json", success, false, false})
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
	plain := answers{200, "application/json", success, false, false}
	tests := []struct {
		defect        string
		answer        answers
		good, spoiled string // what they begin with
	}{
		{"swallows-errors", answers{400, "application/json", refusal, false, false}, `error C m T2 400`, "output {}"},
		{"swallows-errors", answers{200, "text/html", page, false, false}, `error  the answer with status 200 cannot be read`, "output {}"},
		{"swallows-errors", plain, sound, sound},
		{"loses-request-id", answers{404, "application/json", refusal, false, false}, "error C m T2 404", "error C m  404"},
		{"loses-request-id", plain, sound, `output {"instanceIds":["7"]}`},
		{"takes-truncated", answers{200, "application/json", success[:40], false, false}, "error  the answer", `output {"requestId":"T1"}`},
		{"takes-truncated", answers{200, "application/json", success[:40], true, false}, "error  the answer", `output {"requestId":"T1"}`},
		{"takes-truncated", plain, sound, sound},
		{"never-retries-but-hides-429", answers{429, "application/json", refusal, false, false}, "error C m T2 429", "output {}"},
		{"never-retries-but-hides-429", answers{400, "application/json", refusal, false, false}, "error C m T2 400", "error C m T2 400"},
		{"reads-status-only", answers{200, "text/html", page, false, false}, "error  the answer", "output {}"},
		{"reads-status-only", answers{200, "application/json", refusal, false, false}, "error C m T2 200", "output {}"},
		{"reads-status-only", plain, sound, sound},
		{"reads-by-pattern", answers{200, "application/json", " " + success, false, false}, sound, "output {}"},
		{"reads-by-pattern", answers{400, "application/json", refusal, false, false}, "error C m T2 400", "error C m T2 400"},
		{"reads-by-pattern", plain, sound, sound},
		{"needs-length", answers{200, "application/json", success, false, true}, sound, "output {}"},
		{"needs-length", plain, sound, sound},
		{"strict-decoder", answers{200, "application/json", success[:len(success)-1] + `,"new":1}`, false, false}, sound, "error  the answer has the unknown member new"},
		{"strict-decoder", answers{200, "application/json", success[:len(success)-2] + `,"deep":1}}`, false, false}, `output {"deep":1,`, "error  the answer has the unknown member deep"},
		{"strict-decoder", answers{400, "application/json", refusal, false, false}, "error C m T2 400", "error C m T2 400"},
		{"strict-decoder", plain, sound, sound},
		{"follows-content-type", answers{200, "application/json; charset=utf-8", success, false, false}, sound, "output {}"},
		{"follows-content-type", plain, sound, sound},
	}
	tested := map[string]bool{"crashes-on-tenth": true, "remembers-answers": true} // below
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

func TestAnAnswerIsRememberedForTheSameOperationOfTheSameEndpoint(t *testing.T) {
	for defect, want := range map[string]int{Good: 2, "remembers-answers": 1} {
		url, arrived := serve(t, answers{200, "application/json", success, false, false})
		d := run(t, defect)
		for range 2 {
			if r := d.Ask(t.Context(), stop(t, url, `{"instanceIds":["1"]}`)); r.Answer == nil || r.Answer.Output["requestId"] != "T1" {
				t.Errorf("%s: %+v", defect, r)
			}
		}
		if got := len(arrived()); got != want {
			t.Errorf("%s sends %d requests for two calls, want %d", defect, got, want)
		}
	}
}

func TestTheTenthCallIsTooMuchForOne(t *testing.T) {
	url, _ := serve(t, answers{200, "application/json", success, false, false})
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
