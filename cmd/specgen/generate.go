package main

import (
	"fmt"

	"github.com/seed-613b54dc/conformance/internal/output"
)

// generateCommand writes the generated files.
type generateCommand struct{}

// Run prints one line for each file that it touched or left alone on purpose. Nothing is written when a contract has an
// error.
func (generateCommand) Run(s *session) error {
	tree, err := s.tree()
	if err != nil {
		return err
	}
	changes, err := tree.Write(s.out)
	for _, c := range changes {
		s.tell(c)
	}
	return err
}

// tell names one change.
func (s *session) tell(c output.Change) {
	note := ""
	if c.Kind == output.Kept {
		note = " (written by hand; the directory belongs to specgen)"
	}
	fmt.Fprintf(s.stdout, "%-8s %s%s\n", c.Kind, c.Path, note)
}
