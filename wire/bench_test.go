package wire_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/wire"
)

// BenchmarkCall compares a full call over loopback, from a typed input to a typed output, with a bare net/http request
// of the same bytes and time limit. The aim is at most 1.3 times the time. The sub-benchmark "ratio" alternates the two,
// so that its figure holds on a machine that does other things too.
func BenchmarkCall(b *testing.B) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"Response":{"RequestId":"6ef60bec-0242-43af-bb20-270359fb54a7"}}`))
	}))
	defer server.Close()
	in := &tencentStopInput{InstanceIDs: []string{"ins-r8hr2upy", "ins-5d8a23rs"}, StopType: ptr(stopType("SOFT"))}
	cfg := config(&http.Transport{MaxIdleConnsPerHost: 4})
	cfg.Endpoint = server.URL
	conn := dial(b, tencent3API, cfg)
	client := &http.Client{Transport: cfg.Transport, Timeout: wire.DefaultTimeout}

	call := func(b *testing.B) {
		if _, err := wire.Call[requestIDOutput](b.Context(), conn, "StopInstances", in); err != nil {
			b.Fatal(err)
		}
	}
	plain := func(b *testing.B) { bare(b, client, server.URL) }
	for name, run := range map[string]func(*testing.B){"wire": call, "bare": plain} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				run(b)
			}
		})
	}
	b.Run("ratio", func(b *testing.B) {
		var own, other time.Duration
		for b.Loop() {
			start := time.Now()
			call(b)
			middle := time.Now()
			plain(b)
			own, other = own+middle.Sub(start), other+time.Since(middle)
		}
		b.ReportMetric(float64(own)/float64(other), "wire/bare")
	})
}

// bare sends the same bytes with the same headers.
func bare(b *testing.B, client *http.Client, url string) {
	body := []byte(`{"InstanceIds":["ins-r8hr2upy","ins-5d8a23rs"],"StopType":"SOFT"}`)
	req, err := http.NewRequestWithContext(b.Context(), http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	req.Header = http.Header{
		"Content-Type": {"application/json"}, "X-Tc-Action": {"StopInstances"}, "X-Tc-Version": {"2017-03-12"},
		"X-Tc-Timestamp": {"1551113065"}, "Authorization": {"TC3-HMAC-SHA256 Credential=example-id/2019-02-25/cvm/tc3_request, " +
			"SignedHeaders=content-type;host, Signature=2e80de0b5c91119fc7db1d04fc564cf139a3d922051f02cf0646b4a21586ca1d"},
	}
	resp, err := client.Do(req)
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close()
	if _, err := io.ReadAll(resp.Body); err != nil {
		b.Fatal(err)
	}
}
