// Command specgen is the maintainer's tool: it reads the contracts in specs/ and writes the typed clients in gen/ and the
// scenarios in suites/, checks that those on disk are current, lists what the contracts promise, freezes it, and says
// what a change of them means.
//
// It exits with 0 when all is well, 1 when a contract has errors, a document has changed, a generated file is stale or
// diff was told to fail on what it found, and 2 when it was used wrongly or a file could not be read or written.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/alecthomas/kong"
)

// Exit codes.
const (
	exitClean = 0
	exitFound = 1
	exitUsage = 2
)

// commandLine is what can be said on the command line.
type commandLine struct {
	Specs  string `default:"specs" placeholder:"DIR" help:"Directory of the contracts (${default})."`
	Out    string `default:"." placeholder:"DIR" help:"Directory that holds gen/ and suites/ (${default})."`
	Format string `default:"text" enum:"text,json,github" placeholder:"FORMAT" help:"Form of diagnostics: ${enum}."`

	Generate generateCommand `cmd:"" help:"Write the generated files, and remove those that are surplus."`
	Check    checkCommand    `cmd:"" help:"Show how the generated files would change, which rule ids have another meaning than when they were frozen, and which documents have changed; exit 1 when any has."`
	Lint     lintCommand     `cmd:"" help:"Show what is wrong with the contracts."`
	List     listCommand     `cmd:"" help:"List the rules of the contracts and their scenarios."`
	Freeze   freezeCommand   `cmd:"" help:"Keep what the contracts promise now as specs/frozen/<api>@<version>.json."`
	Diff     diffCommand     `cmd:"" help:"Say how contracts differ, for whom it matters, and which scenarios and identifiers change."`
}

// session is what every command works with.
type session struct {
	specs, out, format string
	today              string // YYYY-MM-DD, of UTC
	stdout, stderr     io.Writer
}

// errFound ends a command that has already shown what it found.
var errFound = errors.New("something was found")

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run returns the exit code.
func run(args []string, stdout, stderr io.Writer) int {
	var line commandLine
	parser, err := kong.New(&line, kong.Name("specgen"), kong.Writers(stdout, stderr),
		kong.Description("Generate clients and scenarios from contracts."))
	if err != nil {
		fmt.Fprintln(stderr, "specgen:", err)
		return exitUsage
	}
	command, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(stderr, "specgen: %v; see specgen --help\n", err)
		return exitUsage
	}
	s := &session{specs: line.Specs, out: line.Out, format: line.Format, today: time.Now().UTC().Format(time.DateOnly), stdout: stdout, stderr: stderr}
	err = command.Run(s)
	switch {
	case errors.Is(err, errFound):
		return exitFound
	case err != nil:
		fmt.Fprintln(stderr, "specgen:", err)
		return exitUsage
	}
	return exitClean
}
