package brokendriver

import (
	"errors"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/reference"
	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/specs"
)

// endpoint is a reference endpoint of the API with two instances.
func endpoint(t *testing.T) (url string, key sdk.Credentials, ids []any) {
	t.Helper()
	c, found := load.Load(specs.FS, "zenlayer-zec.yaml")
	if found.HasErrors() {
		t.Fatal(found.Err())
	}
	e, err := reference.New(c, reference.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.Close)
	given, err := e.Provider().Acquire(t.Context(), reference.Want{State: "RUNNING", Count: 2})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range given {
		ids = append(ids, id)
	}
	server := httptest.NewServer(e)
	t.Cleanup(server.Close)
	a := e.DefaultAccount()
	return server.URL + "/api/v2/zec", sdk.Credentials{ID: a.ID, Secret: a.Secret}, ids
}

func TestTheGoodLibraryGetsOnWithTheReferenceEndpoint(t *testing.T) {
	url, key, ids := endpoint(t)
	wrong := sdk.Credentials{ID: key.ID, Secret: "another"}
	d := run(t, Good)
	tests := []struct {
		operation string
		key       sdk.Credentials
		input     map[string]any
		code      sdk.Code
		output    string // a member of the output
	}{
		{"StopInstances", key, map[string]any{"instanceIds": ids[:1]}, "", "instanceIds"},
		{"StopInstances", key, map[string]any{"instanceIds": ids[1:], "forceShutdown": false}, "", "instanceIds"},
		{"DescribeInstancesStatus", key, map[string]any{"instanceIds": ids, "pageSize": 100}, "", "dataSet"},
		{"DescribeInstances", key, map[string]any{}, "", "totalCount"},
		{"StopInstances", key, map[string]any{"instanceIds": []any{"实例"}}, "INVALID_INSTANCE_NOT_FOUND", ""},
		{"StopInstances", wrong, map[string]any{"instanceIds": ids}, "AUTHFAILURE_SIGNATURE_FAILURE", ""},
	}
	for _, tt := range tests {
		r := d.Ask(t.Context(), sdk.Call{Case: "c", API: "zenlayer-zec", Endpoint: url, Credentials: tt.key, Operation: tt.operation, Input: tt.input})
		switch {
		case r.Answer == nil || r.Fault != "":
			t.Errorf("%s %v: %+v", tt.operation, tt.input, r)
		case tt.code == "":
			if r.Answer.Output[tt.output] == nil || r.Answer.Output["requestId"] == nil {
				t.Errorf("%s %v: %s", tt.operation, tt.input, r.Line)
			}
		case r.Answer.Error == nil || r.Answer.Error.Code != tt.code || r.Answer.Error.RequestID == "" || r.Answer.Error.HTTPStatus < 400:
			t.Errorf("%s %v: %s", tt.operation, tt.input, r.Line)
		}
	}
}

func TestWhatTheLibraryDoesNotHaveIsUnsupported(t *testing.T) {
	c, err := library(Good, nil)
	if err != nil {
		t.Fatal(err)
	}
	for why, call := range map[string]sdk.Call{
		"no operation StopInstances of zenlayer-vm": {API: "zenlayer-vm", Operation: "StopInstances"},
		"no operation Fly of zenlayer-zec":          {API: "zenlayer-zec", Operation: "Fly"},
		"StopInstances has no parameter pageSize":   {API: "zenlayer-zec", Operation: "StopInstances", Input: map[string]any{"pageSize": 1.0}},
	} {
		if r := c.make(t.Context(), call); !strings.Contains(r.unsupported, why) {
			t.Errorf("%q, want %q", r.unsupported, why)
		}
	}
}

func TestAnEndpointThatIsNotThereIsAnError(t *testing.T) {
	d := run(t, Good)
	r := d.Ask(t.Context(), sdk.Call{Case: "c", API: "zenlayer-zec", Endpoint: "http://127.0.0.1:1/", Operation: "StopInstances", Input: map[string]any{"instanceIds": []any{"1"}}})
	if r.Answer == nil || r.Answer.Error == nil || r.Answer.Error.Message == "" || r.Answer.Error.Code != "" {
		t.Errorf("%+v", r)
	}
}

func TestMainSaysWhatIsWrong(t *testing.T) {
	tests := []struct{ defect, in, says string }{
		{"no-such", "", `no defect "no-such"`},
		{Good, "{}\n[]\n", "line 2 is no call"},
		{Good, `{"case":`, "line 1 is no call"},
	}
	for _, tt := range tests {
		if err := Main(tt.defect, strings.NewReader(tt.in), new(strings.Builder)); err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s %q: %v", tt.defect, tt.in, err)
		}
	}
	if err := Main(Good, strings.NewReader("{}\n"), full{}); !errors.Is(err, errFull) {
		t.Errorf("an answer that cannot be written: %v", err)
	}
}

var errFull = errors.New("full")

// full takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestEachDefectHasANameAndIsCaught(t *testing.T) {
	seen := map[string]bool{Good: true}
	for _, d := range Defects() {
		if seen[d.Name] || d.Says == "" || (len(d.Caught) == 0) != (d.Name == "crashes-on-tenth") {
			t.Errorf("%+v", d)
		}
		seen[d.Name] = true
		spoiled, sound := good(nil), good(nil)
		d.spoil(spoiled)
		if shape(spoiled) == shape(sound) {
			t.Errorf("%s changes nothing", d.Name)
		}
	}
}

// shape is what a client is made of, for comparison.
func shape(c *client) [9]any {
	return [9]any{
		c.signs, reflect.ValueOf(c.action).Pointer(), c.times, c.crashOn, c.kept != nil, reflect.ValueOf(c.signed).Pointer(),
		reflect.ValueOf(c.set).Pointer(), reflect.ValueOf(c.read).Pointer(), reflect.ValueOf(c.show).Pointer(),
	}
}
