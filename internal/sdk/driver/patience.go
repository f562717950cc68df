package driver

import (
	"fmt"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

const (
	// maxSilent is how many processes in a row may end, or be ended, before the first answer ever. A driver that
	// needs more does not work at all.
	maxSilent = 3
	// maxHung is how many calls may run into the deadline with no answer in between. Each costs a whole timeout.
	maxHung = 5
)

// patience is what is left of it for a driver that gives no answers. The zero value has all of it.
type patience struct {
	answered bool  // there was an answer ever
	silent   int   // how many lives went by without one
	hung     int   // how many calls since the last answer ran into the deadline
	last     Reply // of the silent lives
}

// count takes note of a reply.
func (p *patience) count(a *ask) {
	switch {
	case a.reply.Answer != nil:
		p.hung = 0
	case a.how == hung:
		p.hung++
	}
	if a.reply.Answer != nil || a.reply.Fault == sdk.ReasonOutOfOrder || a.inStep() {
		p.answered = true // badly perhaps, but it knows what an answer is
	}
	if !p.answered {
		p.silent++
		p.last = a.reply
		p.last.Detail += lastWords(a.reply.Stderr)
	}
}

// spent is the reply to a call that is not made any more; it has no fault when the call is to be made.
func (p *patience) spent() Reply {
	if why := p.dead(); why != "" {
		return Reply{Fault: p.last.Fault, Detail: why}
	}
	if p.hung >= maxHung {
		return Reply{Fault: sdk.ReasonHung, Detail: fmt.Sprintf("not asked: the driver gave no answer in the %d calls before", maxHung)}
	}
	return Reply{}
}

// dead says why the driver does not work at all; empty as long as it may.
func (p *patience) dead() string {
	if p.silent < maxSilent {
		return ""
	}
	return fmt.Sprintf("the driver was started %d times and never answered; the last time it %s", maxSilent, p.last.Detail)
}
