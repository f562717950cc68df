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
//   - An empty line is nothing, and so is a byte order mark at the beginning of the output.
//   - A line that is no JSON object is noise. It cannot be an answer: reading goes on to the real one or the
//     deadline, and the driver is in step all the same.
//   - A JSON object that is no answer was meant as one. It is noise, and the wait is over. So is what begins like
//     an object, and is too long or no JSON.
//   - An answer that names another case is out of order. Reading goes on to the right one or the deadline.
//   - Whatever arrives in one piece with an answer, behind it, is noise of the same case.
//   - Whatever arrives later, before the next call is written, is never an answer to that call: the driver is
//     started again, and [Reply.Before] of the next reply tells of it. What a new driver prints before its
//     first call is noise of that call.
//   - After any of this but the first two the driver is started again, unless it gave an answer, or what was
//     meant as one, that named the case and that nothing followed: then it is in step.
//   - After five calls that ran into the deadline, with no answer in between, no more are made.
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

// Options are the limits of a driver. The zero value has the default of each.
type Options struct {
	// Timeout bounds one call, from writing it to its answer; 0 means 30 seconds.
	Timeout time.Duration
	// Grace is how long a driver may take to end by itself, after its input was closed by [Driver.Close] or
	// after it closed its output; 0 means 2 seconds.
	Grace time.Duration
}

// Driver is a driver that runs, or runs again when it is asked the next time. It is for one goroutine at a
// time. Close it in the end.
type Driver struct {
	ctx      context.Context // of all that is started, which outlives the context of a call
	command  Command
	options  Options
	now      *life // nil when the next call needs a new one
	secrets  secrets
	patience patience
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

// Ask has the driver make one call. The end of ctx ends the process, too. A driver that has been given up, or that
// hung five times since its last answer, is not asked: the reply says so at once.
func (d *Driver) Ask(ctx context.Context, call sdk.Call) Reply {
	if r := d.patience.spent(); r.Fault != "" {
		return r
	}
	text, err := json.Marshal(call)
	if err != nil {
		return Reply{Fault: sdk.ReasonHung, Detail: fmt.Sprintf("the call cannot be written as JSON: %v", err)}
	}
	d.secrets.add(call.Credentials.Secret)
	a := &ask{call: call, text: append(text, '\n'), redact: d.secrets.hide}
	if err := d.ready(a); err != nil {
		a.how = closed
		a.missing(sdk.ReasonCrashed, fmt.Sprintf("was to be started again: %v", err))
	} else {
		d.await(ctx, a)
	}
	if a.reply.Answer == nil && (ctx.Err() != nil || d.ctx.Err() != nil) {
		d.end()
		return Reply{Fault: sdk.ReasonHung, Detail: "the run was stopped before there was an answer", Before: a.reply.Before}
	}
	d.patience.count(a)
	if a.reply.Fault != "" {
		a.reply.Detail = "the driver " + a.reply.Detail
	}
	return a.reply
}

// await asks the process that is ready, and takes the last words of either kind. Those of a process that has
// ended are all there.
func (d *Driver) await(ctx context.Context, a *ask) {
	ctx, cancel := context.WithTimeout(ctx, d.options.Timeout)
	defer cancel()
	now, earlier := d.now, d.now.asked
	a.run(ctx, now)
	if a.inStep() {
		a.reply.Stderr = now.stderr.latest(a.redact)
		return
	}
	switch a.how {
	case hung:
		d.end() // what it has printed of a line is known then
		a.late(now.half, d.options.Timeout)
	case closed:
		a.missing(sdk.ReasonCrashed, "gave no answer: it "+now.fate(d.options.Grace))
		a.reply.Ended = earlier && now.well()
	case flooded:
		a.missing(sdk.ReasonNoise, fmt.Sprintf("printed %d lines that are no answer", maxNoise))
	case answered:
	}
	d.end()
	a.reply.Stderr = now.stderr.Show(a.redact)
}

// ready sees to it that there is a process, and that the next line which it prints belongs to the next call.
func (d *Driver) ready(a *ask) error {
	if d.now != nil && d.now.asked {
		if did := d.now.stray(d.options.Grace, a.redact); did != "" {
			d.now.end()
			a.reply.Before = "after its last answer the driver " + did + lastWords(d.now.stderr.Show(a.redact))
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

// end ends the process, if there is one, with all that it started.
func (d *Driver) end() {
	if d.now != nil {
		d.now.end()
		d.now = nil
	}
}

// Rest is what the driver has written to its error stream since the last reply, without secrets, and takes it away:
// it belongs to the case that was asked last, and [Driver.Ask] then tells only what came since. A line that is
// not finished is left. It is empty after Close.
func (d *Driver) Rest() string {
	if d.now == nil {
		return "" // a process that was ended has said all in its reply
	}
	return d.now.stderr.latest(d.secrets.hide)
}

// Dead tells whether the driver has been given up, because it never answered and was started three times, and
// why. Ask then starts nothing any more: it returns the last fault at once.
func (d *Driver) Dead() (reason string, dead bool) {
	reason = d.patience.dead()
	return reason, reason != ""
}

// Close closes the driver's input, gives it a little time to end and kills what is left. There is no error: a
// driver that ends badly when everything is said has cost no case. [Driver.Parting] tells of it.
func (d *Driver) Close() error {
	if d.now == nil {
		return nil
	}
	stopped := d.ctx.Err() != nil
	d.parting = d.now.close(d.options.Grace, d.secrets.hide)
	d.now = nil
	if stopped {
		d.parting = "" // it was killed
	}
	return nil
}

// Parting says what the driver did wrong after its last answer; empty before Close, and when it ended well.
func (d *Driver) Parting() string { return d.parting }

// lastWords is the last line of an error stream, where most languages name the error, as the end of a message.
func lastWords(stderr string) string {
	if stderr == "" {
		return ""
	}
	return "; stderr: " + process.Quote([]byte(stderr[strings.LastIndexByte(stderr, '\n')+1:]), nil)
}
