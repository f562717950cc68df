package verify

import (
	"crypto/hmac"
	"encoding/hex"
	"strconv"
	"strings"
	"time"
)

const (
	zc2Name   = "ZC2-HMAC-SHA256"
	zc2Window = 5 * time.Minute
)

// ZC2 verifies ZC2-HMAC-SHA256 of Zenlayer. The canonical path is always "/" and the key is used as it is; the
// action, the version and the path are not covered by the signature.
func ZC2(r *Request, keys Keys, now time.Time) Outcome {
	a, wrong := parseAuthorization(r.Header.Get("Authorization"), zc2Name)
	if wrong != "" {
		return refuse(BadSignature, wrong)
	}
	if n, ok := a.covers("content-type", "host"); !ok {
		return refuse(BadSignature, "the header "+n+" is not signed")
	}
	if m := r.Header.Get("X-ZC-Signature-Method"); m != zc2Name {
		return refuse(BadSignature, "X-ZC-Signature-Method is not "+zc2Name)
	}
	key, ok := keys(a.credential)
	if !ok {
		return refuse(UnknownKey, "nobody has this key")
	}
	stamp := r.Header.Get("X-ZC-Timestamp")
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil {
		return refuse(BadSignature, "X-ZC-Timestamp is not a number of seconds")
	}
	if !within(time.Unix(seconds, 0), now, zc2Window) {
		return refuse(BadTime, "X-ZC-Timestamp is more than five minutes off")
	}
	out := Outcome{KeyID: a.credential}
	for _, host := range hosts(r.Host) {
		headers, ok := canonicalHeaders(r, a.signed, host, unchanged)
		if !ok {
			return refuse(BadSignature, "a signed header was not sent")
		}
		canonical := strings.Join([]string{r.Method, "/", "", headers, a.signedText, hashHex(r.Body)}, "\n")
		out.StringToSign = strings.Join([]string{zc2Name, stamp, hashHex([]byte(canonical))}, "\n")
		if hmac.Equal([]byte(hex.EncodeToString(hmacSHA256([]byte(key.Secret), []byte(out.StringToSign)))), []byte(a.signature)) {
			return out
		}
	}
	out.Fault, out.Because = BadSignature, "the signature does not match the request"
	return out
}
