package harness

import (
	"context"
	"sync"
	"time"
)

// pace keeps calls within rate limits: in any period no more than so many calls of one operation by
// one account are sent. It is safe for concurrent use.
type pace struct {
	processes int

	mu   sync.Mutex
	sent map[paced]*window
}

// paced is what a limit counts: the calls of one operation by one account.
type paced struct{ api, account, operation string }

// window are the times of the last calls, as many as the limit allows; the next to be overwritten
// is the oldest.
type window struct {
	times  []time.Time
	oldest int
}

func newPace(processes int) *pace {
	return &pace{processes: processes, sent: map[paced]*window{}}
}

// wait waits until a call is within the limit, and counts it. It returns the error of a context that
// ends before.
func (p *pace) wait(ctx context.Context, key paced, limit RateLimit) error {
	limit = p.part(limit)
	for {
		left := p.take(key, limit, time.Now())
		if left <= 0 {
			return nil
		}
		if !sleep(ctx, left) {
			return ctx.Err()
		}
	}
}

// slack keeps calls that the network pushes together within the limit all the same.
const slack = 20 * time.Millisecond

// take counts a call at the time now, or says how long it has to wait.
func (p *pace) take(key paced, limit RateLimit, now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	w := p.window(key, limit)
	if left := w.times[w.oldest].Add(limit.Period + slack).Sub(now); left > 0 {
		return left
	}
	w.add(now)
	return 0
}

// count counts a call that is sent whatever the limit says.
func (p *pace) count(key paced, limit RateLimit, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.window(key, p.part(limit)).add(now)
}

// window is that of the key; the caller holds the lock.
func (p *pace) window(key paced, limit RateLimit) *window {
	w := p.sent[key]
	if w == nil {
		w = &window{times: make([]time.Time, limit.Max)}
		p.sent[key] = w
	}
	return w
}

func (w *window) add(at time.Time) {
	w.times[w.oldest] = at
	w.oldest = (w.oldest + 1) % len(w.times)
}

// idle waits until no call of the account is in any window of the length of period, so that a burst
// meets an endpoint that has counted nothing yet.
func (p *pace) idle(ctx context.Context, api, account string, period time.Duration) error {
	p.mu.Lock()
	var last time.Time
	for key, w := range p.sent {
		if key.api != api || key.account != account {
			continue
		}
		for _, at := range w.times {
			if at.After(last) {
				last = at
			}
		}
	}
	p.mu.Unlock()
	if left := time.Until(last.Add(period + slack)); left > 0 && !sleep(ctx, left) {
		return ctx.Err()
	}
	return nil
}

// part is the share of a limit that falls to this process: fewer calls, or where there are fewer calls
// than processes, one in a longer time.
func (p *pace) part(limit RateLimit) RateLimit {
	if share := limit.Max / p.processes; share > 0 {
		return RateLimit{Operation: limit.Operation, Max: share, Period: limit.Period}
	}
	return RateLimit{
		Operation: limit.Operation, Max: 1,
		Period: time.Duration(p.processes) * limit.Period / time.Duration(limit.Max),
	}
}
