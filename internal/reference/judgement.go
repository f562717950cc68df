package reference

import "time"

// Judgement is a decision that a hook may change. The store is locked meanwhile.
type Judgement struct {
	*Query
	*Decision
	Now time.Time
	// Delay is how long a transition takes.
	Delay time.Duration

	endpoint *Endpoint
	account  *account
}

// Subjects are the resources of the caller that the request names, or all of the caller's when it names none.
func (j *Judgement) Subjects() []string {
	var ids []string
	for _, id := range j.IDs() {
		if _, ok := j.Find(id); ok {
			ids = append(ids, id)
		}
	}
	if len(ids) > 0 || j.account == nil {
		return ids
	}
	for _, r := range j.account.all(j.Now) {
		ids = append(ids, r.ID)
	}
	return ids
}

// Start adds the change that the operation would make of a resource that it is meant for, some time from now.
func (j *Judgement) Start(id string, after time.Duration) {
	if j.Operation == nil || len(j.Operation.Transitions) == 0 {
		return
	}
	t, at := j.Operation.Transitions[0], j.Now.Add(after)
	j.Changes = append(j.Changes, Change{ID: id, Stages: []Stage{{At: at, State: t.Via}, {At: at.Add(j.Delay), State: t.To}}})
}

// Refuse turns the request down for that cause.
func (j *Judgement) Refuse(c Cause) {
	*j.Decision = Decision{Refusal: j.endpoint.refuse(j.endpoint.operation(j.Operation), c)}
}
