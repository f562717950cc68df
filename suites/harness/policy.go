package harness

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// guard stands before every call of a scenario: only resources that the provider gave are named, and
// calls keep to the rate limit.
func (t *T) guard(ctx context.Context, operation string, params map[string]json.RawMessage) error {
	for _, subject := range t.api.Subjects {
		if subject.Operation != operation {
			continue
		}
		for name, raw := range params {
			if err := t.allowed(subject, name, raw); err != nil {
				return err
			}
		}
	}
	return t.inPace(ctx, operation)
}

// allowed holds back a parameter that would name a foreign resource. In some lists each element is a
// parameter of its own: InstanceIds.1.
func (t *T) allowed(subject Subject, name string, raw json.RawMessage) error {
	if name != subject.Param && !strings.HasPrefix(name, subject.Param+".") {
		return nil
	}
	for _, id := range named(raw) {
		if !t.holds(id) && !slices.Contains(subject.Illegal, id) {
			return fmt.Errorf("%s would name %q, which the fixture provider did not give", subject.Operation, id)
		}
	}
	return nil
}

// named are the strings of a parameter that names resources: itself, or the elements of a list.
func named(raw json.RawMessage) []string {
	var one string
	if json.Unmarshal(raw, &one) == nil {
		return []string{one}
	}
	var list []any
	if json.Unmarshal(raw, &list) != nil {
		return nil // nothing that could name a resource
	}
	var ids []string
	for _, element := range list {
		if id, ok := element.(string); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// holds reports whether the provider gave the id to this scenario.
func (t *T) holds(id string) bool {
	return slices.ContainsFunc(t.acquired, func(g grant) bool { return slices.Contains(g.ids, id) })
}

// inPace waits until one more call of the operation is within its limit. A burst is counted and not held
// back.
func (t *T) inPace(ctx context.Context, operation string) error {
	limit, limited := t.limit(operation)
	if !limited {
		return nil
	}
	key := paced{t.api.Ledger.API, t.account.key(), operation}
	if t.bursting.Load() {
		t.session.pace.count(key, limit, time.Now())
		return nil
	}
	why := "the rate limit of " + operation
	t.waiting.Store(&why)
	return t.session.pace.wait(ctx, key, limit)
}

// limit is how often the operation may be called: the target's own rate, or else the documented one.
func (t *T) limit(operation string) (RateLimit, bool) {
	if rate := t.target.Endpoints[t.api.Ledger.API].Rates[operation]; rate > 0 {
		return RateLimit{Operation: operation, Max: 1, Period: time.Duration(float64(time.Second) / rate)}, true
	}
	for _, limit := range t.api.Limits {
		if limit.Operation == operation {
			return limit, true
		}
	}
	return RateLimit{}, false
}

// The calls of one scenario are repeated this often at most.
const (
	throttleRepeats = 4
	lookRepeats     = 3
)

// repeat is asked whether a call that failed goes out again. One that was throttled had no effect. One
// without an answer may have had one, so it is repeated only when it does no more than look.
func (t *T) repeat(looking bool) func(ctx context.Context, attempt int, err error) (time.Duration, bool) {
	return func(_ context.Context, attempt int, err error) (time.Duration, bool) {
		switch {
		case t.bursting.Load():
			return 0, false
		case t.api.throttled(err):
			return t.session.pause(t.api) << (attempt - 1), attempt <= throttleRepeats
		case looking && faulty(err):
			return t.limits.Poll, attempt <= lookRepeats
		}
		return 0, false
	}
}
