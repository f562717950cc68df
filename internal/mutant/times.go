package mutant

import (
	"time"

	"github.com/seed-613b54dc/conformance/internal/reference"
)

// times are endpoints that are quicker or slower than the reference endpoint.
func (v *variety) times() {
	open := v.because("the document does not say when a state changes", "stopping-when", "asynchronous-how")
	const moment, slow = 30 * time.Millisecond, time.Second
	v.faulty("begins-later", "The state changes a moment after the answer.", open,
		reference.Fault{Decide: func(j *reference.Judgement) {
			for i := range j.Changes {
				j.Changes[i].Stages = later(j.Changes[i].Stages, moment)
			}
		}})
	v.faulty("ends-at-once", "A change of state takes no time at all.", open,
		reference.Fault{Decide: endAfter(0)})
	v.faulty("ends-late", "A change of state takes its time.", "the document gives no time", reference.Fault{Decide: endAfter(slow)})
	v.faulty("answers-late", "Every answer comes a while after the call has been carried out.", "the document gives no time",
		reference.Fault{Decide: func(j *reference.Judgement) { j.Wait = 50 * time.Millisecond }})
}

// endAfter gives every change that ends another duration.
func endAfter(d time.Duration) func(j *reference.Judgement) {
	return func(j *reference.Judgement) {
		for _, c := range j.Changes {
			if last := len(c.Stages) - 1; last > 0 {
				c.Stages[last].At = j.Now.Add(d)
			}
		}
	}
}
