package wire

import (
	"net/http"
	"strings"
	"unicode"
)

// maxExcerpt is the longest excerpt of a body in an error, in bytes.
const maxExcerpt = 160

// answer is what came back for a call.
type answer struct {
	*call
	status  int
	header  http.Header
	body    []byte
	payload []byte // what the output is decoded from
	got     Format // what the body was read as; empty while that is unknown

	requestID      string
	outerRequestID string
}

// capture fills m, which may be nil.
func (a *answer) capture(m *Meta) {
	if m == nil {
		return
	}
	*m = Meta{
		HTTPStatus:     a.status,
		Header:         a.header,
		ContentType:    a.header.Get("Content-Type"),
		Format:         a.got,
		RequestID:      a.requestID,
		OuterRequestID: a.outerRequestID,
		Raw:            a.body,
	}
}

// fault makes the error of an answer that is no legal one.
func (a *answer) fault(reason string, cause error) error {
	return &AnswerError{
		API:         a.conn.api.ID,
		Operation:   a.operation,
		HTTPStatus:  a.status,
		ContentType: a.header.Get("Content-Type"),
		Reason:      a.redact(reason),
		Excerpt:     a.excerpt(),
		Err:         cause,
	}
}

// refusal makes the error of a legal answer that refuses. It is the one place that completes an [Error].
func (a *answer) refusal(e Error) error {
	e.API, e.Operation, e.HTTPStatus = a.conn.api.ID, a.operation, a.status
	e.Message = a.redact(e.Message)
	for id, item := range e.Items {
		item.Message = a.redact(item.Message)
		e.Items[id] = item
	}
	if e.RequestID == "" {
		e.RequestID = a.requestID
	}
	return &e
}

// redact takes the caller's secrets out of a text that the server may have echoed them into.
func (a *answer) redact(text string) string {
	for _, secret := range a.conn.cfg.Credentials.secrets() {
		if secret != "" {
			text = strings.ReplaceAll(text, secret, "[redacted]")
		}
	}
	return text
}

// excerpt is the beginning of the body on one line. Redacting goes before cutting, so that no half of a secret stays.
func (a *answer) excerpt() string {
	head := a.body[:min(len(a.body), 32*maxExcerpt)]
	text := strings.ToValidUTF8(a.redact(string(head)), "?")
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || !unicode.IsPrint(r)
	}), " ")
	if len(text) <= maxExcerpt {
		return text
	}
	return strings.ToValidUTF8(text[:maxExcerpt], "") + "…"
}
