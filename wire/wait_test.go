package wire

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// script answers one poll after the other and notes when each came.
type script struct {
	answers []map[string]string
	at      []time.Duration
	start   time.Time
}

func (s *script) poll(context.Context) (map[string]string, error) {
	s.at = append(s.at, time.Since(s.start))
	answer := s.answers[min(len(s.at), len(s.answers))-1]
	if answer == nil {
		return nil, Code("Broken")
	}
	return answer, nil
}

func states(s string) map[string]string {
	m := map[string]string{}
	for pair := range strings.FieldsSeq(s) {
		id, state, _ := strings.Cut(pair, "=")
		m[id] = state
	}
	return m
}

func TestUntilBacksOffUntilAllHaveReachedTheGoal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{start: time.Now(), answers: []map[string]string{
			states("a=RUNNING b=STOPPED"), states("b=STOPPED"), states("a=STOPPED b=STOPPING"), states("a=STOPPED b=STOPPED"),
		}}
		err := Until(t.Context(), []string{"a", "b"}, Goal{All: "STOPPED"}, Wait{time.Second, 3 * time.Second}, s.poll)
		if err != nil {
			t.Fatal(err)
		}
		want := []time.Duration{0, time.Second, 3 * time.Second, 6 * time.Second}
		if !slices.Equal(s.at, want) {
			t.Errorf("polled at %v, want %v", s.at, want)
		}
	})
}

func TestUntilEndsEarly(t *testing.T) {
	stateError := &StateError{ID: "b", State: "GONE", Goal: "STOPPED"}
	for _, tt := range []struct {
		name    string
		ids     []string
		pace    Wait
		answers []map[string]string
		want    string
	}{
		{"on a state without return, even of a later id", []string{"a", "b"}, Wait{1, 1}, []map[string]string{states("a=RUNNING b=GONE")}, stateError.Error()},
		{"on an error of the poll", []string{"a"}, Wait{1, 1}, []map[string]string{states("a=RUNNING"), nil}, "wait for STOPPED: Broken"},
		{"at the end of the context", []string{"a", "b", "c"}, Wait{time.Minute, time.Minute}, []map[string]string{states("a=RUNNING c=RUNNING")},
			"wait for STOPPED, last seen 2 RUNNING, 1 not shown: context deadline exceeded"},
		{"without ids", nil, Wait{1, 1}, nil, "wait for STOPPED: there are no ids to wait for"},
		{"without a delay", []string{"a"}, Wait{}, nil, "wait for STOPPED: want delays above zero and the larger one last, got 0s and 0s"},
		{"with delays in the wrong order", []string{"a"}, Wait{2, 1}, nil, "wait for STOPPED: want delays above zero and the larger one last, got 2ns and 1ns"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), 90*time.Second)
				defer cancel()
				s := &script{start: time.Now(), answers: tt.answers}
				err := Until(ctx, tt.ids, Goal{All: "STOPPED", None: []string{"GONE"}}, tt.pace, s.poll)
				if err == nil || err.Error() != tt.want {
					t.Errorf("got %v\nwant %v", err, tt.want)
				}
			})
		})
	}
}

func TestStateErrorIsFoundBehindUntil(t *testing.T) {
	s := &script{start: time.Now(), answers: []map[string]string{states("a=GONE")}}
	err := Until(t.Context(), []string{"a"}, Goal{All: "STOPPED", None: []string{"GONE"}}, Wait{1, 1}, s.poll)
	if state, ok := errors.AsType[*StateError](err); !ok || state.ID != "a" {
		t.Errorf("got %v, want a StateError of a", err)
	}
}

func TestWaitOrKeepsWhatIsSet(t *testing.T) {
	got := Wait{MaxDelay: 7}.Or(2, 15)
	if want := (Wait{MinDelay: 2, MaxDelay: 7}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}
