package main

import (
	"fmt"

	"github.com/seed-613b54dc/conformance/internal/output"
)

// checkCommand compares the generated files on disk with what would be generated now.
type checkCommand struct{}

// Run prints the unified diff from the disk to a fresh generation, and hints at files that do not belong.
func (checkCommand) Run(s *session) error {
	tree, err := s.tree()
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
