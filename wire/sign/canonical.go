package sign

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"net/http"
	"slices"
	"strings"
)

// hostOf is the host as net/http sends it, with its port where the URL has one.
func hostOf(r *http.Request) string {
	if r.Host != "" {
		return r.Host
	}
	return r.URL.Host
}

// pathOf is the escaped path as net/http sends it.
func pathOf(r *http.Request) string {
	if p := r.URL.EscapedPath(); p != "" {
		return p
	}
	return "/"
}

// canonicalHeaders writes one "name:value" line for each name. The names are lower case and sorted; the values of a
// header that occurs more than once are sorted too, and joined by commas.
func canonicalHeaders(r *http.Request, names []string, value func(string) string) string {
	var b strings.Builder
	for _, name := range names {
		text := strings.Join(slices.Sorted(slices.Values(r.Header.Values(name))), ",")
		if name == "host" {
			text = hostOf(r)
		}
		b.WriteString(name + ":" + value(strings.TrimSpace(text)) + "\n")
	}
	return b.String()
}

// same leaves header values as they are.
func same(s string) string { return s }

func hexSHA256(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func mac(h func() hash.Hash, key []byte, text string) []byte {
	m := hmac.New(h, key)
	m.Write([]byte(text)) // a hash never returns an error
	return m.Sum(nil)
}

func hmacSHA256(key []byte, text string) []byte { return mac(sha256.New, key, text) }

func hmacSHA1(key []byte, text string) []byte { return mac(sha1.New, key, text) }

func base64Of(sum []byte) string { return base64.StdEncoding.EncodeToString(sum) }
