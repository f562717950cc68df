package harness

import (
	"errors"
	"net"
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

// gateway reports whether a status without a legal answer is a gateway's own: that of a proxy, of a
// load balancer, or one of those that content networks have made up.
func gateway(status int) bool {
	switch status {
	case http.StatusProxyAuthRequired, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return status >= 520 && status <= 530
}

// throttled reports whether an error turns down a call because there were too many, be it in the
// API's own form or in that of a gateway.
func (a *API) throttled(err error) bool {
	if refusal, ok := errors.AsType[*wire.Error](err); ok {
		return refusal.HTTPStatus == http.StatusTooManyRequests || slices.Contains(a.Throttled, refusal.Code)
	}
	bad, ok := errors.AsType[*wire.AnswerError](err)
	return ok && bad.HTTPStatus == http.StatusTooManyRequests
}

// undecided reports whether a call may have an effect that nobody has told of yet: it was sent, and no
// answer came, or a gateway's. One that could not even be connected was not sent.
func undecided(err error) bool {
	if dial, ok := errors.AsType[*net.OpError](err); ok && dial.Op == "dial" {
		return false
	}
	return faulty(err)
}
