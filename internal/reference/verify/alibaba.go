package verify

import (
	"crypto/hmac"
	"crypto/sha1"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"
)

// alibabaTime is the layout of Timestamp and x-acs-date, always UTC.
const alibabaTime = "2006-01-02T15:04:05Z"

// alibabaWindow is the validity of the current pages; older text says fifteen minutes.
const alibabaWindow = 31 * time.Minute

// AlibabaRPC verifies the signature 1.0 (HMAC-SHA1) over all parameters of query and form.
func AlibabaRPC(r *Request, keys Keys, now time.Time) Outcome {
	for _, n := range []string{"AccessKeyId", "Timestamp", "SignatureMethod", "SignatureVersion", "SignatureNonce", "Signature"} {
		if r.Params.Get(n) == "" {
			return refuse(BadSignature, "the parameter "+n+" is missing")
		}
	}
	if r.Params.Get("SignatureMethod") != "HMAC-SHA1" || r.Params.Get("SignatureVersion") != "1.0" {
		return refuse(BadSignature, "only SignatureMethod HMAC-SHA1 with SignatureVersion 1.0 is known")
	}
	id := r.Params.Get("AccessKeyId")
	key, ok := keys(id)
	if !ok || !tokenFits(r.Params.Get("SecurityToken"), key) {
		return refuse(UnknownKey, "nobody has this key")
	}
	at, err := time.Parse(alibabaTime, r.Params.Get("Timestamp"))
	if err != nil {
		return refuse(BadTime, "Timestamp is not of the form 2006-01-02T15:04:05Z")
	}
	if !within(at, now, alibabaWindow) {
		return refuse(BadTime, "Timestamp is more than 31 minutes off")
	}
	out := Outcome{KeyID: id, StringToSign: rpcStringToSign(r.Method, r.Params)}
	if !hmac.Equal([]byte(mac64(sha1.New, key.Secret+"&", out.StringToSign)), []byte(r.Params.Get("Signature"))) {
		out.Fault, out.Because = BadSignature, "the signature does not match the request"
	}
	return out
}

// rpcStringToSign escapes the sorted parameters twice over: each name and value, and then all of it.
func rpcStringToSign(method string, params url.Values) string {
	signed := maps.Clone(params)
	delete(signed, "Signature")
	return method + "&%2F&" + percent(sortedQuery(signed))
}

// sortedQuery writes parameters in byte order of the raw names, with RFC 3986 escapes.
func sortedQuery(params url.Values) string {
	var pairs []string
	for _, name := range slices.Sorted(maps.Keys(params)) {
		for _, value := range params[name] {
			pairs = append(pairs, percent(name)+"="+percent(value))
		}
	}
	return strings.Join(pairs, "&")
}

// percent escapes everything but the unreserved characters of RFC 3986. QueryEscape differs from it in the
// space alone.
func percent(s string) string {
	return strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
}
