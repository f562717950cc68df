package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// pages are the vendors' pages in a directory. For a page that it lacks, notes of this project, which lie
// beside the contracts, may stand in.
type pages struct{ vendor, notes fs.FS }

// pagesIn are the pages in dir, with the notes of the contracts in specs.
func pagesIn(dir, specs string) fs.FS {
	return pages{os.DirFS(dir), os.DirFS(filepath.Join(specs, "documents"))}
}

// Open opens a page, or the notes of that name. The error is about the page.
func (p pages) Open(name string) (fs.File, error) {
	f, err := p.vendor.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		if notes, missing := p.notes.Open(name); missing == nil {
			return notes, nil
		}
	}
	return f, err
}
