package e2e_test

import (
	"maps"
	"sync/atomic"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/report"
)

func TestTwoRunsAtATimeDoNotDisturbEachOther(t *testing.T) {
	t.Parallel()
	type one struct {
		run   *process
		moved func() string
	}
	runs := map[string]one{}
	for _, form := range []string{"exec", "http"} {
		g, moved := habitual(t, "honest", form)
		runs[form] = one{beginRun(t, g), moved}
	}
	for form, r := range runs {
		o := r.run.end()
		if counts := o.tally(); o.exit != 0 || counts["pass"] != 60 || o.report.Conclusion != report.Conforms {
			t.Errorf("the run with its provider over %s: verdicts %v\n%v", form, counts, o)
		}
		if left := out(r.moved()); len(left) > 0 || len(o.report.Unreleased) > 0 {
			t.Errorf("not given back: %v, and by the report %v", left, o.report.Unreleased)
		}
	}
}

func TestVerdictsDoNotDependOnHowManyScenariosRunAtATime(t *testing.T) {
	t.Parallel()
	const labels = "success || required || default || enum || partial-failure || request-id"
	g := different(t) // so that there are failures among them
	one, many := beginRun(t, g, "--concurrency", "1", "--label-filter", labels), beginRun(t, g, "--concurrency", "12", "--label-filter", labels)
	alone, together := one.end(), many.end()
	if len(alone.words()) < 10 || alone.tally()["fail"] == 0 || !maps.Equal(alone.words(), together.words()) || alone.exit != together.exit {
		t.Errorf("one at a time: %v\ntwelve at a time: %v", alone, together)
	}
	if alone.report.Concurrency != 1 || together.report.Concurrency != 12 {
		t.Errorf("the concurrency is %d and %d", alone.report.Concurrency, together.report.Concurrency)
	}
}

// anyOf makes a fault of about every n-th request, a different one each time.
func anyOf(n int64, faults ...fault) fault {
	var count atomic.Int64
	return every(n, func(q *query) *answer { return faults[count.Add(1)%int64(len(faults))](q) })
}

func TestFaultsNeverBecomeVerdicts(t *testing.T) {
	const short = "success || response-schema || request-id || batch-limit || type || error-code || auth"
	for _, tt := range []struct {
		name   string
		fault  fault
		labels string
		mute   bool // no call that acts is ever answered
	}{
		{"now and then", anyOf(7, drop, tear, page(502), page(503), throttle, hang), "", false},
		{"often", anyOf(2, drop, tear, page(502), throttle), "", false},
		{"calls that act", acts(anyOf(1, drop, tear, page(502), throttle)), "", true},
		{"calls that act are throttled", acts(throttle), short, true},
		{"looks are throttled", looks(throttle), short, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			moved := &record{}
			p := newProxy(t, endpoint(t, zec).URL, tt.fault)
			o := conform(t, target{urls: map[string]string{zec: p.URL}, fixtures: listen(t, "honest", moved), concurrency: 12}, "--label-filter", tt.labels, "--timeout", "500ms")
			for _, s := range o.scenarios() {
				w := word(s)
				fine := w == "transport_fault" || w == "throttled" || w == "informational" && s.Reason != ""
				if !fine && (tt.mute || w != "pass" && w != "informational") {
					t.Errorf("%s is %s: %s", s.ID, w, s.Message)
				}
			}
			if o.exit != 3 && o.exit != 0 || len(o.scenarios()) < 20 {
				t.Errorf("%d scenarios\n%v", len(o.scenarios()), o)
			}
			if left := out(moved.String()); len(left) > 0 {
				t.Errorf("not given back: %v", left)
			}
		})
	}
}
