package catalog

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// stepLimit is how long a step may take: a slow registry is no fault of an SDK.
const stepLimit = 10 * time.Minute

// Missing says that programs are not on the PATH that the SDK needs.
type Missing struct {
	// Programs are their names; there is at least one.
	Programs []string
}

// Error names the programs.
func (m *Missing) Error() string {
	if len(m.Programs) == 1 {
		return fmt.Sprintf("the program %s is not on the PATH", m.Programs[0])
	}
	return fmt.Sprintf("the programs %s are not on the PATH", strings.Join(m.Programs, ", "))
}

// Install brings the SDK and its driver into the folder, unless they are there and nothing that they were
// installed from has changed. What the steps say goes to log, line by line, without passwords and local paths.
//
// The error is a [*Missing] when a program is not there and a [*StepError] when a step ends badly; the text of both
// says in one line why the SDK cannot be run. A step may take ten minutes. Nothing counts as installed unless
// all steps ended well. While another process installs the SDK, Install waits for its end and says so in log.
func (m Manifest) Install(ctx context.Context, log io.Writer) (err error) {
	if err := m.missing(); err != nil {
		return err
	}
	patterns, err := readIgnored(filepath.Dir(m.Dir))
	if err != nil {
		return err
	}
	// What is there already needs no turn: nobody changes it, and the folder need not be writable.
	if _, done, err := m.state(patterns); err != nil || done {
		return err
	}
	t, err := m.turn(ctx, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, t.release()) }()
	return m.installInTurn(ctx, log, patterns, t)
}

// installInTurn installs, unless another process has done so meanwhile.
func (m Manifest) installInTurn(ctx context.Context, log io.Writer, patterns ignored, t *turn) error {
	digest, done, err := m.state(patterns)
	if err != nil || done {
		return err
	}
	if err := m.remove(patterns); err != nil {
		return err
	}
	for _, words := range m.Steps {
		s := step{dir: m.Dir, words: words, limit: stepLimit, keep: t.keep}
		if _, err := fmt.Fprintf(log, "%s: %s\n", m.Name, strings.Join(s.shown(), " ")); err != nil {
			return err
		}
		if err := s.run(ctx, log); err != nil {
			return err
		}
	}
	if err := m.unchanged(patterns, digest); err != nil {
		return err
	}
	if err := t.held(); err != nil {
		return fmt.Errorf("%s: %w", m.Name, err)
	}
	return m.noteInstalled(digest)
}

// unchanged refuses an installer that rewrites its lock file: it installed something else than was locked.
func (m Manifest) unchanged(patterns ignored, before string) error {
	after, err := m.digest(patterns)
	if err == nil && after != before {
		err = fmt.Errorf("%s: files that decide what is installed changed meanwhile: run it again, or use steps that keep to the lock files", m.Name)
	}
	return err
}

// missing looks for the programs.
func (m Manifest) missing() error {
	var missing []string
	for _, program := range m.Needs {
		if _, err := exec.LookPath(program); err != nil {
			missing = append(missing, program)
		}
	}
	if len(missing) > 0 {
		return &Missing{missing}
	}
	return nil
}
