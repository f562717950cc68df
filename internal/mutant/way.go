package mutant

import (
	"fmt"
	"slices"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
)

// forever is longer than anybody waits for an answer.
const forever = time.Hour

// otherWays: the change that an accepted call starts takes a step back, or the answer waits for its end.
func otherWays(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range subjects[*contract.Transition](m) {
		op, t := c.Operation(r.Operation), r.subject
		if r.Kind == contract.KindAsync {
			m.fault("answer-waits", r.at(), fmt.Sprintf("The answer comes when the resource is %s.", t.To), []string{r.ID()},
				reference.Fault{Decide: func(j *reference.Judgement) {
					if calls(j.Query, op) {
						j.Wait = untilEnd(j)
					}
				}})
			if t.Hangs == "" {
				m.equivalent("no resource of this API can be made to stay in " + t.Via + ", and an endpoint that is quick to change and slow to answer conforms")
			}
			continue
		}
		rules := append(m.kind(r.Operation, contract.KindAsync), r.ID())
		m.fault("step-back-under-way", r.at(), fmt.Sprintf("After %s comes %s once more.", t.Via, t.From[0]), rules,
			reference.Fault{Decide: func(j *reference.Judgement) { stepBack(j, op, t.From[0], t.Via) }})
		m.fault("step-back-at-the-end", r.at(), fmt.Sprintf("Some time after %s comes %s.", t.To, t.Via), []string{r.ID()},
			reference.Fault{Decide: func(j *reference.Judgement) {
				for i := range j.Changes {
					if stages := j.Changes[i].Stages; calls(j.Query, op) && len(stages) > 1 {
						end := stages[len(stages)-1]
						j.Changes[i].Stages = append(slices.Clone(stages), reference.Stage{At: end.At.Add(j.Delay), State: t.Via})
					}
				}
			}})
	}
	return m.mutants
}

// untilEnd is how long all changes of a request take.
func untilEnd(j *reference.Judgement) time.Duration {
	longest := time.Duration(0)
	for _, c := range j.Changes {
		if len(c.Stages) == 1 {
			return forever // it has no end
		}
		longest = max(longest, c.Stages[len(c.Stages)-1].At.Sub(j.Now))
	}
	return longest
}

// stepBack puts the state from before into the one in between, for long enough to be seen by anybody who looks.
func stepBack(j *reference.Judgement, op *contract.Operation, from, via string) {
	const visible = 200 * time.Millisecond
	for i, c := range j.Changes {
		if !calls(j.Query, op) || len(c.Stages) < 2 || c.Stages[0].State != via {
			continue
		}
		start := c.Stages[0].At
		back := start.Add(j.Delay)
		j.Changes[i].Stages = append([]reference.Stage{
			c.Stages[0], {At: back, State: from}, {At: back.Add(visible), State: via},
		}, later(c.Stages[1:], j.Delay+visible)...)
	}
}

// later are stages that come that much later.
func later(stages []reference.Stage, by time.Duration) []reference.Stage {
	stages = slices.Clone(stages)
	for i := range stages {
		stages[i].At = stages[i].At.Add(by)
	}
	return stages
}

// bursts: the rate limit is another one for calls that come at once.
func bursts(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range subjects[*contract.RateLimit](m) {
		instant := r.subject.Period / 10
		atOnce := func(earlier []time.Time, now time.Time) int {
			return len(slices.DeleteFunc(slices.Clone(earlier), func(t time.Time) bool { return now.Sub(t) > instant }))
		}
		half := r.subject.Max / 2
		m.fault("rate-tight-at-once", r.at(), fmt.Sprintf("%d calls are accepted at once, though more are in %v.", half, r.subject.Period), []string{r.ID()},
			reference.Fault{Allow: func(earlier []time.Time, now time.Time, allowed bool) bool {
				return allowed && atOnce(earlier, now) < half
			}})
		m.fault("rate-late", r.at(), "Calls that come at once are not counted.", []string{r.ID()},
			reference.Fault{Allow: func(earlier []time.Time, now time.Time, _ bool) bool {
				return len(earlier)-atOnce(earlier, now) < r.subject.Max
			}})
	}
	return m.mutants
}
