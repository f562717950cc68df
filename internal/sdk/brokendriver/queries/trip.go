package queries

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/wire"
	"github.com/seed-613b54dc/conformance/wire/sign"
)

// trip carries a signed request, and is where a defect gets at its bytes. Each request has a connection of its own: nothing
// of one case is left for the next.
type trip struct {
	client *client
	call   sdk.Call
	cfg    wire.Config
}

// RoundTrip changes a copy of the request and sends it.
func (t trip) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	out := r.Clone(r.Context())
	if t.client.covers != nil {
		cover := func(all sign.Fields) sign.Fields { return t.client.covers(t.call, all) }
		if body, err = resign(t.signer(), out, body, cover); err != nil {
			return nil, err
		}
	}
	body = t.client.signed(t.call, out, body)
	out.Body, out.GetBody, out.ContentLength = http.NoBody, nil, int64(len(body))
	if len(body) > 0 {
		out.Body = io.NopCloser(bytes.NewReader(body))
	}
	return (&http.Transport{DisableKeepAlives: true}).RoundTrip(out)
}

// signer signs as the generated client did.
func (t trip) signer() sign.Signer {
	key := sign.Key{ID: t.call.Credentials.ID, Secret: t.call.Credentials.Secret}
	if t.call.API == alibaba {
		return sign.RPC1{Key: key}
	}
	return sign.Tencent1{Key: key, SHA256: t.cfg.Scheme != wire.TencentHMACSHA1, Legacy: t.call.API == tencent2}
}

// resign puts a signature into a request that is made of other parameters than it has. They have their time and nonce
// already, so that nothing else of the scheme is new.
func resign(signer sign.Signer, r *http.Request, body []byte, cover func(sign.Fields) sign.Fields) ([]byte, error) {
	have, err := fieldsOf(r, body)
	if err != nil {
		return nil, err
	}
	have = without(have, "Signature")
	other := r.Clone(r.Context())
	text, err := signer.Sign(other, write(other, cover(have)), sign.Stamp{Nonce: func() string { return "" }})
	if err != nil {
		return nil, err
	}
	signed, err := fieldsOf(other, text)
	if err != nil {
		return nil, err
	}
	for _, f := range signed {
		if f.Name == "Signature" {
			return write(r, append(have, f)), nil
		}
	}
	return nil, fmt.Errorf("%s gives no signature", signer.Name())
}

// fieldsOf are the parameters of a request, from its form when it is a POST.
func fieldsOf(r *http.Request, body []byte) (sign.Fields, error) {
	if r.Method == http.MethodPost {
		return sign.ParseFields(string(body))
	}
	return sign.ParseFields(r.URL.RawQuery)
}

// write puts parameters in place of those of a request, and returns the body that it has then.
func write(r *http.Request, fields sign.Fields) []byte {
	if r.Method == http.MethodPost {
		return []byte(fields.Encode())
	}
	r.URL.RawQuery = fields.Encode()
	return nil
}

// without are the parameters that have none of the names.
func without(fields sign.Fields, names ...string) sign.Fields {
	var kept sign.Fields
	for _, f := range fields {
		if !slices.Contains(names, f.Name) {
			kept = append(kept, f)
		}
	}
	return kept
}
