package main

import (
	"fmt"
	"os"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/drift"
	"github.com/seed-613b54dc/conformance/internal/frozen"
	"github.com/seed-613b54dc/conformance/internal/output"
)

// checkCommand looks for drift: of the contracts from what was frozen of them, of the documents from the contracts,
// and of the generated files from what would be generated now.
type checkCommand struct {
	Documents string `type:"existingdir" placeholder:"DIR" help:"Compare the vendors' pages in this directory with the digests in the contracts too."`
}

// Run prints findings about ids and documents. When there is no error among them, it prints the unified diff from the
// disk to a fresh generation, and hints at files that do not belong.
func (k checkCommand) Run(s *session) error {
	sets, err := frozen.Read(os.DirFS(s.specs))
	if err != nil {
		return fmt.Errorf("frozen rule sets: %w", err)
	}
	tree, err := s.tree(func(cs []*contract.Contract) diag.List {
		found := frozen.Check(sets, cs)
		if k.Documents != "" {
			found = append(found, drift.Check(pagesIn(k.Documents, s.specs), cs, sets)...)
		}
		return found
	})
	if err != nil {
		return err
	}
	changes, diff, err := tree.Compare(s.out)
	if err != nil {
		return err
	}
	stale := 0
	for _, c := range changes {
		if c.Kind != output.Kept {
			stale++
			continue
		}
		fmt.Fprintf(s.stderr, "specgen: %s is written by hand in a directory that belongs to specgen; move it\n", c.Path)
	}
	if stale == 0 {
		return nil
	}
	fmt.Fprint(s.stdout, diff)
	fmt.Fprintf(s.stderr, "specgen: %d of the generated files are not current; run: specgen generate\n", stale)
	return errFound
}
