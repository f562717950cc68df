package wire

import (
	"context"
	"fmt"
	"time"
)

// send makes one attempt after another until one succeeds or [Config].Retry has had enough.
func (c *call) send(ctx context.Context, m message, decode func(*answer) error) error {
	if err := c.guard(ctx, m.params); err != nil {
		return err
	}
	for attempt := 1; ; attempt++ {
		err := c.attempt(ctx, m, decode)
		if err == nil || c.conn.cfg.Retry == nil || ctx.Err() != nil {
			return err
		}
		wait, again := c.conn.cfg.Retry(ctx, attempt, err)
		if !again {
			return err
		}
		if stopped := c.rest(ctx, m, wait); stopped != nil {
			return fmt.Errorf("%w; it was not tried again: %w", err, stopped)
		}
		if c.meta != nil {
			*c.meta = Meta{} // what was captured is always of the last attempt
		}
	}
}

// rest waits for the time of the next attempt, and says why there is none.
func (c *call) rest(ctx context.Context, m message, wait time.Duration) error {
	if err := pause(ctx, wait); err != nil {
		return err
	}
	if err := c.guard(ctx, m.params); err != nil {
		return err
	}
	return context.Cause(ctx) // it may have ended together with the wait, or in the guard
}
