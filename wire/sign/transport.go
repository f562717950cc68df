package sign

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Transport is a round tripper that signs each request over its final bytes and hands it to Base. All fields are
// needed. It is safe for concurrent use when its fields are.
//
// It does not follow redirects, and it keeps [http.Transport] from sending a request a second time on its own: a GET
// goes out with an empty body that cannot be read again, since net/http repeats a GET without a body when a connection
// that was open already breaks. A POST may be repeated only if not one byte of it was written, and over HTTP/2 a server
// that says it has not processed a request may get it again.
type Transport struct {
	Base   http.RoundTripper
	Signer Signer
	Clock  func() time.Time
	Nonce  func() string
}

// RoundTrip signs a copy of r and sends it. The body of r is read whole and closed.
func (t *Transport) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := readBody(r)
	if err != nil {
		return nil, fmt.Errorf("read the body to sign: %w", err)
	}
	signed := r.Clone(r.Context())
	stamp := Stamp{Time: t.Clock(), Nonce: t.Nonce, Omit: omitted(r.Context())}
	body, err = t.Signer.Sign(signed, body, stamp)
	if err != nil {
		return nil, fmt.Errorf("sign with %s: %w", t.Signer.Name(), err)
	}
	setBody(signed, body)
	return t.Base.RoundTrip(signed)
}

func readBody(r *http.Request) ([]byte, error) {
	if r.Body == nil || r.Body == http.NoBody {
		return nil, nil
	}
	defer r.Body.Close()
	return io.ReadAll(r.Body)
}

func setBody(r *http.Request, body []byte) {
	r.ContentLength = int64(len(body))
	if len(body) == 0 && r.Method == http.MethodGet {
		r.Body, r.GetBody = io.NopCloser(bytes.NewReader(nil)), nil
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
}
