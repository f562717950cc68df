//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package catalog

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// take returns the turn, or nil when another has it. The system takes the lock away when all that hold it have
// ended, however they ended.
func take(name string) (*turn, error) {
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	switch {
	case err == nil:
		return &turn{file: file, keep: []*os.File{file}}, nil
	case errors.Is(err, syscall.EWOULDBLOCK), errors.Is(err, syscall.EINTR):
		return nil, file.Close()
	}
	return nil, errors.Join(&fs.PathError{Op: "lock", Path: name, Err: err}, file.Close())
}

// release gives the turn back, also for whatever a step left behind with the file open.
func (t *turn) release() error {
	return errors.Join(syscall.Flock(int(t.file.Fd()), syscall.LOCK_UN), t.file.Close())
}
