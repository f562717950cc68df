package queries

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/wire"
)

// queryBesideJSON has a flag in the query of a request whose parameters are JSON. The signature covers the query, as the
// vendor's rules have it: nothing is wrong with the request but the flag.
func queryBesideJSON(c *client) {
	connects(func(_ sdk.Call, cfg *wire.Config) { cfg.Scheme, cfg.Encoding = wire.TC3HMACSHA256, wire.JSON })(c)
	sends(func(call sdk.Call, r *http.Request, body []byte) []byte {
		if observes(call) {
			return body
		}
		r.URL.RawQuery = "ForceStop=false"
		tc3(call.Credentials, r, body)
		return body
	})(c)
}

// tc3 signs a POST with a query, which the generated client never makes and so cannot sign.
func tc3(key sdk.Credentials, r *http.Request, body []byte) {
	stamp := r.Header.Get("X-Tc-Timestamp")
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil {
		return // a request without a time is refused as it is
	}
	date := time.Unix(seconds, 0).UTC().Format(time.DateOnly)
	scope := date + "/cvm/tc3_request"
	canonical := strings.Join([]string{r.Method, "/", r.URL.RawQuery,
		"content-type:" + r.Header.Get("Content-Type") + "\nhost:" + r.URL.Host + "\n", "content-type;host", digest(body)}, "\n")
	text := strings.Join([]string{"TC3-HMAC-SHA256", stamp, scope, digest([]byte(canonical))}, "\n")
	secret := []byte("TC3" + key.Secret)
	for _, part := range []string{date, "cvm", "tc3_request", text} {
		secret = mac(secret, part)
	}
	r.Header.Set("Authorization", "TC3-HMAC-SHA256 Credential="+key.ID+"/"+scope+
		", SignedHeaders=content-type;host, Signature="+hex.EncodeToString(secret))
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func mac(key []byte, text string) []byte {
	m := hmac.New(sha256.New, key)
	m.Write([]byte(text)) // a hash never returns an error
	return m.Sum(nil)
}
