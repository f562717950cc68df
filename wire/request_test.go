package wire_test

import (
	"context"
	"encoding/json"
	"flag"
	"os"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/seed-613b54dc/conformance/wire"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// requestCase is one call whose request stands in testdata/requests.txtar under its name.
type requestCase struct {
	name   string
	api    wire.API
	scheme wire.Scheme
	config func(*wire.Config)
	in     any
	opts   []wire.Option
}

var stopTwo = &tencentStopInput{InstanceIDs: []string{"ins-1", "ins 2&"}, ForceStop: ptr(false), StopType: ptr(stopType("SOFT"))}

var requestCases = []requestCase{
	{name: "zenlayer", api: zenlayerAPI, in: &zenlayerStopInput{InstanceIDs: []string{"i-1"}, ForceShutdown: ptr(false)}},
	{name: "zenlayer-bearer", api: zenlayerAPI, scheme: wire.Bearer, in: &zenlayerStopInput{}},
	{name: "zenlayer-empty-list", api: zenlayerAPI, in: &zenlayerStopInput{InstanceIDs: []string{}}},
	{name: "zenlayer-nil-input", api: zenlayerAPI, in: (*zenlayerStopInput)(nil)},
	{name: "zenlayer-headers-changed", api: zenlayerAPI, opts: []wire.Option{wire.Omit("X-ZC-Action"),
		wire.Set("x-zc-version", "2000-01-01"), wire.Omit("Authorization"), wire.Set("Timestamp", 7)}},
	{name: "zenlayer-body-changed", api: zenlayerAPI, in: &zenlayerStopInput{InstanceIDs: []string{"i-1"}, ForceShutdown: ptr(true)},
		opts: []wire.Option{wire.Set("forceShutdown", "yes"), wire.Omit("instanceIds"), wire.Set("big", json.Number("9007199254740993")),
			wire.Set("none", nil)}},
	{name: "tencent3-tc3", api: tencent3API, in: stopTwo, config: region("ap-guangzhou")},
	{name: "tencent3-tc3-token", api: tencent3API, in: stopTwo, config: func(c *wire.Config) { c.Credentials.Token = "sts" }},
	{name: "tencent3-tc3-query", api: tencent3API, in: stopTwo, opts: []wire.Option{wire.Using(wire.Query)}},
	{name: "tencent3-v1-query", api: tencent3API, scheme: wire.TencentHMACSHA1, in: stopTwo, config: region("ap-guangzhou")},
	{name: "tencent3-v1-form", api: tencent3API, scheme: wire.TencentHMACSHA256, in: stopTwo, opts: []wire.Option{wire.Using(wire.Form)}},
	{name: "tencent3-v1-nested", api: tencent3API, scheme: wire.TencentHMACSHA1, in: &tencentStopInput{
		InstanceIDs: []string{}, Filters: []filter{{Name: "zone", Values: []string{"a", "b"}}}, Limit: ptr(int64(9007199254740993))}},
	{name: "tencent3-region-omitted", api: tencent3API, config: region("ap-guangzhou"),
		opts: []wire.Option{wire.Omit("Region"), wire.Set("Language", "en-US")}},
	{name: "tencent3-v1-common-changed", api: tencent3API, scheme: wire.TencentHMACSHA1, config: region("ap-guangzhou"),
		opts: []wire.Option{wire.Omit("Version"), wire.Set("Action", "Nothing"), wire.Set("Timestamp", 1), wire.Omit("Signature")}},
	{name: "tencent3-wrong-type", api: tencent3API, scheme: wire.TencentHMACSHA1, in: stopTwo,
		opts: []wire.Option{wire.Set("InstanceIds", "hello"), wire.Set("StopType", map[string]any{"b": []int{1}, "a": nil})}},
	{name: "tencent2", api: tencent2API, in: &legacyStopInput{InstanceIDs: []string{"qcvm12345"}, ForceStop: ptr(0)}, config: region("gz")},
	{name: "tencent2-form", api: tencent2API, scheme: wire.TencentHMACSHA256, in: &legacyStopInput{InstanceIDs: []string{"a", "b"}},
		opts: []wire.Option{wire.Using(wire.Form)}},
	{name: "tencent2-underscore", api: tencent2API, opts: []wire.Option{wire.Set("a_b", 1)}},
	{name: "alibaba-region-of-input", api: alibabaAPI, in: map[string]string{"RegionId": "cn-own"}, config: region("cn-hangzhou")},
	{name: "alibaba", api: alibabaAPI, in: &ecsInput{InstanceID: ptr("i-1"), ForceStop: ptr(true)}, config: region("cn-hangzhou")},
	{name: "alibaba-form-xml", api: alibabaAPI, in: &ecsInput{InstanceIDs: []string{"i-1", "i-2"}, Tags: []string{"x", "y"}},
		opts: []wire.Option{wire.Using(wire.Form), wire.Accept(wire.FormatXML)}},
	{name: "alibaba-acs3", api: alibabaAPI, scheme: wire.ACS3HMACSHA256, in: &ecsInput{InstanceID: ptr("i-1")},
		opts: []wire.Option{wire.Accept(wire.FormatXML)}},
	{name: "alibaba-acs3-form", api: alibabaAPI, scheme: wire.ACS3HMACSHA256, in: &ecsInput{InstanceID: ptr("i-1")},
		opts: []wire.Option{wire.Using(wire.Form), wire.Omit("Version")}},
	{name: "alibaba-format-omitted", api: alibabaAPI, opts: []wire.Option{wire.Omit("Format"), wire.Set("InstanceId", true)}},
	{name: "endpoint-and-header", api: zenlayerAPI, config: func(c *wire.Config) {
		c.Endpoint = "http://127.0.0.1:8080"
		c.Header = map[string][]string{"x-trace": {"1", "2"}, "Content-Type": {"application/json; charset=utf-8"}}
	}},
	{name: "endpoint-with-path", api: tencent2API, config: func(c *wire.Config) { c.Endpoint = "http://127.0.0.1:8080/other" }},
}

func region(name string) func(*wire.Config) { return func(c *wire.Config) { c.Region = name } }

// send makes the call and returns the request as the transport below the signer saw it.
func (rc requestCase) send(t *testing.T) string {
	t.Helper()
	s := &stub{status: 200, body: "{}"}
	cfg := config(s)
	cfg.Scheme = rc.scheme
	if rc.config != nil {
		rc.config(&cfg)
	}
	_, err := wire.Call[struct{}](context.Background(), dial(t, rc.api, cfg), "StopInstances", rc.in, rc.opts...)
	if s.calls != 1 {
		t.Fatalf("%s: %d requests, want 1 (%v)", rc.name, s.calls, err)
	}
	return s.sent
}

func TestRequestsAreAsTheVendorsWantThem(t *testing.T) {
	const file = "testdata/requests.txtar"
	got := txtar.Archive{Comment: []byte("Signed requests by name of the test case. Rewrite with: go test ./wire -run Requests -update\n\n")}
	for _, rc := range requestCases {
		got.Files = append(got.Files, txtar.File{Name: rc.name, Data: []byte(rc.send(t))})
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(&got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(want.Files) != len(got.Files) {
		t.Fatalf("%d requests, want %d", len(got.Files), len(want.Files))
	}
	for i, f := range got.Files {
		if w := want.Files[i]; f.Name != w.Name || string(f.Data) != string(w.Data) {
			t.Errorf("%s\n got %s\nwant %s", f.Name, f.Data, w.Data)
		}
	}
}

// The signature of a call must be that of the vectors, whatever way the request took through this package.
func TestSignaturesAgreeWithVectorsEndToEnd(t *testing.T) {
	s := &stub{status: 200, body: "{}"}
	cfg := config(s)
	cfg.Credentials = wire.Credentials{ID: "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", Secret: "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"}
	in := &tencentStopInput{InstanceIDs: []string{"ins-r8hr2upy", "ins-5d8a23rs"}, StopType: ptr(stopType("SOFT"))}
	for encoding, want := range map[wire.Encoding]string{
		wire.JSON:  "2e80de0b5c91119fc7db1d04fc564cf139a3d922051f02cf0646b4a21586ca1d",
		wire.Query: "27333e927cbecfe935e6a77117e25140577c6644693aaa2da23d20bdf301d1f8",
	} {
		_, err := wire.Call[requestIDOutput](context.Background(), dial(t, tencent3API, cfg), "StopInstances", in, wire.Using(encoding))
		if !strings.Contains(s.sent, "Signature="+want+"\n") {
			t.Errorf("%s: the request has not signature %s (%v)\n%s", encoding, want, err, s.sent)
		}
	}
}

func TestCallRefusesWhatCannotBeSent(t *testing.T) {
	tests := []struct {
		name   string
		scheme wire.Scheme
		in     any
		opt    wire.Option
		want   string
	}{
		{"form under TC3", "", nil, wire.Using(wire.Form), `scheme TC3-HMAC-SHA256 cannot carry it`},
		{"JSON under v1", wire.TencentHMACSHA1, nil, wire.Using(wire.JSON), `scheme HmacSHA1 cannot carry it`},
		{"unknown encoding", "", nil, wire.Using("carrier pigeon"), `the API supports json, query, form`},
		{"format of another API", "", nil, wire.Accept(wire.FormatXML), `format "xml": the API supports json`},
		{"value without JSON", "", nil, wire.Set("A", make(chan int)), `set parameter "A"`},
		{"input without JSON", "", make(chan int), wire.Omit("A"), `encode the input`},
		{"input that is no object", "", []int{1}, wire.Omit("A"), `want a struct or a map`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &stub{status: 200}
			cfg := config(s)
			cfg.Scheme = tt.scheme
			_, err := wire.Call[requestIDOutput](context.Background(), dial(t, tencent3API, cfg), "StopInstances", tt.in, tt.opt)
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "tencent-cvm-v3 StopInstances: ") {
				t.Errorf("error is %v, want one with %q", err, tt.want)
			}
			if s.calls != 0 {
				t.Errorf("%d requests were sent", s.calls)
			}
		})
	}
}

func TestDefaultNoncesAreDistinctNumbers(t *testing.T) {
	s := &stub{status: 200, body: `{"code":0,"message":""}`}
	cfg := config(s)
	cfg.Clock, cfg.Nonce = nil, nil
	conn := dial(t, tencent2API, cfg)
	seen := map[string]bool{}
	for range 3 {
		if _, err := wire.Call[legacyStopOutput](t.Context(), conn, "StopInstances", nil); err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(s.sent, "Nonce=")
		nonce, _, _ := strings.Cut(rest, "&")
		if _, err := strconv.ParseInt(nonce, 10, 64); err != nil {
			t.Errorf("nonce %q is no number below 2^63", nonce)
		}
		seen[nonce] = true
	}
	if len(seen) != 3 {
		t.Errorf("%d different nonces in 3 calls", len(seen))
	}
}
