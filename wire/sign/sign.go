// Package sign authenticates HTTP requests the way cloud vendors ask for.
//
// In goes a finished request with its final body; out goes the same request with the parameters and headers of one
// signing scheme added. Each scheme has one file. Time and nonce are handed in, so signatures can be repeated.
//
// A parameter or header of the scheme that already stands in the request is kept and signed as it stands.
package sign

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Key is what requests are signed with.
type Key struct {
	// ID is public, Secret is not. Both are needed.
	ID     string
	Secret string
	// Token is the session token of temporary credentials; empty means that there is none, and none is sent.
	Token string
}

// Stamp is what differs from one signature to the next.
type Stamp struct {
	// Time is the moment that is signed.
	Time time.Time
	// Nonce makes a value to be used once. Schemes without a nonce do not call it.
	Nonce func() string
	// Omit lists headers and parameters of the scheme that must not be sent, for requests that are wrong on purpose.
	Omit []string
}

// Signer is one signing scheme with its key.
type Signer interface {
	// Name is the scheme's own name.
	Name() string
	// Sign adds to the URL and the headers of r what the scheme needs, and returns the body to send, which is body
	// itself unless the scheme puts its parameters into a form. It must not read or replace r.Body.
	Sign(r *http.Request, body []byte, s Stamp) ([]byte, error)
}

// omitKey is the context key of [Omit].
type omitKey struct{}

// Omit returns a context under which [Transport] leaves out the headers and parameters called names.
func Omit(ctx context.Context, names ...string) context.Context {
	if len(names) == 0 {
		return ctx
	}
	return context.WithValue(ctx, omitKey{}, names)
}

func omitted(ctx context.Context) []string {
	names, _ := ctx.Value(omitKey{}).([]string)
	return names
}

// header puts a header of the scheme in place and returns the value to be signed. A value that the caller has set
// stays.
func (s Stamp) header(h http.Header, name, value string) string {
	if own := h.Values(name); len(own) > 0 {
		return own[0]
	}
	if !slices.ContainsFunc(s.Omit, func(o string) bool { return strings.EqualFold(o, name) }) {
		h.Set(name, value)
	}
	return value
}

// field puts a parameter of the scheme in place, unless the caller has set or omitted it.
func (s Stamp) field(f Fields, name, value string) Fields {
	if f.has(name) || slices.Contains(s.Omit, name) {
		return f
	}
	return append(f, Field{Name: name, Value: value})
}
