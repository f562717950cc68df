package setup

import (
	"errors"
	"os"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/diag"
)

// exitUsage is the exit code of a run that is set up wrongly.
const exitUsage = 2

// Mistake is something that the user can put right: a wrong flag, a wrong file, a target that does not
// answer. It is never a verdict on an endpoint.
type Mistake struct{ Err error }

// Error says what is wrong.
func (m *Mistake) Error() string { return m.Err.Error() }

// Unwrap returns the cause.
func (m *Mistake) Unwrap() error { return m.Err }

// ExitCode is the exit code of a run that ends with the mistake.
func (*Mistake) ExitCode() int { return exitUsage }

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
