package reference

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The signers of these tests are written for the tests: they say in a few lines what a client does.

func mac(key, text string) string {
	m := hmac.New(sha256.New, []byte(key))
	m.Write([]byte(text))
	return string(m.Sum(nil))
}

func macSHA1(key, text string) string {
	m := hmac.New(sha1.New, []byte(key))
	m.Write([]byte(text))
	return base64.StdEncoding.EncodeToString(m.Sum(nil))
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func newRequest(t testing.TB, method, target, body string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, "http://127.0.0.1:8080"+target, io.NopCloser(bytes.NewReader([]byte(body))))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// tc3 makes a signed call of API 3.0: JSON in a POST.
func tc3(t testing.TB, a Account, now time.Time, action, body string) *http.Request {
	return tc3Call(t, a, now, "POST", "/", "application/json", action, body)
}

func tc3Call(t testing.TB, a Account, now time.Time, method, target, contentType, action, body string) *http.Request {
	t.Helper()
	r := newRequest(t, method, target, body)
	r.Header.Set("Content-Type", contentType)
	r.Header.Set("X-TC-Action", action)
	r.Header.Set("X-TC-Version", "2017-03-12")
	r.Header.Set("X-TC-Region", "ap-guangzhou")
	stamp, date := strconv.FormatInt(now.Unix(), 10), now.UTC().Format(time.DateOnly)
	r.Header.Set("X-TC-Timestamp", stamp)
	canonical := method + "\n/\n" + r.URL.RawQuery + "\ncontent-type:" + contentType + "\nhost:" + r.Host + "\n\ncontent-type;host\n" + digest(body)
	text := "TC3-HMAC-SHA256\n" + stamp + "\n" + date + "/cvm/tc3_request\n" + digest(canonical)
	key := mac(mac(mac("TC3"+a.Secret, date), "cvm"), "tc3_request")
	r.Header.Set("Authorization", fmt.Sprintf("TC3-HMAC-SHA256 Credential=%s/%s/cvm/tc3_request, SignedHeaders=content-type;host, Signature=%x", a.ID, date, mac(key, text)))
	return r
}

// zc2 makes a signed call of Zenlayer.
func zc2(t testing.TB, a Account, now time.Time, path, action, body string) *http.Request {
	t.Helper()
	r := newRequest(t, "POST", path, body)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-ZC-Action", action)
	r.Header.Set("X-ZC-Version", "2025-09-01")
	r.Header.Set("X-ZC-Signature-Method", "ZC2-HMAC-SHA256")
	stamp := strconv.FormatInt(now.Unix(), 10)
	r.Header.Set("X-ZC-Timestamp", stamp)
	canonical := "POST\n/\n\ncontent-type:application/json\nhost:" + r.Host + "\n\ncontent-type;host\n" + digest(body)
	r.Header.Set("Authorization", fmt.Sprintf("ZC2-HMAC-SHA256 Credential=%s, SignedHeaders=content-type;host, Signature=%x", a.ID, mac(a.Secret, "ZC2-HMAC-SHA256\n"+stamp+"\n"+digest(canonical))))
	return r
}

// tencentSigned makes a call with the signature among the parameters.
func tencentSigned(t testing.TB, a Account, now time.Time, method, path string, params map[string]string) *http.Request {
	t.Helper()
	all := map[string]string{"SecretId": a.ID, "Timestamp": strconv.FormatInt(now.Unix(), 10), "Nonce": "11886"}
	for k, v := range params {
		all[k] = v
	}
	var pairs []string
	values := url.Values{}
	for k, v := range all {
		pairs = append(pairs, k+"="+v)
		values.Set(k, v)
	}
	sort.Strings(pairs)
	values.Set("Signature", macSHA1(a.Secret, method+"127.0.0.1:8080"+path+"?"+strings.Join(pairs, "&")))
	if method == "GET" {
		return newRequest(t, method, path+"?"+values.Encode(), "")
	}
	r := newRequest(t, method, path, values.Encode())
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
	return r
}

// alibabaSigned makes a call with signature 1.0; the parameters travel in the query, or in the form when form is set.
func alibabaSigned(t testing.TB, a Account, now time.Time, method string, form bool, params map[string]string) *http.Request {
	t.Helper()
	values := url.Values{
		"AccessKeyId": {a.ID}, "Timestamp": {now.UTC().Format("2006-01-02T15:04:05Z")}, "SignatureMethod": {"HMAC-SHA1"},
		"SignatureVersion": {"1.0"}, "SignatureNonce": {"nonce"}, "Version": {"2014-05-26"}, "SignatureType": {""},
	}
	for k, v := range params {
		values.Set(k, v)
	}
	escape := strings.NewReplacer("+", "%20", "*", "%2A", "%7E", "~")
	text := method + "&%2F&" + escape.Replace(url.QueryEscape(escape.Replace(values.Encode())))
	values.Set("Signature", macSHA1(a.Secret+"&", text))
	if !form {
		return newRequest(t, method, "/?"+values.Encode(), "")
	}
	r := newRequest(t, method, "/", values.Encode())
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}

// acs3 makes a call with Alibaba's signature V3.
func acs3(t testing.TB, a Account, now time.Time, action string, params url.Values) *http.Request {
	t.Helper()
	r := newRequest(t, "POST", "/?"+params.Encode(), "")
	headers := map[string]string{
		"host": r.Host, "x-acs-action": action, "x-acs-version": "2014-05-26", "x-acs-date": now.UTC().Format("2006-01-02T15:04:05Z"),
		"x-acs-signature-nonce": "nonce", "x-acs-content-sha256": digest(""), "x-acs-credentials-provider": "static_ak",
	}
	var names []string
	for n := range headers {
		names = append(names, n)
	}
	sort.Strings(names)
	lines := ""
	for _, n := range names {
		lines += n + ":" + headers[n] + "\n"
		if n != "host" {
			r.Header.Set(n, headers[n])
		}
	}
	signed := strings.Join(names, ";")
	canonical := "POST\n/\n" + strings.ReplaceAll(params.Encode(), "+", "%20") + "\n" + lines + "\n" + signed + "\n" + digest("")
	r.Header.Set("Authorization", fmt.Sprintf("ACS3-HMAC-SHA256 Credential=%s,SignedHeaders=%s,Signature=%x", a.ID, signed, mac(a.Secret, "ACS3-HMAC-SHA256\n"+digest(canonical))))
	return r
}
