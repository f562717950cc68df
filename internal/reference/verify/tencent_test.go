package verify

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

const (
	exampleID  = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"
	exampleKey = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"
	// tc3Body is 7-bit text with the escapes as they are printed.
	tc3Body = `{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`
)

// oneKey knows one key.
func oneKey(id, secret string) Keys {
	return func(asked string) (Key, bool) { return Key{Secret: secret, Token: "token"}, asked == id }
}

// headers makes a header of name, value, name, value …
func headers(pairs ...string) http.Header {
	h := http.Header{}
	for i := 0; i < len(pairs); i += 2 {
		h.Add(pairs[i], pairs[i+1])
	}
	return h
}

func query(t *testing.T, s string) url.Values {
	t.Helper()
	v, err := url.ParseQuery(s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// tc3Vector is one published or derived TC3 request.
type tc3Vector struct {
	name, id, key                    string
	method, query, contentType, body string
	stamp, date, signed, signature   string
	action                           string
}

func (v tc3Vector) request() *Request {
	h := headers("Content-Type", v.contentType, "X-TC-Timestamp", v.stamp, "X-TC-Action", v.action,
		"Authorization", "TC3-HMAC-SHA256 Credential="+v.id+"/"+v.date+"/cvm/tc3_request, SignedHeaders="+v.signed+", Signature="+v.signature)
	return &Request{Method: v.method, Host: "cvm.tencentcloudapi.com", Path: "/", RawQuery: v.query, Header: h, Body: []byte(v.body)}
}

func tc3Vectors() []tc3Vector {
	const (
		jsonType = "application/json; charset=utf-8"
		formType = "application/x-www-form-urlencoded"
		stop     = `{"InstanceIds":["ins-r8hr2upy","ins-5d8a23rs"],"StopType":"SOFT"}`
	)
	stars := strings.Repeat("*", 32)
	return []tc3Vector{
		{"T1", exampleID, exampleKey, "POST", "", jsonType, tc3Body, "1551113065", "2019-02-25", "content-type;host", "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168", "DescribeInstances"},
		{"T2", exampleID, "Gu5t9xGARNpq86cd98joQYCN3*******", "POST", "", jsonType, tc3Body, "1551113065", "2019-02-25", "content-type;host", "2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c", "DescribeInstances"},
		{"T3, action signed", "AKID" + stars, stars, "POST", "", jsonType, tc3Body, "1551113065", "2019-02-25", "content-type;host;x-tc-action", "10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f", "DescribeInstances"},
		{"T4, GET", exampleID, exampleKey, "GET", "Limit=10&Offset=0", formType, "", "1539084154", "2018-10-09", "content-type;host", "5da7a33f6993f0614b047e5df4582db9e9bf4672ba50567dba16c6ccf174c474", "DescribeInstances"},
		{"stop, POST", exampleID, exampleKey, "POST", "", "application/json", stop, "1551113065", "2019-02-25", "content-type;host", "2e80de0b5c91119fc7db1d04fc564cf139a3d922051f02cf0646b4a21586ca1d", "StopInstances"},
		{"stop, GET", exampleID, exampleKey, "GET", "InstanceIds.0=ins-r8hr2upy&InstanceIds.1=ins-5d8a23rs&StopType=SOFT", formType, "", "1551113065", "2019-02-25", "content-type;host", "27333e927cbecfe935e6a77117e25140577c6644693aaa2da23d20bdf301d1f8", "StopInstances"},
	}
}

// moment is a time stamp of a vector as a time.
func moment(t *testing.T, stamp string) time.Time {
	t.Helper()
	d, err := time.ParseDuration(stamp + "s")
	if err != nil {
		t.Fatal(err)
	}
	return time.Unix(0, 0).Add(d)
}

func TestTC3AcceptsTheVectors(t *testing.T) {
	for _, v := range tc3Vectors() {
		t.Run(v.name, func(t *testing.T) {
			now := moment(t, v.stamp)
			keys := oneKey(v.id, v.key)
			for range 2 { // an identical repeat is accepted as well
				if out := TC3(v.request(), keys, now); out.Fault != None || out.KeyID != v.id {
					t.Errorf("outcome %+v", out)
				}
			}
			r := v.request()
			r.Host += ":8080" // a signer that leaves the port out
			if out := TC3(r, keys, now); out.Fault != None {
				t.Errorf("host with port: %+v", out)
			}
		})
	}
}

func TestTC3RefusesWhatIsWrong(t *testing.T) {
	v := tc3Vectors()[0]
	swap := func(old, new string) func(*Request) {
		return func(r *Request) {
			r.Header.Set("Authorization", strings.Replace(r.Header.Get("Authorization"), old, new, 1))
		}
	}
	set := func(name, value string) func(*Request) { return func(r *Request) { r.Header.Set(name, value) } }
	tests := []struct {
		name  string
		spoil func(*Request)
		after time.Duration
		want  Fault
	}{
		{"another body", func(r *Request) { r.Body = []byte("{}") }, 0, BadSignature},
		{"another method", func(r *Request) { r.Method = "GET" }, 0, BadSignature},
		{"another query", func(r *Request) { r.RawQuery = "a=b" }, 0, BadSignature},
		{"another host", func(r *Request) { r.Host = "example.com" }, 0, BadSignature},
		{"another content type", set("Content-Type", "application/json"), 0, BadSignature},
		{"another signature", swap("Signature=72", "Signature=73"), 0, BadSignature},
		{"no signature", swap("Signature=72", "Other=72"), 0, BadSignature},
		{"host not signed", swap("content-type;host", "content-type"), 0, BadSignature},
		{"a signed header that was not sent", swap("content-type;host", "content-type;host;x-absent"), 0, BadSignature},
		{"another scheme", set("Authorization", "Bearer x"), 0, BadSignature},
		{"the date of another day", swap("2019-02-25", "2019-02-26"), 0, BadSignature},
		{"another service", swap("/cvm/", "/cbs/"), 0, BadSignature},
		{"no scope", swap("/2019-02-25/cvm/tc3_request", ""), 0, BadSignature},
		{"no time stamp", set("X-TC-Timestamp", ""), 0, BadSignature},
		{"an unknown key", swap("AKID", "BKID"), 0, UnknownKey},
		{"a foreign token", set("X-TC-Token", "other"), 0, UnknownKey},
		{"its own token", set("X-TC-Token", "token"), 0, None},
		{"five minutes late", func(*Request) {}, 5 * time.Minute, None},
		{"more than five minutes late", func(*Request) {}, 5*time.Minute + time.Second, BadTime},
		{"more than five minutes early", func(*Request) {}, -5*time.Minute - time.Second, BadTime},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := v.request()
			tt.spoil(r)
			out := TC3(r, oneKey(v.id, v.key), moment(t, v.stamp).Add(tt.after))
			if out.Fault != tt.want {
				t.Errorf("fault %q, want %q", out.Fault, tt.want)
			}
			if (out.Because == "") != (tt.want == None) {
				t.Errorf("because %q with fault %q", out.Because, out.Fault)
			}
		})
	}
}

func TestTencentParameterSignatureVectors(t *testing.T) {
	const legacyKey = "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA"
	const legacyID = "SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA"
	const foo = "Action=DescribeInstances&Nonce=1290303896666895346&Region=ap-guangzhou&SecretId=secretIdFoo&Timestamp=1512393162&Version=2017-03-12&SignatureMethod="
	const l2 = "Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Nonce=11886&Region=ap-guangzhou&" + legacyID + "&Timestamp=1465185768&SignatureMethod="
	const stop = "Action=StopInstances&Nonce=11886&Region=gz&" + legacyID + "&Timestamp=1465185768&forceStop=0&instanceIds.0=qcvm12345"
	tests := []struct {
		name, method, host, path, params, key, signature string
		scheme                                           Scheme
	}{
		{"T5", "GET", "cvm.tencentcloudapi.com", "/", "Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Limit=20&Nonce=11886&Offset=0&Region=ap-guangzhou&SecretId=" + exampleID + "&Timestamp=1465185768&Version=2017-03-12", exampleKey, "EliP9YW3pW28FpsEdkXt/+WcGeI=", TencentV1},
		{"L1", "GET", "cvm.api.qcloud.com", "/v2/index.php", "Action=DescribeInstances&Nonce=11886&Region=gz&" + legacyID + "&Timestamp=1465185768&instanceIds.0=ins-09dx96dg&limit=20&offset=0", legacyKey, "NSI3UqqD99b/UJb4tbG/xZpRW64=", TencentLegacy},
		{"L2", "GET", "cvm.api.qcloud.com", "/v2/index.php", l2 + "HmacSHA256", legacyKey, "0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s=", TencentLegacy},
		{"L3", "GET", "cvm.api.qcloud.com", "/v2/index.php", l2 + "HmacSHA1", legacyKey, "nPVnY6njQmwQ8ciqbPl5Qe+Oru4=", TencentLegacy},
		{"L4", "POST", "cvm.api.qcloud.com", "/v2/index.php", foo + "HmacSHA1", "secretKeyBar", "p3n+pxBqF5JGZtDSxoVn5tGngf0=", TencentLegacy},
		{"L5", "GET", "cvm.api.qcloud.com", "/v2/index.php", foo + "HmacSHA1", "secretKeyBar", "5HAq1BOKNLEE2/uauWnp6Zv9Z3c=", TencentLegacy},
		{"L6", "POST", "cvm.api.qcloud.com", "/v2/index.php", foo + "HmacSHA256", "secretKeyBar", "B2T37FRSP6Fk0/q/cdfrTE0p3zX5ooB/2BPWZUFpsj4=", TencentLegacy},
		{"stop, GET", "GET", "cvm.api.qcloud.com", "/v2/index.php", stop, legacyKey, "0UVmLD377F/G50s6/G61KO2mSa0=", TencentLegacy},
		{"stop, POST", "POST", "cvm.api.qcloud.com", "/v2/index.php", stop, legacyKey, "PEhpER4GVI9RpQiI1JYhnMIAXBo=", TencentLegacy},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			params := query(t, tt.params)
			params.Set("Signature", tt.signature)
			now := moment(t, params.Get("Timestamp"))
			keys := oneKey(params.Get("SecretId"), tt.key)
			r := &Request{Method: tt.method, Host: tt.host, Path: tt.path, Params: params}
			if out := tt.scheme(r, keys, now); out.Fault != None {
				t.Errorf("outcome %+v", out)
			}
			if out := tt.scheme(r, keys, now.Add(3*time.Hour)); out.Fault != BadTime {
				t.Errorf("three hours later: %+v", out)
			}
			if out := tt.scheme(r, oneKey("other", tt.key), now); out.Fault != UnknownKey {
				t.Errorf("unknown key: %+v", out)
			}
			params.Set("Action", "Other")
			if out := tt.scheme(r, keys, now); out.Fault != BadSignature {
				t.Errorf("another action: %+v", out)
			}
		})
	}
}

func TestTencentRefusesPublishedValuesThatDoNotVerify(t *testing.T) {
	params := query(t, "Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Limit=20&Nonce=11886&Offset=0&Region=ap-guangzhou&SecretId="+exampleID+"&Timestamp=1465185768&Version=2017-03-12")
	params.Set("Signature", "v9MVG3fopp/gCsLSZ4gMFeYGgDU=")
	r := &Request{Method: "GET", Host: "cvm.tencentcloudapi.com", Path: "/", Params: params}
	if out := TencentV1(r, oneKey(exampleID, exampleKey), moment(t, "1465185768")); out.Fault != BadSignature {
		t.Errorf("outcome %+v", out)
	}
}

func TestTencentNeedsAllItsParameters(t *testing.T) {
	for _, name := range []string{"SecretId", "Timestamp", "Nonce", "Signature"} {
		params := query(t, "SecretId=a&Timestamp=1&Nonce=1&Signature=b")
		params.Del(name)
		out := TencentV1(&Request{Method: "GET", Host: "h", Path: "/", Params: params}, oneKey("a", "s"), time.Unix(1, 0))
		if out.Fault != BadSignature || !strings.Contains(out.Because, name) {
			t.Errorf("without %s: %+v", name, out)
		}
	}
}
