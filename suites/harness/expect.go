package harness

import (
	"errors"
	"fmt"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/wire"
)

// Expectation is the outcome of one call of which something is about to be expected.
type Expectation struct {
	t        *T
	out      any
	err      error
	exchange *exchange
	others   []*Expectation // further attempts of which one is enough
}

// Expect takes the outcome of a client's method. Nothing is checked until Accepted, Refused or
// another verb says what is expected; a call of which nothing is expected is an error of the suite.
func (t *T) Expect(out any, err error) *Expectation {
	t.open++
	return t.outcome(out, err)
}

// Or adds a further attempt: where a document leaves open which call meets a condition, it is
// enough that one of them does.
func (e *Expectation) Or(out any, err error) *Expectation {
	e.others = append(e.others, e.t.outcome(out, err))
	return e
}

// outcome is what came of one call. One that was held back has no exchange: the latest is another's.
func (t *T) outcome(out any, err error) *Expectation {
	e := &Expectation{t: t, out: out, err: err}
	if _, held := errors.AsType[*wire.GuardError](err); !held {
		e.exchange = t.record.latest()
	}
	t.doubtful = t.doubtful || undecided(err)
	return e
}

// Accepted checks that the call succeeded.
func (e *Expectation) Accepted() *Answer {
	e.t.open--
	e.answered()
	if refusal, ok := e.refused(); ok {
		if e.t.api.throttled(refusal) {
			e.t.Inconclusive(report.ReasonThrottled, refusal.Error())
		}
		e.t.Check("the call is accepted", false, refusal.Error())
	}
	e.t.Check("the call is accepted", true, fmt.Sprintf("HTTP %d", e.status()))
	return &Answer{t: e.t, exchange: e.exchange, out: e.out}
}

// Refused checks that the call was refused, and for the stated reason: the code and the HTTP status
// are the documented ones.
func (e *Expectation) Refused(r Refusal) *Answer {
	e.t.open--
	says := fmt.Sprintf("the call is refused with %v", r)
	var mismatches []error
	var answer *Answer
	for i, attempt := range append([]*Expectation{e}, e.others...) {
		if answer != nil { // one is enough; what the others came to matters for their resources alone
			if refusal, ok := attempt.refused(); ok && r.mismatch(refusal) == "" {
				answer.attempts = append(answer.attempts, i)
			}
			continue
		}
		attempt.answered()
		wrong := attempt.notRefused(r)
		if wrong == nil {
			e.t.Check(says, true, attempt.err.Error())
			answer = &Answer{t: e.t, exchange: attempt.exchange, attempts: []int{i}}
			continue
		}
		mismatches = append(mismatches, wrong)
	}
	if answer != nil {
		return answer
	}
	e.t.Check(says, false, errors.Join(mismatches...).Error())
	return nil
}

// notRefused says in what way the outcome is not the refusal; nil when it is.
func (e *Expectation) notRefused(r Refusal) error {
	refusal, ok := e.refused()
	if !ok {
		return fmt.Errorf("it was accepted, HTTP %d", e.status())
	}
	// Where any code will do, one that speaks of too many requests still says nothing about this one.
	if e.t.api.throttled(refusal) && !slices.Contains(r.codes, refusal.Code) {
		e.t.Inconclusive(report.ReasonThrottled, refusal.Error())
	}
	if wrong := r.mismatch(refusal); wrong != "" {
		return errors.New(wrong)
	}
	return nil
}

// Partly is how a batch with resources that cannot be acted on was answered.
type Partly bool

// The two answers to such a batch.
const (
	Whole Partly = false // refused as a whole: nothing may change
	Part  Partly = true  // answered for each resource: the others are acted on
)

// RefusedFor checks that the resources in odd were refused, either by a refusal of the whole batch
// or by an answer that names exactly them as failed, and tells which.
func (e *Expectation) RefusedFor(odd []string, r Refusal) Partly {
	e.t.open--
	e.answered()
	says := fmt.Sprintf("%v are refused with %v, alone or with the whole batch", odd, r)
	failed, partial := e.failed()
	if partial {
		slices.Sort(failed)
		want := slices.Sorted(slices.Values(odd))
		e.t.Check(says, slices.Equal(failed, want), fmt.Sprintf("the answer names as failed: %v", failed))
		return Part
	}
	detail := "the whole batch is refused"
	wrong := e.notRefused(r)
	if wrong != nil {
		detail = wrong.Error()
	}
	e.t.Check(says, wrong == nil, detail)
	return Whole
}

// failed returns the ids that the answer names as failed, and whether it answers for each resource
// at all.
func (e *Expectation) failed() ([]string, bool) {
	if refusal, ok := e.refused(); ok {
		var ids []string
		for id, item := range refusal.Items {
			if item.Number != 0 || item.Code != "" {
				ids = append(ids, id)
			}
		}
		return ids, len(ids) > 0 && len(ids) < len(refusal.Items)
	}
	out, ok := e.out.(interface{ Failed() []string })
	if !ok {
		return nil, false
	}
	return out.Failed(), true
}

// Reading reports which of two readings the endpoint follows, without judging it.
func (e *Expectation) Reading(accepted, refused string) {
	e.t.open--
	e.answered()
	if refusal, ok := e.refused(); ok {
		if e.t.api.throttled(refusal) {
			e.t.Inconclusive(report.ReasonThrottled, refusal.Error())
		}
		e.t.reading = fmt.Sprintf("%s (%s, HTTP %d)", refused, refusal.Code, refusal.HTTPStatus)
		return
	}
	e.t.reading = accepted
}

// answered ends the scenario when there is no answer to judge.
func (e *Expectation) answered() {
	if e.err == nil {
		return
	}
	if _, ok := e.refused(); ok {
		return
	}
	if e.t.ctx.Err() != nil {
		panic(e.t.stopped())
	}
	if _, held := errors.AsType[*wire.GuardError](e.err); held {
		e.t.Inconclusive(report.ReasonHarnessError, e.err.Error())
	}
	if e.t.api.throttled(e.err) {
		e.t.Inconclusive(report.ReasonThrottled, e.err.Error())
	}
	if _, bad := errors.AsType[*wire.AnswerError](e.err); bad && !faulty(e.err) {
		e.t.Check("the answer is in the documented form", false, e.err.Error())
	}
	e.t.Inconclusive(report.ReasonTransportFault, e.err.Error())
}

func (e *Expectation) refused() (*wire.Error, bool) {
	var refusal *wire.Error
	ok := errors.As(e.err, &refusal)
	return refusal, ok
}

func (e *Expectation) status() int {
	if e.exchange == nil || e.exchange.response == nil {
		return 0
	}
	return e.exchange.response.StatusCode
}
