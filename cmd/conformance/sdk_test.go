package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/internal/sdk/brokendriver"
	"github.com/seed-613b54dc/conformance/internal/sdk/matrix"
)

// envDefect makes the test binary the driver of a library with that defect.
const envDefect = "CONFORMANCE_TEST_DEFECT"

// beDriver is the driver, when the test binary is one.
func beDriver() {
	defect := os.Getenv(envDefect)
	if defect == "" {
		return
	}
	if err := brokendriver.Main(defect, os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// judged runs the command on a library with a defect, in a shell as a user does.
func judged(t *testing.T, defect string, args ...string) (code int, out, errs, dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "sdks")
	driver := fmt.Sprintf("%s=%s GORACE=atexit_sleep_ms=0 '%s'", envDefect, defect, os.Args[0])
	var stdout, stderr bytes.Buffer
	code = run(t.Context(), append([]string{"sdk", "--driver", driver, "--api", "zenlayer-zec", "--report", dir}, args...), &stdout, &stderr)
	return code, stdout.String(), stderr.String(), dir
}

func TestALibraryWithoutADefectIsExit0(t *testing.T) {
	code, out, errs, dir := judged(t, brokendriver.Good, "--name", "mine")
	if code != exitDone || !strings.Contains(out, "1 SDK run, 0 not run") || !strings.Contains(errs, "mine: ") {
		t.Fatalf("exit %d:\n%s%s", code, out, errs)
	}
	r, err := matrix.Read(filepath.Join(dir, matrix.JSONFile))
	if err != nil {
		t.Fatal(err)
	}
	if len(r.SDKs) != 1 || r.SDKs[0].Name != "mine" || r.SDKs[0].Status != sdk.Run || r.SDKs[0].Failed != 0 || r.SDKs[0].Passed != len(r.Cases) {
		t.Errorf("%+v, %d cases", r.SDKs, len(r.Cases))
	}
	for _, name := range []string{matrix.HTMLFile, matrix.MarkdownFile} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestADefectIsExit1WithTheCasesThatAreAboutIt(t *testing.T) {
	code, out, _, _ := judged(t, "drops-false")
	if code != exitFailed {
		t.Errorf("exit %d", code)
	}
	for _, promised := range []string{
		"zenlayer-zec/StopInstances/zero/forceShutdown.false",
		"request: forceShutdown was set to false, and the request does not have it",
		"again: conformance sdk --driver '" + envDefect + "=drops-false",
		"2 failed (0 of them known findings)",
	} {
		if !strings.Contains(out, promised) {
			t.Errorf("%q is not in\n%s", promised, out)
		}
	}
}

func TestACaseIsRepeatedByItself(t *testing.T) {
	code, out, _, dir := judged(t, "drops-false", "--case", "zenlayer-zec/StopInstances/call")
	if code != exitDone || !strings.Contains(out, "1 case passed, 0 failed") {
		t.Errorf("exit %d:\n%s", code, out)
	}
	if r, err := matrix.Read(filepath.Join(dir, matrix.JSONFile)); err != nil || len(r.Cases) != 1 {
		t.Errorf("%d cases, %v", len(r.Cases), err)
	}
}

func TestExcusedDifferences(t *testing.T) {
	excuses := filepath.Join(t.TempDir(), "known.yaml")
	excuse := func(ids ...string) {
		text := "known:\n"
		for _, id := range ids {
			text += "  - {id: zenlayer-zec/StopInstances/" + id + ", reason: r, issue: 'https://example.com/1', expires: 2099-01-01}\n"
		}
		if err := os.WriteFile(excuses, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	excuse("zero/forceShutdown.false", "parameter/forceShutdown.false")
	if code, out, _, _ := judged(t, "drops-false", "--known-failures", excuses); code != exitDone || !strings.Contains(out, "2 failed (2 of them known findings)") {
		t.Errorf("exit %d:\n%s", code, out)
	}
	excuse("zero/forceShutdown.false", "parameter/forceShutdown.false", "call/smallest")
	if code, _, errs, _ := judged(t, "drops-false", "--known-failures", excuses); code != exitUsage || !strings.Contains(errs, "call/smallest does not fail: take its excuse away") {
		t.Errorf("exit %d:\n%s", code, errs)
	}
	excuse("call/smallest")
	if code, _, _, _ := judged(t, "drops-false", "--known-failures", excuses); code != exitFailed {
		t.Errorf("exit %d", code)
	}
}

func TestADriverThatNeverAnswersIsNotRun(t *testing.T) {
	for want, args := range map[int][]string{exitIncomplete: nil, exitDone: {"--fail-on-incomplete=false"}} {
		code, out, errs, dir := judged(t, "no-such-defect", args...)
		if code != want || !strings.Contains(errs, "not run, because") || !strings.Contains(out, "0 SDKs run, 1 not run; 0 cases passed") {
			t.Errorf("%v: exit %d:\n%s%s", args, code, out, errs)
		}
		if r, err := matrix.Read(filepath.Join(dir, matrix.JSONFile)); err != nil || r.SDKs[0].Status != sdk.NotRun || r.SDKs[0].Reason == "" {
			t.Errorf("%+v, %v", r.SDKs, err)
		}
	}
}

func TestSecretsOfCasesStayOutOfReports(t *testing.T) {
	// This driver tells its secret to everybody: it is in its answer and on its error stream.
	leak := `while read -r line; do secret=${line##*secret\":\"}; secret=${secret%%\"*}; echo "$secret" >&2; echo "{\"output\":{\"secret\":\"$secret\",\"length\":${#secret}}}"; done`
	dir := t.TempDir()
	var out, errs bytes.Buffer
	code := run(t.Context(), []string{"sdk", "--driver", leak, "--case", "zenlayer-zec/StopInstances/error", "--report", dir}, &out, &errs)
	data, err := os.ReadFile(filepath.Join(dir, matrix.JSONFile))
	if code != exitFailed || err != nil {
		t.Fatalf("exit %d, %v:\n%s%s", code, err, out.String(), errs.String())
	}
	if text := string(data); !strings.Contains(text, `\"secret\":\"[redacted]\",\"length\":32`) || strings.Count(text, "[redacted]") < 3 {
		t.Errorf("no trace of the secret at all:\n%s", text)
	}
}

func TestSDKRefusesWhatThereIsNot(t *testing.T) {
	for want, args := range map[string][]string{
		"missing flags: --driver=COMMAND or --from=DIR": {},
		`there is no api "vm": use`:                     {"--driver", "true", "--api", "vm"},
		`there is no case "a/b"`:                        {"--driver", "true", "--case", "a/b"},
		"--timeout is 0s":                               {"--driver", "true", "--timeout", "0s"},
		"--jobs is 0: use 1 or more":                    {"--driver", "true", "--jobs", "0"},
		"--sdk goes with --from":                        {"--driver", "true", "--sdk", "x"},
		"--driver and --from can't be used together":    {"--driver", "true", "--from", "."},
		"no folder has a file sdk.yaml":                 {"--from", "../../specs"},
	} {
		dir := filepath.Join(t.TempDir(), "report")
		var out, errs bytes.Buffer
		code := run(t.Context(), append([]string{"sdk", "--report", dir}, args...), &out, &errs)
		if code != exitUsage || !strings.Contains(errs.String(), want) {
			t.Errorf("%v: exit %d, %q, want %q", args, code, errs.String(), want)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%v: a report was written", args)
		}
	}
}
