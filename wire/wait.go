package wire

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Wait is the pace of polling. The pause after the first poll is MinDelay; each further pause is twice as long as the
// one before it, up to MaxDelay. A zero delay means the one that the contract states. How long polling goes on in all is
// the context's matter.
type Wait struct {
	MinDelay, MaxDelay time.Duration
}

// Or fills zero delays.
func (w Wait) Or(minDelay, maxDelay time.Duration) Wait {
	if w.MinDelay == 0 {
		w.MinDelay = minDelay
	}
	if w.MaxDelay == 0 {
		w.MaxDelay = maxDelay
	}
	return w
}

// Goal is what polling waits for, in the API's own spelling of states.
type Goal struct {
	// All is the state that every resource must be in at the same time.
	All string
	// None are the states from which All is never reached; one resource in one of them ends the waiting.
	None []string
}

// StateError reports a resource in a state from which the goal is never reached.
type StateError struct {
	ID    string
	State string
	// Goal is the state that was waited for.
	Goal string
}

// Error says which resource is in which state.
func (e *StateError) Error() string {
	return fmt.Sprintf("%s is %s and will never be %s", e.ID, e.State, e.Goal)
}

// Until polls until all ids are in the state of the goal. Poll returns the states of the resources by id; one that it
// does not show is waited for. The error is that of poll, a [*StateError], or, when ctx ends, the context's with the
// states last seen.
func Until(ctx context.Context, ids []string, goal Goal, pace Wait, poll func(context.Context) (map[string]string, error)) error {
	if len(ids) == 0 {
		return errors.New("wait for " + goal.All + ": there are no ids to wait for")
	}
	if pace.MinDelay <= 0 || pace.MaxDelay < pace.MinDelay {
		return fmt.Errorf("wait for %s: want delays above zero and the larger one last, got %v and %v", goal.All, pace.MinDelay, pace.MaxDelay)
	}
	for delay := pace.MinDelay; ; delay = min(2*delay, pace.MaxDelay) {
		states, err := poll(ctx)
		if err != nil {
			return fmt.Errorf("wait for %s: %w", goal.All, err)
		}
		reached, err := goal.reached(ids, states)
		if reached || err != nil {
			return err
		}
		if err := pause(ctx, delay); err != nil {
			return fmt.Errorf("wait for %s, last seen %s: %w", goal.All, tally(ids, states), err)
		}
	}
}

// reached looks at all ids, so that the failure of a later one is not hidden by an earlier one that is still on its way.
func (g Goal) reached(ids []string, states map[string]string) (bool, error) {
	all := true
	for _, id := range ids {
		state, shown := states[id]
		if shown && slices.Contains(g.None, state) {
			return false, &StateError{ID: id, State: state, Goal: g.All}
		}
		all = all && shown && state == g.All
	}
	return all, nil
}

// pause waits for d or for the end of ctx.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-timer.C:
		return nil
	}
}

// tally counts the ids in each state: "2 RUNNING, 1 not shown".
func tally(ids []string, states map[string]string) string {
	counts := map[string]int{}
	for _, id := range ids {
		state, shown := states[id]
		if !shown {
			state = "not shown"
		}
		counts[state]++
	}
	text := ""
	for _, state := range slices.Sorted(maps.Keys(counts)) {
		text += fmt.Sprintf(", %d %s", counts[state], state)
	}
	return text[len(", "):]
}
