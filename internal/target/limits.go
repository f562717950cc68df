package target

import (
	"fmt"
	"slices"
	"time"

	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// MaxConcurrency is how many scenarios may run at a time at most.
const MaxConcurrency = 256

// limits lays the times of the file over the defaults.
func (r *reader) limits() {
	own, all := &r.shape.Limits, harness.DefaultLimits()
	for _, l := range []struct {
		own  *span
		into *time.Duration
	}{
		{&own.Request, &all.Request}, {&own.Poll, &all.Poll}, {&own.Watch, &all.Watch},
		{&own.Transition, &all.Transition}, {&own.Scenario, &all.Scenario}, {&own.Fixture, &all.Fixture},
	} {
		if !l.own.known {
			continue
		}
		t, err := time.ParseDuration(l.own.value)
		if err != nil || t <= 0 {
			r.found.Errorf(l.own.pos, diag.BadLimit, "%q is not a time above zero", l.own.raw).
				Hint = "write it with its unit, such as 30s or 500ms"
			continue
		}
		*l.into = t
	}
	if all.Poll > all.Transition {
		pos := own.Poll.pos
		if !own.Poll.given {
			pos = own.Transition.pos
		}
		r.found.Errorf(pos, diag.BadLimit, "poll is %v and transition is %v: a change would be over before the second look", all.Poll, all.Transition).
			Hint = "make poll much shorter than transition"
	}
	r.file.Limits = all
}

// concurrency takes the number of scenarios at a time.
func (r *reader) concurrency() {
	r.file.Concurrency = harness.DefaultConcurrency
	c := r.shape.Concurrency
	switch {
	case !c.given:
	case c.value < 1 || c.value > MaxConcurrency:
		r.found.Errorf(c.pos, diag.BadConcurrency, "the concurrency is %d, expected 1 to %d", c.value, MaxConcurrency).
			Hint = fmt.Sprintf("leave it out to run %d scenarios at a time", harness.DefaultConcurrency)
	default:
		r.file.Concurrency = c.value
	}
}

// optIns takes what the file allows.
func (r *reader) optIns() {
	known := []string{string(harness.OptInDestructive), string(harness.OptInRateLimit), string(harness.OptInLargeBatch)}
	for i := range r.shape.OptIns {
		switch t := &r.shape.OptIns[i]; {
		case !t.known:
		case !slices.Contains(known, t.value):
			finding := r.found.Errorf(t.pos, diag.UnknownValue, "there is no opt-in %q, expected %s", t.raw, strict.OneOf(known))
			finding.Hint = diag.DidYouMean(t.raw, known)
		default:
			r.file.OptIns = append(r.file.OptIns, harness.OptIn(t.value))
		}
	}
}
