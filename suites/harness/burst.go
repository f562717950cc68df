package harness

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/wire"
)

// Burst is a number of calls that were sent at once.
type Burst struct {
	t     *T
	took  time.Duration
	errs  []error
	codes []wire.Code // of the refusals, sorted, each once
}

// Burst sends n calls at once and waits for all answers.
func (t *T) Burst(n int, call func(i int) error) *Burst {
	b := &Burst{t: t, errs: make([]error, n)}
	if err := t.session.calm(t); err != nil {
		panic(t.stopped())
	}
	t.bursting.Store(true)
	defer t.bursting.Store(false)
	began := time.Now()
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { b.errs[i] = call(i) })
	}
	all.Wait()
	b.took = time.Since(began)
	for _, err := range b.errs {
		var refusal *wire.Error
		switch {
		case err == nil, t.api.throttled(err) && !errors.As(err, &refusal):
		case errors.As(err, &refusal):
			if !slices.Contains(b.codes, refusal.Code) {
				b.codes = append(b.codes, refusal.Code)
			}
		case t.ctx.Err() != nil:
			panic(t.stopped())
		default:
			t.Expect(nil, err).answered()
		}
	}
	slices.Sort(b.codes)
	return b
}

// AllAccepted checks that every call was accepted.
func (b *Burst) AllAccepted() {
	refused := 0
	for _, err := range b.errs {
		if err != nil {
			refused++
		}
	}
	if refused > 0 && !b.t.account.Own && slices.ContainsFunc(b.errs, b.t.api.throttled) {
		b.t.Inconclusive(report.ReasonThrottled,
			fmt.Sprintf("of %d calls at once some were throttled %v; others who call as the same account may have used up the limit", len(b.errs), b.codes))
	}
	b.t.Check(fmt.Sprintf("all %d calls at once are accepted", len(b.errs)), refused == 0,
		fmt.Sprintf("%d refused %v", refused, b.codes))
}

// Throttled checks that a burst of calls, each of which would be refused as in usual, was throttled:
// no more than the limit were answered as usual, and the others with a code of throttling. When the
// answers came so slowly that no period can have held more than max calls, or when calls were refused
// for a third reason, the burst proves nothing.
func (b *Burst) Throttled(max int, period time.Duration, usual Refusal) {
	// Windows that straddle the burst may let max calls through in each.
	windows := int(b.took/period) + 2
	if len(b.errs) <= windows*max {
		b.t.Inconclusive(report.ReasonUnsupported,
			fmt.Sprintf("%d calls took %v: too slow to exceed %d in %v", len(b.errs), b.took, max, period))
	}
	throttled, through := 0, 0
	for _, err := range b.errs {
		var refusal *wire.Error
		switch {
		case b.t.api.throttled(err):
			throttled++
		case err == nil, errors.As(err, &refusal) && usual.mismatch(refusal) == "":
			through++
		default:
			b.t.Inconclusive(report.ReasonUnsupported,
				fmt.Sprintf("among %d calls at once, some were refused with %v, which speaks neither of the request nor of a limit", len(b.errs), b.codes))
		}
	}
	b.t.Check(fmt.Sprintf("%d calls at once are throttled", len(b.errs)), throttled > 0 && through <= windows*max,
		fmt.Sprintf("%d went through and %d were throttled %v in %v", through, throttled, b.codes, b.took))
}
