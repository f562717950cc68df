package survey_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/internal/sdk/brokendriver"
	"github.com/seed-613b54dc/conformance/internal/sdk/cases"
	"github.com/seed-613b54dc/conformance/internal/sdk/driver"
	"github.com/seed-613b54dc/conformance/internal/sdk/survey"
	"github.com/seed-613b54dc/conformance/specs"
)

// envDefect makes the test binary the driver with that defect.
const envDefect = "SURVEY_TEST_DEFECT"

func TestMain(m *testing.M) {
	if defect := os.Getenv(envDefect); defect != "" {
		if err := brokendriver.Main(defect, os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

const zec = "zenlayer-zec"

func contracts(t *testing.T) []*contract.Contract {
	t.Helper()
	all, found := load.All(specs.FS)
	if found.HasErrors() {
		t.Fatal(found.Err())
	}
	return all
}

// entry is an SDK with a defect.
func entry(defect string) survey.Entry {
	return survey.Entry{
		SDK:    sdk.SDK{Name: defect, Language: "Go", APIs: []string{zec}},
		Driver: driver.Command{Words: []string{os.Args[0]}, Env: []string{envDefect + "=" + defect, "GORACE=atexit_sleep_ms=0"}},
	}
}

func options(t *testing.T, ids ...string) survey.Options {
	return survey.Options{Contracts: contracts(t), Cases: ids, Jobs: 2, Log: io.Discard}
}

// zero is the case that a library which drops false fails.
const zero = "zenlayer-zec/StopInstances/zero/forceShutdown.false"

func TestFiguresFollowFromTheCases(t *testing.T) {
	got, err := survey.Run(t.Context(), []survey.Entry{entry("drops-false"), entry(brokendriver.Good)}, options(t, zero, "zenlayer-zec/StopInstances/call"))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []sdk.SDK{{Name: "drops-false", Passed: 1, Failed: 1}, {Name: "good", Passed: 2}} {
		if s := got.SDKs[i]; s.Name != want.Name || s.Status != sdk.Run || s.Passed != want.Passed || s.Failed != want.Failed || s.Known != 0 {
			t.Errorf("%+v, want %+v", s, want)
		}
	}
	if got.Unexcused() != 1 || len(got.Incomplete()) > 0 || len(got.Results) != 4 {
		t.Errorf("%d failures, incomplete %v, %d results", got.Unexcused(), got.Incomplete(), len(got.Results))
	}
	var said strings.Builder
	if err := survey.Failures(&said, got, 10); err != nil || !strings.Contains(said.String(), zero) || !strings.Contains(said.String(), "does not have it") {
		t.Errorf("said %q, %v", said.String(), err)
	}
}

func TestAnExcusedFailureStaysFailedAndIsKnown(t *testing.T) {
	e := entry("drops-false")
	e.Known = []report.Known{
		{ID: zero, Reason: "a bug", Issue: "https://example.com/1"},
		{ID: "zenlayer-zec/StopInstances/call/smallest", Reason: "was a bug", Issue: "https://example.com/2"},
	}
	got, err := survey.Run(t.Context(), []survey.Entry{e}, options(t, zero, "zenlayer-zec/StopInstances/call"))
	if err != nil {
		t.Fatal(err)
	}
	if s := got.SDKs[0]; s.Failed != 1 || s.Known != 1 || got.Unexcused() != 0 {
		t.Errorf("%+v, %d unexcused", s, got.Unexcused())
	}
	i := slices.IndexFunc(got.Results, func(r sdk.Result) bool { return r.Case == zero })
	if r := got.Results[i]; r.Verdict != sdk.Failed || r.Finding != "a bug (https://example.com/1)" {
		t.Errorf("%+v", r)
	}
	if want := []survey.Stale{{SDK: "drops-false", Case: "zenlayer-zec/StopInstances/call/smallest"}}; !slices.Equal(got.Stale, want) {
		t.Errorf("stale %v, want %v", got.Stale, want)
	}
}

// An SDK that was not run stays, with the reason, and is no success.
func TestWhatCannotBeRunStays(t *testing.T) {
	broken := entry("cannot be installed")
	broken.Install = func(context.Context, io.Writer) error { return errors.New("the registry is away") }
	dead := entry("dies")
	dead.Driver = driver.Command{Shell: "echo no luck >&2; exit 3"}
	missing := entry("is not there")
	missing.Driver = driver.Command{Words: []string{"no-such-program"}}
	out := entry("left out")
	out.LeftOut = "it was not chosen"
	other := entry("has no such API")
	other.SDK.APIs = []string{"alibaba-ecs"}
	got, err := survey.Run(t.Context(), []survey.Entry{broken, dead, missing, out, other}, options(t, "zenlayer-zec/StopInstances/error"))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"the registry is away", "no luck", "no-such-program", "it was not chosen", "none of the APIs"} {
		s := got.SDKs[i]
		if s.Status != sdk.NotRun || !strings.Contains(s.Reason, want) || s.Passed+s.Failed+s.Unsupported != 0 {
			t.Errorf("%+v, want not run because %s", s, want)
		}
		if line := survey.Line(s); !strings.Contains(line, "not run, because") {
			t.Errorf("line %q", line)
		}
	}
	if len(got.Incomplete()) != 4 || got.Broken() || len(got.Results) != 0 {
		t.Errorf("incomplete %v, %d results", got.Incomplete(), len(got.Results))
	}
}

func TestWhatIsLeftOutDoesNotMakeASurveyIncomplete(t *testing.T) {
	out := entry("left out")
	out.LeftOut = "it was not chosen"
	var told []string
	o := options(t, zero)
	o.Judged = func(s sdk.SDK) { told = append(told, s.Name) }
	got, err := survey.Run(t.Context(), []survey.Entry{out, entry(brokendriver.Good)}, o)
	if err != nil || len(got.Incomplete()) > 0 || !slices.Equal(told, []string{"good"}) {
		t.Errorf("error %v, incomplete %v, told of %v", err, got.Incomplete(), told)
	}
}

// What was done before a run was stopped is kept, and the rest says why it is not there.
func TestAStoppedRunKeepsWhatIsDone(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	first, second := entry(brokendriver.Good), entry("drops-false")
	o := options(t, zero)
	done := make(chan struct{})
	o.Judged = func(s sdk.SDK) {
		if s.Name == brokendriver.Good {
			close(done)
		}
	}
	second.Install = func(context.Context, io.Writer) error { <-done; cancel(); return errors.New("interrupted") }
	got, err := survey.Run(ctx, []survey.Entry{first, second}, o)
	if err != nil {
		t.Fatal(err)
	}
	if got.SDKs[0].Status != sdk.Run || got.SDKs[1].Status != sdk.NotRun || got.SDKs[1].Reason != "the run was stopped" || len(got.Incomplete()) != 1 {
		t.Errorf("%+v, incomplete %v", got.SDKs, got.Incomplete())
	}
}

// A library that can do nothing of what is asked was not judged, whatever it says.
func TestADriverThatSupportsNothingWasNotRun(t *testing.T) {
	e := entry(brokendriver.Good)
	e.SDK.APIs = []string{"zenlayer-vm"}
	o := options(t, "zenlayer-vm/StopInstances/call")
	got, err := survey.Run(t.Context(), []survey.Entry{e}, o)
	if err != nil || got.SDKs[0].Status != sdk.NotRun || !strings.Contains(got.SDKs[0].Reason, "supports none of the cases (there is no operation StopInstances of zenlayer-vm)") || len(got.Results) != 0 {
		t.Errorf("%+v, %d results, %v", got.SDKs, len(got.Results), err)
	}
}

func TestAManifestThatNamesAnAPIWithoutReasonIsSeen(t *testing.T) {
	e := entry(brokendriver.Good)
	e.SDK.APIs = []string{zec, "zenlayer-vm"}
	o := options(t, "zenlayer-vm/StopInstances/call", zero)
	for _, hasManifest := range []bool{false, true} {
		if hasManifest {
			e.Install = func(context.Context, io.Writer) error { return nil }
		}
		got, err := survey.Run(t.Context(), []survey.Entry{e}, o)
		if err != nil || got.SDKs[0].Status != sdk.Run || got.Broken() != hasManifest || (len(got.Incomplete()) == 1) != hasManifest {
			t.Errorf("with a manifest %v: %+v, incomplete %v, broken %v, %v", hasManifest, got.SDKs, got.Incomplete(), got.Broken(), err)
		}
	}
}

func TestAnSDKThatNeedsNothingFromElsewhereMustRun(t *testing.T) {
	e := entry("no-such-defect")
	e.Sure = true
	got, err := survey.Run(t.Context(), []survey.Entry{e}, options(t, "zenlayer-zec/StopInstances/error"))
	if err != nil || !got.Broken() {
		t.Errorf("%+v, %v", got.SDKs, err)
	}
}

func TestAnExcuseForACaseThatIsUnsupportedIsStale(t *testing.T) {
	e := entry(brokendriver.Good)
	e.SDK.APIs = []string{zec, "zenlayer-vm"}
	e.Known = []report.Known{{ID: "zenlayer-vm/StopInstances/call/smallest", Reason: "r", Issue: "https://example.com/1"}}
	got, err := survey.Run(t.Context(), []survey.Entry{e}, options(t, "zenlayer-vm/StopInstances/call", zero))
	if err != nil || len(got.Stale) != 1 {
		t.Errorf("stale %v, %v", got.Stale, err)
	}
}

func TestAnUnknownCaseIsAnErrorBeforeAnythingIsInstalled(t *testing.T) {
	e := entry(brokendriver.Good)
	e.Install = func(context.Context, io.Writer) error { t.Error("installed"); return nil }
	_, err := survey.Run(t.Context(), []survey.Entry{e}, options(t, "no/such/case"))
	if _, unknown := errors.AsType[*cases.UnknownCase](err); !unknown {
		t.Errorf("error %v", err)
	}
}

// manifest writes a catalog with one SDK, whose driver fails every case.
func manifest(t *testing.T, excuses string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		".gitignore":   "bin/\n.installed\n",
		"own/lock.txt": "own==1.2.3\n",
		"own/sdk.yaml": `name: own
title: Own SDK
package: own
registry: PyPI
version: 1.2.3
language: Python
official: false
source: https://example.com
apis: [zenlayer-zec]
needs: [sh]
locks: [lock.txt]
install:
  - [sh, -c, 'true']
driver: [sh, -c, 'exit 1']
`,
		"own/" + survey.KnownFile: excuses,
	} {
		if text == "" {
			continue
		}
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestEntriesOfACatalog(t *testing.T) {
	source := survey.Source{Contracts: contracts(t), Now: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)}
	good := "known:\n  - {id: " + zero + ", reason: r, issue: 'https://example.com/1', expires: 2027-01-01}\n"
	entries, err := source.Catalog(manifest(t, good), nil)
	if err != nil || len(entries) != 1 {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	e := entries[0]
	if e.SDK.Name != "own" || e.SDK.Version != "1.2.3" || len(e.Known) != 1 || e.LeftOut != "" || e.Reproduce("a/b") != "make sdks SDK=own CASE=a/b" {
		t.Errorf("%+v", e)
	}
	if err := e.Install(t.Context(), io.Discard); err != nil {
		t.Error(err)
	}
	for name, test := range map[string]struct {
		excuses, says string
		chosen        []string
	}{
		"an excuse for a case that is not there": {"known:\n  - {id: a/b, reason: r, issue: 'https://example.com/1', expires: 2027-01-01}\n", `"a/b"`, nil},
		"an excuse that has expired":             {strings.Replace(good, "2027", "2025", 1), "expired", nil},
		"an SDK that is not there":               {good, `no SDK "other": use own`, []string{"other"}},
	} {
		if _, err := source.Catalog(manifest(t, test.excuses), test.chosen); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if entries, err := source.Catalog(manifest(t, ""), []string{"own"}); err != nil || entries[0].LeftOut != "" || entries[0].Known != nil {
		t.Errorf("without excuses: %+v, %v", entries, err)
	}
}

func TestTheEntryOfADriver(t *testing.T) {
	source := survey.Source{Contracts: contracts(t), Now: time.Now()}
	e, err := source.Driver(sdk.SDK{Name: "mine"}, "python3 'my driver.py'", "")
	if err != nil {
		t.Fatal(err)
	}
	if want := `conformance sdk --driver 'python3 '\''my driver.py'\''' --case x`; e.Reproduce("x") != want || len(e.SDK.APIs) != 6 {
		t.Errorf("%s, want %s; APIs %v", e.Reproduce("x"), want, e.SDK.APIs)
	}
	if _, err := source.Driver(sdk.SDK{Name: "mine"}, "true", filepath.Join(t.TempDir(), "none.yaml")); err == nil {
		t.Error("a file with excuses that is not there is no error")
	}
}
