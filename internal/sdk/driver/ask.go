package driver

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/seed-613b54dc/conformance/internal/process"
	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// outcome is how the wait for an answer ended.
type outcome int

const (
	answered outcome = iota // with an answer, or with what was meant as one
	hung                    // the deadline came first
	closed                  // the end of the output came first
	flooded                 // maxNoise came first
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
	how     outcome
	wrong   int  // how many lines were no answer
	unsure  bool // the next line may belong to this call still
	trailed bool // something followed the answer at once
}

// run writes the call and reads until the wait is over.
func (a *ask) run(ctx context.Context, l *life) {
	select {
	case early, ok := <-l.lines: // it is new, or this would have been found by now
		if !ok {
			a.how = closed
			return
		}
		a.unsure = early.object()
		a.noise(early, "before it was asked anything")
	default:
	}
	wrote := l.write(a.text)
	if a.how = a.read(ctx, l); a.how != answered {
		return
	}
	select { // an answer to a call that is not read yet would leave half a line for the next one
	case <-wrote:
	case <-ctx.Done():
		a.how = hung
		a.reply.Answer = nil
		a.fault(sdk.ReasonOutOfOrder, "answered a call that it had not read")
	}
}

// read takes lines until one of them ends the wait.
func (a *ask) read(ctx context.Context, l *life) outcome {
	for {
		select {
		case next, ok := <-l.lines:
			if !ok {
				return closed
			}
			if a.take(next) {
				return answered
			}
			if a.wrong++; a.wrong == maxNoise {
				return flooded
			}
		case <-ctx.Done():
			return hung
		}
	}
}

// take judges a line, and reports whether the wait is over: it is the answer, or was meant as one.
func (a *ask) take(next line) bool {
	if !next.object() {
		a.noise(next, "which is no answer: it is not a JSON object")
		return false
	}
	a.trailed = len(next.behind) > 0
	if next.long {
		a.unsure = true
		a.noise(next, fmt.Sprintf("and more than %d bytes in one line", maxLine))
		return true
	}
	answer, err := parse(next.text)
	switch {
	case err != nil:
		a.unsure = named(next.text) != a.call.Case
		a.noise(next, "which is no answer: "+err.Error())
		return !next.open // half an answer is not what was meant: how the process ended tells more
	case answer.Case != "" && answer.Case != a.call.Case:
		a.unsure = true
		a.show(next)
		a.fault(sdk.ReasonOutOfOrder, fmt.Sprintf("answered the case %s, not %q", process.Quote([]byte(answer.Case), a.redact), a.call.Case))
		return false
	case answer.Case != "":
		a.unsure = false
	}
	a.reply.Answer = answer
	a.reply.Line = ""
	a.show(next)
	if a.trailed {
		a.noise(line{text: next.behind}, "behind its answer")
	}
	return true
}

// noise is the fault of a line that is no answer.
func (a *ask) noise(next line, why string) {
	a.show(next)
	if a.reply.Fault == "" { // or it is not told, and a driver may print a lot
		a.fault(sdk.ReasonNoise, fmt.Sprintf("printed %s %s", next.quote(a.redact), why))
	}
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

// late notes that the deadline came first. What had been printed of a line tells most about why.
func (a *ask) late(half line, timeout time.Duration) {
	within := "gave no answer within " + strconv.FormatFloat(timeout.Seconds(), 'f', -1, 64) + "s"
	if half.empty() {
		a.missing(sdk.ReasonHung, within+": did it read line by line, and flush its output?")
		return
	}
	a.missing(sdk.ReasonHung, fmt.Sprintf("%s: it printed %s and did not end the line", within, half.quote(a.redact)))
	a.show(half)
}

// inStep reports whether the next line that the process prints will belong to the next call.
func (a *ask) inStep() bool { return a.how == answered && !a.unsure && !a.trailed }

// clip cuts a text off at so many bytes, and says so.
func clip(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}
