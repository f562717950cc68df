package verify

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"hash"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// TencentV1 verifies the signature among the parameters that Tencent's API 3.0 calls v1 (HmacSHA1, HmacSHA256).
// The time stamp may be five minutes off.
func TencentV1(r *Request, keys Keys, now time.Time) Outcome {
	return tencent(r, keys, now, 5*time.Minute)
}

// TencentLegacy verifies the same signature under the rules of the legacy API: two hours instead of five
// minutes, as the generation of its pages says that the two documents belong to.
func TencentLegacy(r *Request, keys Keys, now time.Time) Outcome {
	return tencent(r, keys, now, 2*time.Hour)
}

func tencent(r *Request, keys Keys, now time.Time, window time.Duration) Outcome {
	for _, n := range []string{"SecretId", "Timestamp", "Nonce", "Signature"} {
		if r.Params.Get(n) == "" {
			return refuse(BadSignature, "the parameter "+n+" is missing")
		}
	}
	id := r.Params.Get("SecretId")
	key, ok := keys(id)
	if !ok || !tokenFits(r.Params.Get("Token"), key) {
		return refuse(UnknownKey, "nobody has this key")
	}
	seconds, err := strconv.ParseInt(r.Params.Get("Timestamp"), 10, 64)
	if err != nil {
		return refuse(BadSignature, "Timestamp is not a number of seconds")
	}
	if _, err := strconv.ParseUint(r.Params.Get("Nonce"), 10, 64); err != nil {
		return refuse(BadSignature, "Nonce is not a positive integer")
	}
	if !within(time.Unix(seconds, 0), now, window) {
		return refuse(BadTime, "Timestamp is more than "+window.String()+" off")
	}
	return tencentMatch(r, id, key)
}

// tencentMatch tries the host with and without its port and the path "/" and as sent.
func tencentMatch(r *Request, id string, key Key) Outcome {
	sum := sha1.New
	if r.Params.Get("SignatureMethod") == "HmacSHA256" {
		sum = sha256.New
	}
	out := Outcome{KeyID: id}
	for _, host := range hosts(r.Host) {
		for _, path := range paths(r.Path) {
			out.StringToSign = r.Method + host + path + "?" + tencentParams(r.Method, r.Params)
			if hmac.Equal([]byte(mac64(sum, key.Secret, out.StringToSign)), []byte(r.Params.Get("Signature"))) {
				return out
			}
		}
	}
	out.Fault, out.Because = BadSignature, "the signature does not match the request"
	return out
}

// tencentParams joins the parameters, sorted by name and not escaped. In names an underscore counts as a dot;
// in a POST a value that begins with "@" was a file of old clients and is left out.
func tencentParams(method string, params url.Values) string {
	var pairs []string
	for _, name := range slices.Sorted(maps.Keys(params)) {
		value := params.Get(name)
		if name == "Signature" || method == "POST" && strings.HasPrefix(value, "@") {
			continue
		}
		pairs = append(pairs, strings.ReplaceAll(name, "_", ".")+"="+value)
	}
	return strings.Join(pairs, "&")
}

// mac64 is the base64 text of an HMAC.
func mac64(sum func() hash.Hash, secret, text string) string {
	m := hmac.New(sum, []byte(secret))
	m.Write([]byte(text))
	return base64.StdEncoding.EncodeToString(m.Sum(nil))
}
