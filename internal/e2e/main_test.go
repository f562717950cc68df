// Package e2e_test runs the real program against endpoints and fixture providers that misbehave.
//
// In go the program as users build it, the reference endpoint behind a proxy that injects faults
// (proxy_test.go, fault_test.go), and providers that lie (provider_test.go). Out comes what a user
// sees: exit code, messages, report. The fault table (table_test.go) is also documentation:
// docs/faults.md.
package e2e_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// program is the path of the built program.
var program string

// endpoints is what "conformance serve" says of itself; all tests share it, as runs of several users
// would.
var endpoints served

// served is the output of serve.
type served struct {
	Fixtures string      `json:"fixtures"`
	APIs     []servedAPI `json:"apis"`
}

// servedAPI is one endpoint with its account.
type servedAPI struct {
	ID      string `json:"id"`
	URL     string `json:"url"`
	Account struct {
		ID     string `json:"id"`
		Secret string `json:"secret"`
		Token  string `json:"token"`
		Bearer string `json:"bearer"`
	} `json:"account"`
}

// TestMain plays a fixture provider when it is asked to. Otherwise it builds the program, serves the
// reference endpoints and runs the tests.
func TestMain(m *testing.M) {
	if habit := os.Getenv(envHabit); habit != "" {
		os.Exit(play(habit))
	}
	flag.Parse()
	// Runs mostly wait, so more of them than cores go side by side.
	if err := flag.Set("test.parallel", "6"); err != nil {
		panic(err)
	}
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// run prepares what all tests share.
func run(m *testing.M) (code int, err error) {
	dir, err := os.MkdirTemp("", "conformance-e2e-")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	program = filepath.Join(dir, "conformance")
	build := exec.CommandContext(context.Background(), "go", "build", "-o", program, "./cmd/conformance")
	build.Dir = "../.."
	if out, err := build.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("build the program: %w\n%s", err, out)
	}
	stop, err := serve()
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, stop()) }()
	return m.Run(), nil
}

// serve starts the reference endpoints in a process of their own.
func serve() (stop func() error, err error) {
	cmd := exec.CommandContext(context.Background(), program, "serve", "--json", "--port-base", "0")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	stop = func() error { return errors.Join(cmd.Process.Kill(), ignoreExit(cmd.Wait())) }
	if err := json.NewDecoder(out).Decode(&endpoints); err != nil {
		return nil, errors.Join(fmt.Errorf("output of serve: %w", err), stop())
	}
	return stop, nil
}

// ignoreExit passes over the way in which a process ended that was killed.
func ignoreExit(err error) error {
	if _, ended := errors.AsType[*exec.ExitError](err); ended {
		return nil
	}
	return err
}

// endpoint is the served endpoint of an API.
func endpoint(t *testing.T, api string) servedAPI {
	t.Helper()
	for _, a := range endpoints.APIs {
		if a.ID == api {
			return a
		}
	}
	t.Fatalf("serve has no %s", api)
	return servedAPI{}
}

// zec is the API of most tests: it has no rate limits, so it is the quickest.
const zec = "zenlayer-zec"
