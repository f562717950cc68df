package catalog

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// turnFile is the file in the folder of an SDK that is locked while something is installed there. It may stay
// behind: only the lock counts. Neither a digest nor a removal knows it, see [ignored.walk].
const turnFile = ".installing"

// turnAgain is how long a process that waits for its turn sleeps between two looks.
const turnAgain = 200 * time.Millisecond

// turn is the right to change the folder of an SDK: one installation has it at a time.
type turn struct {
	file *os.File
	// keep are the files that steps hold open: where the system has it, an installer that outlives this process
	// keeps the turn until it ends.
	keep []*os.File
}

// turn waits until no other installation has the turn, and says in the log that it waits. The end of ctx ends that.
func (m Manifest) turn(ctx context.Context, log io.Writer) (*turn, error) {
	for told := false; ; {
		t, err := take(filepath.Join(m.Dir, turnFile))
		switch {
		case err != nil:
			return nil, err
		case t != nil && t.held() == nil:
			return t, nil
		case t != nil: // the file was removed before it was locked: the next look locks the new one
			if err := t.release(); err != nil {
				return nil, err
			}
		case !told:
			told = true
			if _, err := fmt.Fprintf(log, "%s is being installed by another process: waiting\n", m.Name); err != nil {
				return nil, err
			}
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("%s: waiting for another installation: %w", m.Name, context.Cause(ctx))
		case <-time.After(turnAgain):
		}
	}
}

// held wants that the file still is the one that others would lock. Who removes it lets others begin, and has
// perhaps removed more.
func (t *turn) held() error {
	mine, err := t.file.Stat()
	if err != nil {
		return err
	}
	there, err := os.Stat(t.file.Name())
	if err == nil && !os.SameFile(mine, there) {
		err = errors.New("it was replaced")
	}
	if err != nil {
		return fmt.Errorf("the lock of this installation was removed meanwhile: run it again: %w", err)
	}
	return nil
}
