package queries

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/wire"
)

// repeating are the defects in how often a library asks.
func repeating() []Defect {
	return []Defect{
		{"retries-every-error", "It makes a call again after every error.", APIs(), kinds(sdk.KindError),
			retries(3, func(error) bool { return true })},
		{"never-gives-up", "It makes a call that is throttled again and again.", APIs(), kinds(sdk.KindThrottling),
			connects(func(_ sdk.Call, cfg *wire.Config) {
				cfg.Retry = func(_ context.Context, attempt int, err error) (time.Duration, bool) {
					return pace, attempt < 11 && throttled(err) // the eleventh request is one too many already
				}
			})},
		{"remembers-answers", "It gives the first answer again when the same operation is called again.", APIs(), kinds(sdk.KindPolling),
			func(c *client) { c.kept = map[string]sdk.Answer{} }},
	}
}

// pace is slow enough for an endpoint that takes ten requests in a second, so that nothing but their number is wrong.
const pace = 120 * time.Millisecond

// retries makes a call as often as most while it fails with such an error. It does not wait: no case looks at the pace.
func retries(most int, such func(error) bool) func(*client) {
	return connects(func(_ sdk.Call, cfg *wire.Config) {
		cfg.Retry = func(_ context.Context, attempt int, err error) (time.Duration, bool) {
			return 0, attempt < most && such(err)
		}
	})
}

func throttled(err error) bool {
	e, ok := errors.AsType[*wire.Error](err)
	return ok && (e.Code == "RequestLimitExceeded" || strings.HasPrefix(string(e.Code), "Throttling"))
}

// failing reports whether the server says that it has failed.
func failing(err error) bool {
	if e, ok := errors.AsType[*wire.AnswerError](err); ok {
		return e.HTTPStatus >= http.StatusInternalServerError
	}
	e, ok := errors.AsType[*wire.Error](err)
	return ok && e.HTTPStatus >= http.StatusInternalServerError
}
