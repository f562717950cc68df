package witness_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	zec "github.com/seed-613b54dc/conformance/gen/zenlayer-zec"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/internal/sdk/cases"
	"github.com/seed-613b54dc/conformance/internal/sdk/witness"
	"github.com/seed-613b54dc/conformance/specs"
	"github.com/seed-613b54dc/conformance/wire"
)

// open opens the witness of a case of zenlayer-zec.
func open(t *testing.T, id string) *witness.Witness {
	t.Helper()
	contracts, found := load.All(specs.FS)
	if found.HasErrors() {
		t.Fatal(found.Err())
	}
	of, err := cases.Choose(contracts, []string{"zenlayer-zec/StopInstances/" + id})
	if err != nil || len(of) != 1 {
		t.Fatalf("%s: %d cases, %v", id, len(of), err)
	}
	w, err := witness.Open(context.WithoutCancel(t.Context()), of[0])
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

// client makes calls as a call of the case says.
func client(t *testing.T, c sdk.Call) *zec.Client {
	t.Helper()
	client, err := zec.New(wire.Config{Endpoint: c.Endpoint, Credentials: wire.Credentials{ID: c.Credentials.ID, Secret: c.Credentials.Secret}})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// stop makes the call of a step with the generated client.
func stop(t *testing.T, c sdk.Call) error {
	t.Helper()
	text, err := json.Marshal(c.Input)
	if err != nil {
		t.Fatal(err)
	}
	var in zec.StopInstancesInput
	if err := json.Unmarshal(text, &in); err != nil {
		t.Fatal(err)
	}
	_, err = client(t, c).StopInstances(t.Context(), &in)
	return err
}

// only is the one request that arrived.
func only(t *testing.T, w *witness.Witness) witness.Seen {
	t.Helper()
	seen, more := w.Seen()
	if len(seen) != 1 || more != 0 {
		t.Fatalf("%d and %d requests", len(seen), more)
	}
	return seen[0]
}

func codeOf(err error) string {
	refused, ok := errors.AsType[*wire.Error](err)
	if !ok {
		return ""
	}
	return string(refused.Code)
}

func TestARequestIsSeenAsItArrived(t *testing.T) {
	w := open(t, "zero/forceShutdown.false")
	call := w.Call(0)
	if err := stop(t, call); err != nil {
		t.Fatal(err)
	}
	s := only(t, w)
	if s.Operation == nil || s.Operation.ID != "StopInstances" || s.Sent["forceShutdown"] != false || s.Refusal != nil || s.Spoilt {
		t.Errorf("seen %+v", s)
	}
	if s.Method != http.MethodPost || s.Target != "/api/v2/zec" || !strings.Contains(string(s.Body), `"forceShutdown":false`) || s.Header.Get("X-ZC-Action") != "StopInstances" {
		t.Errorf("seen %s %s %v %s", s.Method, s.Target, s.Header, s.Body)
	}
	if s.Status != 200 || s.SentStatus != 200 || !json.Valid(s.SentBody) || s.Doc["requestId"] == nil {
		t.Errorf("answered %d %d %s %v", s.Status, s.SentStatus, s.SentBody, s.Doc)
	}
}

func TestTheScriptRefusesWithItsRow(t *testing.T) {
	w := open(t, "error/in-operation")
	if got := codeOf(stop(t, w.Call(0))); got != "OPERATION_DENIED_INSTANCE_IN_OPERATION" {
		t.Errorf("code %q", got)
	}
	if s := only(t, w); s.Refusal != nil || s.Status != 400 {
		t.Errorf("refusal %v, status %d", s.Refusal, s.Status)
	}
}

// What is wrong with a request counts for more than the script: an unsigned request must never look like a good one.
func TestTheScriptDoesNotHideABadRequest(t *testing.T) {
	w := open(t, "error/in-operation")
	call := w.Call(0)
	response, err := http.Post(call.Endpoint, "application/json", strings.NewReader(`{}`))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if s := only(t, w); witness.OfResource(s.Refusal) || s.Doc["code"] == "OPERATION_DENIED_INSTANCE_IN_OPERATION" {
		t.Errorf("refusal %+v, answer %v", s.Refusal, s.Doc)
	}
}

func TestTheFirstRequestAloneIsThrottled(t *testing.T) {
	w := open(t, "throttling/once")
	call := w.Call(0)
	if got := codeOf(stop(t, call)); got != "REQUEST_LIMIT_EXCEEDED" {
		t.Errorf("the first: %q", got)
	}
	if err := stop(t, call); err != nil {
		t.Errorf("the second: %v", err)
	}
	if seen, more := w.Seen(); len(seen) != 2 || more != 0 {
		t.Errorf("%d and %d requests seen", len(seen), more)
	}
}

func TestAWrongSecretIsWrong(t *testing.T) {
	w := open(t, "error/signature")
	call := w.Call(0)
	if code := codeOf(stop(t, call)); code == "" || only(t, w).Refusal == nil {
		t.Errorf("the endpoint has nothing against it: %q", code)
	}
	if !slices.Contains(w.Secrets(), call.Credentials.Secret) {
		t.Error("the wrong secret is not among the secrets")
	}
}

func TestTimePassesBetweenTheStepsThatSaySo(t *testing.T) {
	w := open(t, "polling/stop")
	var states []string
	for i := range 3 {
		call := w.Call(i)
		if i == 0 {
			if err := stop(t, call); err != nil {
				t.Fatal(err)
			}
			continue
		}
		out, err := client(t, call).DescribeInstancesStatus(t.Context(), &zec.DescribeInstancesStatusInput{InstanceIDs: call.Input["instanceIds"].([]string)})
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range out.DataSet {
			states = append(states, string(one.InstanceStatus))
		}
	}
	if got := strings.Join(states, " "); got != "STOPPING STOPPED" {
		t.Errorf("states %q", got)
	}
	seen, _ := w.Seen()
	for i, s := range seen {
		if s.Step != i {
			t.Errorf("request %d is of step %d", i, s.Step)
		}
	}
}

// What is broken must be broken for a client that reads HTTP alone.
func TestBrokenAnswersAsTheyArrive(t *testing.T) {
	for how, want := range map[string]func(r *http.Response, body string, err error) bool{
		"short": func(_ *http.Response, body string, err error) bool {
			return errors.Is(err, io.ErrUnexpectedEOF) && json.Valid([]byte(body))
		},
		"trailing": func(_ *http.Response, body string, err error) bool {
			return err == nil && body[0] == '{' && !json.Valid([]byte(body))
		},
		"failing": func(r *http.Response, body string, err error) bool {
			return err == nil && r.StatusCode == 500 && json.Valid([]byte(body))
		},
		"truncated": func(r *http.Response, body string, err error) bool {
			return err == nil && body != "" && !json.Valid([]byte(body))
		},
		"cut-off": func(_ *http.Response, _ string, err error) bool { return errors.Is(err, io.ErrUnexpectedEOF) },
		"dropped": func(r *http.Response, _ string, err error) bool { return r == nil && err != nil },
		"page":    func(r *http.Response, body string, err error) bool { return is(r, 200, "text/html; charset=utf-8") },
		"mistyped-page": func(r *http.Response, body string, err error) bool {
			return is(r, 200, "application/json") && body[0] == '<'
		},
		"bad-gate": func(r *http.Response, body string, err error) bool { return is(r, 502, "text/html; charset=utf-8") },
		"empty": func(r *http.Response, body string, err error) bool {
			return err == nil && r.StatusCode == 200 && body == ""
		},
		"null":        func(r *http.Response, body string, err error) bool { return err == nil && body == "null" },
		"no-envelope": func(_ *http.Response, body string, err error) bool { return err == nil && body == "{}" },
		"list":        func(r *http.Response, body string, err error) bool { return err == nil && body == "[1]" },
	} {
		t.Run(how, func(t *testing.T) {
			w := open(t, "broken-reply/"+how)
			response, body, err := post(w.Call(0).Endpoint)
			if !want(response, body, err) {
				t.Errorf("%+v, %q, %v", response, body, err)
			}
			if s := only(t, w); !s.Spoilt {
				t.Error("not noted as spoilt")
			}
		})
	}
}

func is(r *http.Response, status int, contentType string) bool {
	return r != nil && r.StatusCode == status && r.Header.Get("Content-Type") == contentType
}

// post sends something on a connection of its own.
func post(url string) (*http.Response, string, error) {
	plain := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := plain.Post(url, "application/json", strings.NewReader("{}"))
	if err != nil {
		return nil, "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return response, string(body), err
}

// A library that sends without end must not fill the memory.
func TestTheFirstRequestsAreKeptAndTheOthersCounted(t *testing.T) {
	w := open(t, "call/smallest")
	endpoint := w.Call(0).Endpoint
	for range 70 {
		if _, _, err := post(endpoint); err != nil {
			t.Fatal(err)
		}
	}
	if seen, more := w.Seen(); len(seen) != 64 || more != 6 {
		t.Errorf("%d kept, %d more", len(seen), more)
	}
}

func TestOfALargeBodyTheBeginningIsKept(t *testing.T) {
	w := open(t, "call/smallest")
	response, err := http.Post(w.Call(0).Endpoint, "application/json", strings.NewReader(strings.Repeat(" ", 1<<20)))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if n := len(only(t, w).Body); n != 256<<10 {
		t.Errorf("%d bytes kept", n)
	}
}

// A request whose body does not end must not keep the next from being answered.
func TestABodyThatDoesNotEndHoldsNobodyUp(t *testing.T) {
	w := open(t, "call/smallest")
	call := w.Call(0)
	never, feed := io.Pipe()
	stalled := make(chan error, 1)
	go func() {
		response, err := http.Post(call.Endpoint, "application/json", never)
		if err == nil {
			err = response.Body.Close()
		}
		stalled <- err
	}()
	if _, err := feed.Write([]byte("{")); err != nil { // it is on its way
		t.Fatal(err)
	}
	if err := stop(t, call); err != nil {
		t.Error(err)
	}
	if err := feed.Close(); err != nil {
		t.Error(err)
	}
	if err := <-stalled; err != nil {
		t.Error(err)
	}
}

// Document 000 names no version, and the vendor's SDKs send more than one.
func TestAVersionThatTheDocumentLeavesOpenIsLetPass(t *testing.T) {
	w := open(t, "call/smallest")
	call := w.Call(0)
	c, err := zec.New(wire.Config{
		Endpoint: call.Endpoint, Credentials: wire.Credentials{ID: call.Credentials.ID, Secret: call.Credentials.Secret},
		Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			r.Header.Set("X-ZC-Version", "2024-04-01") // which the signature does not cover
			return http.DefaultTransport.RoundTrip(r)
		}),
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.StopInstances(t.Context(), &zec.StopInstancesInput{InstanceIDs: call.Input["instanceIds"].([]string)}); err != nil {
		t.Error(err)
	}
	if s := only(t, w); s.Header.Get("X-ZC-Version") != "2024-04-01" || s.Refusal != nil {
		t.Errorf("version %q, refusal %+v", s.Header.Get("X-ZC-Version"), s.Refusal)
	}
}

func TestTheOtherFormsOfASuccess(t *testing.T) {
	for form, want := range map[string]func(r *http.Response, body string) bool{
		"content-type-parameters": func(r *http.Response, _ string) bool { return is(r, 200, "application/json; charset=utf-8") },
		"indented": func(_ *http.Response, body string) bool {
			return strings.HasPrefix(body, "\n {") && json.Valid([]byte(body))
		},
		"chunked": func(r *http.Response, _ string) bool { return slices.Equal(r.TransferEncoding, []string{"chunked"}) },
	} {
		w := open(t, "answer/"+form)
		call := w.Call(0)
		var got *http.Response
		var body []byte
		transport := roundTrip(func(r *http.Request) (*http.Response, error) {
			response, err := http.DefaultTransport.RoundTrip(r)
			if err == nil {
				body, err = io.ReadAll(response.Body)
				got, response.Body = response, io.NopCloser(strings.NewReader(string(body)))
			}
			return response, err
		})
		c, err := zec.New(wire.Config{
			Endpoint: call.Endpoint, Transport: transport,
			Credentials: wire.Credentials{ID: call.Credentials.ID, Secret: call.Credentials.Secret},
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.StopInstances(t.Context(), &zec.StopInstancesInput{InstanceIDs: call.Input["instanceIds"].([]string)}); err != nil {
			t.Errorf("%s: %v", form, err)
		}
		if got == nil || !want(got, string(body)) {
			t.Errorf("%s: %+v %q", form, got, body)
		}
	}
}

// roundTrip is a transport.
type roundTrip func(*http.Request) (*http.Response, error)

// RoundTrip calls it.
func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestWhatTheEndpointHasAgainstAResourceIsNothingAgainstTheRequest(t *testing.T) {
	w := open(t, "answer/partly-failed")
	if err := stop(t, w.Call(0)); err != nil {
		t.Fatal(err)
	}
	s := only(t, w)
	if failed, _ := s.Doc["response"].(map[string]any)["instanceIds"].([]any); len(failed) != 1 || !witness.OfResource(s.Refusal) {
		t.Errorf("answer %v, refusal %+v", s.Doc, s.Refusal)
	}
}
