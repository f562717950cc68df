package wire

import (
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// exchange sends the request once and reads the answer whole. The answer is nil when none came; one that broke off has
// what came of it.
func (c *call) exchange(req *http.Request) (*answer, error) {
	resp, err := c.conn.transport.RoundTrip(req)
	if err == nil && resp == nil {
		err = errors.New("the transport returned neither an answer nor an error")
	}
	if err != nil {
		return nil, c.noAnswer(req, err)
	}
	defer resp.Body.Close()
	a := &answer{call: c, status: resp.StatusCode, header: resp.Header}
	limit := c.conn.cfg.MaxAnswer
	a.body, err = io.ReadAll(io.LimitReader(resp.Body, limit+1))
	switch {
	case undecodable(err):
		return a, a.fault(fmt.Sprintf("the body cannot be decompressed: %v", err), err)
	case err != nil:
		return a, c.noAnswer(req, fmt.Errorf("the body broke off after %d bytes: %w", len(a.body), err))
	case int64(len(a.body)) > limit:
		a.body = a.body[:limit]
		return a, a.fault(fmt.Sprintf("the body is larger than %d bytes", limit), nil)
	case a.status >= 300 && a.status < 400:
		return a, a.fault(fmt.Sprintf("it redirects to %q, and redirects are not followed",
			a.header.Get("Location")), nil)
	}
	return a, nil
}

// undecodable reports whether a body came, but not in the compression that its header names. That is the server's word,
// while half a body may be the fault of anybody on the way.
func undecodable(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.As(err, &corrupt)
}

func (c *call) noAnswer(req *http.Request, err error) error {
	return &TransportError{API: c.conn.api.ID, Operation: c.operation, Host: req.URL.Host, Err: err}
}
