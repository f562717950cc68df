package witness

import (
	"bytes"
	"io"
	"net/http"
	"strconv"

	"github.com/seed-613b54dc/conformance/internal/sdk/cases"
)

// maxBody bounds what is read of a request, the endpoint itself refuses larger ones; keptBody is what is kept, many times
// as much as the largest call of a case.
const (
	maxBody  = 10<<20 + 1
	keptBody = 256 << 10
)

// wrap stands around the endpoint: it keeps request and answer, and spoils the answer where the script says so.
func (w *Witness) wrap(endpoint http.Handler) http.Handler {
	return http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(io.LimitReader(r.Body, maxBody)) // before the lock: a body may never end
		r.Body = io.NopCloser(io.MultiReader(bytes.NewReader(body), ending{err}))
		w.one.Lock()
		s := w.serve(endpoint, r, body)
		w.one.Unlock()
		w.keep(*s)
		w.send(out, s)
	})
}

// serve lets the endpoint answer into a buffer.
func (w *Witness) serve(endpoint http.Handler, r *http.Request, body []byte) *Seen {
	s := &Seen{
		Step: w.underWay(), Method: r.Method, Target: r.URL.RequestURI(), Proto: r.Proto, Host: r.Host, Header: r.Header.Clone(), Body: bytes.Clone(body[:min(len(body), keptBody)]),
	}
	w.current = s
	answer := &buffer{header: http.Header{}, status: http.StatusOK}
	endpoint.ServeHTTP(answer, r)
	s.Status = answer.status
	w.spoil(s, answer)
	return s
}

// ending ends a body with the error with which it ended when it was read; nil is the ordinary end.
type ending struct{ err error }

func (e ending) Read([]byte) (int, error) {
	if e.err != nil {
		return 0, e.err
	}
	return 0, io.EOF
}

// keep notes a request when its answer is ready and before it is sent: whoever has the answer can be sure that the
// request is noted.
func (w *Witness) keep(s Seen) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.seen) == kept {
		w.more++
		return
	}
	w.seen = append(w.seen, s)
}

func (w *Witness) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.seen) + w.more
}

// underWay is the step that is asked.
func (w *Witness) underWay() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.step
}

// page is what a proxy or a login page answers.
const page = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Please sign in</h1></body></html>\n"

// spoil makes what is sent of what the endpoint answered.
func (w *Witness) spoil(s *Seen, answer *buffer) {
	s.SentStatus, s.SentHeader, s.SentBody = answer.status, answer.header, answer.body.Bytes()
	how := w.of.Script.Broken
	s.Spoilt = how != ""
	length := len(s.SentBody)
	instead := func(status int, body string) {
		s.SentStatus, s.SentBody, length = status, []byte(body), len(body)
	}
	switch how {
	case cases.Short:
		length++
	case cases.Trailing:
		instead(s.SentStatus, string(s.SentBody)+"\n<p>Served by proxy</p>")
	case cases.Failing:
		instead(http.StatusInternalServerError, `{"status":"DOWN"}`)
	case cases.Truncated:
		length /= 2
		s.SentBody = s.SentBody[:length]
	case cases.CutOff: // the length is that of the whole
		s.SentBody = s.SentBody[:length/2]
	case cases.Dropped:
		s.SentStatus, s.SentHeader, s.SentBody = 0, http.Header{}, nil
		return
	case cases.Page, cases.MistypedPage:
		instead(http.StatusOK, page)
	case cases.BadGate:
		instead(http.StatusBadGateway, page)
	case cases.Empty:
		instead(http.StatusOK, "")
	case cases.Null:
		instead(http.StatusOK, "null")
	case cases.List:
		instead(http.StatusOK, "[1]")
	case cases.NoEnvelope:
		instead(http.StatusOK, "{}")
	}
	if how == cases.Page || how == cases.BadGate {
		s.SentHeader.Set("Content-Type", "text/html; charset=utf-8")
	}
	s.SentHeader.Set("Content-Length", strconv.Itoa(length))
	if w.of.Script.Chunked {
		s.SentHeader.Del("Content-Length")
	}
}

// send writes the answer. A client that has gone away is nobody's error.
func (w *Witness) send(out http.ResponseWriter, s *Seen) {
	if w.of.Script.Broken == cases.Dropped {
		panic(http.ErrAbortHandler) // the way of net/http to end a connection
	}
	for name, values := range s.SentHeader {
		out.Header()[name] = values
	}
	out.WriteHeader(s.SentStatus)
	flusher, _ := out.(http.Flusher) // as every server of net/http gives one
	half := len(s.SentBody) / 2
	_, _ = out.Write(s.SentBody[:half])
	if w.of.Script.Chunked {
		flusher.Flush()
	}
	_, _ = out.Write(s.SentBody[half:])
	if how := w.of.Script.Broken; how == cases.CutOff || how == cases.Short {
		flusher.Flush() // what is not flushed is not sent when a handler is aborted
		panic(http.ErrAbortHandler)
	}
}

// buffer is an answer in memory.
type buffer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (b *buffer) Header() http.Header         { return b.header }
func (b *buffer) WriteHeader(status int)      { b.status = status }
func (b *buffer) Write(p []byte) (int, error) { return b.body.Write(p) }
