package reference

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// faulty is an endpoint with a fault.
func faulty(t *testing.T, c *contract.Contract, f Fault) *bench {
	t.Helper()
	return newBench(t, c, func(o *Options) { o.Fault = f })
}

// stops reports whether a request is for the operation under test.
func stops(q *Query) bool { return q.Operation != nil && q.Operation.ID == "StopInstances" }

func TestReadChangesWhatArrived(t *testing.T) {
	tests := []struct {
		name string
		read func(q *Query)
		want string // the state a second later, of a resource whose normal shutdown hangs
	}{
		{"nothing", func(*Query) {}, "STOPPING"},
		{"a value is left out", func(q *Query) { delete(q.Sent, "forceShutdown") }, "STOPPED"},
		{"a value is another one", func(q *Query) { q.Set("forceShutdown", true) }, "STOPPED"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := faulty(t, zec(), Fault{Read: tt.read})
			id := b.fixtures(Want{Traits: []string{"soft-stop-hangs"}})[0]
			if code, doc := b.zec("StopInstances", `{"instanceIds":`+list(id)+`,"forceShutdown":false}`); code != http.StatusOK {
				t.Fatalf("HTTP %d: %v", code, doc)
			}
			b.clock.Add(time.Hour)
			if got := b.stateZec(id); got != tt.want {
				t.Errorf("the state is %s, want %s", got, tt.want)
			}
		})
	}
}

func TestSetWritesAsTheEncodingDoes(t *testing.T) {
	tests := []struct {
		encoding contract.Encoding
		value    any
		typ      contract.Type
	}{
		{contract.JSON, true, contract.Boolean},
		{contract.JSON, int64(7), contract.Integer},
		{contract.JSON, "x", contract.String},
		{contract.Query, true, contract.Boolean},
		{contract.Form, int64(7), contract.Integer},
	}
	for _, tt := range tests {
		q := &Query{Encoding: tt.encoding, Sent: map[string]any{}}
		q.Set("p", tt.value)
		if got, ok := typed(q.Sent["p"], tt.typ, nil); !ok || got != tt.value {
			t.Errorf("%s: %v is read as %v, %v", tt.encoding, tt.value, got, ok)
		}
	}
}

func TestWhatIsOverlookedIsLetPass(t *testing.T) {
	tests := []struct {
		name string
		kind Kind
		want Want
		body string // in place of the ids, %s
	}{
		{"a state", KindState, Want{State: "STOPPED"}, ""},
		{"an absent id", KindAbsent, Want{Traits: []string{"absent"}}, ""},
		{"a type", Kind(contract.ViolatesType), Want{}, `,"forceShutdown":"perhaps"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, overlooked := range []bool{false, true} {
				b := faulty(t, zec(), Fault{Overlook: func(_ *Query, c Cause) bool { return overlooked && c.Kind == tt.kind }})
				code, doc := b.zec("StopInstances", `{"instanceIds":`+list(b.fixtures(tt.want)...)+tt.body+`}`)
				if (code == http.StatusOK) != overlooked {
					t.Errorf("overlooked %v: HTTP %d, %v", overlooked, code, doc)
				}
			}
		})
	}
}

func TestAStrangerActsOnWhatHeNames(t *testing.T) {
	b := faulty(t, zec(), Fault{Overlook: func(_ *Query, c Cause) bool { return c.Kind == "key" }})
	owner := b.NewAccount()
	id := b.fixtures(Want{Account: owner.ID})[0]
	stranger := owner
	stranger.ID = "nobody"
	w, _ := b.do(zc2(t, stranger, b.clock.Now(), zecPath, "StopInstances", `{"instanceIds":`+list(id)+`}`))
	if w.Code != http.StatusOK {
		t.Fatalf("HTTP %d: %s", w.Code, w.Body)
	}
	b.clock.Add(time.Hour)
	b.who = owner
	if got := b.stateZec(id); got != "STOPPED" {
		t.Errorf("the state is %s", got)
	}
}

func TestAChangeMayComeLaterThanARefusal(t *testing.T) {
	const late = 200 * time.Millisecond
	b := faulty(t, zec(), Fault{Decide: func(j *Judgement) {
		if stops(j.Query) && j.Refusal != nil {
			for _, id := range j.Subjects() {
				j.Start(id, late)
			}
		}
	}})
	id := b.fixtures(Want{})[0]
	if code, _ := b.zec("StopInstances", `{"instanceIds":[]}`); code != http.StatusBadRequest {
		t.Fatalf("HTTP %d", code)
	}
	for _, step := range []struct {
		after time.Duration
		want  string
	}{{0, "RUNNING"}, {late, "STOPPING"}, {time.Second, "STOPPED"}} {
		b.clock.Add(step.after)
		if got := b.stateZec(id); got != step.want {
			t.Errorf("%v on the state is %s, want %s", step.after, got, step.want)
		}
	}
}

func TestADecisionMayBecomeARefusal(t *testing.T) {
	b := faulty(t, zec(), Fault{Decide: func(j *Judgement) {
		if stops(j.Query) && slices.Equal(j.IDs(), j.Subjects()) {
			j.Refuse(Cause{Kind: KindState, State: "STOPPED"})
		}
	}})
	code, doc := b.zec("StopInstances", `{"instanceIds":`+list(b.fixtures(Want{})...)+`}`)
	if code != http.StatusBadRequest || at(doc, "code") != "UNSUPPORTED_OPERATION_INSTANCE_STATUS" {
		t.Errorf("HTTP %d: %v", code, doc)
	}
}

func TestALimitHasALastWord(t *testing.T) {
	c := zec()
	c.Operations[0].RateLimit = &contract.RateLimit{Max: 1, Period: time.Second, Fails: contract.Refusal{Row: contract.Unknown}}
	for _, allow := range []bool{false, true} {
		var earlier []int
		b := faulty(t, c, Fault{Allow: func(calls []time.Time, _ time.Time, _ bool) bool {
			earlier = append(earlier, len(calls))
			return allow
		}})
		for range 2 {
			code, _ := b.zec("StopInstances", `{"instanceIds":`+list(b.fixtures(Want{})...)+`}`)
			if (code == http.StatusOK) != allow {
				t.Errorf("allowed %v: HTTP %d", allow, code)
			}
		}
		if want := map[bool][]int{false: {0, 0}, true: {0, 1}}[allow]; !slices.Equal(earlier, want) {
			t.Errorf("allowed %v: calls that count are %v, want %v", allow, earlier, want)
		}
	}
}

func TestTheLatestCheckDecides(t *testing.T) {
	for latest, want := range map[bool]string{false: "OPERATION_FAILED_RESOURCE_NOT_FOUND", true: "UNSUPPORTED_OPERATION_INSTANCE_STATUS"} {
		c := zec()
		c.Operations[0].Partial = nil
		b := faulty(t, c, Fault{Latest: latest})
		ids := append(b.fixtures(Want{State: "STOPPED"}), b.fixtures(Want{Traits: []string{"absent"}})...)
		if _, doc := b.zec("StopInstances", `{"instanceIds":`+list(ids...)+`}`); at(doc, "code") != want {
			t.Errorf("latest %v: %v", latest, doc)
		}
	}
}

func TestAnswersMayBeChangedAndWrapped(t *testing.T) {
	b := faulty(t, zec(), Fault{
		Answer: func(r *Reply) { r.Status, r.ContentType, r.Doc["more"] = http.StatusTeapot, "application/json; v=2", 1 },
		Wrap: func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("X-Wrapped", "yes")
				next.ServeHTTP(w, r)
			})
		},
	})
	w, doc := b.do(zc2(t, b.who, b.clock.Now(), zecPath, "StopInstances", `{}`))
	if w.Code != http.StatusTeapot || w.Header().Get("X-Wrapped") != "yes" || w.Header().Get("Content-Type") != "application/json; v=2" || at(doc, "more") != "1" {
		t.Errorf("HTTP %d %v: %v", w.Code, w.Header(), doc)
	}
	b = faulty(t, zec(), Fault{Answer: func(r *Reply) { r.Bytes = func(*Reply) []byte { return []byte("{}") } }})
	if w, _ := b.do(zc2(t, b.who, b.clock.Now(), zecPath, "StopInstances", `{}`)); w.Body.String() != "{}" {
		t.Errorf("the body is %s", w.Body)
	}
}

func TestAnAnswerThatIsHeldBackEndsWithItsCaller(t *testing.T) {
	decided := make(chan struct{})
	b := faulty(t, zec(), Fault{Decide: func(j *Judgement) { j.Wait = time.Hour; close(decided) }})
	server := httptest.NewServer(b)
	defer server.Close() // waits for the request to end
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+zecPath, nil)
	if err != nil {
		t.Fatal(err)
	}
	gone := make(chan error, 1)
	client := &http.Client{}
	go func() {
		resp, err := client.Do(req)
		if err == nil {
			err = resp.Body.Close()
		}
		gone <- err
	}()
	<-decided
	server.CloseClientConnections()
	if err := <-gone; err == nil {
		t.Error("there was an answer")
	}
}

func TestAnActionThatMayBeLeftOutIsTheOnlyOne(t *testing.T) {
	for _, required := range []bool{true, false} {
		c := cvm2()
		for _, op := range c.Operations {
			op.Dispatch = []*contract.Param{{Name: "Action", Required: required, Fixed: op.ID}}
		}
		b := newBench(t, c, nil)
		params := indexed(b.fixtures(Want{}))
		delete(params, "Action")
		if got := at(b.cvm2(http.MethodGet, params), "code"); (got == "0") == required {
			t.Errorf("required %v: code %s", required, got)
		}
	}
}

func TestALegacyBatchThatFailsHasTheStatusOfItsRow(t *testing.T) {
	c := cvm2()
	for _, row := range c.Operations[0].Codes {
		row.HTTPStatus = http.StatusForbidden
	}
	b := newBench(t, c, nil)
	ids := b.fixtures(Want{State: "STOPPED", Count: 2})
	w, doc := b.do(tencentSigned(t, b.who, b.clock.Now(), http.MethodGet, cvm2Path, indexed(ids, "Region", "gz")))
	if w.Code != http.StatusForbidden || at(doc, "code") != "5100" {
		t.Errorf("HTTP %d: %v", w.Code, doc)
	}
}
