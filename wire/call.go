package wire

import (
	"context"
	"fmt"
)

// call is one call of an operation.
type call struct {
	conn      *Conn
	operation string
	settings
}

// Call sends in as the operation's input and decodes the answer. In is a struct, a map or a pointer to one; nil means
// no input. A nil pointer or slice in it is not sent; a pointer to zero is sent as zero; an empty slice that is not nil is
// sent as [] in JSON, while a query or form has no way to say it.
//
// The request goes out exactly once: nothing is retried and no redirect is followed. The error is an [*Error], an
// [*AnswerError] or a [*TransportError], or says what is wrong with the input or the options, in which case nothing was
// sent.
func Call[Out any](ctx context.Context, c *Conn, operation string, in any, opts ...Option) (*Out, error) {
	a, err := c.do(ctx, operation, in, opts)
	if err != nil {
		return nil, err
	}
	out := new(Out)
	if err := a.decode(out); err != nil {
		return nil, err
	}
	return out, nil
}

// do is the part of [Call] that does not depend on the type of the output.
func (c *Conn) do(ctx context.Context, operation string, in any, opts []Option) (*answer, error) {
	call, err := c.newCall(operation, opts)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", c.api.ID, operation, err)
	}
	ctx, cancel := context.WithTimeout(ctx, c.cfg.Timeout)
	defer cancel()
	req, err := call.request(ctx, in)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", c.api.ID, operation, err)
	}
	a, err := call.exchange(req)
	if a != nil {
		defer a.capture(call.meta)
	}
	if err != nil {
		return nil, err
	}
	a.payload, err = c.protocol.split(a)
	return a, err
}

// newCall applies the options and checks what they chose.
func (c *Conn) newCall(operation string, opts []Option) (*call, error) {
	s := settings{encoding: c.cfg.Encoding, format: c.cfg.Format}
	for _, option := range opts {
		option(&s)
	}
	if s.err != nil {
		return nil, s.err
	}
	if s.encoding != c.cfg.Encoding {
		if err := checkEncoding(c.api, c.protocol, c.cfg.Scheme, &s.encoding); err != nil {
			return nil, err
		}
	}
	if err := choose("format", &s.format, c.api.Formats); err != nil {
		return nil, err
	}
	return &call{conn: c, operation: operation, settings: s}, nil
}
