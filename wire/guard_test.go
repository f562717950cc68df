package wire_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-613b54dc/conformance/wire"
)

func TestGuardSeesTheParametersThatGoOut(t *testing.T) {
	tests := []struct {
		name   string
		api    wire.API
		scheme wire.Scheme
		in     any
		opts   []wire.Option
		want   string
	}{
		{"input as JSON", zenlayerAPI, "", &zenlayerStopInput{InstanceIDs: []string{"i-1"}}, nil, `{"instanceIds":["i-1"]}`},
		{"no input", zenlayerAPI, "", nil, nil, `{}`},
		{"changed", tencent3API, "", stopTwo, []wire.Option{wire.Set("InstanceIds", "other"), wire.Omit("ForceStop"), wire.Set("More", 1)},
			`{"InstanceIds":"other","More":1,"StopType":"SOFT"}`},
		{"lists before they are numbered", alibabaAPI, "", &ecsInput{InstanceIDs: []string{"i-1"}, Tags: []string{"x"}}, nil,
			`{"Action":"Stop","Format":"JSON","InstanceIds":["i-1"],"Tag":["x"],"Version":"2014-05-26"}`},
		{"common parameters as headers", alibabaAPI, wire.ACS3HMACSHA256, &ecsInput{InstanceID: ptr("i")}, nil, `{"InstanceId":"i"}`},
		{"the last of two changes", zenlayerAPI, "", map[string]int{"a": 1}, []wire.Option{wire.Set("a", 2), wire.Set("a", 3)}, `{"a":3}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var saw string
			s := &stub{status: 200, body: "{}"}
			cfg := config(s)
			cfg.Scheme = tt.scheme
			cfg.Guard = func(_ context.Context, operation string, params map[string]json.RawMessage) error {
				text, err := json.Marshal(params)
				saw = operation + " " + string(text)
				return err
			}
			_, err := wire.Call[struct{}](t.Context(), dial(t, tt.api, cfg), "Stop", tt.in, tt.opts...)
			if want := "Stop " + tt.want; saw != want || s.calls != 1 {
				t.Errorf("the guard saw %s, want %s (%d requests, %v)", saw, want, s.calls, err)
			}
		})
	}
}

// What the guard lets through is what is sent without one, also where the input is not taken apart otherwise.
func TestGuardChangesNothing(t *testing.T) {
	for _, rc := range requestCases {
		t.Run(rc.name, func(t *testing.T) {
			want := rc.send(t)
			guarded, before := rc, rc.config
			guarded.config = func(c *wire.Config) {
				if before != nil {
					before(c)
				}
				c.Guard = func(_ context.Context, _ string, params map[string]json.RawMessage) error { clear(params); return nil }
			}
			if got := guarded.send(t); got != want {
				t.Errorf("\n got %s\nwant %s", got, want)
			}
		})
	}
}

// A member twice is the way around a guard that looks at one of them.
func TestGuardedInputsHaveEachMemberOnce(t *testing.T) {
	s := &stub{status: 200, body: "{}"}
	cfg := config(s)
	cfg.Guard = func(_ context.Context, _ string, params map[string]json.RawMessage) error {
		if got := string(params["a"]); got != "2" {
			return fmt.Errorf("a is %s", got)
		}
		return nil
	}
	_, err := wire.Call[struct{}](t.Context(), dial(t, zenlayerAPI, cfg), "Stop", json.RawMessage(`{"a":1,"a":2}`))
	var stopped *wire.GuardError
	if errors.As(err, &stopped) {
		t.Fatal(err)
	}
	if want := "\n{\"a\":2}\n"; s.sent[len(s.sent)-len(want):] != want {
		t.Errorf("sent was %s", s.sent)
	}
}

func TestGuardStopsCallsBeforeAnythingIsSent(t *testing.T) {
	foreign := errors.New("ins-9 is not ours")
	s := &stub{status: 200}
	cfg := config(s)
	asked := 0
	cfg.Guard = func(context.Context, string, map[string]json.RawMessage) error { asked++; return foreign }
	cfg.Retry = retryAlways(t)
	_, err := wire.Call[requestIDOutput](t.Context(), dial(t, tencent3API, cfg), "StopInstances", stopTwo)
	var stopped *wire.GuardError
	if !errors.As(err, &stopped) || !errors.Is(err, foreign) {
		t.Errorf("error is %T %v, want a GuardError around that of the guard", err, err)
	}
	if want := "tencent-cvm-v3 StopInstances: held back, not sent: ins-9 is not ours"; err.Error() != want {
		t.Errorf("text is %q, want %q", err, want)
	}
	if s.calls != 0 || asked != 1 {
		t.Errorf("%d requests were sent, and the guard was asked %d times", s.calls, asked)
	}
}

// A guard that keeps a pace has to know of every request, and its waiting is not the endpoint's.
func TestGuardStandsBeforeEachAttempt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{bodies: []string{""}}
		cfg := config(s)
		cfg.Timeout = time.Second
		cfg.Retry = func(context.Context, int, error) (time.Duration, bool) { return 0, true }
		var saw []string
		cfg.Guard = func(ctx context.Context, _ string, params map[string]json.RawMessage) error {
			saw = append(saw, wire.OperationOf(ctx)+string(params["a"]))
			time.Sleep(time.Minute)
			if len(s.sent) == 2 {
				return errors.New("enough")
			}
			return ctx.Err()
		}
		_, err := wire.Call[struct{}](t.Context(), dial(t, zenlayerAPI, cfg), "Stop", map[string]int{"a": 1})
		if want := []string{"Stop1", "Stop1", "Stop1"}; !slices.Equal(saw, want) || len(s.sent) != 2 {
			t.Errorf("the guard was asked %q for %d requests, want %q for 2", saw, len(s.sent), want)
		}
		var none *wire.TransportError
		var stopped *wire.GuardError
		if !errors.As(err, &none) || none.Timeout() || !errors.As(err, &stopped) {
			t.Errorf("error is %v, want that of the last attempt and that of the guard", err)
		}
	})
}

// transport is a function that carries requests.
type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
