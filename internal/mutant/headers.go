package mutant

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/reference"
)

// headers are endpoints behind other servers.
func (v *variety) headers() {
	const open = "it is the business of HTTP and not of the document"
	v.faulty("connection-closed", "Every answer closes its connection.", open,
		rewritten(func(w http.ResponseWriter, _ *http.Request, a *httptest.ResponseRecorder) {
			w.Header().Set("Connection", "close")
			send(w, a)
		}))
	v.faulty("chunked", "Answers come in pieces and without a length.", open,
		rewritten(func(w http.ResponseWriter, _ *http.Request, a *httptest.ResponseRecorder) {
			w.Header().Del("Content-Length")
			w.WriteHeader(a.Code)
			for _, piece := range a.Body.Bytes() {
				_, _ = w.Write([]byte{piece})
				if piece == ',' || piece == '>' {
					_ = http.NewResponseController(w).Flush()
				}
			}
		}))
	v.faulty("compressed", "Answers are compressed for callers that accept it.", open,
		rewritten(func(w http.ResponseWriter, r *http.Request, a *httptest.ResponseRecorder) {
			if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
				send(w, a)
				return
			}
			w.Header().Del("Content-Length")
			w.Header().Set("Content-Encoding", "gzip")
			w.WriteHeader(a.Code)
			z := gzip.NewWriter(w)
			_, _ = z.Write(a.Body.Bytes())
			_ = z.Close()
		}))
	v.faulty("header-case", "Header names are in lower case, and there are further ones.", open,
		rewritten(func(w http.ResponseWriter, _ *http.Request, a *httptest.ResponseRecorder) {
			w.Header()["content-type"] = w.Header()["Content-Type"]
			w.Header()["Content-Type"] = nil // keeps the server from adding its own
			w.Header()["server"] = []string{"gateway"}
			w.Header()["x-trace"] = []string{"1", "2"}
			w.Header().Set("Set-Cookie", "route=7; Path=/")
			send(w, a)
		}))
}

// rewritten lets a function write what the endpoint has answered; the headers are there already.
func rewritten(write func(w http.ResponseWriter, r *http.Request, a *httptest.ResponseRecorder)) reference.Fault {
	return reference.Fault{Wrap: func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			a := httptest.NewRecorder()
			next.ServeHTTP(a, r)
			for name, values := range a.Header() {
				w.Header()[name] = values
			}
			write(w, r, a)
		})
	}}
}

func send(w http.ResponseWriter, a *httptest.ResponseRecorder) {
	w.WriteHeader(a.Code)
	_, _ = io.Copy(w, a.Body) // a client that has gone away is nobody's error
}
