package harness

import (
	"context"
	"errors"
	"fmt"

	"github.com/seed-613b54dc/conformance/wire"
)

// AcceptedWhile is Accepted for a call whose answer must not wait for the end of the change that it starts, on
// resources that stay in the state in between. When no answer comes in time and all of them are seen in that
// state, it is the answer that waits. A fault on the way looks the same only if it came at every attempt and spared
// the calls that end at once, which the scenario sends before.
func (e *Expectation) AcceptedWhile(ids []string, via string) *Answer {
	var none *wire.TransportError
	if !e.t.last || !errors.As(e.err, &none) || !errors.Is(e.err, context.DeadlineExceeded) || e.t.ctx.Err() != nil {
		return e.Accepted()
	}
	sight := e.t.See(ids)
	if sight.off(sight.look(nil), via) == "" {
		e.t.Check("the answer comes before the end of the change", false,
			fmt.Sprintf("no answer within %v, and meanwhile %s are %s", e.t.limits.Request, sight.subject(), via))
	}
	return e.Accepted()
}
