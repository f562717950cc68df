package verify

import (
	"crypto/hmac"
	"encoding/hex"
	"net/url"
	"strings"
	"time"
)

const (
	acs3Name   = "ACS3-HMAC-SHA256"
	acs3Window = 15 * time.Minute
)

// ACS3 verifies ACS3-HMAC-SHA256, Alibaba's signature V3. The list of signed headers is the sender's: SDKs sign
// more than the documents name.
func ACS3(r *Request, keys Keys, now time.Time) Outcome {
	a, wrong := parseAuthorization(r.Header.Get("Authorization"), acs3Name)
	if wrong != "" {
		return refuse(BadSignature, wrong)
	}
	if n, ok := a.covers("host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"); !ok {
		return refuse(BadSignature, "the header "+n+" is not signed")
	}
	key, ok := keys(a.credential)
	if !ok || !tokenFits(r.Header.Get("X-Acs-Security-Token"), key) {
		return refuse(UnknownKey, "nobody has this key")
	}
	at, err := time.Parse(alibabaTime, r.Header.Get("X-Acs-Date"))
	if err != nil {
		return refuse(BadTime, "x-acs-date is not of the form 2006-01-02T15:04:05Z")
	}
	if !within(at, now, acs3Window) {
		return refuse(BadTime, "x-acs-date is more than 15 minutes off")
	}
	query, err := url.ParseQuery(r.RawQuery)
	if err != nil {
		return refuse(BadSignature, "the query cannot be read")
	}
	hash := r.Header.Get("X-Acs-Content-Sha256")
	if hash != hashHex(r.Body) {
		return refuse(BadSignature, "x-acs-content-sha256 is not the digest of the body")
	}
	out := Outcome{KeyID: a.credential}
	for _, host := range hosts(r.Host) {
		headers, ok := canonicalHeaders(r, a.signed, host, unchanged)
		if !ok {
			return refuse(BadSignature, "a signed header was not sent")
		}
		out.StringToSign = acs3StringToSign(r.Method, query, headers, a.signedText, hash)
		if hmac.Equal([]byte(hex.EncodeToString(hmacSHA256([]byte(key.Secret), []byte(out.StringToSign)))), []byte(a.signature)) {
			return out
		}
	}
	out.Fault, out.Because = BadSignature, "the signature does not match the request"
	return out
}

// acs3StringToSign always signs the path "/": it is the only one that the API has.
func acs3StringToSign(method string, query url.Values, headers, signed, bodyHash string) string {
	canonical := strings.Join([]string{method, "/", sortedQuery(query), headers, signed, bodyHash}, "\n")
	return acs3Name + "\n" + hashHex([]byte(canonical))
}
