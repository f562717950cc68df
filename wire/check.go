package wire

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// endpoint parses the endpoint and gives it the API's path where it has none.
func endpoint(api API, cfg Config) (*url.URL, error) {
	own, err := parseEndpoint(api.Endpoint)
	if cfg.Endpoint == "" || err != nil {
		return own, err
	}
	target, err := parseEndpoint(cfg.Endpoint)
	if err != nil {
		return nil, err
	}
	if target.Path == "" || target.Path == "/" {
		target.Path, target.RawPath = own.Path, own.RawPath
	}
	return target, nil
}

func parseEndpoint(text string) (*url.URL, error) {
	u, err := url.Parse(text)
	if err != nil {
		var parse *url.Error // its text would repeat the URL, which may hold a password
		if errors.As(err, &parse) {
			err = parse.Err
		}
		return nil, fmt.Errorf("endpoint: it is no URL: %w", err)
	}
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fmt.Errorf("endpoint %q: want a URL that begins with http:// or https://", text)
	case u.Hostname() == "":
		return nil, fmt.Errorf("endpoint %q: it has no host", text)
	case u.User != nil:
		return nil, fmt.Errorf("endpoint of host %s: it holds a user name; put credentials into Credentials", u.Host)
	case u.RawQuery != "" || u.Fragment != "":
		return nil, fmt.Errorf("endpoint %q: remove the query and the fragment", text)
	}
	if u.Path == "" {
		u.Path = "/"
	}
	return u, nil
}

// checkCredentials never shows a value, only which one is wrong.
func checkCredentials(cfg Config) error {
	c := cfg.Credentials
	needed := []struct{ name, value string }{{"ID", c.ID}, {"Secret", c.Secret}}
	if cfg.Scheme == Bearer {
		needed = []struct{ name, value string }{{"Bearer", c.Bearer}}
	}
	var faults []error
	for _, n := range needed {
		if n.value == "" {
			faults = append(faults, fmt.Errorf("credentials: scheme %s needs %s", cfg.Scheme, n.name))
		}
	}
	for _, n := range append(needed, struct{ name, value string }{"Token", c.Token}) {
		if strings.ContainsFunc(n.value, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
			faults = append(faults, fmt.Errorf("credentials: %s holds white space or a control character", n.name))
		}
	}
	return errors.Join(faults...)
}

// checkHeader refuses what would not reach the wire as written, or would make the transport send a request twice.
func checkHeader(h http.Header) error {
	var faults []error
	for name := range h {
		switch name = http.CanonicalHeaderKey(name); name {
		case "Host", "Content-Length", "Transfer-Encoding":
			faults = append(faults, fmt.Errorf("header %s: the transport sets it, and ignores this one", name))
		case "Idempotency-Key", "X-Idempotency-Key":
			faults = append(faults, fmt.Errorf("header %s: it would let the transport send a call twice", name))
		}
	}
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return errors.Join(faults...)
}

func checkLimits(cfg Config) error {
	var faults []error
	if cfg.Timeout < 0 {
		faults = append(faults, fmt.Errorf("timeout %v: it is negative", cfg.Timeout))
	}
	if cfg.MaxAnswer < 0 {
		faults = append(faults, fmt.Errorf("max answer %d: it is negative", cfg.MaxAnswer))
	}
	return errors.Join(faults...)
}
