package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/diff"
)

// diffCommand says how contracts differ and what that means.
type diffCommand struct {
	Old    string   `arg:"" help:"A contract file, a folder of contracts, or a git revision such as main~3."`
	New    string   `arg:"" help:"The same, for the new side."`
	As     string   `default:"text" enum:"text,json,markdown" placeholder:"FORM" help:"Form of the account: ${enum}."`
	FailOn []string `enum:"breaking-callers,breaking-implementers,any" placeholder:"CLASS" help:"Exit with 1 when such a change is in it: ${enum}."`
}

// Run prints the account to the standard output. A contract that cannot be read is no difference: it exits with 2.
func (d diffCommand) Run(s *session) error {
	before, err := s.side(d.Old)
	if err != nil {
		return err
	}
	after, err := s.side(d.New)
	if err != nil {
		return err
	}
	was, is := alike(before, after)
	account, err := diff.Compare(was, is)
	if err != nil {
		return err
	}
	account.Old, account.New = d.Old, d.New
	if err := d.print(s.stdout, account); err != nil {
		return err
	}
	for _, class := range d.FailOn {
		if class == "any" {
			class = ""
		}
		if account.Has(diff.Class(class)) {
			return errFound
		}
	}
	return nil
}

func (d diffCommand) print(w io.Writer, a diff.Account) error {
	switch d.As {
	case "json":
		return diff.WriteJSON(w, a)
	case "markdown":
		return diff.WriteMarkdown(w, a)
	}
	return diff.WriteText(w, a)
}

// side is what one argument names.
type side struct {
	specs []diff.Spec
	// single is set for one file, which says nothing of the APIs that are not in it.
	single bool
}

// alike leaves out the APIs that a single file on the other side does not speak of.
func alike(a, b side) (before, after []diff.Spec) {
	keep := func(specs []diff.Spec, other side) []diff.Spec {
		if !other.single {
			return specs
		}
		return slices.DeleteFunc(slices.Clone(specs), func(s diff.Spec) bool {
			return !slices.ContainsFunc(other.specs, func(o diff.Spec) bool { return o.Contract.API == s.Contract.API })
		})
	}
	before, after = keep(a.specs, b), keep(b.specs, a)
	if a.single && b.single { // two files are meant for each other, whatever their APIs
		return a.specs, b.specs
	}
	return before, after
}

// side reads what an argument names: what is on disk goes before a revision of the same name.
func (s *session) side(name string) (side, error) {
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return s.folder(name, name)
	case err == nil:
		return s.file(name)
	case !errors.Is(err, os.ErrNotExist):
		return side{}, err
	}
	dir, err := os.MkdirTemp("", "specgen-diff-")
	if err != nil {
		return side{}, err
	}
	read := func() (side, error) {
		if err := checkOut(context.Background(), name, s.specs, dir); err != nil {
			return side{}, err
		}
		return s.folder(name, dir)
	}
	got, err := read()
	return got, errors.Join(err, os.RemoveAll(dir))
}

// file reads a single contract. It is copied into a folder of its own, since contracts are checked by folder.
func (s *session) file(name string) (side, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return side{}, err
	}
	dir, err := os.MkdirTemp("", "specgen-diff-")
	if err != nil {
		return side{}, err
	}
	read := func() (side, error) {
		base := filepath.Base(name)
		if filepath.Ext(base) != ".yaml" {
			base += ".yaml"
		}
		if err := os.WriteFile(filepath.Join(dir, base), data, 0o600); err != nil {
			return side{}, err
		}
		got, err := s.folder(name, dir)
		got.single = true
		return got, err
	}
	got, err := read()
	return got, errors.Join(err, os.RemoveAll(dir))
}

// folder reads all contracts of a folder that the user knows by name. What is wrong with them is shown.
func (s *session) folder(name, dir string) (side, error) {
	specs, found := diff.Read(os.DirFS(dir))
	if found.HasErrors() {
		if err := diag.Text(s.stderr, found, diag.Under("specs", os.DirFS(dir))); err != nil {
			return side{}, err
		}
		return side{}, fmt.Errorf("diff: the contracts of %s have errors; nothing was compared", name)
	}
	if len(specs) == 0 {
		return side{}, fmt.Errorf("diff: there is no *.yaml file in %s; name a folder of contracts, a contract or a git revision", name)
	}
	return side{specs: specs}, nil
}
