package wire

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"slices"

	"github.com/seed-613b54dc/conformance/wire/sign"
)

// message is a call on its way out, unsigned: what all attempts have in common. Nothing changes it.
type message struct {
	method string
	url    *url.URL
	header http.Header
	params members // as the guard sees them
	body   []byte
	omit   []string // what the signer leaves out
}

// message writes the input, the protocol's parameters and the changes of the options.
func (c *call) message(in any) (message, error) {
	header, params, changes, omit := c.place()
	target := *c.conn.url
	m := message{method: http.MethodPost, url: &target, header: header, omit: omit}
	if c.encoding == Query {
		m.method = http.MethodGet
	}
	raw, err := marshalInput(in)
	if err != nil {
		return message{}, err
	}
	if c.encoding == JSON && len(params)+len(changes) == 0 && c.conn.cfg.Guard == nil {
		m.body = raw // the input goes out as it was marshalled
		return m, nil
	}
	own, _ := scanObject(raw)
	for _, p := range own {
		params = params.set(p)
	}
	m.params = params.apply(changes)
	m.body, target.RawQuery = c.encode(m.params, jsonLists(in))
	return m, nil
}

// encode writes the parameters in the encoding of the call, into the body or the query. The values of lists are lists
// that go out as one text.
func (c *call) encode(params members, lists map[string]bool) (body []byte, query string) {
	if c.encoding == JSON {
		return params.object(), ""
	}
	text := flatten(params, c.conn.protocol.firstIndex(), lists).Encode()
	if c.encoding == Query {
		return nil, text
	}
	return []byte(text), ""
}

// request is the unsigned request of one attempt. The signer works on a copy of it.
func (m message) request(ctx context.Context) *http.Request {
	req := &http.Request{
		Method: m.method,
		URL:    m.url,
		Host:   m.url.Host,
		Header: m.header,
		Body:   io.NopCloser(bytes.NewReader(m.body)),

		ContentLength: int64(len(m.body)),
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
	}
	return req.WithContext(sign.Omit(ctx, m.omit...))
}

// place sorts the common parameters into headers and parameters. It also returns the changes that concern parameters,
// and the names that the signer must leave out.
func (c *call) place() (header http.Header, params members, rest []change, omit []string) {
	header = http.Header{"Content-Type": {contentType(c.encoding)}}
	for _, p := range c.conn.protocol.common(c) {
		switch {
		case p.value == "":
		case p.header != "":
			header.Set(p.header, p.value)
		default:
			params = append(params, text(p.name, p.value))
		}
	}
	for name, values := range c.conn.cfg.Header {
		header[http.CanonicalHeaderKey(name)] = slices.Clone(values)
	}
	if len(c.changes) > 0 {
		rest, omit = c.change(header)
	}
	return header, params, rest, omit
}

// change makes the changes that concern headers, and returns the others and the names of everything that is omitted. A
// header goes by its own name in any case, or by the plain name of the common parameter that it carries.
func (c *call) change(header http.Header) (rest []change, omit []string) {
	headers := map[string]string{"Content-Type": "Content-Type", "Authorization": "Authorization"}
	for _, p := range c.conn.protocol.common(c) {
		if p.header != "" {
			headers[p.name], headers[p.header] = p.header, p.header
		}
	}
	for _, ch := range c.changes {
		name, ok := headers[ch.name]
		if !ok {
			name, ok = headers[http.CanonicalHeaderKey(ch.name)]
		}
		switch {
		case ok && ch.raw != nil:
			header.Set(name, plain(ch.raw))
		case ok:
			header.Del(name)
			omit = append(omit, name)
		default:
			rest = append(rest, ch)
			if ch.raw == nil {
				omit = append(omit, ch.name)
			}
		}
	}
	return rest, omit
}

// contentType is that of a request. A GET has one too, because TC3 signs it.
func contentType(e Encoding) string {
	if e == JSON {
		return "application/json"
	}
	return sign.FormType
}
