// Package examples_test judges the examples: an endpoint that shares no code with this project, right
// and wrong, in each of the ways in which the suites can be run.
package examples_test

import (
	"bufio"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/report"
)

// bugs are the scenarios that fail on the example with both of its bugs, and no others do.
var bugs = []string{
	"zenlayer-zec/StopInstances/batch-limit/instanceIds.max/over",
	"zenlayer-zec/StopInstances/default/forceShutdown/omitted",
}

// way is one way to judge a target.
type way struct {
	name string
	// command judges the target and writes the report into dir.
	command func(target, dir string) []string
}

var ways = []way{
	{"binary", func(target, dir string) []string {
		return []string{"go", "run", "./cmd/conformance", "run", "--target", target, "--report", dir, "--progress", "plain"}
	}},
	{"ginkgo", func(target, dir string) []string {
		return []string{"go", "tool", "ginkgo", "--no-color", "--procs=8", "./suites", "--", "--target=" + target, "--report=" + dir}
	}},
	{"library", func(target, dir string) []string {
		return []string{"env", "CONFORMANCE_TARGET=" + target, "CONFORMANCE_REPORT=" + dir, "go", "test", "-count=1", "./examples/library"}
	}},
}

func TestTheExampleIsJudgedAlikeInEveryWay(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("not run: the example needs python3, which is not installed here")
	}
	for name, want := range map[string][]string{"": nil, "both": bugs} {
		env := start(t, name)
		t.Run("bugs "+name, func(t *testing.T) {
			for _, w := range ways {
				t.Run(w.name, func(t *testing.T) {
					t.Parallel()
					judge(t, w, env, want)
				})
			}
		})
	}
}

// judge runs one way and compares what failed.
func judge(t *testing.T, w way, env, want []string) {
	dir := t.TempDir()
	target, err := filepath.Abs("zenlayer-zec-python/target.yaml")
	if err != nil {
		t.Fatal(err)
	}
	command := w.command(target, dir)
	cmd := exec.CommandContext(t.Context(), command[0], command[1:]...)
	cmd.Dir, cmd.Env = "..", env
	out, err := cmd.CombinedOutput()
	if (err == nil) != (len(want) == 0) {
		t.Errorf("%v; with the bugs %v\n%s", err, want, out)
	}
	r, err := report.Read(filepath.Join(dir, report.JSONFile))
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	verdicts := map[string]report.Verdict{}
	for _, s := range r.APIs[0].Scenarios {
		verdicts[s.ID] = s.Verdict
	}
	var failed []string
	for _, id := range slices.Sorted(maps.Keys(verdicts)) {
		if verdicts[id] == report.Fail {
			failed = append(failed, id)
		}
	}
	if !slices.Equal(failed, want) {
		t.Errorf("failed %v, want %v\n%s", failed, want, out)
	}
	api := r.APIs[0]
	if len(r.APIs) != 1 || api.ID != "zenlayer-zec" || api.Inconclusive != 0 || api.Passed+api.Failed != api.Expected || api.Expected < 60 {
		t.Errorf("%d APIs; %s: %d passed, %d failed, %d inconclusive of %d", len(r.APIs), api.ID, api.Passed, api.Failed, api.Inconclusive, api.Expected)
	}
}

// start starts the example with a bug, "" for none, until the test ends. It returns the environment in
// which its target file can be used.
func start(t *testing.T, bug string) []string {
	t.Helper()
	args := []string{"endpoint.py", "--port", "0"}
	if bug != "" {
		args = append(args, "--bug", bug)
	}
	env := append(os.Environ(), "ZEC_KEY_ID=example-key", "ZEC_KEY_SECRET=example-secret")
	cmd := exec.CommandContext(t.Context(), "python3", args...)
	cmd.Dir, cmd.Env = "zenlayer-zec-python", env
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // it was killed
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the example does not start: %v", err)
	}
	_, url, found := strings.Cut(strings.TrimSpace(line), " at ")
	if !found {
		t.Fatalf("the example says %q and not where it is", line)
	}
	return append(env, "ZEC_URL="+url)
}

func TestTheExamplesOwnTestsPass(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("not run: the example needs python3, which is not installed here")
	}
	cmd := exec.CommandContext(t.Context(), "python3", "-m", "unittest", "-q")
	cmd.Dir = "zenlayer-zec-python"
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
