package harness

import (
	"net/http"
	"time"

	"github.com/seed-613b54dc/conformance/wire"
)

// config is how the scenario calls the endpoint: its address, its own account, every exchange
// recorded. Looking says that the calls change nothing.
func (t *T) config(transport http.RoundTripper, looking bool) wire.Config {
	cfg := t.target.Endpoints[t.api.Ledger.API].config(t.account)
	cfg.Transport, cfg.Timeout = transport, t.limits.Request
	cfg.Retry, cfg.Guard = t.repeat(looking), t.guard
	return cfg
}

// config is how an account calls the endpoint. An account that has nothing but a token signs nothing.
func (e Endpoint) config(a Account) wire.Config {
	cfg := wire.Config{Endpoint: e.URL, Region: e.Region, Credentials: a.Credentials}
	if a.Credentials.Secret == "" && a.Credentials.Bearer != "" {
		cfg.Scheme = wire.Bearer
	}
	return cfg
}

// WrongSecret signs with a secret that does not belong to the key.
func WrongSecret(cfg *wire.Config) {
	sign(cfg)
	cfg.Credentials.Secret = "not-" + cfg.Credentials.Secret
}

// UnknownKey signs with a key that nobody has.
func UnknownKey(cfg *wire.Config) {
	sign(cfg)
	cfg.Credentials.ID = "unknown" + cfg.Credentials.ID
}

// sign drops the choice of a scheme that signs nothing; without a key, the client then cannot be made.
func sign(cfg *wire.Config) {
	if cfg.Scheme == wire.Bearer {
		cfg.Scheme, cfg.Credentials = "", wire.Credentials{}
	}
}

// Yesterday signs with a time stamp that has expired by any vendor's rule.
func Yesterday(cfg *wire.Config) {
	sign(cfg)
	cfg.Clock = func() time.Time { return time.Now().Add(-24 * time.Hour) }
}

// Signed signs by another scheme than the API's first.
func Signed(scheme wire.Scheme) Change {
	return func(cfg *wire.Config) { cfg.Scheme = scheme }
}
