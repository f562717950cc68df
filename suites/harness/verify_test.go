package harness

import (
	"context"
	"errors"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/report"
)

func TestFixturesAreLookedAtBeforeUse(t *testing.T) {
	states := func(states ...string) map[string][]string { return map[string][]string{"id-1": states} }
	tests := []struct {
		name   string
		world  *world
		f      Fixture
		usable bool
	}{
		{"in the state", &world{script: states("STOPPED")}, Fixture{State: "STOPPED"}, true},
		{"in the state a little later", &world{script: states("", "BOOT", "STOPPED")}, Fixture{State: "STOPPED"}, true},
		{"in another state", &world{script: states("RUN")}, Fixture{State: "STOPPED"}, false},
		{"not there", &world{}, Fixture{State: "STOPPED"}, false},
		{"normal", &world{script: states("RUN")}, Fixture{}, true},
		{"not normal", &world{script: states("STOPPED")}, Fixture{}, false},
		{"normal and not there", &world{}, Fixture{}, false},
		{"a trait that hides it", &world{}, Fixture{Traits: []string{"unreadable"}}, true},
		{"a trait that hides it, in a state", &world{}, Fixture{State: "RUN", Traits: []string{"unreadable"}}, true},
		{"a trait that hides nothing", &world{}, Fixture{Traits: []string{"hangs"}}, false},
		{"a trait, but in another state", &world{script: states("STOPPED")}, Fixture{State: "RUN", Traits: []string{"hangs"}}, false},
		{"absent", &world{}, Fixture{Traits: []string{"absent"}}, true},
		{"absent, and the endpoint refuses to look", &world{blindTo: errors.New("no such id")}, Fixture{Traits: []string{"absent"}}, true},
		{"absent, but there", &world{script: states("RUN")}, Fixture{Traits: []string{"absent"}}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := play(t, tt.world, func(_ context.Context, s *T) {
				s.api.Normal, s.api.Hidden = "RUN", []string{"unreadable"}
				s.Acquire(1, tt.f)
				s.Check("used", true, "")
			})
			if tt.usable {
				want(t, r, report.Pass, "")
				return
			}
			want(t, r, report.Inconclusive, report.ReasonFixtureUnavailable)
		})
	}
}
