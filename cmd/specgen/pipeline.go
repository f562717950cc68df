package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/seed-613b54dc/conformance/internal/check"
	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/emit/client"
	"github.com/seed-613b54dc/conformance/internal/emit/suite"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/output"
)

// emitter makes one kind of output. It alone owns its root: a directory that no emitter fills is never looked at, so
// that specgen cannot take the files of somebody else for surplus.
type emitter struct {
	root  string
	files func([]*contract.Contract) ([]output.File, error)
}

// emitters returns everything that is generated.
func emitters() []emitter {
	return []emitter{
		{root: "gen", files: client.Files},
		{root: "suites", files: suite.Files},
	}
}

// contracts loads and checks the contracts and prints what is found to w. When an error is among it, errFound is
// returned and no contract, so that nothing is generated from half of a truth. Further checks are made when nothing is
// wrong with the contracts themselves.
func (s *session) contracts(w io.Writer, further ...func([]*contract.Contract) diag.List) ([]*contract.Contract, error) {
	if info, err := os.Stat(s.specs); err != nil {
		return nil, fmt.Errorf("contracts: %w", err)
	} else if !info.IsDir() {
		return nil, fmt.Errorf("contracts: %s is a file; name its directory with --specs", s.specs)
	}
	cs, found := load.All(os.DirFS(s.specs))
	if len(cs) == 0 && len(found) == 0 {
		return nil, fmt.Errorf("contracts: there is no *.yaml file in %s; name the right directory with --specs", s.specs)
	}
	if !found.HasErrors() {
		found = append(found, check.Check(cs)...)
	}
	for _, look := range further {
		if !found.HasErrors() {
			found = append(found, look(cs)...)
		}
	}
	if err := s.show(w, found.Sorted()); err != nil {
		return nil, err
	}
	if found.HasErrors() {
		return nil, errFound
	}
	return cs, nil
}

// show prints diagnostics in the chosen form. JSON is printed even when there are none, so that a program always gets
// a document.
func (s *session) show(w io.Writer, found diag.List) error {
	switch s.format {
	case "json":
		return diag.JSON(w, found)
	case "github":
		return diag.GitHub(w, found)
	}
	return diag.Text(w, found, diag.Under("specs", os.DirFS(s.specs)))
}

// tree emits every file of every contract, or none. What emitters refuse is shown; they refuse only contracts, so it is
// something found and not a fault of this program.
func (s *session) tree(further ...func([]*contract.Contract) diag.List) (output.Tree, error) {
	cs, err := s.contracts(s.stderr, further...)
	if err != nil {
		return output.Tree{}, err
	}
	var tree output.Tree
	var faults []error
	for _, emit := range emitters() {
		files, err := emit.files(cs)
		faults = append(faults, err)
		tree.Roots = append(tree.Roots, emit.root)
		tree.Files = append(tree.Files, files...)
	}
	if err := errors.Join(faults...); err != nil {
		fmt.Fprintln(s.stderr, err)
		return output.Tree{}, errFound
	}
	return tree, nil
}
