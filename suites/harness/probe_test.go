package harness

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/wire"
)

func TestProbeTellsASetUpFromAnAnswer(t *testing.T) {
	denied := &wire.Error{Code: "BadKey", Message: "no such key key-id", HTTPStatus: 400}
	tests := []struct {
		name  string
		err   error
		skew  time.Duration
		fault string // part of the advice; "" when the endpoint can be tested
	}{
		{"an answer", nil, 0, ""},
		{"any other refusal", errRefused, 0, ""},
		{"an answer in JSON that is not documented", &wire.AnswerError{HTTPStatus: 200, ContentType: "application/json"}, 0, ""},
		{"an unknown operation", &wire.Error{Code: "InvalidAction", HTTPStatus: 404}, 0, ""},
		{"no answer", &wire.TransportError{Err: errors.New("connection refused")}, 0, "the endpoint runs"},
		{"a gateway's page", &wire.AnswerError{HTTPStatus: 502, ContentType: "text/html"}, 0, "the endpoint runs"},
		{"a web page", &wire.AnswerError{HTTPStatus: 404, ContentType: "text/html; charset=utf-8"}, 0, "does not speak this API"},
		{"refused credentials", denied, 0, "check the credentials"},
		{"HTTP 401", &wire.Error{Code: "Any", HTTPStatus: 401}, 0, "check the credentials"},
		{"refused credentials with another clock", denied, -10 * time.Minute, "behind this machine's"},
		{"an answer with another clock", nil, 10 * time.Minute, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Date", time.Now().Add(tt.skew).UTC().Format(http.TimeFormat))
			}))
			defer server.Close()
			calls := 0
			err := probing(server.URL, tt.err, &calls)
			var fault *SetupFault
			switch {
			case tt.fault == "" && err != nil:
				t.Errorf("error %v", err)
			case tt.fault != "" && (!errors.As(err, &fault) || !strings.Contains(fault.Advice, tt.fault)):
				t.Errorf("error %v, want advice with %q", err, tt.fault)
			case fault != nil && strings.Contains(err.Error(), "key-id"):
				t.Errorf("the error shows the key: %v", err)
			}
			if calls != 2 {
				t.Errorf("%d calls for two accounts", calls)
			}
		})
	}
}

// probing probes an endpoint with two accounts whose observer ends with the error.
func probing(url string, outcome error, calls *int) error {
	api := &API{Ledger: Ledger{API: "api"}, Denied: []wire.Code{"BadKey"}}
	api.Observers = func(cfg wire.Config) ([]Observer, error) {
		return []Observer{{Name: "Describe", Max: 1, Show: func(ctx context.Context, _ []string) (map[string]Seen, error) {
			*calls++
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, cfg.Endpoint, nil)
			if err != nil {
				return nil, err
			}
			resp, err := cfg.Transport.RoundTrip(req)
			if err != nil {
				return nil, err
			}
			return nil, errors.Join(outcome, resp.Body.Close())
		}}}, nil
	}
	target := &Target{Kind: report.KindEndpoint, Endpoints: map[string]Endpoint{"api": {
		URL: url, Accounts: 2, Account: OneAccount(wire.Credentials{ID: "key-id", Secret: "key-secret"}),
	}}}
	return NewSession(target, 1).Probe(context.Background(), api)
}

func TestAnApiThatTheTargetDoesNotServeIsNotProbed(t *testing.T) {
	if err := NewSession(&Target{}, 1).Probe(t.Context(), &API{Ledger: Ledger{API: "api"}}); err != nil {
		t.Error(err)
	}
}
