package harness

import (
	"context"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/report"
)

func TestSights(t *testing.T) {
	ids := []string{"a", "b", "c"}
	path := Path{From: "RUN", Via: "ING", To: "END"}
	steady := func(state string) map[string][]string {
		return map[string][]string{"a": {state}, "b": {state}, "c": {state}}
	}
	with := func(m map[string][]string, id string, states ...string) map[string][]string {
		m[id] = states
		return m
	}
	tests := []struct {
		name    string
		script  map[string][]string
		look    func(*Sight)
		verdict report.Verdict
		reason  report.Reason
	}{
		{"stay sees that nothing changes", steady("RUN"), func(s *Sight) { s.Stay("RUN") }, report.Pass, ""},
		{"stay sees a change at once", with(steady("RUN"), "c", "END"), func(s *Sight) { s.Stay("RUN") }, report.Fail, ""},
		{"stay sees a late change of the last one", with(steady("RUN"), "c", "RUN", "RUN", "RUN", "RUN", "RUN", "RUN", "RUN", "RUN", "ING"), func(s *Sight) { s.Stay("RUN") }, report.Fail, ""},
		{"stay sees one vanish", with(steady("RUN"), "b"), func(s *Sight) { s.Stay("RUN") }, report.Fail, ""},
		{"stay allows what happens by itself", with(steady("BOOT"), "b", "BOOT", "RUN"), func(s *Sight) { s.Stay("BOOT", "RUN") }, report.Pass, ""},
		{"stay does not allow more", with(steady("BOOT"), "b", "BOOT", "RUN", "END"), func(s *Sight) { s.Stay("BOOT", "RUN") }, report.Fail, ""},
		{"stay allows an end by itself", with(steady("DYING"), "b"), func(s *Sight) { s.Stay("DYING", Gone) }, report.Pass, ""},
		{"reach waits for all", with(steady("END"), "b", "RUN", "RUN", "ING", "ING", "ING", "END"), func(s *Sight) { s.Reach("END") }, report.Pass, ""},
		{"reach gives up on one that does not come", with(steady("END"), "b", "ING"), func(s *Sight) { s.Reach("END") }, report.Fail, ""},
		{"settle sees one move on", with(steady("ING"), "a", "RUN", "ING", "ING", "ING", "ING", "ING", "END"), func(s *Sight) { s.Settle("ING") }, report.Fail, ""},
		{"follow sees the path", map[string][]string{"a": {"RUN", "RUN", "ING", "ING", "END"}, "b": {"ING", "END"}, "c": {"END"}}, func(s *Sight) { s.Follow(path) }, report.Pass, ""},
		{"follow sees a step back", with(steady("END"), "a", "ING", "ING", "RUN", "RUN", "RUN", "END"), func(s *Sight) { s.Follow(path) }, report.Fail, ""},
		{"follow sees a foreign state", with(steady("END"), "a", "RUN", "RUN", "BOOM", "BOOM", "END"), func(s *Sight) { s.Follow(path) }, report.Fail, ""},
		{"follow sees that the end does not last", map[string][]string{"a": {"END", "END", "END", "END", "RUN"}, "b": {"END"}, "c": {"END"}}, func(s *Sight) { s.Follow(path) }, report.Fail, ""},
		{"follow gives up", steady("ING"), func(s *Sight) { s.Follow(path) }, report.Fail, ""},
		{"follow through needs the state in between", steady("END"), func(s *Sight) { s.FollowThrough(path) }, report.Inconclusive, report.ReasonObservationFailed},
		{"follow through sees it", map[string][]string{"a": {"RUN", "RUN", "ING", "ING", "END"}, "b": {"END"}, "c": {"END"}}, func(s *Sight) { s.FollowThrough(path) }, report.Pass, ""},
		{"show sees a field", steady("END"), func(s *Sight) { s.Show("Mode", "KEEP") }, report.Pass, ""},
		{"show sees another value", steady("END"), func(s *Sight) { s.Show("Mode", "STOP") }, report.Fail, ""},
		{"a field that nothing shows is a fault of the suite", steady("END"), func(s *Sight) { s.Show("Nope", "x") }, report.Inconclusive, report.ReasonHarnessError},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := &world{script: tt.script, fields: map[string]string{"Mode": "KEEP"}}
			r := play(t, w, func(_ context.Context, s *T) { tt.look(s.See(ids)) })
			want(t, r, tt.verdict, tt.reason)
		})
	}
}
