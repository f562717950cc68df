//go:build !(darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd)

package catalog

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// take returns the turn. This system has no locks that end with a process: the file itself is the lock, and who
// finds it is told, because nobody knows whether its owner still lives.
func take(name string) (*turn, error) {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("%s: another process installs the SDK; if none does, one was killed: remove the file", name)
	}
	if err != nil {
		return nil, err
	}
	return &turn{file: file}, nil
}

// release gives the turn back.
func (t *turn) release() error {
	return errors.Join(t.file.Close(), os.Remove(t.file.Name()))
}
