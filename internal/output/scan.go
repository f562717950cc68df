package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// Kind says what has become of a file, or would.
type Kind string

// The kinds.
const (
	Added   Kind = "added"   // it was missing
	Changed Kind = "changed" // it was stale
	Removed Kind = "removed" // it was generated once and is surplus now
	// Kept is a file that nobody generates, in a directory that belongs to the generator. It is never touched.
	Kept Kind = "kept"
)

// Change is one difference between the tree and the disk.
type Change struct {
	Kind Kind
	Path string
	// Old is on disk and New is generated; nil where there is none. Both are nil for a kept file.
	Old, New []byte
}

// changes lists all differences by path, without those of files that are current. Nothing on disk is touched.
func (t Tree) changes(root string) ([]Change, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	var list []Change
	generated := map[string]bool{}
	for _, f := range t.sorted() {
		generated[f.Path] = true
		old, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(f.Path)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			list = append(list, Change{Kind: Added, Path: f.Path, New: f.Data})
		case err != nil:
			return nil, fmt.Errorf("read generated file: %w", err)
		case !Generated(old):
			return nil, fmt.Errorf("%s is written by hand and a generated file would replace it; move it", f.Path)
		case string(old) != string(f.Data):
			list = append(list, Change{Kind: Changed, Path: f.Path, Old: old, New: f.Data})
		}
	}
	others, err := t.others(root, generated)
	return append(list, others...), err
}

// others lists surplus and kept files below the roots.
func (t Tree) others(root string, generated map[string]bool) ([]Change, error) {
	var list []Change
	for _, dir := range t.Roots {
		top := filepath.Join(root, dir)
		if _, err := os.Stat(top); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		err := filepath.WalkDir(top, func(name string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			local, err := filepath.Rel(root, name)
			if err != nil || generated[filepath.ToSlash(local)] {
				return err
			}
			c, err := t.other(name, filepath.ToSlash(local))
			if c != nil {
				list = append(list, *c)
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("look for surplus files: %w", err)
		}
	}
	return list, nil
}

// other judges one file that is not generated now; nil when it is nobody's business.
func (t Tree) other(name, local string) (*Change, error) {
	data, err := os.ReadFile(name)
	switch {
	case err != nil:
		return nil, err
	case Generated(data):
		return &Change{Kind: Removed, Path: local, Old: data}, nil
	case t.owned(path.Dir(local)):
		return &Change{Kind: Kept, Path: local}, nil
	}
	return nil, nil
}
