package catalog

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/seed-613b54dc/conformance/internal/markup"
	"github.com/seed-613b54dc/conformance/internal/process"
)

// The last words of a step that an error has: enough to tell what went wrong, in one line.
const (
	lastLines = 4
	mostLine  = 200 // bytes of a line
)

// StepError says that a step of an installation ended badly.
type StepError struct {
	// Step is the command, without passwords and local paths.
	Step []string
	// Err is how it ended: with an exit status, at its time limit, or never begun.
	Err error
	// Words are the last lines of what it wrote, joined by " / " without passwords and local paths; "" when it wrote nothing.
	Words string
}

// Error is one line.
func (e *StepError) Error() string {
	text := fmt.Sprintf("the step %q: %v", markup.Line(strings.Join(e.Step, " ")), e.Err)
	if e.Words != "" {
		text += ": " + e.Words
	}
	return text
}

// Unwrap returns how the step ended.
func (e *StepError) Unwrap() error { return e.Err }

// step is a command to run in a folder.
type step struct {
	dir   string
	words []string
	limit time.Duration
	keep  []*os.File // files that it holds open for as long as it runs
}

// run runs the command to its end. It is killed with all that it started when ctx ends or the limit is reached.
// The log hears what it says, without passwords and local paths.
func (s step) run(ctx context.Context, log io.Writer) error {
	limited, cancel := context.WithTimeoutCause(ctx, s.limit, fmt.Errorf("it took longer than %s", s.limit))
	defer cancel()
	var tail process.Tail
	cmd := process.Command(limited, s.words[0], s.words[1:]...)
	cmd.Dir = s.dir
	cmd.ExtraFiles = s.keep
	lines := &publicLog{log: log, public: s.public}
	out := io.MultiWriter(&tail, lines)
	cmd.Stdout, cmd.Stderr = out, out
	err := cmd.Run()
	if cmd.Process != nil {
		process.KillGroup(cmd) // what a step leaves behind would go on changing the folder
	}
	if unheard := lines.flush(); err == nil && unheard != nil {
		return unheard
	}
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil: // somebody gave up; the step is not to blame
		return fmt.Errorf("%s: %w", strings.Join(s.shown(), " "), context.Cause(ctx))
	case limited.Err() != nil:
		err = context.Cause(limited)
	}
	return &StepError{Step: s.shown(), Err: err, Words: lastWords(tail.Show(s.public))}
}

// shown are the words of the command as everybody may see them.
func (s step) shown() []string {
	words := make([]string, len(s.words))
	for i, word := range s.words {
		words[i] = s.public(word)
	}
	return words
}

// lastWords are the last lines that say something.
func lastWords(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = markup.Line(line); line != "" {
			lines = append(lines, markup.Clip(line, mostLine))
		}
	}
	return strings.Join(lines[max(0, len(lines)-lastLines):], " / ")
}
