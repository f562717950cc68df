package sign

import (
	"strings"
	"testing"
	"time"
)

const (
	rpcNonce = "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"
	rpcTime  = "2016-02-23T12:46:24Z"
	stopRPC  = "Action=StopInstance&Version=2014-05-26&InstanceId=i-instanceid1&StoppedMode=KeepCharging" +
		"&ForceStop=false&Format=JSON"
	sdkRPC = "Version=&Action=&Format=JSON&Timestamp=mock+date&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0" +
		"&SignatureType=&SignatureNonce=MOCK_UUID&AccessKeyId=accessKeyId&RegionId=regionId"
)

func TestRPC1AgreesWithVectors(t *testing.T) {
	tests := []struct{ name, method, secret, params, want string }{
		{"3 unit test of an SDK", "", "accessKeySecret", "test=ok", "jHx/oHoHNrbVfhncHEvPdHXZwHU="},
		{"3 older SDK", "GET", "accessKeySecret", sdkRPC, "7loPmFjvDnzOVnQeQNj85S6nFGY="},
		{"3 older SDK with token", "GET", "accessKeySecret", sdkRPC + "&SecurityToken=accessKeyStsToken",
			"5Nxdcler+ihqWqv0Hr2On4PsBf4="},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fields, err := ParseFields(tt.params)
			if err != nil {
				t.Fatal(err)
			}
			s := RPC1{Key: Key{Secret: tt.secret}}
			if got := s.signature(s.stringToSign(tt.method, fields)); got != tt.want {
				t.Errorf("signature is %s, want %s", got, tt.want)
			}
		})
	}
}

func TestRPC1SignsWholeRequests(t *testing.T) {
	tests := []struct{ name, method, params, time, nonce, want string }{
		{"1 query", "GET", "Version=2014-05-26&Format=XML&Action=DescribeRegions", rpcTime, rpcNonce,
			"OLeaidS1JvxuMvnyHOwuJ+uX5qY="},
		{"2 query", "GET", "Action=DescribeDedicatedHosts&Format=JSON&RegionId=cn-beijing&Version=2014-05-26",
			"2023-03-13T08:34:30Z", "edb2b34af0af9a6d14deaf7c1a5315eb", "9NaGiOspFP5UPcwX8Iwt2YJXXuk="},
		{"6 query", "GET", stopRPC, rpcTime, rpcNonce, "rfpUDU866uMN4GUUNg/WY8nPPhw="},
		{"6 form", "POST", stopRPC, rpcTime, rpcNonce, "vQ+GgQ3ucRoMyvdmhhrvmoVopmQ="},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at, err := time.Parse(time.RFC3339, tt.time)
			if err != nil {
				t.Fatal(err)
			}
			s := RPC1{Key: Key{ID: "testid", Secret: "testsecret"}}
			fields := signParams(t, s, tt.method, "https://ecs.aliyuncs.com/", tt.params,
				Stamp{Time: at, Nonce: func() string { return tt.nonce }})
			if got := fields.get("Signature"); got != tt.want {
				t.Errorf("signature is %s, want %s", got, tt.want)
			}
		})
	}
}

func TestRPC1SignsQueryAndFormTogether(t *testing.T) {
	stamp := Stamp{Time: time.Unix(0, 0), Nonce: func() string { return "n" }}
	s := RPC1{Key: Key{ID: "testid", Secret: "testsecret", Token: "sts"}}
	whole := signParams(t, s, "POST", "https://h/", "A=1&B=2", stamp)
	split := signParams(t, s, "POST", "https://h/?A=1", "B=2", stamp)
	if whole.get("Signature") != split.get("Signature") {
		t.Error("a parameter in the query of a POST is not signed like one in the form")
	}
	if whole.get("SecurityToken") != "sts" {
		t.Errorf("SecurityToken is %q, want sts", whole.get("SecurityToken"))
	}
}

func TestRPC1BuildsStringToSign(t *testing.T) {
	fields, err := ParseFields("AccessKeyId=testid&Action=DescribeRegions&Format=XML&SignatureMethod=HMAC-SHA1&SignatureNonce=" +
		rpcNonce + "&SignatureVersion=1.0&Timestamp=" + rpcTime + "&Version=2014-05-26&Signature=left+out")
	if err != nil {
		t.Fatal(err)
	}
	want := "GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeRegions%26Format%3DXML%26SignatureMethod%3DHMAC-SHA1%26" +
		"SignatureNonce%3D" + rpcNonce + "%26SignatureVersion%3D1.0%26Timestamp%3D2016-02-23T12%253A46%253A24Z%26" +
		"Version%3D2014-05-26"
	if got := (RPC1{}).stringToSign("GET", fields); got != want {
		t.Errorf("string to sign\n got %s\nwant %s", got, want)
	}
}

// acs3Sample signs the request of the vendor's page on V3 signatures.
func acs3Sample(t *testing.T, at, nonce string) (canonical, authorization string) {
	t.Helper()
	r := newRequest(t, "POST", "https://ecs.cn-shanghai.aliyuncs.com/?RegionId=cn-shanghai"+
		"&ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd")
	r.Header.Set("x-acs-action", "RunInstances")
	r.Header.Set("x-acs-version", "2014-05-26")
	clock, err := time.Parse(time.RFC3339, at)
	if err != nil {
		t.Fatal(err)
	}
	s := ACS3{Key: Key{ID: "YourAccessKeyId", Secret: "YourAccessKeySecret"}}
	if _, err := s.Sign(r, nil, Stamp{Time: clock, Nonce: func() string { return nonce }}); err != nil {
		t.Fatal(err)
	}
	authorization = r.Header.Get("Authorization")
	canonical, err = s.canonicalRequest(r, hexSHA256(nil))
	if err != nil {
		t.Fatal(err)
	}
	return canonical, authorization
}

func TestACS3AgreesWithPublishedVector(t *testing.T) {
	canonical, authorization := acs3Sample(t, "2023-10-26T10:22:32Z", "3156853299f313e23d1673dc12e1703d")
	want := "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259"
	if got := hexSHA256([]byte(canonical)); got != want {
		t.Errorf("hash of the canonical request is %s, want %s", got, want)
	}
	want = "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;" +
		"x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
	if authorization != want {
		t.Errorf("Authorization\n got %s\nwant %s", authorization, want)
	}
}

// The same page prints that signature beside another date and nonce.
func TestACS3RejectsPublishedSampleThatDoesNotVerify(t *testing.T) {
	for _, sample := range []struct{ at, nonce string }{
		{"2023-10-26T09:01:01Z", "3156853299f313e23d1673dc12e1703d"},
		{"2023-10-26T10:22:32Z", "d410180a"},
		{"2023-10-26T09:01:01Z", "d410180a"},
	} {
		_, authorization := acs3Sample(t, sample.at, sample.nonce)
		if strings.HasSuffix(authorization, "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0") {
			t.Errorf("the signature verifies with date %s and nonce %s", sample.at, sample.nonce)
		}
	}
}

func TestACS3SortsQueryAndMergesHeaders(t *testing.T) {
	r := newRequest(t, "GET", "https://h?test=ok&empty=")
	r.Method, r.URL.Path = "", ""
	r.Header.Add("x-acs-TEST", "https")
	r.Header.Add("x-acs-test", "http")
	const payload = "55e12e91650d2fec56ec74e1d3e4ddbfce2ef3a65890c2a19ecf88a307e76a23"
	s := ACS3{Key: Key{Secret: "secret"}}
	canonical, err := s.canonicalRequest(r, payload)
	if err != nil {
		t.Fatal(err)
	}
	want := "\n/\nempty=&test=ok\nhost:h\nx-acs-test:http,https\n\nhost;x-acs-test\n" + payload
	if canonical != want {
		t.Fatalf("canonical request\n got %q\nwant %q", canonical, want)
	}
	// The vector of the SDK's unit test has no host header at all.
	canonical = strings.Replace(strings.Replace(canonical, "host:h\n", "", 1), "host;", "", 1)
	want = "4ab59fffe3c5738ff8a2729f90cc04fe18b02a4b15b2102cbaf92f9ff3df2ea3"
	if got := s.signature(s.stringToSign(canonical)); got != want {
		t.Errorf("signature is %s, want %s", got, want)
	}
}

func TestACS3SendsTokenWithItsKeyID(t *testing.T) {
	r := newRequest(t, "GET", "https://h/")
	s := ACS3{Key: Key{ID: "id", Secret: "secret", Token: "sts"}}
	stamp := Stamp{Time: time.Unix(0, 0), Nonce: func() string { return "n" }, Omit: []string{"X-Acs-Date"}}
	if _, err := s.Sign(r, nil, stamp); err != nil {
		t.Fatal(err)
	}
	want := "SignedHeaders=host;x-acs-accesskey-id;x-acs-content-sha256;x-acs-security-token;x-acs-signature-nonce,"
	if got := r.Header.Get("Authorization"); !strings.Contains(got, want) {
		t.Errorf("Authorization is %s, want it to contain %s", got, want)
	}
}
