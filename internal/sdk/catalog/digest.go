package catalog

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/output"
)

// installedFile says in the folder of an SDK what is installed there: the digest of what it was installed from.
const installedFile = ".installed"

// loops is the folder beside those of the SDKs that has the shared part of the drivers.
const loops = "lines"

// digest is the state of what the installation depends on: the steps, the lock files, and where a driver is
// compiled also its source and the shared part. YAML files say something of an SDK and are not compiled: a note in
// the manifest installs nothing.
func (m Manifest) digest(patterns ignored) (string, error) {
	sum := sha256.New()
	if err := json.NewEncoder(sum).Encode(m.Steps); err != nil {
		return "", err
	}
	for _, lock := range m.Locks {
		if err := addFile(sum, m.Dir, filepath.Join(m.Dir, lock)); err != nil {
			return "", err
		}
	}
	if m.Language != "Go" && m.Language != "Java" {
		return hex.EncodeToString(sum.Sum(nil)), nil
	}
	for _, dir := range []string{m.Dir, filepath.Join(filepath.Dir(m.Dir), loops)} {
		err := patterns.walk(dir, func(name string) error {
			if filepath.Ext(name) == ".yaml" {
				return nil
			}
			return addFile(sum, dir, name)
		}, func(string) error { return nil })
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // a catalog need not share anything
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// addFile adds the name of a file, relative to dir, and the digest of its content: so no two lists of files are
// the same bytes.
func addFile(sum hash.Hash, dir, name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	relative, err := filepath.Rel(dir, name)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(sum, "%q %x\n", filepath.ToSlash(relative), sha256.Sum256(data))
	return err
}

// installed reports whether the folder holds an installation of that digest. What is built from this repository
// never does, for its source lies elsewhere.
func (m Manifest) installed(digest string) (bool, error) {
	data, err := os.ReadFile(filepath.Join(m.Dir, installedFile))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return m.Registry != ThisProject && strings.TrimSpace(string(data)) == digest, err
}

// state is the digest of what is to be installed, and whether that is installed already.
func (m Manifest) state(patterns ignored) (digest string, done bool, err error) {
	if digest, err = m.digest(patterns); err == nil {
		done, err = m.installed(digest)
	}
	return digest, done, err
}

// noteInstalled is the last word of an installation.
func (m Manifest) noteInstalled(digest string) error {
	return output.ReplaceFile(filepath.Join(m.Dir, installedFile), []byte(digest+"\n"))
}

// remove takes away what was installed. The note goes first, so that what is left of a removal that is
// interrupted does not count.
func (m Manifest) remove(patterns ignored) error {
	if err := os.Remove(filepath.Join(m.Dir, installedFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return patterns.walk(m.Dir, func(string) error { return nil }, os.RemoveAll)
}
