package reference

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// BenchmarkEndpoint compares a batch of 20 observed instances with a bare handler that writes the same bytes. Both
// answer over loopback, as a client has it.
func BenchmarkEndpoint(b *testing.B) {
	e := newBench(b, published(b, cvm3), nil)
	request := tc3(b, e.who, e.clock.Now(), "DescribeInstancesStatus", `{"InstanceIds":`+list(e.fixtures(Want{Count: 20})...)+`}`)
	sent, err := io.ReadAll(request.Body)
	if err != nil {
		b.Fatal(err)
	}
	again := func(url string) *http.Request {
		r, err := http.NewRequestWithContext(b.Context(), request.Method, url, strings.NewReader(string(sent)))
		if err != nil {
			b.Fatal(err)
		}
		r.Header, r.Host = request.Header, request.Host
		return r
	}
	w := httptest.NewRecorder()
	e.ServeHTTP(w, again("http://"+request.Host+"/"))
	if strings.Contains(w.Body.String(), "Error") {
		b.Fatal(w.Body)
	}
	bare := http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		rw.Header().Set("Content-Type", "application/json")
		_, _ = rw.Write(w.Body.Bytes())
	})
	for name, h := range map[string]http.Handler{"bare": bare, "endpoint": e} {
		b.Run(name, func(b *testing.B) {
			server := httptest.NewServer(h)
			defer server.Close()
			for b.Loop() {
				answer, err := server.Client().Do(again(server.URL))
				if err != nil {
					b.Fatal(err)
				}
				body, err := io.ReadAll(answer.Body)
				if err != nil || len(body) != w.Body.Len() {
					b.Fatal(fmt.Errorf("%d bytes: %w", len(body), err))
				}
				_ = answer.Body.Close()
			}
		})
	}
}
