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
	seen := w.Seen()
	if len(seen) != 1 {
		t.Fatalf("%d requests", len(seen))
	}
	s := seen[0]
	if s.Operation == nil || s.Operation.ID != "StopInstances" || s.Sent["forceShutdown"] != false || s.Refusal != nil || s.Scripted || s.Spoilt {
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
	if s := w.Seen()[0]; !s.Scripted || s.Refusal != nil || s.Status != 400 {
		t.Errorf("scripted %v, refusal %v, status %d", s.Scripted, s.Refusal, s.Status)
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
	if s := w.Seen()[0]; s.Scripted || witness.OfResource(s.Refusal) {
		t.Errorf("scripted %v, refusal %+v", s.Scripted, s.Refusal)
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
	if n := len(w.Seen()); n != 2 {
		t.Errorf("%d requests seen", n)
	}
}

func TestAWrongSecretIsWrong(t *testing.T) {
	w := open(t, "error/signature")
	call := w.Call(0)
	if codeOf(stop(t, call)) == "" || w.Seen()[0].Refusal == nil {
		t.Errorf("the endpoint has nothing against it: %+v", w.Seen()[0].Refusal)
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
	for i, s := range w.Seen() {
		if s.Step != i {
			t.Errorf("request %d is of step %d", i, s.Step)
		}
	}
}

// What is broken must be broken for a client that reads HTTP alone.
func TestBrokenAnswersAsTheyArrive(t *testing.T) {
	for how, want := range map[string]func(r *http.Response, body string, err error) bool{
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
			if s := w.Seen()[0]; !s.Spoilt {
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
	s := w.Seen()[0]
	if failed, _ := s.Doc["response"].(map[string]any)["instanceIds"].([]any); len(failed) != 1 || !witness.OfResource(s.Refusal) {
		t.Errorf("answer %v, refusal %+v", s.Doc, s.Refusal)
	}
}
