package diff

import (
	"slices"
	"testing"
	"time"
)

func TestChangesOfValuesWeighByDirection(t *testing.T) {
	code := refused("unknown")
	allowed := members(implementers, both, both)
	for _, tt := range []struct {
		name    string
		weigh   weigher
		was, is any
		want    weight
	}{
		{"greatest number appears", upper, nil, 10, both},
		{"greatest number is lowered", upper, 10, 9, both},
		{"greatest number is raised", upper, 9, 10, implementers},
		{"greatest number disappears", upper, 10, nil, 0},
		{"least number appears", lower, nil, 1, both},
		{"least number is raised", lower, 1, 2, both},
		{"least number is lowered", lower, 2, 1, implementers},
		{"least number disappears", lower, 2, nil, 0},
		{"list appears", allowed, nil, []string{"A"}, both},
		{"list gains", allowed, []string{"A"}, []string{"A", "B"}, implementers},
		{"list loses", allowed, []string{"A", "B"}, []string{"B"}, both},
		{"list gains and loses", allowed, []string{"A"}, []string{"B"}, both},
		{"list in another order", allowed, []string{"A", "B"}, []string{"B", "A"}, 0},
		{"list disappears", allowed, []string{"A"}, nil, 0},
		{"rate appears", limited, nil, rate{10, time.Second}, both},
		{"rate is lowered", limited, rate{10, time.Second}, rate{10, time.Minute}, both},
		{"the same rate with a smaller burst", limited, rate{600, time.Minute}, rate{10, time.Second}, both},
		{"the same rate with a larger burst", limited, rate{10, time.Second}, rate{600, time.Minute}, implementers},
		{"a larger burst at a lower rate", limited, rate{10, time.Second}, rate{60, time.Minute}, both},
		{"rate is raised", limited, rate{10, time.Second}, rate{20, time.Second}, implementers},
		{"rate disappears", limited, rate{10, time.Second}, nil, 0},
		{"code is told", code, "unknown", "row", implementers},
		{"code is no longer told", code, "row", "unknown", callers},
		{"code is another one", code, "row", "other", both},
		{"words", editorial, "a", "b", words},
	} {
		if got := tt.weigh(tt.was, tt.is); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.name, got.classes(), tt.want.classes())
		}
	}
}

func TestEveryWeightHasAClass(t *testing.T) {
	for w, want := range map[weight][]Class{
		0:            {Compatible},
		words:        {Editorial},
		callers:      {BreakingCallers},
		implementers: {BreakingImplementers},
		both:         {BreakingCallers, BreakingImplementers},
	} {
		if got := w.classes(); !slices.Equal(got, want) {
			t.Errorf("%d: got %v, want %v", w, got, want)
		}
	}
}
