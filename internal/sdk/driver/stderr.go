package driver

import (
	"bytes"
	"os"

	"github.com/seed-613b54dc/conformance/internal/process"
)

// milestone is what the runner itself writes into the error stream of a process, behind what the process has
// written: when it comes out, all before it was read. A process that writes it too is only told of a little early.
var milestone = []byte("\x00\x01so far\x01\x00")

// stderr is the error stream of a process: a pipe of which the runner has both ends. It keeps the end of what
// comes out.
type stderr struct {
	process.Tail
	in, out *os.File
	passed  chan struct{} // a milestone came out
	ended   chan struct{} // closed when nothing comes out any more
}

// newStderr makes a stream that nobody reads yet.
func newStderr() (*stderr, error) {
	out, in, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	return &stderr{in: in, out: out, passed: make(chan struct{}, 1), ended: make(chan struct{})}, nil
}

// close ends a stream whether or not it is read.
func (s *stderr) close() {
	_ = s.in.Close() // may be closed already, like the other
	_ = s.out.Close()
}

// listen keeps what comes out, until nothing does any more.
func (s *stderr) listen() {
	defer close(s.ended)
	var text []byte // what may be the beginning of a milestone, and what came behind it
	chunk := make([]byte, buffer)
	for {
		n, err := s.out.Read(chunk)
		text = s.keep(append(text, chunk[:n]...))
		if err != nil {
			_, _ = s.Write(text) // never fails
			return
		}
	}
}

// keep takes milestones out and keeps the rest, but for an end that may be the beginning of a milestone.
func (s *stderr) keep(text []byte) []byte {
	for {
		before, after, found := bytes.Cut(text, milestone)
		if !found {
			break
		}
		_, _ = s.Write(before)
		text = after
		select {
		case s.passed <- struct{}{}:
		default: // one that the process wrote, and nobody waits for
		}
	}
	open := 0
	for n := min(len(text), len(milestone)-1); n > 0 && open == 0; n-- {
		if bytes.HasSuffix(text, milestone[:n]) {
			open = n
		}
	}
	_, _ = s.Write(text[:len(text)-open])
	return text[len(text)-open:]
}

// latest takes whole lines, all that were written until now, without secrets.
func (s *stderr) latest(redact func(string) string) string {
	select {
	case <-s.passed: // a forged one
	default:
	}
	if _, err := s.in.Write(milestone); err != nil {
		<-s.ended // the process has ended: what it left is being read
	} else {
		select {
		case <-s.passed:
		case <-s.ended:
		}
	}
	return s.Take(redact)
}
