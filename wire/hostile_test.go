package wire_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/wire"
)

// serve starts a server and dials it with a transport of its own.
func serve(t testing.TB, api wire.API, handler http.HandlerFunc) (*wire.Conn, *httptest.Server) {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	rt := &http.Transport{}
	t.Cleanup(rt.CloseIdleConnections)
	cfg := config(rt)
	cfg.Endpoint = server.URL
	return dial(t, api, cfg), server
}

// cut closes the connection under an answer that has begun, or has not.
func cut(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, buffered, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		defer conn.Close()
		_, _ = buffered.WriteString(text)
		_ = buffered.Flush()
	}
}

func write(status int, contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body)) // the client may be gone
	}
}

func TestHostileServersGiveClearErrors(t *testing.T) {
	const ok = `{"Response":{"RequestId":"r"}}`
	tests := []struct {
		name    string
		handler http.HandlerFunc
		want    string // the reason of an [wire.AnswerError]; "no answer" for a [wire.TransportError]; "" for success
	}{
		{"closes", cut(""), "no answer"},
		{"is no HTTP", cut("SSH-2.0-x\r\n\r\n"), "no answer"},
		{"half a head", cut("HTTP/1.1 200 OK\r\nContent-"), "no answer"},
		{"half a body", cut("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"Resp"), "no answer"},
		{"half a chunk", cut("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"R"), "no answer"},
		{"half a JSON text", write(200, "application/json", ok[:9]), "want JSON, and the body is none"},
		{"HTML and 500", write(500, "text/html", "<html>"), "want JSON, got HTML or XML"},
		{"HTML and 200", write(200, "text/html", "<html>"), "want JSON, got HTML or XML"},
		{"10 MB", write(200, "application/json", strings.Repeat(" ", 10<<20)), "the body is larger than 8388608 bytes"},
		{"nonsense", write(200, "application/json", "\x00\xff\xfe"), "want JSON, and the body is none"},
		{"deep nesting", write(200, "application/json", strings.Repeat("[", 100000)), "want JSON, and the body is none"},
		{"empty", write(200, "application/json", ""), "the body is empty"},
		{"no content", write(204, "application/json", ""), "the body is empty"},
		{"half a gzip head", cut("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"), "no answer"},
		{"no gzip", cut("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 12\r\n\r\n" + ok[:12]),
			"the body cannot be decompressed: gzip: invalid header"},
		{"redirects", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/other", http.StatusFound) }, `it redirects to "/other"`},
		{"redirects without target", write(307, "", ok), `it redirects to ""`},
		{"another content type", write(200, "text/html; charset=x", ok), ""},
	}
	for _, tt := range tests {
		for _, encoding := range tencent3API.Encodings[:2] {
			t.Run(tt.name+" "+string(encoding), func(t *testing.T) {
				conn, _ := serve(t, tencent3API, tt.handler)
				_, err := wire.Call[requestIDOutput](t.Context(), conn, "StopInstances", nil, wire.Using(encoding))
				checkFault(t, err, tt.want)
			})
		}
	}
}

func checkFault(t *testing.T, err error, want string) {
	t.Helper()
	var none *wire.TransportError
	var illegal *wire.AnswerError
	switch {
	case want == "":
		if err != nil {
			t.Errorf("error is %v, want none", err)
		}
	case want == "no answer":
		if !errors.As(err, &none) || none.Timeout() || none.Unwrap() == nil {
			t.Errorf("error is %T %v, want a TransportError that is no timeout", err, err)
		}
	case !errors.As(err, &illegal) || !strings.HasPrefix(illegal.Reason, want):
		t.Errorf("error is %T %v, want an AnswerError with %q", err, err, want)
	}
}

// Half a body is as far as the answer came; nobody can tell who cut it.
func TestBrokenOffAnswersAreCaptured(t *testing.T) {
	for name, text := range map[string]string{
		"with a length": "Content-Length: 99\r\n\r\n{\"Resp",
		"in a chunk":    "Transfer-Encoding: chunked\r\n\r\n9\r\n{\"Resp",
	} {
		t.Run(name, func(t *testing.T) {
			conn, _ := serve(t, tencent3API, cut("HTTP/1.1 502 Bad Gateway\r\n"+text))
			var m wire.Meta
			_, err := wire.Call[requestIDOutput](t.Context(), conn, "StopInstances", nil, wire.Capture(&m))
			checkFault(t, err, "no answer")
			if !errors.Is(err, io.ErrUnexpectedEOF) || !strings.Contains(err.Error(), "the body broke off after 6 bytes") {
				t.Errorf("error is %v", err)
			}
			if m.HTTPStatus != 502 || string(m.Raw) != `{"Resp` {
				t.Errorf("status %d and body %q were captured", m.HTTPStatus, m.Raw)
			}
		})
	}
}

func TestHangingServersEndWithTheDeadline(t *testing.T) {
	inHead := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	inBody := func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte("{"))
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}
	for name, handler := range map[string]http.HandlerFunc{"before the head": inHead, "in the body": inBody} {
		t.Run(name, func(t *testing.T) {
			conn, server := serve(t, tencent2API, handler)
			ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			defer cancel()
			_, err := wire.Call[requestIDOutput](ctx, conn, "StopInstances", nil)
			var none *wire.TransportError
			if !errors.As(err, &none) || !none.Timeout() || none.Host != server.Listener.Addr().String() {
				t.Errorf("error is %T %v, want a timeout of %s", err, err, server.Listener.Addr())
			}
		})
	}
}

func TestTimeoutOfConfigBoundsTheCall(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer server.Close()
	cfg := config(nil)
	cfg.Endpoint, cfg.Timeout = server.URL, 50*time.Millisecond
	_, err := wire.Call[requestIDOutput](t.Context(), dial(t, alibabaAPI, cfg), "StopInstance", nil)
	var none *wire.TransportError
	if !errors.As(err, &none) || !none.Timeout() {
		t.Errorf("error is %T %v, want a timeout", err, err)
	}
}

func TestCancelledCallsSayThatTheyWereCancelled(t *testing.T) {
	conn, _ := serve(t, zenlayerAPI, write(200, "application/json", `{"response":{}}`))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := wire.Call[zenlayerStopOutput](ctx, conn, "StopInstances", nil)
	var none *wire.TransportError
	if !errors.As(err, &none) || none.Timeout() || !errors.Is(err, context.Canceled) {
		t.Errorf("error is %T %v, want a cancelled call", err, err)
	}
}

func TestNobodyListening(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	cfg := config(nil)
	cfg.Endpoint = "http://" + addr
	_, err = wire.Call[zenlayerStopOutput](t.Context(), dial(t, zenlayerAPI, cfg), "StopInstances", nil)
	if err == nil || !strings.HasPrefix(err.Error(), "zenlayer-zec StopInstances: no answer from "+addr) {
		t.Errorf("error is %v", err)
	}
}

// A connection that was open already and breaks is where net/http would send a GET again.
func TestCallsGoOutExactlyOnce(t *testing.T) {
	for _, encoding := range tencent3API.Encodings[:2] {
		t.Run(string(encoding), func(t *testing.T) {
			var calls atomic.Int32
			conn, _ := serve(t, tencent3API, func(w http.ResponseWriter, r *http.Request) {
				if calls.Add(1) == 1 {
					write(200, "application/json", `{"Response":{"RequestId":"r"}}`)(w, r)
					return
				}
				cut("")(w, r)
			})
			for _, want := range []string{"", "no answer"} {
				_, err := wire.Call[requestIDOutput](t.Context(), conn, "StopInstances", nil, wire.Using(encoding))
				checkFault(t, err, want)
			}
			if n := calls.Load(); n != 2 {
				t.Errorf("the server saw %d requests for 2 calls", n)
			}
		})
	}
}

func TestGetsHaveNoBodyOnTheWire(t *testing.T) {
	var heads atomic.Value
	conn, _ := serve(t, tencent2API, func(w http.ResponseWriter, r *http.Request) {
		heads.Store(fmt.Sprint(r.Method, r.ContentLength, r.TransferEncoding, r.Header["Content-Length"]))
		write(200, "application/json", `{"code":0,"message":""}`)(w, r)
	})
	if _, err := wire.Call[legacyStopOutput](t.Context(), conn, "StopInstances", nil); err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprint("GET", 0, []string(nil), []string(nil)); heads.Load() != want {
		t.Errorf("the server saw %v, want %v", heads.Load(), want)
	}
}

func TestTransportsThatReturnNothing(t *testing.T) {
	cfg := config(nothing{})
	_, err := wire.Call[requestIDOutput](t.Context(), dial(t, tencent3API, cfg), "StopInstances", nil)
	if err == nil || !strings.Contains(err.Error(), "neither an answer nor an error") {
		t.Errorf("error is %v", err)
	}
}

// nothing breaks the contract of [http.RoundTripper].
type nothing struct{}

func (nothing) RoundTrip(*http.Request) (*http.Response, error) { return nil, nil }

func TestConnectionsServeManyCallsAtATime(t *testing.T) {
	conn, _ := serve(t, zenlayerAPI, write(200, "application/json", `{"requestId":"T","response":{"requestId":"T"}}`))
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			out, err := wire.Call[zenlayerStopOutput](t.Context(), conn, "StopInstances",
				&zenlayerStopInput{InstanceIDs: []string{"i"}}, wire.Set("more", 1), wire.Omit("Authorization"))
			if err != nil || out.RequestID != "T" {
				t.Errorf("output %v, error %v", out, err)
			}
		})
	}
	all.Wait()
}
