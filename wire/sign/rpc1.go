package sign

import "net/http"

// acsTime is the layout of Alibaba's times, always in UTC.
const acsTime = "2006-01-02T15:04:05Z"

// RPC1 is Alibaba's RPC signature version 1.0, HMAC-SHA1. It adds the parameters AccessKeyId, SignatureMethod,
// SignatureVersion, SignatureNonce, Timestamp, SecurityToken (only with a token) and Signature.
type RPC1 struct{ Key Key }

// Name returns "HMAC-SHA1", as in the parameter SignatureMethod.
func (RPC1) Name() string { return "HMAC-SHA1" }

// Sign adds the parameters of the scheme to the query, or to the body if that is a form. Parameters of the query are
// signed also when there is a form.
func (a RPC1) Sign(r *http.Request, body []byte, s Stamp) ([]byte, error) {
	fields, put, err := parameters(r, body)
	if err != nil {
		return nil, err
	}
	fields = s.field(fields, "AccessKeyId", a.Key.ID)
	fields = s.field(fields, "SignatureMethod", a.Name())
	fields = s.field(fields, "SignatureVersion", "1.0")
	fields = s.field(fields, "SignatureNonce", s.Nonce())
	fields = s.field(fields, "Timestamp", s.Time.UTC().Format(acsTime))
	if a.Key.Token != "" {
		fields = s.field(fields, "SecurityToken", a.Key.Token)
	}
	covered := fields
	if isForm(r) {
		query, err := ParseFields(r.URL.RawQuery)
		if err != nil {
			return nil, err
		}
		covered = append(query, fields...)
	}
	signature := a.signature(a.stringToSign(r.Method, covered))
	return put(s.field(fields, "Signature", signature).Sorted()), nil
}

// stringToSign encodes the sorted parameters twice, as the vendor asks for.
func (RPC1) stringToSign(method string, fields Fields) string {
	return method + "&" + Escape("/") + "&" + Escape(fields.without("Signature").Sorted().Encode())
}

// signature appends "&" to the secret; the V3 scheme does not.
func (a RPC1) signature(text string) string {
	return base64Of(hmacSHA1([]byte(a.Key.Secret+"&"), text))
}
