package harness

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
)

// Observer is an operation that shows resources.
type Observer struct {
	// Name is the operation, Max how many ids one call may name.
	Name string
	Max  int
	// Fields are the fields that it shows beside the state.
	Fields []string
	// Show returns one entry for each id that exists.
	Show func(ctx context.Context, ids []string) (map[string]Seen, error)
}

// Seen is what an observer shows of one resource.
type Seen struct {
	State  string
	Fields map[string]string
}

// States makes sightings of states by id.
func States(states map[string]string) map[string]Seen {
	seen := make(map[string]Seen, len(states))
	for id, state := range states {
		seen[id] = Seen{State: state, Fields: map[string]string{}}
	}
	return seen
}

// Sight is a set of resources that a scenario looks at.
type Sight struct {
	t   *T
	ids []string
}

// See looks at resources.
func (t *T) See(ids []string) *Sight { return &Sight{t, ids} }

// Gone is the state of a resource that is not shown.
const Gone = "gone"

// Stay checks that every resource is in the state now and does not leave it while it is watched,
// except for the states that it comes to by itself.
func (s *Sight) Stay(state string, byItself ...string) {
	says := fmt.Sprintf("%s stay %s", s.subject(), state)
	if len(byItself) > 0 {
		says += fmt.Sprintf(" or become %s by themselves", strings.Join(byItself, " or "))
	}
	fine := append([]string{state}, byItself...)
	end := time.Now().Add(s.t.limits.Watch)
	for last := false; ; {
		last = time.Now().After(end) // before the look: one that takes long must not shorten the watch
		if off := s.off(s.look(nil), fine...); off != "" {
			s.check(says, false, off)
		}
		if last {
			break
		}
		s.t.pause(says)
	}
	s.check(says, true, fmt.Sprintf("watched for %v", s.t.limits.Watch))
}

// Reach checks that every resource comes to the state within the limit of a transition.
func (s *Sight) Reach(state string) {
	says := fmt.Sprintf("%s reach %s", s.subject(), state)
	s.until(says, func(seen map[string]Seen) string { return s.off(seen, state) })
}

// Settle checks that every resource comes to the state and then does not leave it.
func (s *Sight) Settle(state string) {
	s.Reach(state)
	s.Stay(state)
}

// Show checks that an observer comes to show the value in a field of every resource.
func (s *Sight) Show(field, value string) {
	says := fmt.Sprintf("%s show %s %s", s.subject(), field, value)
	s.t.wants(field)
	s.until(says, func(seen map[string]Seen) string {
		for _, id := range s.ids {
			if got := seen[id].Fields[field]; got != value {
				return fmt.Sprintf("%s shows %s %q", id, field, got)
			}
		}
		return ""
	}, field)
}

// until polls until wrong finds nothing wrong any more.
func (s *Sight) until(says string, wrong func(map[string]Seen) string, fields ...string) {
	end := time.Now().Add(s.t.limits.Transition)
	for {
		last := time.Now().After(end) // before the look: one that takes long must not shorten the limit
		detail := wrong(s.look(fields))
		if detail == "" {
			s.check(says, true, "seen")
			return
		}
		if last {
			s.check(says, false, fmt.Sprintf("not within %v: %s", s.t.limits.Transition, detail))
		}
		s.t.pause(says)
	}
}

// check is Check for what is seen: when it does not hold, the call that named the resources decided.
func (s *Sight) check(says string, ok bool, detail string) {
	if !ok {
		s.t.about = s.ids
	}
	s.t.Check(says, ok, detail)
}

// off describes the first resource that is in none of the states, and counts the others; "" when
// there is none.
func (s *Sight) off(seen map[string]Seen, states ...string) string {
	var first string
	count := 0
	for _, id := range s.ids {
		if got := stateOf(seen, id); !slices.Contains(states, got) {
			if count == 0 {
				first = fmt.Sprintf("%s is %s", id, got)
			}
			count++
		}
	}
	if count > 1 {
		first += fmt.Sprintf(", and %d more are amiss", count-1)
	}
	return first
}

// stateOf is the state of a resource, Gone when it is not shown.
func stateOf(seen map[string]Seen, id string) string {
	if one, ok := seen[id]; ok {
		return one.State
	}
	return Gone
}

// subject names the resources in a check.
func (s *Sight) subject() string {
	if len(s.ids) == 1 {
		return s.ids[0]
	}
	return fmt.Sprintf("all %d", len(s.ids))
}

// pause waits between two looks.
func (t *T) pause(why string) {
	t.waiting.Store(&why)
	select {
	case <-t.ctx.Done():
		panic(t.stopped())
	case <-time.After(t.limits.Poll):
	}
}

// look asks an observer for all resources, in as many calls as its limit demands.
func (s *Sight) look(fields []string) map[string]Seen {
	observer := s.t.observer(fields)
	all := make(map[string]Seen, len(s.ids))
	for chunk := range slices.Chunk(s.ids, observer.Max) {
		seen, err := observer.Show(s.t.ctx, chunk)
		if err != nil {
			if s.t.ctx.Err() != nil {
				panic(s.t.stopped())
			}
			s.t.blind(fmt.Errorf("%s: %w", observer.Name, err))
		}
		for id, one := range seen {
			all[id] = one
		}
	}
	return all
}

// blind ends a scenario that cannot see its resources.
func (t *T) blind(err error) {
	reason := report.ReasonObservationFailed
	switch {
	case faulty(err):
		reason = report.ReasonTransportFault
	case t.api.throttled(err):
		reason = report.ReasonThrottled
	}
	t.Inconclusive(reason, err.Error())
}

// wants makes sure that some observer shows the field.
func (t *T) wants(field string) {
	for _, o := range t.observers() {
		if slices.Contains(o.Fields, field) {
			return
		}
	}
	t.Inconclusive(report.ReasonHarnessError, "no operation of the contract shows "+field)
}

// observers connects the observers of the API once for each scenario, in its own account.
func (t *T) observers() []Observer {
	if t.observing == nil {
		list, err := t.api.Observers(t.config(t.record.looks(t.session.transport), true))
		if err != nil {
			t.Inconclusive(report.ReasonHarnessError, fmt.Sprintf("connect the observers: %v", err))
		}
		t.observing = list
	}
	return t.observing
}

// observer chooses the first observer that shows the fields and that the endpoint offers. Which one
// that is, is found out once for a suite by asking for nothing in particular.
func (t *T) observer(fields []string) Observer {
	key := t.api.Ledger.API + " " + strings.Join(fields, " ")
	list := t.observers()
	t.session.mu.Lock()
	known, ok := t.session.observers[key]
	t.session.mu.Unlock()
	if ok {
		return list[known]
	}
	var faults []error
	for i, o := range list {
		if !o.shows(fields) {
			continue
		}
		_, err := o.Show(t.ctx, nil)
		if err == nil {
			t.session.mu.Lock()
			t.session.observers[key] = i
			t.session.mu.Unlock()
			return o
		}
		faults = append(faults, fmt.Errorf("%s: %w", o.Name, err))
	}
	if t.ctx.Err() != nil {
		panic(t.stopped())
	}
	t.blind(fmt.Errorf("no operation shows the resources: %w", errors.Join(faults...)))
	return Observer{}
}

func (o Observer) shows(fields []string) bool {
	for _, f := range fields {
		if !slices.Contains(o.Fields, f) {
			return false
		}
	}
	return true
}
