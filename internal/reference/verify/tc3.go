package verify

import (
	"crypto/hmac"
	"encoding/hex"
	"strconv"
	"strings"
	"time"
)

const (
	tc3Name   = "TC3-HMAC-SHA256"
	tc3Window = 5 * time.Minute
)

// TC3 verifies TC3-HMAC-SHA256 of Tencent's API 3.0. The service of the credential scope is taken as sent,
// because two official SDKs derive it from the host name.
func TC3(r *Request, keys Keys, now time.Time) Outcome {
	a, wrong := parseAuthorization(r.Header.Get("Authorization"), tc3Name)
	if wrong != "" {
		return refuse(BadSignature, wrong)
	}
	if n, ok := a.covers("content-type", "host"); !ok {
		return refuse(BadSignature, "the header "+n+" is not signed")
	}
	scope, ok := parseTC3Scope(a.credential)
	if !ok {
		return refuse(BadSignature, "the credential is not <id>/<date>/<service>/tc3_request")
	}
	key, ok := keys(scope.id)
	if !ok || !tokenFits(r.Header.Get("X-TC-Token"), key) {
		return refuse(UnknownKey, "nobody has this key")
	}
	stamp := r.Header.Get("X-TC-Timestamp")
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil {
		return refuse(BadSignature, "X-TC-Timestamp is not a number of seconds")
	}
	at := time.Unix(seconds, 0).UTC()
	if !within(at, now, tc3Window) {
		return refuse(BadTime, "X-TC-Timestamp is more than five minutes off")
	}
	if at.Format(time.DateOnly) != scope.date {
		return refuse(BadSignature, "the date of the credential is not the UTC date of X-TC-Timestamp")
	}
	return tc3Match(r, a, scope, key, stamp)
}

// tc3Scope is the credential of TC3.
type tc3Scope struct{ id, date, service string }

// parseTC3Scope splits from the right, because the service may be a host name with a port.
func parseTC3Scope(credential string) (tc3Scope, bool) {
	parts := strings.Split(credential, "/")
	n := len(parts)
	if n < 4 || parts[n-1] != "tc3_request" {
		return tc3Scope{}, false
	}
	s := tc3Scope{id: strings.Join(parts[:n-3], "/"), date: parts[n-3], service: parts[n-2]}
	return s, s.id != "" && s.service != ""
}

// tc3Match tries the spellings that official signers use: host with and without port, path "/" and as sent,
// header values lower-case (as the documents demand) and as sent.
func tc3Match(r *Request, a authorization, scope tc3Scope, key Key, stamp string) Outcome {
	signing := tc3Key(key.Secret, scope)
	hash := hashHex(r.Body)
	if r.Header.Get("X-TC-Content-SHA256") == "UNSIGNED-PAYLOAD" {
		hash = hashHex([]byte("UNSIGNED-PAYLOAD"))
	}
	out := Outcome{KeyID: scope.id}
	for _, host := range hosts(r.Host) {
		for _, path := range paths(r.Path) {
			for _, clean := range []func(string) string{strings.ToLower, unchanged} {
				headers, ok := canonicalHeaders(r, a.signed, host, clean)
				if !ok {
					return refuse(BadSignature, "a signed header was not sent")
				}
				canonical := strings.Join([]string{r.Method, path, r.RawQuery, headers, a.signedText, hash}, "\n")
				text := strings.Join([]string{tc3Name, stamp, scope.date + "/" + scope.service + "/tc3_request", hashHex([]byte(canonical))}, "\n")
				out.StringToSign = text
				if hmac.Equal([]byte(hex.EncodeToString(hmacSHA256(signing, []byte(text)))), []byte(a.signature)) {
					return out
				}
			}
		}
	}
	out.Fault, out.Because = BadSignature, "the signature does not match the request"
	return out
}

// tc3Key derives the signing key of one day and service.
func tc3Key(secret string, s tc3Scope) []byte {
	date := hmacSHA256([]byte("TC3"+secret), []byte(s.date))
	service := hmacSHA256(date, []byte(s.service))
	return hmacSHA256(service, []byte("tc3_request"))
}
