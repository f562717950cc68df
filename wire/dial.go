package wire

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/wire/sign"
)

// Conn is one API at one endpoint with one set of credentials. It is safe for concurrent use.
type Conn struct {
	api       API
	cfg       Config
	url       *url.URL // never changed: each request gets a copy
	protocol  protocol
	transport http.RoundTripper // signs, then hands over to cfg.Transport
}

// Dial checks the API and the configuration and returns a connection. Nothing goes over the network yet. The error
// names every fault at once.
func Dial(api API, cfg Config) (*Conn, error) {
	p, err := protocolOf(api.Protocol)
	if err != nil {
		return nil, fmt.Errorf("dial %s: %w", api.ID, err)
	}
	cfg = cfg.withDefaults()
	target, urlErr := endpoint(api, cfg)
	faults := []error{urlErr, chooseScheme(api, &cfg), chooseEncoding(api, p, &cfg), chooseFormat(api, &cfg)}
	faults = append(faults, checkCredentials(cfg), checkHeader(cfg.Header), checkLimits(cfg))
	if err := errors.Join(faults...); err != nil {
		return nil, fmt.Errorf("dial %s: %w", api.ID, err)
	}
	signing := &sign.Transport{
		Base:   cfg.Transport,
		Signer: p.signer(api, cfg),
		Clock:  cfg.Clock,
		Nonce:  cfg.Nonce,
	}
	return &Conn{api: api, cfg: cfg, url: target, protocol: p, transport: signing}, nil
}

func chooseScheme(api API, cfg *Config) error {
	return choose("scheme", &cfg.Scheme, api.Schemes)
}

func chooseFormat(api API, cfg *Config) error {
	return choose("format", &cfg.Format, api.Formats)
}

// chooseEncoding prefers the first encoding that the scheme can carry, so that a scheme alone is a full choice.
func chooseEncoding(api API, p protocol, cfg *Config) error {
	if cfg.Encoding == "" {
		for _, e := range api.Encodings {
			if p.carries(cfg.Scheme, e) {
				cfg.Encoding = e
				return nil
			}
		}
	}
	return checkEncoding(api, p, cfg.Scheme, &cfg.Encoding)
}

// checkEncoding is also what a call with [Using] is held against.
func checkEncoding(api API, p protocol, s Scheme, e *Encoding) error {
	if err := choose("encoding", e, api.Encodings); err != nil {
		return err
	}
	if slices.Contains(api.Schemes, s) && !p.carries(s, *e) {
		return fmt.Errorf("encoding %q: scheme %s cannot carry it; choose another encoding or scheme", *e, s)
	}
	return nil
}

// choose takes the first of the supported values for an empty one, and refuses what is not supported.
func choose[T ~string](what string, value *T, supported []T) error {
	if len(supported) == 0 {
		return fmt.Errorf("the API lists no %s", what)
	}
	if *value == "" {
		*value = supported[0]
	}
	if !slices.Contains(supported, *value) {
		return fmt.Errorf("%s %q: the API supports %s", what, *value, list(supported))
	}
	return nil
}

func list[T ~string](values []T) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = string(v)
	}
	return strings.Join(words, ", ")
}
