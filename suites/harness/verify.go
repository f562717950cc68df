package harness

import (
	"fmt"
	"slices"
	"time"
)

// verify looks at fixtures before they are used: a verdict must be about the endpoint and not about the
// provider. Each must be shown in the state that was asked for, or come to it soon, since an endpoint may
// show new resources a little late; absent ones must not be shown at all. What nobody can see, because a
// trait is just that, is believed.
func (t *T) verify(ids []string, f Fixture) error {
	if slices.Contains(f.Traits, TraitAbsent) {
		return t.verifyAbsent(ids)
	}
	state := f.State
	if state == "" {
		state = t.api.Normal
	}
	hidden := slices.ContainsFunc(f.Traits, func(trait string) bool { return slices.Contains(t.api.Hidden, trait) })
	if state == "" || hidden {
		return nil
	}
	end := time.Now().Add(t.limits.Watch)
	for {
		last := time.Now().After(end)
		seen := t.See(ids).look(nil)
		wrong := slices.IndexFunc(ids, func(id string) bool { return stateOf(seen, id) != state })
		switch {
		case wrong < 0:
			return nil
		case last:
			return fmt.Errorf("the provider gave %s as %s, but it is %s", ids[wrong], state, stateOf(seen, ids[wrong]))
		}
		t.pause(fmt.Sprintf("%d fixtures in the state %s", len(ids), state))
	}
}

// verifyAbsent makes sure that ids name nothing. An endpoint may well refuse to look at such ids.
func (t *T) verifyAbsent(ids []string) error {
	observer := t.observer(nil)
	for chunk := range slices.Chunk(ids, observer.Max) {
		seen, err := observer.Show(t.ctx, chunk)
		if err != nil {
			continue
		}
		for _, id := range chunk {
			if one, ok := seen[id]; ok {
				return fmt.Errorf("the provider gave %s as absent, but it is there and %s", id, one.State)
			}
		}
	}
	return nil
}
