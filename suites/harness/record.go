package harness

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
)

// maxBody is how much of a body is kept in a recorded exchange.
const maxBody = 64 << 10

// maxExchanges bounds what one scenario keeps; a burst may send more.
const maxExchanges = 60

// recorder keeps the exchanges of one scenario, redacted. It is safe for concurrent use.
type recorder struct {
	started time.Time
	redact  func(string) string

	mu     sync.Mutex
	kept   []report.Exchange
	last   *exchange // the last call that a scenario sent, polls not counted
	acts   []int     // indices in kept of the calls that are no polls
	looked int       // index in kept of the last poll of the current look, -1 when there is none
}

// exchange is one request with its answer, as the verbs look at it; the bytes are not redacted.
type exchange struct {
	request  *http.Request
	sent     []byte
	response *http.Response
	answer   []byte
	shown    report.Exchange
}

func newRecorder(started time.Time, redact func(string) string) *recorder {
	return &recorder{started: started, redact: redact, looked: -1}
}

// calls is a transport that records each exchange as a call of the scenario.
func (r *recorder) calls(next http.RoundTripper) http.RoundTripper {
	return recording{r, false, next}
}

// looks is a transport for polling: of a run of polls only the last one is kept.
func (r *recorder) looks(next http.RoundTripper) http.RoundTripper {
	return recording{r, true, next}
}

type recording struct {
	*recorder
	poll bool
	next http.RoundTripper
}

// RoundTrip sends the request and keeps both sides.
func (r recording) RoundTrip(req *http.Request) (*http.Response, error) {
	x := &exchange{request: req}
	if req.Body != nil {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, fmt.Errorf("read the request body: %w", err)
		}
		_ = req.Body.Close() // a reader over bytes
		x.sent = body
		req.Body = io.NopCloser(bytes.NewReader(body))
	}
	began := time.Now()
	resp, err := r.next.RoundTrip(req)
	if err == nil {
		// What has been read is kept, and an error in the middle is handed on to the client.
		head, readErr := io.ReadAll(io.LimitReader(resp.Body, maxBody))
		x.response, x.answer = resp, head
		resp.Body = struct {
			io.Reader
			io.Closer
		}{io.MultiReader(bytes.NewReader(head), failing{readErr}, resp.Body), resp.Body}
	}
	x.shown = r.show(x, began, err)
	r.keep(x, r.poll)
	return resp, err
}

// failing is a reader that gives back an error met earlier.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) {
	if f.err != nil {
		return 0, f.err
	}
	return 0, io.EOF
}

// show is the exchange as reports have it.
func (r *recorder) show(x *exchange, began time.Time, err error) report.Exchange {
	shown := report.Exchange{
		At:            float64(began.Sub(r.started).Microseconds()) / 1000,
		Method:        x.request.Method,
		URL:           r.redact(x.request.URL.String()),
		RequestHeader: r.header(x.request.Header),
		RequestBody:   r.redact(cut(x.sent)),
		DurationMs:    float64(time.Since(began).Microseconds()) / 1000,
	}
	if x.response != nil {
		shown.Status = x.response.StatusCode
		shown.ResponseHeader = r.header(x.response.Header)
		shown.ResponseBody = r.redact(cut(x.answer))
	}
	if err != nil {
		shown.Error = r.redact(err.Error())
	}
	return shown
}

// keep appends the exchange; a poll replaces the poll before it.
func (r *recorder) keep(x *exchange, poll bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	at := len(r.kept)
	switch {
	case poll && r.looked >= 0:
		at = r.looked
		r.kept[at] = x.shown
	case at >= maxExchanges:
		at-- // the last one is what decides, so it is the one before it that goes
		r.kept[at] = x.shown
	default:
		r.kept = append(r.kept, x.shown)
	}
	if poll {
		r.looked = at
		return
	}
	r.last, r.looked = x, -1
	r.acts = append(r.acts, at)
}

// latest returns the last call, or nil.
func (r *recorder) latest() *exchange {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.last
}

// exchanges returns what was kept, and the number in it, counted from 1, of the call that decided: the
// last one that names one of the ids or, without ids, the last one. It is 0 when there is none.
func (r *recorder) exchanges(ids []string) (kept []report.Exchange, number int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, at := range slices.Backward(r.acts) {
		if x := r.kept[at]; len(ids) == 0 || slices.ContainsFunc(ids, func(id string) bool {
			return mentionsWord(x.RequestBody, id) || mentionsWord(x.URL, id)
		}) {
			return r.kept, at + 1
		}
	}
	return r.kept, 0
}

// mentionsWord reports whether a text has the word, and not only as a part of a longer one.
func mentionsWord(text, word string) bool {
	found, err := regexp.MatchString(`(^|[^\w-])`+regexp.QuoteMeta(word)+`($|[^\w-])`, text)
	return err == nil && found
}

// cut bounds a body.
func cut(body []byte) string {
	if len(body) > maxBody {
		body = body[:maxBody]
	}
	return strings.ToValidUTF8(string(body), "\uFFFD")
}
