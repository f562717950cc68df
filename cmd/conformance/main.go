// Command conformance is the user's tool: it judges endpoints, says what that takes, serves the reference endpoints of
// the contracts, and reads reports.
//
// In go arguments; out come a report on standard output, messages on standard error and an exit code:
//
//	0  done; of a run: the endpoint conforms
//	1  the work itself failed; of a run: the endpoint diverges
//	2  bad usage or configuration: a wrong flag, an unknown API, a target that does not answer, a port in use
//	3  of a run: something could not be decided
//
// Each command stands in a file of its own; a new one is a file and a field of the type cli. An error with a method
// ExitCode chooses another code.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strconv"
	"syscall"

	"github.com/alecthomas/kong"

	"github.com/seed-613b54dc/conformance/internal/mutant/matrix"
)

// cli is the command line.
type cli struct {
	Version versionFlag    `help:"Show the version and exit."`
	Run     runCommand     `cmd:"" help:"Run the scenarios against a target and write the report."`
	Plan    planCommand    `cmd:"" help:"Say what a run would need and do; nothing is sent."`
	Init    initCommand    `cmd:"" help:"Write a commented target file to begin with."`
	Report  reportCommand  `cmd:"" help:"Write the derived files of a report anew and print its figures."`
	Serve   serveCommand   `cmd:"" help:"Serve the reference endpoints and their fixtures over HTTP until a signal ends it."`
	SDK     sdkCommand     `cmd:"" name:"sdk" help:"Judge client libraries: what they put on the wire, and what they make of answers."`
	Mutants mutantsCommand `cmd:"" help:"Break every rule of the reference endpoints once, and prove that a scenario notices."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	ended := make(chan struct{})
	go leaveAtOnce(ctx, ended)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	close(ended) // before stop, which ends the context too
	stop()
	os.Exit(code)
}

// leaveAtOnce ends the process at the second signal. The first one lets a run give back its fixtures.
func leaveAtOnce(ctx context.Context, ended <-chan struct{}) {
	<-ctx.Done()
	select {
	case <-ended:
		return
	default:
	}
	second := make(chan os.Signal, 1)
	signal.Notify(second, os.Interrupt, syscall.SIGTERM)
	fmt.Fprintln(os.Stderr, "conformance: stopping and cleaning up; a second signal ends the program at once")
	<-second
	os.Exit(exitKilled)
}

// streams are where a command writes: results to out, messages to err.
type streams struct{ out, err io.Writer }

// run is the program without its process.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	ended, code := false, 0 // --help and --version end the program inside of Parse
	var c cli
	parser, err := kong.New(&c,
		kong.Name("conformance"),
		kong.Description("Run what cloud API documents promise.\n\nExit codes: 0 done, 1 the work failed, 2 bad usage or configuration; those of run are in its help."),
		kong.Writers(stdout, stderr),
		kong.Vars{"jobs": strconv.Itoa(matrix.DefaultJobs)},
		kong.Exit(func(n int) {
			if !ended {
				ended, code = true, n
			}
		}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(streams{stdout, stderr}),
	)
	if err != nil {
		panic("unreachable: the command line is malformed: " + err.Error())
	}
	parsed, err := parser.Parse(args)
	switch {
	case ended:
		return code
	case err != nil:
		fmt.Fprintf(stderr, "conformance: %v\ntry: conformance --help\n", err)
		return exitUsage
	}
	err = parsed.Run()
	if _, said := errors.AsType[outcome](err); err != nil && !said {
		fmt.Fprintf(stderr, "conformance: %v\n", err)
	}
	if err != nil {
		return exitCode(err)
	}
	return exitDone
}

// The exit codes.
const (
	exitDone       = 0
	exitFailed     = 1
	exitUsage      = 2
	exitIncomplete = 3
	exitKilled     = 130 // as shells have it for a program that an interrupt ended
)

// usageError is an error that the user can put right by calling the program in another way.
type usageError struct{ error }

// Unwrap returns the cause.
func (e usageError) Unwrap() error { return e.error }

// ExitCode is the process's exit code.
func (usageError) ExitCode() int { return exitUsage }

// exitCode is the exit code of an error.
func exitCode(err error) int {
	var coded interface{ ExitCode() int }
	if errors.As(err, &coded) {
		return coded.ExitCode()
	}
	return exitFailed
}

// versionFlag shows the version and ends the program.
type versionFlag bool

// BeforeReset is called by the parser before it does anything else.
func (versionFlag) BeforeReset(app *kong.Kong) error {
	fmt.Fprintln(app.Stdout, "conformance", version())
	app.Exit(exitDone)
	return nil
}

// version is the version of the module that the program was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
