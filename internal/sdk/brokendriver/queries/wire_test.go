package queries

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// raw is an endpoint that writes down the very bytes of what arrives, and answers everything in the same way.
func raw(t *testing.T, status int, body string) (url string, arrived func() []string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var log []string
	var open sync.WaitGroup
	open.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return // closed
			}
			var text strings.Builder
			if request, err := http.ReadRequest(bufio.NewReader(io.TeeReader(conn, &text))); err == nil {
				_, err = io.Copy(io.Discard, request.Body)
				if err != nil {
					t.Error(err)
				}
			}
			mu.Lock()
			log = append(log, text.String())
			mu.Unlock()
			fmt.Fprintf(conn, "HTTP/1.1 %d Status\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", status, len(body), body)
			if err := conn.Close(); err != nil {
				t.Error(err)
			}
		}
	})
	t.Cleanup(func() {
		if err := listener.Close(); err != nil {
			t.Error(err)
		}
		open.Wait()
	})
	return "http://" + listener.Addr().String() + "/", func() []string {
		mu.Lock()
		defer mu.Unlock()
		return append([]string(nil), log...)
	}
}

// stop is a call of the documented operation with a text that has a space.
func stop(api, url string) sdk.Call {
	call := sdk.Call{API: api, Endpoint: url, Region: "r-1", Credentials: sdk.Credentials{ID: "id", Secret: "secret"}, Operation: of(api).action}
	call.Input = map[string]any{of(api).flags[0]: true}
	switch api {
	case alibaba:
		call.Input["InstanceId"] = "a b"
	case tencent2:
		call.Input = map[string]any{"instanceIds": []any{"a b", "c"}, "forceStop": 1.0}
	default:
		call.Input["InstanceIds"] = []any{"a b", "c"}
	}
	return call
}

// A variant that changed nothing would pass every case, so each is seen to do what it says.
func TestVariantsOnTheWire(t *testing.T) {
	tests := []struct {
		variant, api string
		has, lacks   []string
	}{
		{Good, alibaba, []string{"POST / HTTP", "InstanceId=a%20b", "SignatureMethod=HMAC-SHA1", "Content-Type: application/x-www-form-urlencoded\r\n"}, nil},
		{Good, tencent2, []string{"POST /", "instanceIds.0=a%20b", "SignatureMethod=HmacSHA256", "forceStop=1"}, []string{"GET"}},
		{Good, tencent3, []string{"GET /?Action=StopInstances", "InstanceIds.1=c", "SignatureMethod=HmacSHA256"}, []string{"X-Tc-", "POST"}},
		{"query", alibaba, []string{"GET /?"}, []string{"POST"}},
		{"form", tencent3, []string{"POST / HTTP", "&InstanceIds.1=c&"}, []string{"X-Tc-"}},
		{"multipart", tencent2, []string{"Content-Type: multipart/form-data; boundary=", `name="instanceIds.0"`}, []string{"instanceIds.0="}},
		{"post-with-query", alibaba, []string{"POST /?", "Content-Length: 0"}, nil},
		{"query-and-form", alibaba, []string{"POST /?", "&Action=StopInstance&", "ForceStop=true&InstanceId=a%20b"}, nil},
		{"hmac-sha1-query", tencent2, []string{"GET /", "SignatureMethod=HmacSHA1&"}, nil},
		{"hmac-sha1-form", tencent3, []string{"POST /", "SignatureMethod=HmacSHA1&"}, nil},
		{"unnamed-hmac-sha1", tencent3, []string{"POST /", "Signature="}, []string{"SignatureMethod"}},
		{"no-version", alibaba, []string{"Signature="}, []string{"&Version"}},
		{"acs3-query", alibaba, []string{"GET /?", "Authorization: ACS3-HMAC-SHA256 "}, []string{"Signature=&"}},
		{"acs3-form", alibaba, []string{"POST / HTTP", "Authorization: ACS3-HMAC-SHA256 "}, nil},
		{"tc3-query", tencent3, []string{"GET /?", "Authorization: TC3-HMAC-SHA256 "}, nil},
		{"tc3-json", tencent3, []string{"POST / HTTP", `"InstanceIds":["a b","c"]`}, nil},
		{"xml", alibaba, []string{"&Format=XML&"}, nil},
		{"small-header-names", alibaba, []string{"\r\ncontent-type: "}, []string{"Content-Type"}},
		{"small-signed-header-names", alibaba, []string{"\r\nx-acs-action: StopInstance", "\r\nauthorization: "}, []string{"X-Acs-", "Authorization"}},
		{"plus-for-space", tencent3, []string{"InstanceIds.0=a+b&"}, []string{"%20"}},
		{"form-charset", tencent2, []string{"application/x-www-form-urlencoded; charset=UTF-8\r\n"}, nil},
		{"more-in-common", alibaba, []string{"&Language=en-US&", "&SignatureType=&"}, nil},
		{"capital-flags", tencent3, []string{"ForceStop=True&"}, nil},
		{"numbers-from-one", tencent2, []string{"&instanceIds.1=a%20b&instanceIds.2=c"}, []string{"instanceIds.0"}},
	}
	seen := map[string]bool{"retries-throttling": true, "retries-failing": true} // below
	for _, tt := range tests {
		seen[tt.variant] = true
		t.Run(tt.variant+" "+tt.api, func(t *testing.T) {
			url, arrived := raw(t, 200, "{}")
			c, err := library(tt.variant)
			if err != nil {
				t.Fatal(err)
			}
			c.make(t.Context(), stop(tt.api, url))
			got := strings.Join(arrived(), "\n")
			for _, has := range tt.has {
				if !strings.Contains(got, has) {
					t.Errorf("it does not send %q:\n%s", has, got)
				}
			}
			for _, lacks := range tt.lacks {
				if strings.Contains(got, lacks) {
					t.Errorf("it sends %q:\n%s", lacks, got)
				}
			}
		})
	}
	for _, v := range Variants() {
		if !seen[v.Name] {
			t.Errorf("%s has no test", v.Name)
		}
	}
}

func TestOnlyTheErrorsThatAreMeantAreRepeated(t *testing.T) {
	const throttling, refusal = `{"RequestId":"1","Code":"Throttling.User","Message":"m"}`, `{"RequestId":"1","Code":"No","Message":"m"}`
	tests := []struct {
		name   string
		status int
		body   string
		want   int
	}{
		{Good, 400, throttling, 1},
		{"retries-throttling", 400, throttling, 3},
		{"retries-throttling", 400, refusal, 1},
		{"retries-failing", 500, "{}", 3},
		{"retries-failing", 503, refusal, 3},
		{"retries-failing", 400, throttling, 1},
		{"retries-every-error", 400, refusal, 3},
		{"never-gives-up", 400, throttling, 11},
		{"never-gives-up", 400, refusal, 1},
		{"sends-twice", 400, refusal, 2},
	}
	for _, tt := range tests {
		url, arrived := raw(t, tt.status, tt.body)
		c, err := library(tt.name)
		if err != nil {
			t.Fatal(err)
		}
		c.make(t.Context(), stop(alibaba, url))
		if got := len(arrived()); got != tt.want {
			t.Errorf("%s sends %d requests to %d %s, want %d", tt.name, got, tt.status, tt.body, tt.want)
		}
	}
}

// Where no case notices a defect yet, it is seen here that it is one.
func TestDefectsThatNoCaseMayNotice(t *testing.T) {
	url, arrived := raw(t, 200, "{}")
	c, err := library("element-in-query")
	if err != nil {
		t.Fatal(err)
	}
	c.make(t.Context(), stop(tencent2, url))
	if got := strings.Join(arrived(), ""); !strings.Contains(got, "?instanceIds.0=ins-00000000 HTTP") || !strings.Contains(got, "&instanceIds.0=a%20b&") {
		t.Errorf("%s", got)
	}
	url, _ = raw(t, 403, `{"RequestId":"1","Code":"No","Message":"&lt;b&gt;"}`)
	for name, want := range map[string]string{Good: "&lt;b&gt;", "unescapes-messages": "<b>"} {
		if c, err = library(name); err != nil {
			t.Fatal(err)
		}
		if got := c.make(t.Context(), stop(alibaba, url)); got.Error == nil || got.Error.Message != want {
			t.Errorf("%s shows %+v, want %s", name, got.Error, want)
		}
	}
}
