// Package driver runs the driver of an SDK and asks it one call after the other.
//
// In go a [Command] and calls; out comes a [Reply] for each call: the answer, or what the driver did
// instead (it crashed, it hung, it printed what is no answer, it answered another call). What a driver does
// wrong costs the case in which it does it and no other, because a driver that may be out of step is ended
// with all that it started, and started again for the next call.
//
// Drivers need not repeat the name of the case, so the order of the lines is all there is to go by. These are
// the rules:
//
//   - An empty line is nothing.
//   - A line that is no answer is noise. Reading goes on to the real answer or the deadline.
//   - An answer that names another case is out of order. Reading goes on likewise.
//   - Whatever arrives in one piece with an answer, behind it, is noise of the same case.
//   - Whatever arrives later, before the next call is written, is never an answer to that call: the driver is
//     started again, and [Reply.Before] of the next reply tells of it. What a new driver prints before its
//     first call is noise of that call.
//   - After a fault the driver is started again, unless it answered in the end and named the case: then it is
//     in step.
package driver

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/seed-613b54dc/conformance/internal/process"
	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// maxSilent is how many processes in a row may end, or be ended, before the first answer ever. A driver that
// needs more does not work at all, and each attempt may take a whole deadline.
const maxSilent = 3

// Options are the limits of a driver. The zero value has the default of each.
type Options struct {
	// Timeout bounds one call, from writing it to its answer; 0 means 30 seconds.
	Timeout time.Duration
	// Grace is how long a driver may take to end by itself, after its input was closed by [Driver.Close] or
	// after it closed its output; 0 means 2 seconds.
	Grace time.Duration
}

// Reply is what a driver made of one call.
type Reply struct {
	// Answer is nil when there was none. It may be there beside a fault.
	Answer *sdk.Answer
	// Line is the answer as it came, or the first line that is none; its end is cut off when it is long.
	Line string
	// Fault is empty or one of the last four reasons of package sdk. There is always an answer or a fault. When
	// the context has ended first it is [sdk.ReasonHung], and says nothing about the driver.
	Fault sdk.Reason
	// Detail says what the driver did, for a person; empty when all is well.
	Detail string
	// Stderr is the end of what the driver wrote to its error stream since the last reply. What it wrote
	// shortly before an answer may come with the next one: the two streams are not in step.
	Stderr string
	// Before is what the driver did after its last answer and before this call was written: it printed a line
	// too many, or ended. It is no fault of this case, whose driver is a new one. Empty is the good case.
	Before string
}

// Driver is a driver that runs, or runs again when it is asked the next time. It is for one goroutine at a
// time. Close it in the end.
type Driver struct {
	ctx      context.Context // of all that is started, which outlives the context of a call
	command  Command
	options  Options
	now      *life // nil when the next call needs a new one
	answered bool  // there was an answer ever
	silent   int   // how many lives went by without one
	last     Reply // the last of those
	parting  string
}

// Start starts a driver. It runs until Close or the end of ctx. The error says that the command cannot be
// started at all, and what to do; a driver that starts and ends at once is told of by Ask.
func Start(ctx context.Context, c Command, o Options) (*Driver, error) {
	if o.Timeout <= 0 {
		o.Timeout = 30 * time.Second
	}
	if o.Grace <= 0 {
		o.Grace = 2 * time.Second
	}
	d := &Driver{ctx: ctx, command: c, options: o}
	var err error
	if d.now, err = begin(ctx, c); err != nil {
		return nil, err
	}
	return d, nil
}

// Ask has the driver make one call. The end of ctx ends the process, too. The secret of the call is taken out
// of all texts of the reply; the answer is left as it is.
func (d *Driver) Ask(ctx context.Context, call sdk.Call) Reply {
	if why, dead := d.Dead(); dead {
		return Reply{Fault: d.last.Fault, Detail: why}
	}
	text, err := json.Marshal(call)
	if err != nil {
		return Reply{Fault: sdk.ReasonHung, Detail: fmt.Sprintf("the call cannot be written as JSON: %v", err)}
	}
	a := &ask{call: call, text: append(text, '\n'), redact: hide(call.Credentials.Secret)}
	if err := d.ready(a); err != nil {
		a.missing(sdk.ReasonCrashed, fmt.Sprintf("was to be started again: %v", err))
	} else {
		d.await(ctx, a)
	}
	if a.reply.Answer == nil && (ctx.Err() != nil || d.ctx.Err() != nil) {
		d.end()
		return Reply{Fault: sdk.ReasonHung, Detail: "the run was stopped before there was an answer", Before: a.reply.Before}
	}
	d.count(a.reply)
	if a.reply.Fault != "" {
		a.reply.Detail = "the driver " + a.reply.Detail
	}
	return a.reply
}

// await asks the process that is ready.
func (d *Driver) await(ctx context.Context, a *ask) {
	ctx, cancel := context.WithTimeout(ctx, d.options.Timeout)
	defer cancel()
	switch a.run(ctx, d.now) {
	case hung:
		a.missing(sdk.ReasonHung, fmt.Sprintf("gave no answer within %v", d.options.Timeout))
	case closed:
		a.missing(sdk.ReasonCrashed, "gave no answer: it "+d.now.fate(d.options.Grace))
	case flooded:
		a.missing(sdk.ReasonNoise, fmt.Sprintf("printed %d lines that are no answer", maxNoise))
	case answered:
	}
	d.settle(a)
}

// ready sees to it that there is a process, and that the next line which it prints belongs to the next call.
func (d *Driver) ready(a *ask) error {
	if d.now != nil && d.now.asked {
		if did := d.now.stray(d.options.Grace); did != "" {
			d.now.end()
			a.reply.Before = "after its last answer the driver " + did + lastWords(d.now.stderr.Show(d.now.redact))
			d.now = nil
		}
	}
	if d.now != nil {
		return nil
	}
	var err error
	d.now, err = begin(d.ctx, d.command)
	return err
}

// settle ends a process that may be out of step, and takes the last words of either kind. Those of a process
// that has ended are all there.
func (d *Driver) settle(a *ask) {
	now := d.now
	if a.inStep() {
		a.reply.Stderr = now.stderr.Take(a.redact)
		return
	}
	d.end()
	a.reply.Stderr = now.stderr.Show(a.redact)
}

// end ends the process, if there is one, with all that it started.
func (d *Driver) end() {
	if d.now != nil {
		d.now.end()
		d.now = nil
	}
}

// count gives up a driver that never answers.
func (d *Driver) count(r Reply) {
	if r.Answer != nil || r.Fault == sdk.ReasonOutOfOrder {
		d.answered = true
	}
	if d.answered {
		return
	}
	d.silent++
	d.last = r
	d.last.Detail += lastWords(r.Stderr)
}

// Dead tells whether the driver has been given up, because it never answered and was started three times, and
// why. Ask then starts nothing any more: it returns the last fault at once.
func (d *Driver) Dead() (reason string, dead bool) {
	if d.silent < maxSilent {
		return "", false
	}
	return fmt.Sprintf("the driver was started %d times and never answered; the last time it %s", maxSilent, d.last.Detail), true
}

// Close closes the driver's input, gives it a little time to end and kills what is left. There is no error: a
// driver that ends badly when everything is said has cost no case. [Driver.Parting] tells of it.
func (d *Driver) Close() error {
	if d.now == nil {
		return nil
	}
	stopped := d.ctx.Err() != nil
	d.parting = d.now.close(d.options.Grace)
	d.now = nil
	if stopped {
		d.parting = "" // it was killed
	}
	return nil
}

// Parting says what the driver did wrong after its last answer; empty before Close, and when it ended well.
func (d *Driver) Parting() string { return d.parting }

// hide takes a secret out of texts. It looks for it as it is and as it stands in JSON.
func hide(secret string) func(string) string {
	if secret == "" {
		return func(text string) string { return text }
	}
	escaped, _ := json.Marshal(secret) // a string can always be written
	return strings.NewReplacer(secret, "[redacted]", string(escaped[1:len(escaped)-1]), "[redacted]").Replace
}

// lastWords is the last line of an error stream, where most languages name the error, as the end of a message.
func lastWords(stderr string) string {
	if stderr == "" {
		return ""
	}
	return "; stderr: " + process.Quote([]byte(stderr[strings.LastIndexByte(stderr, '\n')+1:]), nil)
}
