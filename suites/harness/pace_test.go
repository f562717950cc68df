package harness

import (
	"context"
	"errors"
	"testing"
	"time"
)

func TestAWindowNeverHoldsMoreThanTheLimit(t *testing.T) {
	limit := RateLimit{Operation: "Stop", Max: 3, Period: time.Second}
	key := paced{"api", "key", "Stop"}
	p := newPace(1)
	now := time.Unix(1000, 0)
	var sent []time.Time
	for len(sent) < 20 {
		left := p.take(key, limit, now)
		if left <= 0 {
			sent = append(sent, now)
			now = now.Add(7 * time.Millisecond)
			continue
		}
		now = now.Add(left)
	}
	for i := limit.Max; i < len(sent); i++ {
		if span := sent[i].Sub(sent[i-limit.Max]); span <= limit.Period {
			t.Errorf("%d calls within %v", limit.Max+1, span)
		}
	}
}

func TestLimitsCountPerOperationAndAccount(t *testing.T) {
	limit := RateLimit{Operation: "Stop", Max: 1, Period: time.Hour}
	p, now := newPace(1), time.Unix(1000, 0)
	for _, key := range []paced{{"api", "a", "Stop"}, {"api", "b", "Stop"}, {"api", "a", "Describe"}, {"other", "a", "Stop"}} {
		if left := p.take(key, limit, now); left > 0 {
			t.Errorf("the first call of %v waits %v", key, left)
		}
		if left := p.take(key, limit, now); left <= 0 {
			t.Errorf("the second call of %v does not wait", key)
		}
	}
}

func TestProcessesShareALimit(t *testing.T) {
	for _, tt := range []struct {
		processes, max int
		part           RateLimit
	}{
		{1, 10, RateLimit{Max: 10, Period: time.Second}},
		{4, 10, RateLimit{Max: 2, Period: time.Second}},
		{12, 10, RateLimit{Max: 1, Period: 1200 * time.Millisecond}},
		{12, 1, RateLimit{Max: 1, Period: 12 * time.Second}},
	} {
		if got := newPace(tt.processes).part(RateLimit{Max: tt.max, Period: time.Second}); got != tt.part {
			t.Errorf("%d of %d processes: %+v, want %+v", tt.max, tt.processes, got, tt.part)
		}
	}
}

func TestWaitingForAPaceEndsWithTheContext(t *testing.T) {
	limit := RateLimit{Operation: "Stop", Max: 1, Period: time.Hour}
	key := paced{"api", "a", "Stop"}
	p := newPace(1)
	ctx, cancel := context.WithCancel(t.Context())
	if err := p.wait(ctx, key, limit); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := p.wait(ctx, key, limit); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if err := p.idle(ctx, "api", "a", time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("idle: %v", err)
	}
	if err := p.idle(ctx, "api", "b", time.Hour); err != nil {
		t.Errorf("an account that has sent nothing waits: %v", err)
	}
}
