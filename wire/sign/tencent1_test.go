package sign

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

const (
	legacyID  = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA"
	legacyKey = "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA"
	describe  = "cvm.api.qcloud.com/v2/index.php?Action=DescribeInstances"
	l2        = "GET" + describe + "&InstanceIds.0=ins-09dx96dg&Nonce=11886&Region=ap-guangzhou&SecretId=" + legacyID
	l4        = describe + "&Nonce=1290303896666895346&Region=ap-guangzhou&SecretId=secretIdFoo"
	stopV2    = "cvm.api.qcloud.com/v2/index.php?Action=StopInstances&Nonce=11886&Region=gz&SecretId=" + legacyID +
		"&Timestamp=1465185768&forceStop=0&instanceIds.0=qcvm12345"
)

var tencent1Vectors = []struct {
	name, secret, text, want string
	sha256                   bool
}{
	{"T5", exampleKey, "GETcvm.tencentcloudapi.com/?Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Limit=20" +
		"&Nonce=11886&Offset=0&Region=ap-guangzhou&SecretId=" + exampleID + "&Timestamp=1465185768&Version=2017-03-12",
		"EliP9YW3pW28FpsEdkXt/+WcGeI=", false},
	{"L1", legacyKey, "GET" + describe + "&Nonce=11886&Region=gz&SecretId=" + legacyID +
		"&Timestamp=1465185768&instanceIds.0=ins-09dx96dg&limit=20&offset=0", "NSI3UqqD99b/UJb4tbG/xZpRW64=", false},
	{"L2", legacyKey, l2 + "&SignatureMethod=HmacSHA256&Timestamp=1465185768",
		"0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s=", true},
	{"L3", legacyKey, l2 + "&SignatureMethod=HmacSHA1&Timestamp=1465185768", "nPVnY6njQmwQ8ciqbPl5Qe+Oru4=", false},
	{"L4", "secretKeyBar", "POST" + l4 + "&SignatureMethod=HmacSHA1&Timestamp=1512393162&Version=2017-03-12",
		"p3n+pxBqF5JGZtDSxoVn5tGngf0=", false},
	{"L5", "secretKeyBar", "GET" + l4 + "&SignatureMethod=HmacSHA1&Timestamp=1512393162&Version=2017-03-12",
		"5HAq1BOKNLEE2/uauWnp6Zv9Z3c=", false},
	{"L6", "secretKeyBar", "POST" + l4 + "&SignatureMethod=HmacSHA256&Timestamp=1512393162&Version=2017-03-12",
		"B2T37FRSP6Fk0/q/cdfrTE0p3zX5ooB/2BPWZUFpsj4=", true},
	{"derived stop, get", legacyKey, "GET" + stopV2, "0UVmLD377F/G50s6/G61KO2mSa0=", false},
	{"derived stop, post", legacyKey, "POST" + stopV2, "PEhpER4GVI9RpQiI1JYhnMIAXBo=", false},
	{"older page, method at odds with its digest", legacyKey, l2 + "&SignatureMethod=HmacSHA256&Timestamp=1465185768",
		"RVSD1I6ip2Zo56I2HdqRVrt+1TE=", false},
}

func TestTencent1AgreesWithVectors(t *testing.T) {
	for _, v := range tencent1Vectors {
		t.Run(v.name, func(t *testing.T) {
			s := Tencent1{Key: Key{Secret: v.secret}, SHA256: v.sha256}
			if got := s.signature(v.text); got != v.want {
				t.Errorf("signature is %s, want %s", got, v.want)
			}
		})
	}
}

// The old page on v1 signatures prints a value that its own inputs do not give.
func TestTencent1RejectsPublishedSampleThatDoesNotVerify(t *testing.T) {
	for _, v := range tencent1Vectors {
		s := Tencent1{Key: Key{Secret: v.secret}, SHA256: v.sha256}
		if s.signature(v.text) == "v9MVG3fopp/gCsLSZ4gMFeYGgDU=" {
			t.Errorf("%s: gives the published misprint", v.name)
		}
	}
}

// TestTencent1SignsWholeRequests builds the string to sign from shuffled parameters, in a query and in a form.
func TestTencent1SignsWholeRequests(t *testing.T) {
	tests := []struct {
		name, method, params string
		sha256               bool
		want                 string
	}{
		{"L5 in a query", "GET", "Version=2017-03-12&Region=ap-guangzhou&Action=DescribeInstances", false,
			"5HAq1BOKNLEE2/uauWnp6Zv9Z3c="},
		{"L4 in a form", "POST", "Version=2017-03-12&Region=ap-guangzhou&Action=DescribeInstances", false,
			"p3n+pxBqF5JGZtDSxoVn5tGngf0="},
		{"L6 in a form", "POST", "Region=ap-guangzhou&Action=DescribeInstances&Version=2017-03-12", true,
			"B2T37FRSP6Fk0/q/cdfrTE0p3zX5ooB/2BPWZUFpsj4="},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := Tencent1{Key: Key{ID: "secretIdFoo", Secret: "secretKeyBar"}, SHA256: tt.sha256, Legacy: true}
			fields := signParams(t, s, tt.method, "https://cvm.api.qcloud.com/v2/index.php", tt.params,
				Stamp{Time: time.Unix(1512393162, 0), Nonce: func() string { return "1290303896666895346" }})
			if got := fields.get("Signature"); got != tt.want {
				t.Errorf("signature is %s, want %s", got, tt.want)
			}
		})
	}
}

// signParams signs a request with params in its query or, for a POST, in its form, and returns the final parameters.
func signParams(t *testing.T, s Signer, method, url, params string, stamp Stamp) Fields {
	t.Helper()
	target, body := url+"?"+params, ""
	if method == http.MethodPost {
		target, body = url, params
	}
	r := newRequest(t, method, target)
	r.Header.Set("Content-Type", FormType)
	out, err := s.Sign(r, []byte(body), stamp)
	if err != nil {
		t.Fatal(err)
	}
	final := string(out)
	if method == http.MethodGet {
		final = r.URL.RawQuery
	}
	fields, err := ParseFields(final)
	if err != nil {
		t.Fatal(err)
	}
	return fields
}

func TestTencent1BuildsStringToSign(t *testing.T) {
	fields := Fields{{"b_c", "1 2"}, {"instanceIds.2", "x"}, {"instanceIds.10", "y"}, {"A", "@f"}, {"Signature", "s"}}
	tests := []struct {
		method string
		legacy bool
		want   string
	}{
		{"GET", false, "GEThost:80/p?A=@f&b_c=1 2&instanceIds.10=y&instanceIds.2=x"},
		{"GET", true, "GEThost:80/p?A=@f&b.c=1 2&instanceIds.10=y&instanceIds.2=x"},
		{"POST", true, "POSThost:80/p?b.c=1 2&instanceIds.10=y&instanceIds.2=x"},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.method, " legacy ", tt.legacy), func(t *testing.T) {
			if got := (Tencent1{Legacy: tt.legacy}).stringToSign(tt.method, "host:80", "/p", fields); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestTencent1OmitsWhatItIsToldAndKeepsWhatIsThere(t *testing.T) {
	s := Tencent1{Key: Key{ID: "id", Secret: "secret", Token: "token"}}
	got := signParams(t, s, "GET", "https://h/", "Timestamp=1",
		Stamp{Time: time.Unix(9, 0), Nonce: func() string { return "7" }, Omit: []string{"SecretId", "Signature"}})
	if want := "Nonce=7&SignatureMethod=HmacSHA1&Timestamp=1&Token=token"; got.Encode() != want {
		t.Errorf("parameters are %s, want %s", got.Encode(), want)
	}
	if strings.Contains(got.Encode(), "Timestamp=9") {
		t.Error("the timestamp of the request was replaced")
	}
}
