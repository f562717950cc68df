package sign

import (
	"encoding/hex"
	"net/http"
	"strconv"
)

// ZC2 is ZC2-HMAC-SHA256 of Zenlayer. It adds the headers X-ZC-Timestamp, X-ZC-Signature-Method and Authorization. A
// Content-Type must be set before. Path, action and version are not covered by this signature.
type ZC2 struct{ Key Key }

// Name returns "ZC2-HMAC-SHA256".
func (ZC2) Name() string { return "ZC2-HMAC-SHA256" }

// Sign adds the headers of the scheme. The body stays as it is.
func (z ZC2) Sign(r *http.Request, body []byte, s Stamp) ([]byte, error) {
	timestamp := s.header(r.Header, "X-Zc-Timestamp", strconv.FormatInt(s.Time.Unix(), 10))
	s.header(r.Header, "X-Zc-Signature-Method", z.Name())
	signature := z.signature(z.stringToSign(timestamp, z.canonicalRequest(r, body)))
	s.header(r.Header, "Authorization", z.Name()+" Credential="+z.Key.ID+
		", SignedHeaders=content-type;host, Signature="+signature)
	return body, nil
}

// canonicalRequest always has "/" as path and an empty query, whatever the URL is.
func (ZC2) canonicalRequest(r *http.Request, body []byte) string {
	return r.Method + "\n/\n\n" +
		canonicalHeaders(r, []string{"content-type", "host"}, same) + "\ncontent-type;host\n" + hexSHA256(body)
}

func (z ZC2) stringToSign(timestamp, canonical string) string {
	return z.Name() + "\n" + timestamp + "\n" + hexSHA256([]byte(canonical))
}

// signature uses the plain secret as key; nothing is derived from it.
func (z ZC2) signature(text string) string {
	return hex.EncodeToString(hmacSHA256([]byte(z.Key.Secret), text))
}
