package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/drift"
	"github.com/seed-613b54dc/conformance/internal/frozen"
)

// freezeCommand keeps what contracts promise.
type freezeCommand struct {
	API       []string          `name:"api" placeholder:"ID" help:"Freeze this API; may be repeated. All when left out."`
	Version   string            `placeholder:"YYYY-MM-DD" help:"The day that names the set. Default: today."`
	Documents string            `type:"existingdir" placeholder:"DIR" help:"Keep the digests of the lines of the vendors' pages in this directory, so that check can tell later which lines have changed."`
	Revise    map[string]string `mapsep:"none" placeholder:"ID=WHY" help:"This rule is the same as before although it reads otherwise, and why; may be repeated."`
}

// Run writes one file for each API and prints a line for each. Nothing is written when anything is wrong. A set that
// exists already with the same content is left alone, one with other content is never overwritten.
func (f freezeCommand) Run(s *session) error {
	old, err := frozen.Read(os.DirFS(s.specs))
	if err != nil {
		return fmt.Errorf("frozen rule sets: %w", err)
	}
	all, err := s.contracts(s.stderr)
	if err != nil {
		return err
	}
	cs, err := f.chosen(all)
	if err != nil {
		return fmt.Errorf("freeze: %w", err)
	}
	var found diag.List
	if f.Documents != "" {
		found = drift.Check(pagesIn(f.Documents, s.specs), cs, old)
	}
	sets, err := f.sets(cs, old, s, cmp.Or(f.Version, s.today))
	if err != nil {
		return fmt.Errorf("freeze: %w", err)
	}
	// The new sets are looked at together with those before them, so that a revision counts.
	found = append(found, frozen.Check(slices.Concat(old, sets), cs)...)
	if len(found) > 0 {
		if err := s.show(s.stderr, found.Sorted()); err != nil {
			return err
		}
	}
	if found.HasErrors() {
		return errFound
	}
	return s.keep(old, sets)
}

// chosen are the contracts to freeze.
func (f freezeCommand) chosen(all []*contract.Contract) ([]*contract.Contract, error) {
	if len(f.API) == 0 {
		return all, nil
	}
	var cs []*contract.Contract
	for _, id := range f.API {
		i := slices.IndexFunc(all, func(c *contract.Contract) bool { return c.API == id })
		if i < 0 {
			return nil, fmt.Errorf("there is no API %q", id)
		}
		cs = append(cs, all[i])
	}
	return cs, nil
}

// sets makes the new sets. A revision of what has not changed is refused: it would hide what changes later.
func (f freezeCommand) sets(cs []*contract.Contract, old []frozen.Set, s *session, version string) ([]frozen.Set, error) {
	if !frozen.Version(version) {
		return nil, fmt.Errorf("the version %q is not a day, YYYY-MM-DD", version)
	}
	unused := maps.Clone(f.Revise)
	var sets []frozen.Set
	for _, c := range cs {
		set := frozen.Of(c, version)
		for i, rule := range set.Rules {
			if why, ok := f.Revise[rule.ID]; ok && frozen.Differs(old, rule) {
				set.Rules[i].Revises = why
				delete(unused, rule.ID)
			}
		}
		if f.Documents != "" {
			page, err := fs.ReadFile(pagesIn(f.Documents, s.specs), filepath.Base(c.Document.File))
			if err != nil {
				return nil, fmt.Errorf("the page of %s: %w", c.API, err)
			}
			set.Document.Lines = frozen.Digests(page)
		}
		sets = append(sets, set)
	}
	for id := range unused {
		return nil, fmt.Errorf("--revise %s: no contract that is frozen now has this rule, or it reads as it always did", id)
	}
	return sets, nil
}

// keep writes the sets, after it has looked at what is there.
func (s *session) keep(old, sets []frozen.Set) error {
	texts := make([][]byte, len(sets))
	for i, set := range sets {
		text, err := set.Encode()
		if err != nil {
			return err
		}
		if err := s.fits(old, set, text); err != nil {
			return fmt.Errorf("freeze: %w", err)
		}
		texts[i] = text
	}
	for i, set := range sets {
		name := s.fileOf(set)
		if err := writeNew(name, texts[i]); errors.Is(err, fs.ErrExist) {
			fmt.Fprintf(s.stdout, "kept     %s\n", set.Path())
			continue
		} else if err != nil {
			return fmt.Errorf("freeze: %w", err)
		}
		fmt.Fprintf(s.stdout, "frozen   %s: %d rules\n", set.Path(), len(set.Rules))
	}
	return nil
}

// fits refuses a set that would change one that exists, or come before one: sets follow each other.
func (s *session) fits(old []frozen.Set, set frozen.Set, text []byte) error {
	for _, other := range old {
		if other.API == set.API && other.Version > set.Version {
			return fmt.Errorf("%s would come before %s: choose a later day with --version", set.Name(), other.Name())
		}
	}
	switch there, err := os.ReadFile(s.fileOf(set)); {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !bytes.Equal(there, text):
		return fmt.Errorf("%s exists and says something else, and a frozen set is never changed: choose another day with --version", set.Path())
	}
	return nil
}

// fileOf is where the set lies on this machine.
func (s *session) fileOf(set frozen.Set) string {
	return filepath.Join(s.specs, "frozen", set.Name()+".json")
}

// writeNew writes a file that must not be there yet.
func writeNew(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	return errors.Join(err, file.Close())
}
