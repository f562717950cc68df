package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/output"
)

// TestMain lets the test binary stand in for specgen, so that flags and exit codes are tested as users meet them.
func TestMain(m *testing.M) {
	if os.Getenv("SPECGEN_TEST_RUN") != "" {
		main()
	}
	os.Exit(m.Run())
}

// root is the top of the module.
const root = "../.."

// specgen runs the tool in dir and returns what it printed and its exit code.
func specgen(t *testing.T, dir string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(t.Context(), self, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &errs
	cmd.Env = append(os.Environ(), "SPECGEN_TEST_RUN=1")
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

// workspace is a directory with a copy of the project's contracts.
func workspace(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	files, err := filepath.Glob(filepath.Join(root, "specs", "*.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no contracts: %v", err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(dir, "specs", filepath.Base(f)), string(data))
	}
	return dir
}

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestGeneratedFilesAreCurrent(t *testing.T) {
	var stderr bytes.Buffer
	s := &session{specs: filepath.Join(root, "specs"), out: root, format: "text", stderr: &stderr}
	tree, err := s.tree()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	changes, diff, err := tree.Compare(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range changes {
		if c.Kind == output.Kept {
			t.Errorf("%s is written by hand in a directory that belongs to specgen", c.Path)
		}
	}
	if diff != "" {
		t.Errorf("run: go run ./cmd/specgen generate\n%s", diff)
	}
}

func TestGenerateThenCheckIsCleanAndAChangeIsStale(t *testing.T) {
	dir := workspace(t)
	if out, errs, code := specgen(t, dir, "check"); code != exitFound || !strings.Contains(out, "+++ b/gen/tencent-cvm-v3/client.go") {
		t.Fatalf("check before generate: exit %d\n%s", code, errs)
	}
	if out, errs, code := specgen(t, dir, "generate"); code != exitClean || !strings.Contains(out, "added    gen/tencent-cvm-v3/client.go") {
		t.Fatalf("generate: exit %d\n%s%s", code, out, errs)
	}
	if out, errs, code := specgen(t, dir, "check"); code != exitClean || out != "" {
		t.Fatalf("check after generate: exit %d\n%s%s", code, out, errs)
	}
	name := filepath.Join(dir, "gen/tencent-cvm-v3/client.go")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	put(t, name, strings.Replace(string(data), "2017-03-12", "2017-03-13", 1))
	out, errs, code := specgen(t, dir, "check")
	if code != exitFound || !strings.Contains(out, "-\tVersion:   \"2017-03-13\"") || !strings.Contains(errs, "1 of the generated files") {
		t.Errorf("check of a stale file: exit %d\n%s%s", code, out, errs)
	}
}

func TestNothingIsWrittenWhenAContractHasAnError(t *testing.T) {
	dir := workspace(t)
	put(t, filepath.Join(dir, "specs/zz-broken.yaml"), "openapi: 3.1.0\nx-unheard-of: true\n")
	for _, command := range []string{"generate", "check", "list", "lint"} {
		out, errs, code := specgen(t, dir, command)
		if code != exitFound || !strings.Contains(out+errs, "specs/zz-broken.yaml:") {
			t.Errorf("%s: exit %d\n%s%s", command, code, out, errs)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "gen")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("gen/ was written: %v", err)
	}
}

func TestLintPrintsTheChosenForm(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "specs/a.yaml"), "openapi: 2.0.0\n")
	for format, want := range map[string]string{
		"text":   "specs/a.yaml:1:",
		"json":   `"file": "specs/a.yaml"`,
		"github": "::error file=specs/a.yaml,line=1",
	} {
		out, errs, code := specgen(t, dir, "lint", "--format", format)
		if code != exitFound || !strings.Contains(out, want) || errs != "" {
			t.Errorf("%s: exit %d, want %q in\n%s%s", format, code, want, out, errs)
		}
	}
}

func TestHandWrittenFilesAreReportedAndKept(t *testing.T) {
	dir := workspace(t)
	mine := filepath.Join(dir, "gen/tencent-cvm-v3/mine.go")
	put(t, mine, "package cvmv3\n")
	out, _, code := specgen(t, dir, "generate")
	if code != exitClean || !strings.Contains(out, "kept     gen/tencent-cvm-v3/mine.go") {
		t.Errorf("generate: exit %d\n%s", code, out)
	}
	if _, errs, code := specgen(t, dir, "check"); code != exitClean || !strings.Contains(errs, "gen/tencent-cvm-v3/mine.go is written by hand") {
		t.Errorf("check: exit %d\n%s", code, errs)
	}
	if data, err := os.ReadFile(mine); err != nil || string(data) != "package cvmv3\n" {
		t.Errorf("the hand-written file: %q, %v", data, err)
	}
}

func TestListFiltersRulesAndPrintsJSON(t *testing.T) {
	dir := workspace(t)
	out, errs, code := specgen(t, dir, "list", "--api", "tencent-cvm-v3", "--kind", "batch-limit", "--json")
	if code != exitClean {
		t.Fatalf("exit %d\n%s", code, errs)
	}
	var rules []listed
	if err := json.Unmarshal([]byte(out), &rules); err != nil {
		t.Fatal(err)
	}
	found := false
	for _, r := range rules {
		if r.Kind != "batch-limit" || !strings.HasPrefix(r.ID, "tencent-cvm-v3/") {
			t.Errorf("rule %s of kind %s passed the filters", r.ID, r.Kind)
		}
		if r.ID == "tencent-cvm-v3/StopInstances/batch-limit/InstanceIds.max" {
			found = r.Line > 0 && len(r.Lines) > 0 && len(r.Scenarios) > 0 && r.Contract == "specs/tencent-cvm-v3.yaml"
		}
	}
	if !found {
		t.Errorf("the limit of InstanceIds, with lines and scenarios, is not in\n%s", out)
	}
}

func TestWrongUseExitsWithTwoAndSaysWhatIsRight(t *testing.T) {
	empty := t.TempDir()
	full := workspace(t)
	put(t, filepath.Join(full, "file"), "")
	for _, tt := range []struct {
		dir  string
		args []string
		want string
	}{
		{empty, nil, "expected one of"},
		{empty, []string{"lint", "--format", "yaml"}, "--format must be one of"},
		{empty, []string{"frobnicate"}, "frobnicate"},
		{empty, []string{"lint"}, "specs"},
		{empty, []string{"lint", "--specs", "."}, "there is no *.yaml file in ."},
		{full, []string{"lint", "--specs", "file"}, "name its directory with --specs"},
		{full, []string{"list", "--kind", "wish"}, `there is no kind "wish"; there are success,`},
		{full, []string{"list", "--api", "nobody"}, `there is no API "nobody"; there are `},
		{full, []string{"generate", "--out", "file"}, "file"},
	} {
		out, errs, code := specgen(t, tt.dir, tt.args...)
		if code != exitUsage || !strings.Contains(errs, tt.want) {
			t.Errorf("specgen %s: exit %d, want %q in\n%s%s", strings.Join(tt.args, " "), code, tt.want, out, errs)
		}
	}
}

func TestHelpExitsCleanly(t *testing.T) {
	if out, errs, code := specgen(t, t.TempDir(), "--help"); code != exitClean || !strings.Contains(out, "generate") {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
}
