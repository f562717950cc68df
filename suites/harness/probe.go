package harness

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/seed-613b54dc/conformance/wire"
)

// SetupFault says why a target cannot be tested the way it is set up. It is no verdict on the endpoint.
type SetupFault struct {
	API     string
	Problem string
	Advice  string // what to do about it
}

// Error is the problem and the advice.
func (f *SetupFault) Error() string {
	return strings.TrimPrefix(fmt.Sprintf("%s: %s: %s", f.API, f.Problem, f.Advice), ": ")
}

// maxSkew is how far clocks may differ before signatures are refused: the vendors allow 5 to 15 minutes.
const maxSkew = 4 * time.Minute

// Probe asks the endpoint of an API, in each account, for no resource in particular. It returns a
// *SetupFault when the endpoint cannot be reached, does not speak the API at all, or refuses the
// credentials. Any other answer is good enough: to judge it is the scenarios' work.
func (s *Session) Probe(ctx context.Context, api *API) error {
	endpoint, ok := s.target.Endpoints[api.Ledger.API]
	if !ok {
		return nil
	}
	var faults []error
	for range max(endpoint.Accounts, 1) {
		faults = append(faults, s.probe(ctx, api, endpoint))
	}
	return errors.Join(faults...)
}

// probe tries the observers in one account until the endpoint knows one.
func (s *Session) probe(ctx context.Context, api *API, endpoint Endpoint) error {
	account := endpoint.Account()
	clock := &clock{next: s.transport}
	cfg := endpoint.config(account)
	cfg.Transport, cfg.Timeout = clock, s.limits.Request
	cfg.Retry = func(_ context.Context, attempt int, err error) (time.Duration, bool) {
		return s.limits.Poll, attempt <= lookRepeats && (faulty(err) || api.throttled(err))
	}
	redact := redactor(account, s.target.Secrets)
	observers, err := api.Observers(cfg)
	if err != nil {
		return &SetupFault{api.Ledger.API, redact(err.Error()), "correct the endpoint in the target"}
	}
	foreign := 0
	var fault *SetupFault
	for _, o := range observers {
		_, err := o.Show(ctx, nil)
		if err == nil {
			return nil
		}
		if bad, ok := errors.AsType[*wire.AnswerError](err); ok && bad.HTTPStatus >= http.StatusBadRequest {
			foreign++
		}
		if fault = diagnose(api, err, clock.ahead()); fault != nil {
			break
		}
		if foreign == len(observers) { // not one answer in the API's own form
			fault = &SetupFault{Problem: err.Error(), Advice: "something answers there, but it does not speak this API: check host, port and path"}
		}
	}
	if fault == nil {
		return ctx.Err()
	}
	fault.API, fault.Problem = api.Ledger.API, redact(public(endpoint.URL)+": "+fault.Problem)
	return fault
}

// public is an address without a password in it.
func public(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "the endpoint"
	}
	return u.Redacted()
}

// diagnose tells a target that is set up wrongly from an endpoint that answers in its own way.
func diagnose(api *API, err error, ahead time.Duration) *SetupFault {
	fault := &SetupFault{Problem: err.Error()}
	var refusal *wire.Error
	var bad *wire.AnswerError
	switch {
	case faulty(err):
		fault.Advice = "check that the address is right, that the endpoint runs, and that nothing in between (proxy, TLS) keeps it from answering"
	case errors.As(err, &bad) && foreign(bad):
		fault.Advice = "something answers there, but it does not speak this API: check host, port and path"
	case errors.As(err, &refusal) && denies(api, refusal) && ahead.Abs() > maxSkew:
		fault.Advice = fmt.Sprintf("the endpoint's clock is %v %s this machine's, and signatures carry the time: set the clocks", ahead.Abs().Round(time.Second), direction(ahead))
	case errors.As(err, &refusal) && denies(api, refusal):
		fault.Advice = "check the credentials that the target takes from the environment, and that they belong to this endpoint"
	default:
		return nil
	}
	return fault
}

// foreign reports whether an answer is of a kind that no such API gives, such as a web page.
func foreign(bad *wire.AnswerError) bool {
	media := strings.ToLower(bad.ContentType)
	return !strings.Contains(media, "json") && !strings.Contains(media, "xml")
}

// denies reports whether a refusal is one of the credentials.
func denies(api *API, refusal *wire.Error) bool {
	return refusal.HTTPStatus == http.StatusUnauthorized || slices.Contains(api.Denied, refusal.Code)
}

func direction(ahead time.Duration) string {
	if ahead < 0 {
		return "behind"
	}
	return "ahead of"
}

// clock is a transport that notes how far the endpoint's clock is ahead of ours.
type clock struct {
	next http.RoundTripper
	skew atomic.Int64
}

// RoundTrip reads the Date header of the answer, where there is one.
func (c *clock) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := c.next.RoundTrip(req)
	if err == nil {
		if date, wrong := http.ParseTime(resp.Header.Get("Date")); wrong == nil {
			c.skew.Store(int64(time.Until(date)))
		}
	}
	return resp, err
}

func (c *clock) ahead() time.Duration { return time.Duration(c.skew.Load()) }
