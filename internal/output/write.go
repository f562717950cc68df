package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Write makes the disk below root equal to the tree and returns what it did. Only differing files are written, each one
// through a temporary file and a rename, so that no reader ever sees half of one. Surplus generated files are removed,
// and directories that are empty then. Hand-written files are never touched.
//
// All differences are computed before the first file is written. When a write fails, the changes done so far are
// returned with the error; calling Write again continues.
func (t Tree) Write(root string) ([]Change, error) {
	list, err := t.changes(root)
	if err != nil {
		return nil, err
	}
	for i, c := range list {
		if err := c.apply(root); err != nil {
			return list[:i], fmt.Errorf("%d of %d changes written: %w", i, len(list), err)
		}
	}
	return list, nil
}

func (c Change) apply(root string) error {
	name := filepath.Join(root, filepath.FromSlash(c.Path))
	switch c.Kind {
	case Added, Changed:
		return ReplaceFile(name, c.New)
	case Removed:
		if err := os.Remove(name); err != nil {
			return err
		}
		return prune(root, filepath.Dir(name))
	}
	return nil
}

// ReplaceFile puts data at name in one step: whoever reads it sees the old file or the new one. It makes
// the directory when it is missing. The temporary file is in the same directory, since rename is atomic only
// there.
func ReplaceFile(name string, data []byte) (err error) {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(temp.Name()))
		}
	}()
	_, err = temp.Write(data)
	if err = errors.Join(err, temp.Chmod(0o644), temp.Close()); err != nil {
		return err
	}
	return os.Rename(temp.Name(), name)
}

// prune removes dir and its parents below root as far as they are empty.
func prune(root, dir string) error {
	for dir != filepath.Clean(root) {
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) > 0 {
			return err
		}
		if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		dir = filepath.Dir(dir)
	}
	return nil
}
