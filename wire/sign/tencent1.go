package sign

import (
	"net/http"
	"strconv"
	"strings"
)

// Tencent1 is Tencent's "signature v1" of API 3.0, and the signature of the legacy API. It adds the parameters
// SecretId, Timestamp, Nonce, SignatureMethod, Token (only with a token) and Signature.
type Tencent1 struct {
	Key Key
	// SHA256 chooses HmacSHA256; the zero value means HmacSHA1.
	SHA256 bool
	// Legacy takes the two peculiarities of the legacy API along: "_" in names is signed as ".", and values of a POST
	// that begin with "@", which mark files there, are not signed.
	Legacy bool
}

// Name returns "HmacSHA256" or "HmacSHA1", as in the parameter SignatureMethod.
func (t Tencent1) Name() string {
	if t.SHA256 {
		return "HmacSHA256"
	}
	return "HmacSHA1"
}

// Sign adds the parameters of the scheme to the query, or to the body if that is a form.
func (t Tencent1) Sign(r *http.Request, body []byte, s Stamp) ([]byte, error) {
	fields, put, err := parameters(r, body)
	if err != nil {
		return nil, err
	}
	fields = s.field(fields, "SecretId", t.Key.ID)
	fields = s.field(fields, "Timestamp", strconv.FormatInt(s.Time.Unix(), 10))
	fields = s.field(fields, "Nonce", s.Nonce())
	fields = s.field(fields, "SignatureMethod", t.Name())
	if t.Key.Token != "" {
		fields = s.field(fields, "Token", t.Key.Token)
	}
	text := t.stringToSign(r.Method, hostOf(r), pathOf(r), fields)
	return put(s.field(fields, "Signature", t.signature(text)).Sorted()), nil
}

// stringToSign joins method, host, path and the sorted parameters. Values are raw, not percent-encoded.
func (t Tencent1) stringToSign(method, host, path string, fields Fields) string {
	fields = fields.without("Signature")
	if t.Legacy {
		fields = legacy(method, fields)
	}
	return method + host + path + "?" + fields.Sorted().join(same)
}

func legacy(method string, fields Fields) Fields {
	var signed Fields
	for _, f := range fields {
		if method == http.MethodPost && strings.HasPrefix(f.Value, "@") {
			continue
		}
		signed = append(signed, Field{Name: strings.ReplaceAll(f.Name, "_", "."), Value: f.Value})
	}
	return signed
}

func (t Tencent1) signature(text string) string {
	if t.SHA256 {
		return base64Of(hmacSHA256([]byte(t.Key.Secret), text))
	}
	return base64Of(hmacSHA1([]byte(t.Key.Secret), text))
}
