package wire

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"slices"

	"github.com/seed-613b54dc/conformance/wire/sign"
)

// request builds the unsigned request of a call.
func (c *call) request(ctx context.Context, in any) (*http.Request, error) {
	header, params, rest, omit := c.place()
	body, query, err := c.encode(in, params, rest)
	if err != nil {
		return nil, err
	}
	target := *c.conn.url
	target.RawQuery = query
	req := &http.Request{
		Method: http.MethodPost,
		URL:    &target,
		Host:   target.Host,
		Header: header,
		Body:   io.NopCloser(bytes.NewReader(body)),

		ContentLength: int64(len(body)),
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
	}
	if c.encoding == Query {
		req.Method = http.MethodGet
	}
	return req.WithContext(sign.Omit(ctx, omit...)), nil
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

// encode writes the parameters in the encoding of the call, into the body or the query.
func (c *call) encode(in any, params members, changes []change) (body []byte, query string, err error) {
	raw, err := marshalInput(in)
	if err != nil || c.encoding == JSON && len(params)+len(changes) == 0 {
		return raw, "", err // the input goes out as it was marshalled
	}
	own, _ := scanObject(raw)
	for _, m := range own {
		params = params.set(m)
	}
	params = params.apply(changes)
	if c.encoding == JSON {
		return params.object(), "", nil
	}
	fields := flatten(params, c.conn.protocol.firstIndex(), jsonLists(in))
	if c.encoding == Query {
		return nil, fields.Encode(), nil
	}
	return []byte(fields.Encode()), "", nil
}

// contentType is that of a request. A GET has one too, because TC3 signs it.
func contentType(e Encoding) string {
	if e == JSON {
		return "application/json"
	}
	return sign.FormType
}
