package e2e_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"sync"
	"testing"
)

// query is one request on its way through a proxy.
type query struct {
	action string
	header http.Header
	gone   <-chan struct{} // closed when the client is gone
	pass   func() answer   // asks the real endpoint
}

// answer is what goes back to the client.
type answer struct {
	status int
	header http.Header
	body   []byte
	torn   bool // the connection closes in the middle of the body
}

// fault answers in place of the endpoint; nil closes the connection without an answer.
type fault func(q *query) *answer

// proxy stands before an endpoint, misbehaves, and remembers what went through.
type proxy struct {
	URL string

	mu    sync.Mutex
	named map[string]bool // every id that a request named
	calls map[string]int  // requests by action
	auth  []string        // every Authorization header
}

// newProxy starts a proxy before an endpoint; a nil fault passes everything on.
func newProxy(t *testing.T, upstream string, f fault) *proxy {
	t.Helper()
	u, err := url.Parse(upstream)
	if err != nil {
		t.Fatal(err)
	}
	if f == nil {
		f = honest
	}
	p := &proxy{named: map[string]bool{}, calls: map[string]int{}}
	client := &http.Transport{MaxIdleConnsPerHost: 64}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return // the client is gone
		}
		p.note(r, body)
		q := &query{action: action(r), header: r.Header, gone: r.Context().Done()}
		q.pass = func() answer { return forward(t, client, u.Host, r, body) }
		p.reply(w, f(q))
	}))
	t.Cleanup(func() {
		server.CloseClientConnections() // a request that hangs must not hold up the end
		server.Close()
		client.CloseIdleConnections()
	})
	p.URL = server.URL + u.EscapedPath()
	return p
}

// action is the operation of a request, wherever the protocol has it.
func action(r *http.Request) string {
	for _, name := range []string{"X-ZC-Action", "X-TC-Action", "x-acs-action"} {
		if a := r.Header.Get(name); a != "" {
			return a
		}
	}
	return r.URL.Query().Get("Action")
}

// forward asks the endpoint behind the proxy. The host stays what the client signed.
func forward(t *testing.T, client http.RoundTripper, host string, r *http.Request, body []byte) answer {
	out := r.Clone(r.Context())
	out.URL.Scheme, out.URL.Host = "http", host
	out.Body = io.NopCloser(bytes.NewReader(body))
	resp, err := client.RoundTrip(out)
	if err != nil {
		if r.Context().Err() == nil {
			t.Errorf("the endpoint behind the proxy: %v", err)
		}
		return answer{status: http.StatusInternalServerError, header: http.Header{}}
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil && r.Context().Err() == nil {
		t.Errorf("the endpoint behind the proxy: %v", err)
	}
	return answer{status: resp.StatusCode, header: resp.Header, body: text}
}

// reply writes an answer.
func (p *proxy) reply(w http.ResponseWriter, a *answer) {
	if a == nil {
		panic(http.ErrAbortHandler)
	}
	for name, values := range a.header {
		w.Header()[name] = values
	}
	w.Header().Del("Content-Length")
	if a.torn {
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body[:len(a.body)/2])
		_ = http.NewResponseController(w).Flush() // so that the client sees the beginning
		panic(http.ErrAbortHandler)
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body) // a client that is gone is the test's own doing
}

// note remembers what a request names, and how it is signed.
func (p *proxy) note(r *http.Request, body []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, id := range resources(r, body) {
		p.named[id] = true
	}
	p.calls[action(r)]++
	p.auth = append(p.auth, r.Header.Get("Authorization"))
}

// count is how many requests for an action came so far.
func (p *proxy) count(action string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.calls[action]
}

// ids are all that were named so far, sorted.
func (p *proxy) ids() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all []string
	for id := range p.named {
		all = append(all, id)
	}
	slices.Sort(all)
	return all
}

// requests is how many requests came so far.
func (p *proxy) requests() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.auth)
}
