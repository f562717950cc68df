package catalog

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// ignored are the patterns of sdks/.gitignore. What git ignores is what was installed: it is removed before
// an installation, and everything else in a folder was written by somebody.
type ignored []string

// readIgnored reads the file in dir. Only names are understood, with a slash behind those of folders.
func readIgnored(dir string) (ignored, error) {
	name := filepath.Join(dir, ".gitignore")
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var patterns ignored
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		plain := strings.TrimSuffix(line, "/")
		if _, err := path.Match(plain, ""); err != nil || strings.Trim(plain, "*") == "" || strings.ContainsAny(plain, "!/") {
			return nil, fmt.Errorf("%s: the pattern %q is not understood: use the name of a file or folder", name, line)
		}
		patterns = append(patterns, line)
	}
	return patterns, lines.Err()
}

// has reports whether git ignores a file or folder of that name.
func (i ignored) has(entry fs.DirEntry) bool {
	for _, pattern := range i {
		name, folder := strings.CutSuffix(pattern, "/")
		if match, err := path.Match(name, entry.Name()); err == nil && match && (entry.IsDir() || !folder) {
			return true
		}
	}
	return false
}

// walk calls found with each file below dir that is not ignored, in the order of names, and gone with each file
// or folder that is. It passes over the file of the turn, which nobody wrote and nobody may remove.
func (i ignored) walk(dir string, found, gone func(name string) error) error {
	return filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == dir, entry.Name() == turnFile: // never the folder itself, whatever its name
			return nil
		case i.has(entry):
			if err := gone(name); err != nil || !entry.IsDir() {
				return err
			}
			return fs.SkipDir
		case entry.IsDir():
			return nil
		}
		return found(name)
	})
}
