package e2e_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/suites"
)

// malformed are the values that scenarios of an API send on purpose although no provider gave them.
func malformed(t *testing.T, api string) []string {
	t.Helper()
	var all []string
	for _, a := range suites.APIs() {
		if a.Ledger.API != api {
			continue
		}
		for _, subject := range a.Subjects {
			all = append(all, subject.Illegal...)
		}
	}
	return all
}

func TestOnlyWhatTheProviderGaveIsNamed(t *testing.T) {
	for _, tt := range []struct{ api, labels string }{
		{zec, ""}, // everything
		{"zenlayer-vm", "success || type || required || error-code"},
		{"tencent-cvm-v2", "success || type || required || error-code"},
		{"tencent-cvm-v3", "success || type || required"},
		{"alibaba-ecs", "success || type || required || error-code"},
	} {
		t.Run(tt.api, func(t *testing.T) {
			t.Parallel()
			moved := &record{}
			p := newProxy(t, endpoint(t, tt.api).URL, nil)
			g := target{
				apis: []string{tt.api}, urls: map[string]string{tt.api: p.URL},
				fixtures: listen(t, "honest", moved), concurrency: 12,
			}
			o := conform(t, g, "--label-filter", tt.labels)
			if counts := o.tally(); counts["pass"] < 5 || counts["fail"] > 0 {
				t.Errorf("verdicts %v\n%v", counts, o)
			}
			gave := map[string]bool{}
			for line := range strings.Lines(moved.String()) {
				gave[strings.TrimPrefix(strings.TrimSpace(line), "acquire ")] = true
			}
			named := p.ids()
			for _, id := range named {
				if !gave[id] && !slices.Contains(malformed(t, tt.api), id) {
					t.Errorf("a request names %q, which nobody gave", id)
				}
			}
			if len(named) < 5 {
				t.Errorf("only %d ids were seen: the test may look in the wrong place", len(named))
			}
			if left := out(moved.String()); len(left) > 0 {
				t.Errorf("not given back: %v", left)
			}
		})
	}
}
