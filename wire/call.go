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
// The request goes out exactly once, unless [Config].Retry says otherwise, and no redirect is followed. [errors.As] finds
// an [*Error], an [*AnswerError] or a [*TransportError] in the error. Where it finds none of them nothing was sent: it is
// a [*GuardError], or says what is wrong with the input or the options.
func Call[Out any](ctx context.Context, c *Conn, operation string, in any, opts ...Option) (*Out, error) {
	var out *Out
	err := c.do(ctx, operation, in, opts, func(a *answer) error {
		out = new(Out) // a new one for each attempt, so that nothing of a failed one stays
		return a.decode(out)
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// do is the part of [Call] that does not depend on the type of the output.
func (c *Conn) do(ctx context.Context, operation string, in any, opts []Option, decode func(*answer) error) error {
	call, err := c.newCall(operation, opts)
	if err != nil {
		return fmt.Errorf("%s %s: %w", c.api.ID, operation, err)
	}
	m, err := call.message(in)
	if err != nil {
		return fmt.Errorf("%s %s: %w", c.api.ID, operation, err)
	}
	return call.send(withOperation(ctx, operation), m, decode)
}

// attempt signs and sends a message once, and reads the answer to it.
func (c *call) attempt(ctx context.Context, m message, decode func(*answer) error) error {
	ctx, cancel := context.WithTimeout(ctx, c.conn.cfg.Timeout)
	defer cancel()
	a, err := c.exchange(m.request(ctx))
	if a != nil {
		defer a.capture(c.meta)
	}
	if err != nil {
		return err
	}
	if a.payload, err = c.conn.protocol.split(a); err != nil {
		return err
	}
	return decode(a)
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
