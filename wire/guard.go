package wire

import (
	"context"
	"encoding/json"
	"fmt"
)

// GuardError is a request that [Config].Guard has held back, so that it was not sent. Where it was to be a repeat, the
// error of a call has that of the attempt before it as well.
type GuardError struct {
	// API and Operation name the call.
	API       string
	Operation string
	// Err is what the guard said; never nil.
	Err error
}

// Error says which call was held back, and why.
func (e *GuardError) Error() string {
	return fmt.Sprintf("%s %s: held back, not sent: %v", e.API, e.Operation, e.Err)
}

// Unwrap returns what the guard said.
func (e *GuardError) Unwrap() error { return e.Err }

// guard shows the parameters to the guard, if there is one.
func (c *call) guard(ctx context.Context, params members) error {
	if c.conn.cfg.Guard == nil {
		return nil
	}
	shown := make(map[string]json.RawMessage, len(params))
	for _, m := range params {
		shown[m.name] = m.raw
	}
	if err := c.conn.cfg.Guard(ctx, c.operation, shown); err != nil {
		return &GuardError{API: c.conn.api.ID, Operation: c.operation, Err: err}
	}
	return nil
}
