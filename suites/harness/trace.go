package harness

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
)

// Path is a documented change of state.
type Path struct {
	From, Via, To string
}

// String writes the path as "RUNNING, STOPPING, STOPPED".
func (p Path) String() string { return strings.Join([]string{p.From, p.Via, p.To}, ", ") }

// Follow watches every resource from now until it has reached the end of the path. A state that is
// not on the path, or a step back, fails. The state in between may be missed, since a quick endpoint
// can pass through it between two looks; Follow reports whether it was seen on any of them.
func (s *Sight) Follow(p Path) (sawVia bool) {
	says := fmt.Sprintf("%s go %v", s.subject(), p)
	order := []string{p.From, p.Via, p.To}
	place := make(map[string]int, len(s.ids))
	end := time.Now().Add(s.t.limits.Transition)
	for {
		last := time.Now().After(end) // before the look: one that takes long must not shorten the limit
		seen := s.look(nil)
		done := 0
		for _, id := range s.ids {
			at := slices.Index(order, stateOf(seen, id))
			if at < place[id] {
				s.check(says, false, fmt.Sprintf("%s is %s after %s", id, stateOf(seen, id), order[place[id]]))
			}
			place[id] = at
			if at == 1 {
				sawVia = true
			}
			if at == len(order)-1 {
				done++
			}
		}
		if done == len(s.ids) {
			break
		}
		if last {
			s.check(says, false, fmt.Sprintf("not within %v: %s", s.t.limits.Transition, s.off(seen, p.To)))
		}
		s.t.pause(says)
	}
	s.check(says, true, "seen")
	s.Stay(p.To)
	return sawVia
}

// FollowThrough is Follow where the state in between must have been seen. An endpoint that is too
// quick for that is not wrong; the scenario is then inconclusive.
func (s *Sight) FollowThrough(p Path) {
	if !s.Follow(p) {
		s.t.Inconclusive(report.ReasonObservationFailed, fmt.Sprintf("%s was never seen: the endpoint is quicker than two looks", p.Via))
	}
	s.check(fmt.Sprintf("%s pass through %s", s.subject(), p.Via), true, "seen")
}
