package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/seed-613b54dc/conformance/internal/target"
)

// initCommand writes a target file to begin with.
type initCommand struct {
	API   []string `name:"api" placeholder:"ID" help:"An API of the target; may be repeated. All APIs when left out."`
	Force bool     `help:"Overwrite a file that exists."`
	File  string   `arg:"" default:"target.yaml" help:"The file to write, - for standard output (${default})."`
}

// Run writes the file. One that exists is kept: it may be the work of hours.
func (c *initCommand) Run(s streams) error {
	contracts, err := selected(c.API)
	if err != nil {
		return err
	}
	text, err := target.Template(contracts)
	if err != nil {
		return err
	}
	if c.File == "-" {
		_, err := s.out.Write(text)
		return err
	}
	if err := c.write(text); err != nil {
		return usageError{err}
	}
	fmt.Fprintf(s.err, "wrote %s: set the variables that it names, then change what is yours\n", c.File)
	return nil
}

// write creates the file. Nothing is read first, so that a file which appears meanwhile is kept, too.
func (c *initCommand) write(text []byte) (err error) {
	mode := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if c.Force {
		mode = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	f, err := os.OpenFile(c.File, mode, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists: choose another name, or overwrite it with --force", c.File)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	_, err = f.Write(text)
	return err
}
