package driver

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	"github.com/seed-613b54dc/conformance/internal/process"
)

// life is one run of a driver's command. What it prints waits until somebody takes it, so a driver that
// prints without end fills a pipe and no memory.
type life struct {
	cmd    *exec.Cmd
	cancel context.CancelFunc // kills it with all that it started
	stdin  io.WriteCloser
	stdout *os.File
	stderr *stderr

	asked bool          // a call was written to it
	half  line          // what is left when its output ends within a line; to be looked at when it is over
	lines chan line     // what it prints, closed at the end
	read  chan struct{} // closed with lines
	over  chan struct{} // closed when it has ended and its output was read
}

// begin starts a command.
func begin(ctx context.Context, c Command) (*life, error) {
	ctx, cancel := context.WithCancel(ctx)
	l := &life{cancel: cancel, lines: make(chan line), read: make(chan struct{}), over: make(chan struct{})}
	if err := l.start(ctx, c); err != nil {
		cancel()
		return nil, unstartable(c, err)
	}
	go l.listen(ctx)
	go l.stderr.listen()
	go l.wait()
	return l, nil
}

// start starts the process. Its output is a pipe of our own: the end of one that belongs to cmd would come
// with the end of the process, before everything is read, and a driver may close it and live on.
func (l *life) start(ctx context.Context, c Command) error {
	var err error
	if l.cmd, err = c.cmd(ctx); err != nil {
		return err
	}
	if l.stdin, err = l.cmd.StdinPipe(); err != nil {
		return err
	}
	var theirs *os.File
	if l.stdout, theirs, err = os.Pipe(); err != nil {
		return err
	}
	defer theirs.Close() // the process has its own copy by then
	if l.stderr, err = newStderr(); err != nil {
		_ = l.stdout.Close()
		return err
	}
	l.cmd.Stdout, l.cmd.Stderr = theirs, l.stderr.in
	if err = l.cmd.Start(); err != nil {
		_ = l.stdout.Close()
		l.stderr.close()
	}
	return err
}

// listen offers the lines that the process prints, until nobody wants them any more.
func (l *life) listen(ctx context.Context) {
	defer close(l.read)
	defer close(l.lines)
	in := newCutter(l.stdout)
	for {
		next, err := in.next()
		if err != nil {
			l.half = next
		}
		if !next.empty() {
			select {
			case l.lines <- next:
			case <-ctx.Done():
				return
			}
		}
		if err != nil {
			return // the end, however it came
		}
	}
}

// wait sees the process end, with what it started and left behind.
func (l *life) wait() {
	_ = l.cmd.Wait() // all that it says is in ProcessState
	process.KillGroup(l.cmd)
	_ = l.stderr.in.Close() // ours; with it goes the last one
	// Somebody who left the group may hold the output open still.
	giveUp := time.AfterFunc(process.Drain, func() {
		_ = l.stdout.Close()
		l.stderr.close()
	})
	<-l.read
	<-l.stderr.ended
	giveUp.Stop()
	_ = l.stdout.Close() // may be closed already
	l.stderr.close()
	l.cancel()
	close(l.over)
}

// write hands a line to the process. The channel is closed when the process has it, or will never have it.
// A process that does not read is ended by whoever waits in vain; that ends the writing, too.
func (l *life) write(text []byte) <-chan struct{} {
	l.asked = true
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = l.stdin.Write(text) // a process that takes nothing does not answer either: that is what is told
	}()
	return done
}

// end kills the process and all that it started, and waits until they are gone.
func (l *life) end() {
	l.cancel()
	<-l.over
}

// fate says how a process ended whose output has ended. One that lives on is given some time, and killed.
func (l *life) fate(grace time.Duration) string {
	select {
	case <-l.over:
		return fmt.Sprintf("ended (%v)", l.cmd.ProcessState)
	case <-time.After(grace):
		l.end()
		return "closed its output, lived on, and was killed"
	}
}

// well reports whether a process that is over ended by itself and in good order.
func (l *life) well() bool { return l.cmd.ProcessState.Success() }

// stray says what the process did although nothing had been asked; empty when it did nothing.
func (l *life) stray(grace time.Duration, redact func(string) string) string {
	select {
	case next, ok := <-l.lines:
		if !ok {
			return l.fate(grace)
		}
		return fmt.Sprintf("printed %s when nothing had been asked", next.quote(redact))
	default:
		return ""
	}
}

// close closes the input of the process, and kills it if it has not ended in time. It says what was wrong
// with that; empty when nothing was.
func (l *life) close(grace time.Duration, redact func(string) string) (complaint string) {
	_ = l.stdin.Close() // may be closed already
	late := time.NewTimer(grace)
	defer late.Stop()
	lines := l.lines
	for {
		select {
		case next, ok := <-lines:
			if !ok {
				lines = nil
			} else if complaint == "" {
				complaint = fmt.Sprintf("printed %s when nothing had been asked", next.quote(redact))
			}
		case <-l.over:
			if complaint == "" && !l.cmd.ProcessState.Success() {
				complaint = fmt.Sprintf("ended (%v) when its input was closed", l.cmd.ProcessState)
			}
			return complaint
		case <-late.C:
			l.end()
			return "did not end when its input was closed, and was killed"
		}
	}
}
