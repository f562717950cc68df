package wire_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-613b54dc/conformance/wire"
)

// script answers one request after another; an empty body is no answer at all.
type script struct {
	bodies []string
	sent   []string
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	body := s.bodies[min(len(s.sent), len(s.bodies)-1)]
	one := stub{status: 200, body: body}
	resp, err := one.RoundTrip(r)
	s.sent = append(s.sent, one.sent)
	if body == "" {
		return nil, errors.New("reset")
	}
	return resp, err
}

// retryAlways is a policy that must not be asked.
func retryAlways(t *testing.T) func(context.Context, int, error) (time.Duration, bool) {
	return func(_ context.Context, attempt int, err error) (time.Duration, bool) {
		t.Errorf("attempt %d: asked about %v", attempt, err)
		return 0, false
	}
}

func TestRetryIsAskedAfterEachFailedAttempt(t *testing.T) {
	const ok = `{"Response":{"RequestId":"r","TotalCount":1}}`
	tests := []struct {
		name   string
		bodies []string
		asked  string // number and type of each error
		want   string // the outcome as [describe] writes it
	}{
		{"success", []string{ok}, "", "<nil>"},
		{"no answer", []string{"", ok}, "1 *wire.TransportError", "<nil>"},
		{"refusal", []string{`{"Response":{"Error":{"Code":"Slow"}}}`, ok}, "1 *wire.Error", "<nil>"},
		{"illegal answer", []string{"<html>", "{}", ok}, "1 *wire.AnswerError, 2 *wire.AnswerError", "<nil>"},
		{"illegal payload", []string{`{"Response":{"Zone":"z","TotalCount":"many"}}`, ok}, "1 *wire.AnswerError", "<nil>"},
		{"until it has enough", []string{"", "", `{"Response":{"Error":{"Code":"Slow"}}}`},
			"1 *wire.TransportError, 2 *wire.TransportError, 3 *wire.Error", `refused 200 Slow 0 "" `},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var asked []string
			s := &script{bodies: tt.bodies}
			cfg := config(s)
			cfg.Retry = func(ctx context.Context, attempt int, err error) (time.Duration, bool) {
				asked = append(asked, fmt.Sprintf("%d %T", attempt, err))
				if op := wire.OperationOf(ctx); op != "Describe" {
					t.Errorf("the operation is %q", op)
				}
				return 0, attempt < 3
			}
			type output struct {
				RequestID string `json:"RequestId"`
				Total     int    `json:"TotalCount"`
				Zone      string `json:"Zone"`
			}
			out, err := wire.Call[output](t.Context(), dial(t, tencent3API, cfg), "Describe", stopTwo)
			if got := strings.Join(asked, ", "); got != tt.asked || describe(err) != tt.want {
				t.Errorf("asked about %s, outcome %s; want %s and %s", got, describe(err), tt.asked, tt.want)
			}
			if err == nil && *out != (output{RequestID: "r", Total: 1}) || err != nil && out != nil {
				t.Errorf("output is %+v", out)
			}
			if want := min(len(asked)+1, 3); len(s.sent) != want {
				t.Errorf("%d requests, want %d", len(s.sent), want)
			}
		})
	}
}

func TestEachAttemptIsSignedAnew(t *testing.T) {
	for _, api := range []wire.API{tencent2API, alibabaAPI} {
		t.Run(api.ID, func(t *testing.T) {
			s := &script{bodies: []string{""}}
			cfg := config(s)
			seconds, nonces := int64(1551113065), 0
			cfg.Clock = func() time.Time { seconds++; return time.Unix(seconds, 0) }
			cfg.Nonce = func() string { nonces++; return fmt.Sprint(nonces) }
			cfg.Retry = func(_ context.Context, attempt int, _ error) (time.Duration, bool) { return 0, attempt < 2 }
			_, err := wire.Call[struct{}](t.Context(), dial(t, api, cfg), "Stop", map[string]string{"a": "b"}, wire.Using(wire.Form))
			if len(s.sent) != 2 {
				t.Fatalf("%d requests (%v)", len(s.sent), err)
			}
			changed := differing(s.sent[0], s.sent[1])
			if !slices.ContainsFunc(changed, func(n string) bool { return strings.HasSuffix(n, "Nonce") }) ||
				!slices.Contains(changed, "Timestamp") || !slices.Contains(changed, "Signature") || len(changed) != 3 {
				t.Errorf("the attempts differ in %v", changed)
			}
		})
	}
}

// differing names the parameters of two forms that differ.
func differing(one, other string) (names []string) {
	x, y := strings.Split(one[strings.Index(one, "\n\n")+2:], "&"), strings.Split(other[strings.Index(other, "\n\n")+2:], "&")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			name, _, _ := strings.Cut(x[i], "=")
			names = append(names, name)
		}
	}
	return names
}

func TestRetryWaitsBetweenAttempts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		var at []time.Duration
		cfg := config(transport(func(*http.Request) (*http.Response, error) {
			at = append(at, time.Since(began))
			return nil, errors.New("reset")
		}))
		cfg.Retry = func(_ context.Context, attempt int, _ error) (time.Duration, bool) {
			return time.Duration(attempt) * time.Minute, attempt < 3
		}
		_, err := wire.Call[struct{}](t.Context(), dial(t, tencent3API, cfg), "Stop", nil)
		if want := []time.Duration{0, time.Minute, 3 * time.Minute}; !slices.Equal(at, want) {
			t.Errorf("sent at %v, want %v (%v)", at, want, err)
		}
	})
}

func TestTimeoutBoundsEachAttemptAndNotTheSum(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		cfg := config(transport(func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		}))
		cfg.Timeout = 10 * time.Second
		timeouts := 0
		cfg.Retry = func(_ context.Context, attempt int, err error) (time.Duration, bool) {
			var none *wire.TransportError
			if errors.As(err, &none) && none.Timeout() {
				timeouts++
			}
			return time.Minute, attempt < 3
		}
		_, err := wire.Call[struct{}](t.Context(), dial(t, tencent3API, cfg), "Stop", nil)
		if took := time.Since(began); timeouts != 3 || took != 3*cfg.Timeout+2*time.Minute {
			t.Errorf("%d timeouts in %v (%v)", timeouts, took, err)
		}
	})
}

func TestNothingIsSentAfterTheContextHasEnded(t *testing.T) {
	ends := map[string]func(cancel func(), cfg *wire.Config) time.Duration{
		"during the attempt": func(cancel func(), cfg *wire.Config) time.Duration {
			next := cfg.Transport
			cfg.Transport = transport(func(r *http.Request) (*http.Response, error) { cancel(); return next.RoundTrip(r) })
			return 0
		},
		"while the policy is asked": func(cancel func(), cfg *wire.Config) time.Duration {
			cfg.Retry = func(context.Context, int, error) (time.Duration, bool) { cancel(); return 0, true }
			return 0
		},
		"in the guard of the repeat": func(cancel func(), cfg *wire.Config) time.Duration {
			cfg.Retry = func(context.Context, int, error) (time.Duration, bool) { return 0, true }
			asked := 0
			cfg.Guard = func(context.Context, string, map[string]json.RawMessage) error {
				if asked++; asked == 2 {
					cancel()
				}
				return nil
			}
			return 0
		},
		"in the wait": func(cancel func(), _ *wire.Config) time.Duration {
			time.AfterFunc(time.Second, cancel)
			return time.Second
		},
	}
	for name, end := range ends {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				began := time.Now()
				s := &script{bodies: []string{`{"Response":{"Error":{"Code":"Slow"}}}`}}
				cfg := config(s)
				cfg.Retry = func(context.Context, int, error) (time.Duration, bool) { return time.Hour, true }
				took := end(cancel, &cfg)
				_, err := wire.Call[requestIDOutput](ctx, dial(t, tencent3API, cfg), "Stop", nil)
				if !errors.Is(err, wire.Code("Slow")) || errors.Is(err, context.Canceled) != (name != "during the attempt") {
					t.Errorf("error is %v", err)
				}
				if len(s.sent) != 1 || time.Since(began) != took {
					t.Errorf("%d requests in %v, want 1 in %v", len(s.sent), time.Since(began), took)
				}
			})
		})
	}
}

func TestCaptureIsOfTheLastAttempt(t *testing.T) {
	for name, tt := range map[string]struct{ first, second, want string }{
		"an answer after another": {"<html>", `{"Response":{}}`, `200 {"Response":{}}`},
		"an answer after none":    {"", `{"Response":{}}`, `200 {"Response":{}}`},
		"none after an answer":    {"<html>", "", "0 "},
	} {
		t.Run(name, func(t *testing.T) {
			cfg := config(&script{bodies: []string{tt.first, tt.second}})
			cfg.Retry = func(_ context.Context, attempt int, _ error) (time.Duration, bool) { return 0, attempt < 2 }
			var m wire.Meta
			_, err := wire.Call[requestIDOutput](t.Context(), dial(t, tencent3API, cfg), "Stop", nil, wire.Capture(&m))
			if got := fmt.Sprint(m.HTTPStatus, " ", string(m.Raw)); got != tt.want {
				t.Errorf("captured was %s, want %s (%v)", got, tt.want, err)
			}
		})
	}
}
