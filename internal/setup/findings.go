package setup

import (
	"errors"
	"os"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/diag"
)

// The exit codes of a run without a report: it is set up wrongly, or it was stopped before it began.
const (
	exitUsage      = 2
	exitIncomplete = 3
)

// Mistake is something that the user can put right: a wrong flag, a wrong file, a target that does not
// answer. It is never a verdict on an endpoint.
type Mistake struct{ Err error }

// Error says what is wrong.
func (m *Mistake) Error() string { return m.Err.Error() }

// Unwrap returns the cause.
func (m *Mistake) Unwrap() error { return m.Err }

// ExitCode is the exit code of a run that ends with the mistake.
func (*Mistake) ExitCode() int { return exitUsage }

// Stopped is the end of a run that was stopped before it began to judge.
type Stopped struct{ Err error }

// Error says so.
func (s *Stopped) Error() string { return "the run was stopped before it began: " + s.Err.Error() }

// Unwrap returns the cause.
func (s *Stopped) Unwrap() error { return s.Err }

// ExitCode is the exit code of such a run: nothing was decided.
func (*Stopped) ExitCode() int { return exitIncomplete }

// findings makes a mistake of findings in a file, printed with extracts; nil when none is an error.
func findings(list diag.List, sources diag.Sources) error {
	if !list.HasErrors() {
		return nil
	}
	var text strings.Builder
	if err := diag.Text(&text, list, sources); err != nil {
		return err
	}
	return &Mistake{errors.New("the configuration has mistakes\n" + strings.TrimSpace(text.String()))}
}

// extract gives findings the text of a file; one that cannot be read has no extract.
func extract(path string) []byte {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	return data
}
