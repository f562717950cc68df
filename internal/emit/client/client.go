// Package client emits the typed client of each API.
//
// In go contracts; out come the files of gen/<api>/: the client with one method for each operation (client.go), inputs
// and outputs (types.go), enumerations (enums.go), error codes (errors.go), waiting (waiters.go) and a runnable example
// (example_test.go). Behaviour lives in package wire; what is emitted here is names, shapes and documentation.
package client

import (
	"errors"
	"fmt"
	"path"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit"
	"github.com/seed-613b54dc/conformance/internal/names"
	"github.com/seed-613b54dc/conformance/internal/output"
)

// api is one contract with its names: what every emit function of this package works on.
type api struct {
	*contract.Contract
	names *names.API
}

// Files emits the clients of all contracts. The error joins the faults of all APIs, and no file comes with it.
func Files(cs []*contract.Contract) ([]output.File, error) {
	var files []output.File
	var faults []error
	for _, c := range cs {
		list, err := generate(c)
		if err != nil {
			faults = append(faults, fmt.Errorf("client of %s: %w", c.API, err))
		}
		files = append(files, list...)
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return files, nil
}

func generate(c *contract.Contract) ([]output.File, error) {
	n, err := names.New(c)
	if err != nil {
		return nil, err
	}
	a := api{Contract: c, names: n}
	if err := a.expressible(); err != nil {
		return nil, err
	}
	var files []*emit.File
	for _, f := range []struct {
		name string
		fill func(api, *emit.File)
		when bool
	}{
		{"client.go", clientFile, true},
		{"types.go", typesFile, true},
		{"enums.go", enumsFile, len(a.enums()) > 0},
		{"errors.go", errorsFile, len(names.Rows(c)) > 0},
		{"waiters.go", waitersFile, len(c.Observers()) > 0},
	} {
		if f.when {
			file := emit.NewFile(path.Join(n.Dir, f.name), n.Import, n.Package, c.File)
			f.fill(a, file)
			files = append(files, file)
		}
	}
	if op := a.exemplary(); op != nil {
		file := emit.NewFile(path.Join(n.Dir, "example_test.go"), n.Import+"_test", n.Package+"_test", c.File, n)
		exampleFile(a, op, file)
		files = append(files, file)
	}
	return emit.Render(files...)
}

// expressible reports what a contract may say and this package cannot emit.
func (a api) expressible() error {
	var faults []error
	for _, op := range a.Operations {
		faults = append(faults, a.partialFault(op))
		for _, w := range op.Waiters {
			faults = append(faults, a.waiterFault(op, w))
		}
	}
	return errors.Join(faults...)
}

// fault is an error at a place of the contract.
func fault(at contract.Pos, format string, args ...any) error {
	return fmt.Errorf("%s:%d:%d: %s", at.File, at.Line, at.Column, fmt.Sprintf(format, args...))
}
