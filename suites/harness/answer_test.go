package harness

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/wire"
)

// pingAPI is a small API for tests, as the generator would write it.
var pingAPI = wire.API{
	ID: "api", Protocol: wire.Tencent3, Version: "1", Endpoint: "https://example.invalid/",
	Schemes:   []wire.Scheme{wire.TC3HMACSHA256},
	Encodings: []wire.Encoding{wire.JSON, wire.Query},
	Formats:   []wire.Format{wire.FormatJSON},
}

type pingInput struct {
	Mode *string `json:"Mode,omitzero"`
}

// ask sends one call to a server that answers text, and looks at the answer.
func ask(t *testing.T, text string, look func(*Answer)) report.Result {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		fmt.Fprint(w, text)
	}))
	defer server.Close()
	return play(t, &world{}, func(ctx context.Context, s *T) {
		look(s.Expect(ping(ctx, s, server.URL, &pingInput{})).Accepted())
	})
}

func ping(ctx context.Context, s *T, url string, in *pingInput) (*struct{}, error) {
	dial := func(cfg wire.Config) (*wire.Conn, error) {
		cfg.Endpoint, cfg.Region = url, "r"
		return wire.Dial(pingAPI, cfg)
	}
	return wire.Call[struct{}](ctx, Connect(s, dial), "Ping", in)
}

func TestAnswers(t *testing.T) {
	const body = `{"Response":{"RequestId":"r1","Outer":"r1","Other":"r2","None":[],"Some":["x"],"Items":{"a":{},"b":{}},"List":[{"id":"a"},{"id":"b"}],"Empty":""}}`
	const schema = `{"type":"object","required":["Response"],"properties":{"Response":{"type":"object","required":["RequestId"],"properties":{"RequestId":{"type":"string"},"Some":{"type":"%s"}}}}}`
	tests := []struct {
		name string
		look func(*Answer)
		want report.Verdict
	}{
		{"has", func(a *Answer) { a.Has("Response.RequestId") }, report.Pass},
		{"has an empty one", func(a *Answer) { a.Has("Response.Empty") }, report.Fail},
		{"has none", func(a *Answer) { a.Has("Response.Nothing") }, report.Fail},
		{"has it elsewhere", func(a *Answer) { a.Has("RequestId") }, report.Fail},
		{"agrees", func(a *Answer) { a.Agrees("Response.RequestId", "Response.Outer") }, report.Pass},
		{"does not agree", func(a *Answer) { a.Agrees("Response.RequestId", "Response.Other") }, report.Fail},
		{"differs from itself", func(a *Answer) { a.Differs(a, "Response.RequestId") }, report.Fail},
		{"names none", func(a *Answer) { a.NamesNone("Response.None") }, report.Pass},
		{"names some", func(a *Answer) { a.NamesNone("Response.Some") }, report.Fail},
		{"has no list", func(a *Answer) { a.NamesNone("Response.Nothing") }, report.Fail},
		{"itemises by key", func(a *Answer) { a.Itemises("Response.Items", []string{"a", "b"}) }, report.Pass},
		{"itemises in a list", func(a *Answer) { a.Itemises("Response.List", []string{"a", "b"}) }, report.Pass},
		{"itemises too few", func(a *Answer) { a.Itemises("Response.Items", []string{"a", "c"}) }, report.Fail},
		{"itemises too many", func(a *Answer) { a.Itemises("Response.Items", []string{"a"}) }, report.Fail},
		{"matches", func(a *Answer) { a.Matches(fmt.Sprintf(schema, "array")) }, report.Pass},
		{"does not match", func(a *Answer) { a.Matches(fmt.Sprintf(schema, "string")) }, report.Fail},
		{"is typed", func(a *Answer) { a.Typed("application/json") }, report.Pass},
		{"is typed otherwise", func(a *Answer) { a.Typed("text/xml") }, report.Fail},
		{"is no XML", func(a *Answer) { a.Rooted("Response") }, report.Fail},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { want(t, ask(t, body, tt.look), tt.want, "") })
	}
}

func TestOmitsLooksAtTheWire(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"Response":{"RequestId":"r1"}}`)
	}))
	defer server.Close()
	for mode, verdict := range map[*string]report.Verdict{nil: report.Pass, new(""): report.Fail} {
		r := play(t, &world{}, func(ctx context.Context, s *T) {
			s.Expect(ping(ctx, s, server.URL, &pingInput{Mode: mode})).Omits("Mode").Accepted()
		})
		want(t, r, verdict, "")
	}
}

func TestSecretsAreInNoResult(t *testing.T) {
	var signature string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, signature, _ = strings.Cut(r.Header.Get("Authorization"), "Signature=")
		w.Header().Set("X-Echo", r.Header.Get("Authorization")+" key-secret")
		fmt.Fprintf(w, `{"Response":{"RequestId":"r1","Echo":"key-secret key-id Signature=%s"}}`, signature)
	}))
	defer server.Close()
	r := play(t, &world{}, func(ctx context.Context, s *T) {
		s.Expect(ping(ctx, s, server.URL, &pingInput{})).Accepted()
	})
	want(t, r, report.Pass, "")
	text := fmt.Sprintf("%+v", r)
	if len(signature) != 64 {
		t.Fatalf("the request was not signed: %q", signature)
	}
	for _, secret := range []string{"key-secret", "key-id", signature} {
		if strings.Contains(text, secret) {
			t.Errorf("the result holds %q: %s", secret, text)
		}
	}
	if len(r.Exchanges) != 1 || !strings.HasPrefix(r.Curl, "curl -X POST '"+server.URL) {
		t.Errorf("exchanges %d, curl %q", len(r.Exchanges), r.Curl)
	}
}
