package verify

import (
	"strings"
	"testing"
	"time"
)

func TestZC2AcceptsTheVectorsAndNothingElse(t *testing.T) {
	const key = "Gu5t9xGARNpq86cd98joQYCN3"
	tests := []struct{ name, contentType, host, body, signature string }{
		{"published", "application/json; charset=utf-8", "console.zenlayer.com", `{"pageSize":10,"pageNum":1,"zoneId":"HKG-A"}`, "efb356c32e55c781e10dc676da59462c22596d82e91c57803666243379555b2f"},
		{"derived, with port", "application/json", "127.0.0.1:8080", `{"instanceIds":["instanceId1","instanceId2"],"forceShutdown":true}`, "59b1d91c6c44682157188bb9aadc2706273586b68d747c88e18d939f393a07f5"},
	}
	now := moment(t, "1673361177")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			request := func() *Request {
				return &Request{Method: "POST", Host: tt.host, Path: "/api/v2/zec", Body: []byte(tt.body), Header: headers(
					"Content-Type", tt.contentType, "X-ZC-Timestamp", "1673361177", "X-ZC-Signature-Method", "ZC2-HMAC-SHA256",
					"Authorization", "ZC2-HMAC-SHA256 Credential=id, SignedHeaders=content-type;host, Signature="+tt.signature)}
			}
			keys := oneKey("id", key)
			check := func(name string, want Fault, spoil func(*Request), at time.Time) {
				t.Helper()
				r := request()
				spoil(r)
				if out := ZC2(r, keys, at); out.Fault != want {
					t.Errorf("%s: fault %q, want %q: %s", name, out.Fault, want, out.Because)
				}
			}
			check("as it is", None, func(*Request) {}, now)
			check("another path, which is not signed", None, func(r *Request) { r.Path = "/x" }, now)
			check("another body", BadSignature, func(r *Request) { r.Body = nil }, now)
			check("another host", BadSignature, func(r *Request) { r.Host = "example.com" }, now)
			check("no method header", BadSignature, func(r *Request) { r.Header.Del("X-ZC-Signature-Method") }, now)
			check("unsigned", BadSignature, func(r *Request) { r.Header.Del("Authorization") }, now)
			check("late", BadTime, func(*Request) {}, now.Add(5*time.Minute+time.Second))
			keys = oneKey("other", key)
			check("unknown key", UnknownKey, func(*Request) {}, now)
		})
	}
}

func TestBearerNeedsAKnownToken(t *testing.T) {
	tests := []struct {
		header string
		want   Fault
	}{
		{"Bearer secret", None}, {"Bearer other", UnknownKey}, {"Bearer ", BadSignature}, {"", BadSignature}, {"bearer secret", BadSignature},
	}
	for _, tt := range tests {
		if out := Bearer(&Request{Header: headers("Authorization", tt.header)}, oneKey("secret", ""), time.Time{}); out.Fault != tt.want {
			t.Errorf("%q: fault %q, want %q", tt.header, out.Fault, tt.want)
		}
	}
}

func TestAlibabaRPCAcceptsTheVectorsAndNothingElse(t *testing.T) {
	const common = "&SignatureMethod=HMAC-SHA1&SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf&SignatureVersion=1.0&Timestamp=2016-02-23T12:46:24Z&Version=2014-05-26&AccessKeyId=testid"
	const stop = "Action=StopInstance&InstanceId=i-instanceid1&StoppedMode=KeepCharging&ForceStop=false&Format=JSON" + common
	tests := []struct{ name, method, params, signature string }{
		{"published", "GET", "Action=DescribeRegions&Format=XML" + common, "OLeaidS1JvxuMvnyHOwuJ+uX5qY="},
		{"with a region", "GET", "Action=DescribeDedicatedHosts&Format=JSON&RegionId=cn-beijing&SignatureMethod=HMAC-SHA1&SignatureNonce=edb2b34af0af9a6d14deaf7c1a5315eb&SignatureVersion=1.0&Timestamp=2023-03-13T08:34:30Z&Version=2014-05-26&AccessKeyId=testid", "9NaGiOspFP5UPcwX8Iwt2YJXXuk="},
		{"stop, GET", "GET", stop, "rfpUDU866uMN4GUUNg/WY8nPPhw="},
		{"stop, POST", "POST", stop, "vQ+GgQ3ucRoMyvdmhhrvmoVopmQ="},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			params := query(t, tt.params)
			now, err := time.Parse(alibabaTime, params.Get("Timestamp"))
			if err != nil {
				t.Fatal(err)
			}
			params.Set("Signature", tt.signature)
			r := &Request{Method: tt.method, Path: "/", Params: params}
			keys := oneKey("testid", "testsecret")
			if out := AlibabaRPC(r, keys, now.Add(31*time.Minute)); out.Fault != None {
				t.Errorf("outcome %+v", out)
			}
			if out := AlibabaRPC(r, keys, now.Add(31*time.Minute+time.Second)); out.Fault != BadTime {
				t.Errorf("late: %+v", out)
			}
			if out := AlibabaRPC(r, oneKey("other", ""), now); out.Fault != UnknownKey {
				t.Errorf("unknown key: %+v", out)
			}
			params.Set("Action", "Other")
			if out := AlibabaRPC(r, keys, now); out.Fault != BadSignature || !strings.HasPrefix(out.StringToSign, tt.method+"&%2F&") {
				t.Errorf("another action: %+v", out)
			}
		})
	}
}

func TestRPCStringToSignOfTheVendorsUnitTests(t *testing.T) {
	const sts = "GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeRegions%26Format%3DXML%26SignatureMethod%3DHMAC-SHA1%26SignatureNonce%3D3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf%26SignatureVersion%3D1.0%26Timestamp%3D2016-02-23T12%253A46%253A24Z%26Version%3D2014-05-26"
	got := rpcStringToSign("GET", query(t, "AccessKeyId=testid&Action=DescribeRegions&Format=XML&SignatureMethod=HMAC-SHA1&SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf&SignatureVersion=1.0&Timestamp=2016-02-23T12:46:24Z&Version=2014-05-26&Signature=x"))
	if got != sts {
		t.Errorf("string to sign\n%s, want\n%s", got, sts)
	}
	const mock = "Version=&Action=&Format=JSON&Timestamp=mock+date&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0&SignatureType=&SignatureNonce=MOCK_UUID&AccessKeyId=accessKeyId&RegionId=regionId"
	for params, want := range map[string]string{
		mock: "7loPmFjvDnzOVnQeQNj85S6nFGY=",
		mock + "&SecurityToken=accessKeyStsToken": "5Nxdcler+ihqWqv0Hr2On4PsBf4=",
	} {
		if got := mac64(sha1New, "accessKeySecret&", rpcStringToSign("GET", query(t, params))); got != want {
			t.Errorf("%s: signature %s, want %s", params, got, want)
		}
	}
}

// acs3Vector is the request of the V3 page that verifies.
func acs3Vector(date, nonce string) *Request {
	h := headers("X-Acs-Action", "RunInstances", "X-Acs-Version", "2014-05-26", "X-Acs-Date", date, "X-Acs-Signature-Nonce", nonce,
		"X-Acs-Content-Sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		"Authorization", "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0")
	return &Request{Method: "POST", Host: "ecs.cn-shanghai.aliyuncs.com", Path: "/", Header: h,
		RawQuery: "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai"}
}

func TestACS3AcceptsTheVectorAndRefusesItsTwin(t *testing.T) {
	keys := oneKey("YourAccessKeyId", "YourAccessKeySecret")
	at := func(s string) time.Time {
		m, err := time.Parse(alibabaTime, s)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	const date, nonce = "2023-10-26T10:22:32Z", "3156853299f313e23d1673dc12e1703d"
	tests := []struct {
		name  string
		r     *Request
		now   string
		spoil func(*Request)
		want  Fault
	}{
		{"as published", acs3Vector(date, nonce), date, func(*Request) {}, None},
		{"the page's raw sample, which pairs it with another date", acs3Vector("2023-10-26T09:01:01Z", "d410180a5abf7fe235dd9b74aca91fc0"), "2023-10-26T09:01:01Z", func(*Request) {}, BadSignature},
		{"sixteen minutes late", acs3Vector(date, nonce), "2023-10-26T10:38:32Z", func(*Request) {}, BadTime},
		{"a body that the digest is not of", acs3Vector(date, nonce), date, func(r *Request) { r.Body = []byte("x") }, BadSignature},
		{"another query", acs3Vector(date, nonce), date, func(r *Request) { r.RawQuery += "&a=b" }, BadSignature},
		{"a query that cannot be read", acs3Vector(date, nonce), date, func(r *Request) { r.RawQuery = "%" }, BadSignature},
		{"no action", acs3Vector(date, nonce), date, func(r *Request) { r.Header.Del("X-Acs-Action") }, BadSignature},
		{"a foreign session token", acs3Vector(date, nonce), date, func(r *Request) { r.Header.Set("X-Acs-Security-Token", "x") }, UnknownKey},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.spoil(tt.r)
			if out := ACS3(tt.r, keys, at(tt.now)); out.Fault != tt.want {
				t.Errorf("fault %q, want %q: %s", out.Fault, tt.want, out.Because)
			}
		})
	}
}

func TestACS3MergesRepeatedHeaders(t *testing.T) {
	r := &Request{Header: headers("x-acs-test", "https", "x-acs-TEST", "http")}
	lines, ok := canonicalHeaders(r, []string{"x-acs-test"}, "", unchanged)
	if !ok || lines != "x-acs-test:http,https\n" {
		t.Fatalf("canonical headers %q", lines)
	}
	text := acs3StringToSign("", query(t, "test=ok&empty="), lines, "x-acs-test", "55e12e91650d2fec56ec74e1d3e4ddbfce2ef3a65890c2a19ecf88a307e76a23")
	if got := hexMAC("secret", text); got != "4ab59fffe3c5738ff8a2729f90cc04fe18b02a4b15b2102cbaf92f9ff3df2ea3" {
		t.Errorf("signature %s", got)
	}
}

func FuzzParseAuthorization(f *testing.F) {
	f.Add("TC3-HMAC-SHA256 Credential=a/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=00")
	f.Add("TC3-HMAC-SHA256 Credential=,SignedHeaders=;;,Signature==")
	f.Add("TC3-HMAC-SHA256")
	f.Fuzz(func(t *testing.T, header string) {
		a, wrong := parseAuthorization(header, tc3Name)
		complete := a.credential != "" && a.signature != "" && a.signedText != ""
		if complete != (wrong == "") {
			t.Errorf("parts %+v with complaint %q", a, wrong)
		}
		r := &Request{Method: "POST", Host: "h:1", Path: "/x", Header: headers("Authorization", header, "X-TC-Timestamp", "0")}
		every := func(string) (Key, bool) { return Key{Secret: "s"}, true }
		for _, scheme := range []Scheme{TC3, ZC2, ACS3} {
			if out := scheme(r, every, time.Unix(0, 0)); out.Fault == None {
				t.Errorf("accepted %q without knowing the secret", header)
			}
		}
	})
}
