package harness

import (
	"net/http"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/wire"
)

// config is how the scenario calls the endpoint: its address, its own account, every exchange
// recorded. Looking says that the calls change nothing.
func (t *T) config(transport http.RoundTripper, looking bool) wire.Config {
	endpoint, ok := t.target.Endpoints[t.api.Ledger.API]
	if !ok {
		t.Inconclusive(report.ReasonUnsupported, "the target has no endpoint for "+t.api.Ledger.API)
	}
	var scheme wire.Scheme // the API's first
	if c := t.account.Credentials; c.Secret == "" && c.Bearer != "" {
		scheme = wire.Bearer
	}
	return wire.Config{
		Scheme:      scheme,
		Endpoint:    endpoint.URL,
		Credentials: t.account.Credentials,
		Region:      endpoint.Region,
		Transport:   transport,
		Timeout:     t.limits.Request,
		Retry:       t.repeat(looking),
		Guard:       t.guard,
	}
}

// WrongSecret signs with a secret that does not belong to the key.
func WrongSecret(cfg *wire.Config) {
	cfg.Credentials.Secret = "not-" + cfg.Credentials.Secret
}

// UnknownKey signs with a key that nobody has.
func UnknownKey(cfg *wire.Config) {
	cfg.Credentials.ID = "unknown" + cfg.Credentials.ID
}

// Yesterday signs with a time stamp that has expired by any vendor's rule.
func Yesterday(cfg *wire.Config) {
	cfg.Clock = func() time.Time { return time.Now().Add(-24 * time.Hour) }
}

// Signed signs by another scheme than the API's first.
func Signed(scheme wire.Scheme) Change {
	return func(cfg *wire.Config) { cfg.Scheme = scheme }
}
