package harness

import (
	"errors"
	"net/http"
	"slices"

	"github.com/seed-613b54dc/conformance/wire"
)

// faulty reports whether an error speaks of what lies between us and the endpoint rather than of the
// endpoint: there was no answer, or a gateway's in place of the endpoint's.
func faulty(err error) bool {
	var none *wire.TransportError
	var bad *wire.AnswerError
	return errors.As(err, &none) || errors.As(err, &bad) && gateway(bad.HTTPStatus)
}

// gateway reports whether a status without a legal answer is a gateway's own.
func gateway(status int) bool {
	return status == http.StatusBadGateway || status == http.StatusServiceUnavailable || status == http.StatusGatewayTimeout
}

// throttled reports whether an error turns down a call because there were too many.
func (a *API) throttled(err error) bool {
	var refusal *wire.Error
	return errors.As(err, &refusal) &&
		(refusal.HTTPStatus == http.StatusTooManyRequests || slices.Contains(a.Throttled, refusal.Code))
}
