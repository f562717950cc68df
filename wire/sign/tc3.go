package sign

import (
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// TC3 is TC3-HMAC-SHA256 of Tencent API 3.0. It adds the headers X-TC-Timestamp, X-TC-Token (only with a token) and
// Authorization. A Content-Type must be set before. Use it by pointer; it is safe for concurrent use.
type TC3 struct {
	Key Key
	// Service stands in the credential scope, for example "cvm".
	Service string
	// Headers are the signed headers, lower case and sorted; nil means content-type and host, the documented minimum.
	Headers []string

	// last spares three of five HMACs, since the key changes once a day only.
	last atomic.Pointer[scopedKey]
}

// scopedKey is the key derived for a credential scope.
type scopedKey struct {
	scope string
	key   []byte
}

// Name returns "TC3-HMAC-SHA256".
func (*TC3) Name() string { return "TC3-HMAC-SHA256" }

// Sign adds the headers of the scheme. The body stays as it is.
func (t *TC3) Sign(r *http.Request, body []byte, s Stamp) ([]byte, error) {
	timestamp := s.header(r.Header, "X-Tc-Timestamp", strconv.FormatInt(s.Time.Unix(), 10))
	if t.Key.Token != "" {
		s.header(r.Header, "X-Tc-Token", t.Key.Token)
	}
	scope := tc3Date(timestamp, s.Time) + "/" + t.Service + "/tc3_request"
	canonical := t.canonicalRequest(r, body)
	signature := hex.EncodeToString(hmacSHA256(t.signingKey(scope), t.stringToSign(timestamp, scope, canonical)))
	s.header(r.Header, "Authorization", t.Name()+" Credential="+t.Key.ID+"/"+scope+
		", SignedHeaders="+strings.Join(t.headers(), ";")+", Signature="+signature)
	return body, nil
}

func (t *TC3) headers() []string {
	if t.Headers != nil {
		return t.Headers
	}
	return []string{"content-type", "host"}
}

// canonicalRequest always has "/" as path, whatever path the endpoint has: the vendor's own clients do the same. The
// query is taken raw, neither sorted nor encoded again.
func (t *TC3) canonicalRequest(r *http.Request, body []byte) string {
	query := ""
	if r.Method == http.MethodGet {
		query = r.URL.RawQuery
	}
	return r.Method + "\n/\n" + query + "\n" +
		canonicalHeaders(r, t.headers(), strings.ToLower) + "\n" +
		strings.Join(t.headers(), ";") + "\n" + hexSHA256(body)
}

func (t *TC3) stringToSign(timestamp, scope, canonical string) string {
	return t.Name() + "\n" + timestamp + "\n" + scope + "\n" + hexSHA256([]byte(canonical))
}

// signingKey derives the key step by step: date, service, "tc3_request".
func (t *TC3) signingKey(scope string) []byte {
	if last := t.last.Load(); last != nil && last.scope == scope {
		return last.key
	}
	key := []byte("TC3" + t.Key.Secret)
	for part := range strings.SplitSeq(scope, "/") {
		key = hmacSHA256(key, part)
	}
	t.last.Store(&scopedKey{scope: scope, key: key})
	return key
}

// tc3Date is the UTC date of the timestamp, which may be one that the caller has set; now stands in for nonsense.
func tc3Date(timestamp string, now time.Time) string {
	if seconds, err := strconv.ParseInt(timestamp, 10, 64); err == nil {
		now = time.Unix(seconds, 0)
	}
	return now.UTC().Format(time.DateOnly)
}
