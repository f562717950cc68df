package main

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/diff"
)

// limitKey is a limit of tencent-cvm-v3, with what stands before it.
const limitKey = "          items: {type: string, pattern: '^ins-[0-9a-z]{8}$'}\n          minItems: 1\n          maxItems: "

// edited is a folder of contracts in which the limit is another one.
func edited(t *testing.T, max string) string {
	t.Helper()
	dir := workspace(t)
	edit(t, filepath.Join(dir, "specs", "tencent-cvm-v3.yaml"), limitKey+"100", limitKey+max)
	return filepath.Join(dir, "specs")
}

func TestDiffOfTheContractsWithThemselvesIsEmpty(t *testing.T) {
	dir := workspace(t)
	out, errs, code := specgen(t, dir, "diff", "specs", "specs", "--fail-on", "any")
	if code != exitClean || out != "nothing has changed\n" || errs != "" {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
}

func TestDiffExitsByWhatItIsToldToFailOn(t *testing.T) {
	dir, lowered, raised := workspace(t), edited(t, "50"), edited(t, "200")
	reworded := filepath.Join(workspace(t), "specs")
	edit(t, filepath.Join(reworded, "tencent-cvm-v3.yaml"), "description: How to shut down.", "description: The way to shut down.")
	for _, tt := range []struct {
		after  string
		failOn string
		want   int
	}{
		{lowered, "", exitClean},
		{lowered, "breaking-callers", exitFound},
		{lowered, "breaking-implementers", exitFound},
		{raised, "breaking-callers", exitClean},
		{raised, "breaking-implementers", exitFound},
		{raised, "breaking-callers,breaking-implementers", exitFound},
		{reworded, "breaking-callers,breaking-implementers", exitClean},
		{reworded, "any", exitFound},
	} {
		args := []string{"diff", "specs", tt.after}
		if tt.failOn != "" {
			args = append(args, "--fail-on", tt.failOn)
		}
		if out, errs, code := specgen(t, dir, args...); code != tt.want || !strings.Contains(out, "tencent-cvm-v3") {
			t.Errorf("%v: exit %d, want %d\n%s%s", args, code, tt.want, out, errs)
		}
	}
}

func TestDiffComparesASingleFileWithWhatAFolderHasOfItsAPI(t *testing.T) {
	dir, lowered := workspace(t), edited(t, "50")
	out, errs, code := specgen(t, dir, "diff", "--as", "json", "specs", filepath.Join(lowered, "tencent-cvm-v3.yaml"))
	if code != exitClean {
		t.Fatalf("exit %d\n%s", code, errs)
	}
	var account diff.Account
	if err := json.Unmarshal([]byte(out), &account); err != nil {
		t.Fatal(err)
	}
	if len(account.APIs) != 1 || len(account.APIs[0].Changes) != 1 || account.Old != "specs" {
		t.Fatalf("got %+v", account)
	}
	c := account.APIs[0].Changes[0]
	if c.ID != "tencent-cvm-v3/StopInstances/batch-limit/InstanceIds.max" || c.Old != "100" || c.New != "50" || len(c.Lines) == 0 {
		t.Errorf("got %+v", c)
	}
}

func TestDiffReadsGitRevisions(t *testing.T) {
	dir := workspace(t)
	git := func(args ...string) {
		t.Helper()
		args = append([]string{"-C", dir, "-c", "user.name=nobody", "-c", "user.email=nobody@example.com", "-c", "commit.gpgsign=false"}, args...)
		if out, err := exec.CommandContext(t.Context(), "git", args...).CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	git("init", "--quiet")
	git("add", ".")
	git("commit", "--quiet", "--message", "first")
	edit(t, filepath.Join(dir, "specs", "tencent-cvm-v3.yaml"), limitKey+"100", limitKey+"50")
	git("commit", "--quiet", "--all", "--message", "second")
	for _, sides := range [][]string{{"HEAD~1", "HEAD"}, {"HEAD~1", "specs"}} {
		out, errs, code := specgen(t, dir, "diff", "--as", "markdown", sides[0], sides[1])
		if code != exitClean || !strings.Contains(out, "| 100 | 50 |") || !strings.Contains(out, "From `HEAD~1` to") {
			t.Errorf("%v: exit %d\n%s%s", sides, code, out, errs)
		}
	}
	if out, _, code := specgen(t, dir, "diff", "HEAD", "specs"); code != exitClean || out != "nothing has changed\n" {
		t.Errorf("exit %d\n%s", code, out)
	}
	_, errs, code := specgen(t, dir, "diff", "HEAD~7", "specs")
	if code != exitUsage || !strings.Contains(errs, "HEAD~7 is neither a file, a folder nor a git revision") {
		t.Errorf("exit %d\n%s", code, errs)
	}
	if _, errs, code := specgen(t, dir, "diff", "--specs", "elsewhere", "HEAD", "specs"); code != exitUsage || !strings.Contains(errs, "elsewhere") {
		t.Errorf("exit %d\n%s", code, errs)
	}
}

func TestDiffRefusesWhatItCannotRead(t *testing.T) {
	dir := workspace(t)
	put(t, filepath.Join(dir, "broken.yaml"), "openapi: 2.0.0\n")
	put(t, filepath.Join(dir, "empty", "readme"), "")
	for _, tt := range []struct {
		args []string
		want string
	}{
		{[]string{"specs", "broken.yaml"}, "the contracts of broken.yaml have errors"},
		{[]string{"specs", "empty"}, "there is no *.yaml file in empty"},
		{[]string{"specs"}, "expected"},
		{[]string{"specs", "specs", "--fail-on", "all"}, "--fail-on"},
		{[]string{"specs", "specs", "--as", "html"}, "--as"},
		{[]string{"specs", "--", "--output=x"}, "neither a file, a folder nor a git revision"},
	} {
		out, errs, code := specgen(t, dir, append([]string{"diff"}, tt.args...)...)
		if code != exitUsage || !strings.Contains(errs, tt.want) || out != "" {
			t.Errorf("diff %v: exit %d, want %q in\n%s%s", tt.args, code, tt.want, out, errs)
		}
	}
}
