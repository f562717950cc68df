package sign

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// roundTripper is a function that stands in for the network.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// closing is a body that remembers whether it was closed.
type closing struct {
	io.Reader
	closed bool
}

func (c *closing) Close() error { c.closed = true; return nil }

// broken is a body that cannot be read.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("no more") }

func transport(base roundTripper, s Signer) *Transport {
	return &Transport{Base: base, Signer: s, Clock: func() time.Time { return time.Unix(1, 0) },
		Nonce: func() string { return "n" }}
}

func TestTransportSignsACopyOverTheFinalBody(t *testing.T) {
	var sent *http.Request
	tr := transport(func(r *http.Request) (*http.Response, error) { sent = r; return nil, errors.New("stop") }, ZC2{})
	body := &closing{Reader: strings.NewReader(`{"a":1}`)}
	r := newRequest(t, "POST", "http://h/")
	r.Body = body
	if _, err := tr.RoundTrip(r); err == nil || err.Error() != "stop" {
		t.Fatalf("error is %v, want that of the base", err)
	}
	if !body.closed || len(r.Header) != 0 {
		t.Errorf("closed %v, headers of the original %v: want it closed and untouched", body.closed, r.Header)
	}
	for range 2 { // the body and its copy
		if got, err := io.ReadAll(sent.Body); err != nil || string(got) != `{"a":1}` {
			t.Errorf("body is %q (%v)", got, err)
		}
		var err error
		if sent.Body, err = sent.GetBody(); err != nil {
			t.Fatal(err)
		}
	}
	if sent.ContentLength != 7 || sent.Header.Get("Authorization") == "" {
		t.Errorf("content length %d, headers %s", sent.ContentLength, headerNames(sent.Header))
	}
}

func TestTransportLeavesOutWhatTheContextOmits(t *testing.T) {
	var sent *http.Request
	tr := transport(func(r *http.Request) (*http.Response, error) { sent = r; return nil, errors.New("stop") }, ZC2{})
	r := newRequest(t, "POST", "http://h/")
	r = r.WithContext(Omit(r.Context(), "authorization"))
	if _, err := tr.RoundTrip(r); err == nil {
		t.Fatal("the base's error is lost")
	}
	if sent.Header.Get("Authorization") != "" || sent.Header.Get("X-ZC-Timestamp") == "" {
		t.Errorf("headers are %s, want all but Authorization", headerNames(sent.Header))
	}
}

func TestTransportSendsNothingWhenSigningFails(t *testing.T) {
	base := roundTripper(func(*http.Request) (*http.Response, error) {
		t.Error("the request was sent")
		return nil, errors.New("sent")
	})
	bad := newRequest(t, "GET", "http://h/")
	bad.URL.RawQuery = "a=%zz"
	for _, s := range []Signer{Tencent1{}, RPC1{}, ACS3{}} {
		if _, err := transport(base, s).RoundTrip(bad); err == nil || !strings.HasPrefix(err.Error(), "sign with "+s.Name()) {
			t.Errorf("%s: error is %v", s.Name(), err)
		}
	}
	bad = newRequest(t, "POST", "http://h/")
	bad.Body = io.NopCloser(broken{})
	if _, err := transport(base, ZC2{}).RoundTrip(bad); err == nil || !strings.Contains(err.Error(), "no more") {
		t.Errorf("unreadable body: error is %v", err)
	}
}

func TestEscapeKeepsOnlyUnreservedBytes(t *testing.T) {
	const in, want = "aZ09-_.~ *+/%é", "aZ09-_.~%20%2A%2B%2F%25%C3%A9"
	if got := Escape(in); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// FuzzFields holds parsing against encoding: what is written is read back as it was.
func FuzzFields(f *testing.F) {
	for _, seed := range []string{"a=1&b=2", "a=+&=&&b", "a=%zz", "a=%2B%e4", "A.0=x;y"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		fields, err := ParseFields(raw)
		if err != nil {
			return
		}
		again, err := ParseFields(fields.Encode())
		if err != nil || len(again) != len(fields) {
			t.Fatalf("%q is read as %d fields, then as %d (%v)", raw, len(fields), len(again), err)
		}
		for i := range fields {
			if again[i] != fields[i] {
				t.Errorf("field %d is %q, then %q", i, fields[i], again[i])
			}
		}
	})
}
