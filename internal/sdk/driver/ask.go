package driver

import (
	"context"
	"fmt"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/process"
	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// outcome is how the wait for an answer ended.
type outcome int

const (
	answered outcome = iota
	hung             // the deadline came first
	closed           // the end of the output came first
	flooded          // maxNoise came first
)

const (
	// maxNoise is how many lines that are no answer are read for one call. It spares the machine a driver that
	// prints without end.
	maxNoise = 1000
	// maxDetail bounds the description of a fault, in bytes.
	maxDetail = 2 << 10
)

// ask is one call on its way.
type ask struct {
	call    sdk.Call
	text    []byte // the call as a line
	redact  func(string) string
	reply   Reply
	wrong   int  // how many lines were no answer
	trailed bool // something followed the answer at once
}

// run writes the call and reads until there is an answer.
func (a *ask) run(ctx context.Context, l *life) outcome {
	l.redact = a.redact
	select {
	case early, ok := <-l.lines: // it is new, or this would have been found by now
		if !ok {
			return closed
		}
		a.noise(early, "before it was asked anything")
	default:
	}
	wrote := l.write(a.text)
	for {
		select {
		case next, ok := <-l.lines:
			if !ok {
				return closed
			}
			if !a.take(next) {
				if a.wrong++; a.wrong == maxNoise {
					return flooded
				}
				continue
			}
		case <-ctx.Done():
			return hung
		}
		select { // an answer to a call that is not read yet would leave half a line for the next one
		case <-wrote:
			return answered
		case <-ctx.Done():
			a.reply.Answer = nil
			a.fault(sdk.ReasonOutOfOrder, "answered a call that it had not read")
			return hung
		}
	}
}

// take judges a line, and reports whether it is the answer.
func (a *ask) take(next line) bool {
	answer, err := parse(next.text)
	switch {
	case next.long:
		a.noise(next, fmt.Sprintf("and more than %d bytes in one line", maxLine))
		return false
	case err != nil:
		a.noise(next, "which is no answer: "+err.Error())
		return false
	case answer.Case != "" && answer.Case != a.call.Case:
		a.show(next)
		a.fault(sdk.ReasonOutOfOrder, fmt.Sprintf("answered the case %s, not %q", process.Quote([]byte(answer.Case), a.redact), a.call.Case))
		return false
	}
	a.reply.Answer = answer
	a.reply.Line = ""
	a.show(next)
	if len(next.behind) > 0 {
		a.trailed = true
		a.noise(line{text: next.behind}, "behind its answer")
	}
	return true
}

// noise is the fault of a line that is no answer.
func (a *ask) noise(next line, why string) {
	a.show(next)
	a.fault(sdk.ReasonNoise, fmt.Sprintf("printed %s %s", next.quote(a.redact), why))
}

// show keeps a line for the report, unless there is one already.
func (a *ask) show(next line) {
	if a.reply.Line == "" {
		a.reply.Line = clip(a.redact(strings.ToValidUTF8(string(next.text), "�")), maxShown)
	}
}

// fault notes the first thing that the driver did wrong; what follows may be its consequence. The detail goes
// on where "the driver" was the beginning.
func (a *ask) fault(reason sdk.Reason, detail string) {
	if a.reply.Fault == "" {
		a.reply.Fault, a.reply.Detail = reason, clip(a.redact(detail), maxDetail)
	}
}

// missing notes why there is no answer. Only a crash is worse than what the driver printed instead of one.
func (a *ask) missing(reason sdk.Reason, why string) {
	before := a.reply.Detail
	if reason == sdk.ReasonCrashed {
		a.reply.Fault = ""
	}
	a.fault(reason, why)
	switch {
	case before == "":
	case reason == sdk.ReasonCrashed:
		a.reply.Detail += "; before that it " + before
	default:
		a.reply.Detail += "; then it " + why
	}
}

// inStep reports whether the next line that the process prints will belong to the next call.
func (a *ask) inStep() bool {
	answer := a.reply.Answer
	return answer != nil && (a.reply.Fault == "" || answer.Case != "" && !a.trailed)
}

// clip cuts a text off at so many bytes, and says so.
func clip(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}
