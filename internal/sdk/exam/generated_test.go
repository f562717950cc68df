package exam_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/internal/sdk/driver"
	"github.com/seed-613b54dc/conformance/internal/sdk/exam"
	"github.com/seed-613b54dc/conformance/specs"
)

// generated builds the driver of the clients of this project. It needs nothing that is not here.
func generated(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "driver")
	build := exec.Command("go", "build", "-o", binary, ".")
	build.Dir = "../../../sdks/generated-go"
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return binary
}

// every asks a driver the cases of all APIs.
func every(t *testing.T, command driver.Command) []sdk.Result {
	t.Helper()
	contracts, found := load.All(specs.FS)
	if found.HasErrors() {
		t.Fatal(found.Err())
	}
	results, err := exam.Run(context.Background(), contracts, exam.Options{SDK: "generated", Driver: command})
	if err != nil {
		t.Fatal(err)
	}
	return results
}

func TestTheGeneratedClientsPassEveryCase(t *testing.T) {
	results := every(t, driver.Command{Words: []string{generated(t)}})
	kinds := map[sdk.Kind]int{}
	for _, r := range results {
		kinds[r.Kind]++
		if r.Verdict != sdk.Passed {
			t.Errorf("%s: %s, %s: %s", r.Case, r.Verdict, r.Reason, r.Message)
		}
	}
	for _, kind := range sdk.Kinds() {
		if kinds[kind.ID] == 0 {
			t.Errorf("no case of the kind %s was asked", kind.ID)
		}
	}
}

// Where errors travel with HTTP 200, a library that goes by the status alone takes them for successes.
func TestGoingByTheStatusAloneIsCaughtWhereErrorsHaveStatus200(t *testing.T) {
	results := every(t, driver.Command{Words: []string{os.Args[0]}, Env: []string{envTrusting + "=" + generated(t), "GORACE=atexit_sleep_ms=0"}})
	caught := 0
	for _, r := range results {
		if r.Kind == sdk.KindErrorIn200 {
			caught++
			if r.Verdict != sdk.Failed || r.Reason != sdk.ReasonResult {
				t.Errorf("%s: %s, %s: %s", r.Case, r.Verdict, r.Reason, r.Message)
			}
		}
		if r.Kind == sdk.KindCall && r.Verdict != sdk.Passed {
			t.Errorf("%s: %s, %s: %s", r.Case, r.Verdict, r.Reason, r.Message)
		}
	}
	if caught == 0 {
		t.Error("no case is about errors with HTTP 200")
	}
}

// envTrusting makes the test binary a driver that hands calls on to the driver of that name, and makes a success of
// every error with HTTP 200.
const envTrusting = "EXAM_TEST_TRUSTING"

func trusting(name string, in io.Reader, out io.Writer) error {
	honest := exec.Command(name)
	honest.Stdin, honest.Stderr = in, os.Stderr
	answers, err := honest.StdoutPipe()
	if err != nil {
		return err
	}
	if err := honest.Start(); err != nil {
		return err
	}
	lines := bufio.NewScanner(answers)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var a sdk.Answer
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return fmt.Errorf("%s: %w", lines.Text(), err)
		}
		if a.Error != nil && a.Error.HTTPStatus == 200 {
			a.Error, a.Output = nil, map[string]any{}
		}
		if err := json.NewEncoder(out).Encode(a); err != nil {
			return err
		}
	}
	return honest.Wait()
}
