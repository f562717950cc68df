//go:build unix

package catalog

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// fake makes the folder of an SDK whose single step runs the script and then notes in the file runs, beside
// the folders, that it did.
func fake(t *testing.T, language, script string) Manifest {
	t.Helper()
	dir := t.TempDir()
	m := Manifest{
		Name: "some", Language: language, Registry: "PyPI", Needs: []string{"sh"}, Locks: []string{"lock.txt"},
		Steps: [][]string{{"sh", "-c", script + "\necho run >>../runs"}}, Dir: filepath.Join(dir, "some"),
	}
	for name, text := range map[string]string{
		".gitignore": "# What is installed.\n.venv/\nbin/\n.installed\n.installing\n*.jar\n", "runs": "",
		"some/lock.txt": "some==1", "some/driver.src": "one", "some/sdk.yaml": "notes: a", "lines/lines.src": "loop",
	} {
		put(t, dir, name, text)
	}
	return m
}

// put writes a file, with its folders.
func put(t *testing.T, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// runs counts how often the steps ran to their end.
func runs(t *testing.T, m Manifest) int {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(filepath.Dir(m.Dir), "runs"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Count(string(text), "run\n")
}

func exists(m Manifest, name string) bool {
	_, err := os.Stat(filepath.Join(m.Dir, name))
	return err == nil
}

func TestOnlyAChangeInstallsAnew(t *testing.T) {
	for name, c := range map[string]struct {
		language, file, registry string
		want                     int
	}{
		"nothing changed":                        {"Python", "", "PyPI", 1},
		"a lock file":                            {"Python", "some/lock.txt", "PyPI", 2},
		"the source of an interpreted driver":    {"Node.js", "some/driver.src", "npm", 1},
		"the loop of interpreted drivers":        {"Node.js", "lines/lines.src", "npm", 1},
		"the source of a compiled driver":        {"Java", "some/driver.src", "Maven Central", 2},
		"a new source file of a compiled driver": {"Go", "some/more.src", "Go module proxy", 2},
		"the loop of compiled drivers":           {"Go", "lines/lines.src", "Go module proxy", 2},
		"a note in the manifest":                 {"Go", "some/sdk.yaml", "Go module proxy", 1},
		"an excuse for a known difference":       {"Go", "some/known-failures.yaml", "Go module proxy", 1},
		"what was installed":                     {"Go", "some/bin/driver", "Go module proxy", 1},
		"nothing, but the source lies elsewhere": {"Go", "", ThisProject, 2},
	} {
		t.Run(name, func(t *testing.T) {
			m := fake(t, c.language, "mkdir -p bin && echo 1 >bin/driver")
			m.Registry = c.registry
			if err := m.Install(t.Context(), io.Discard); err != nil {
				t.Fatal(err)
			}
			if c.file != "" {
				put(t, filepath.Dir(m.Dir), c.file, "changed")
			}
			if err := m.Install(t.Context(), io.Discard); err != nil {
				t.Fatal(err)
			}
			if got := runs(t, m); got != c.want {
				t.Errorf("it was installed %d times, want %d", got, c.want)
			}
		})
	}
}

func TestOtherStepsInstallAnew(t *testing.T) {
	m := fake(t, "Python", "")
	if err := m.Install(t.Context(), io.Discard); err != nil {
		t.Fatal(err)
	}
	m.Steps = append(m.Steps, []string{"sh", "-c", "echo run >>../runs"})
	if err := m.Install(t.Context(), io.Discard); err != nil || runs(t, m) != 3 {
		t.Errorf("%d runs, %v", runs(t, m), err)
	}
}

func TestWhatWasInstalledGoesFirst(t *testing.T) {
	m := fake(t, "Python", "test ! -e .venv && test ! -e old.jar && test ! -e deep/bin && test -e deep/keep && mkdir .venv")
	for _, name := range []string{"some/.venv/old", "some/old.jar", "some/deep/bin/x", "some/deep/keep"} {
		put(t, filepath.Dir(m.Dir), name, "")
	}
	if err := m.Install(t.Context(), io.Discard); err != nil {
		t.Fatal(err)
	}
	if !exists(m, ".venv") || !exists(m, ".installed") || !exists(m, "driver.src") || !exists(m, "sdk.yaml") {
		t.Error("what was installed, the note of it, or a file of the folder is missing")
	}
}

func TestAFolderMayHaveAnyName(t *testing.T) {
	m := fake(t, "Go", "mkdir -p bin")
	if err := os.Rename(m.Dir, filepath.Join(filepath.Dir(m.Dir), "bin")); err != nil {
		t.Fatal(err)
	}
	m.Dir = filepath.Join(filepath.Dir(m.Dir), "bin")
	if err := m.Install(t.Context(), io.Discard); err != nil || !exists(m, "lock.txt") || !exists(m, "bin") {
		t.Errorf("a folder named like what is ignored: %v", err)
	}
}

func TestABadEndIsNoInstallation(t *testing.T) {
	for name, c := range map[string]struct{ script, want string }{
		"its last lines are shown": {
			"for i in 1 2 3 4 5; do echo line $i; done; echo; echo 'the end' >&2; exit 3",
			"exit status 3: line 3 / line 4 / line 5 / the end",
		},
		"a silent end": {"exit 1", "exit status 1"},
		"passwords are taken out": {
			"echo looking at https://me:secret@registry.example/x; exit 1", "exit status 1: looking at https://…@registry.example/x",
		},
		"local paths are taken out":        {`echo "$PWD/x $HOME/log"; exit 1`, "exit status 1: ./x ~/log"},
		"control characters are taken out": {`printf 'a\033[31mb'; exit 1`, "exit status 1: a[31mb"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("HOME", "/home/somebody")
			m := fake(t, "Python", c.script)
			m.Steps = append([][]string{{"mkdir", ".venv"}}, m.Steps...)
			put(t, m.Dir, ".installed", "an older state")
			err := m.Install(t.Context(), io.Discard)
			failed, ok := errors.AsType[*StepError](err)
			if !ok || failed.Step[0] != "sh" || failed.Unwrap() == nil {
				t.Fatalf("the error is %v, of type %T", err, err)
			}
			if text := err.Error(); !strings.HasPrefix(text, `the step "sh -c `) || !strings.HasSuffix(text, `": `+c.want) || strings.Contains(text, "\n") {
				t.Errorf("got\n%s\nwant the end\n%s", text, c.want)
			}
			if exists(m, ".installed") {
				t.Error("half an installation counts")
			}
		})
	}
}

func TestAStepThatCannotBeginIsToldSo(t *testing.T) {
	m := fake(t, "Python", "")
	m.Steps = [][]string{{"bin/nothing"}}
	if _, ok := errors.AsType[*StepError](m.Install(t.Context(), io.Discard)); !ok || exists(m, ".installed") {
		t.Error("a program that is not there was taken for an installation")
	}
}

func TestProgramsThatAreMissingAreNamed(t *testing.T) {
	m := fake(t, "Python", "")
	m.Needs = []string{"sh", "no-such-program", "nor-this"}
	missing, ok := errors.AsType[*Missing](m.Install(t.Context(), io.Discard))
	if !ok || missing.Error() != "the programs no-such-program, nor-this are not on the PATH" || runs(t, m) != 0 {
		t.Errorf("got %v", missing)
	}
	m.Needs = []string{"no-such-program"}
	if err := m.Install(t.Context(), io.Discard); err == nil || err.Error() != "the program no-such-program is not on the PATH" {
		t.Errorf("got %v", err)
	}
}

func TestAnInstallerThatChangesItsLockFileIsRefused(t *testing.T) {
	m := fake(t, "Python", "echo newer >lock.txt")
	if err := m.Install(t.Context(), io.Discard); err == nil || !strings.Contains(err.Error(), "changed meanwhile") || exists(m, ".installed") {
		t.Errorf("got %v", err)
	}
}

func TestThePatternsOfGitAreUnderstoodOrRefused(t *testing.T) {
	for _, pattern := range []string{"*", "!keep", "some/bin", "[", "**/"} {
		m := fake(t, "Python", "")
		put(t, filepath.Dir(m.Dir), ".gitignore", pattern+"\n")
		if err := m.Install(t.Context(), io.Discard); err == nil || !strings.Contains(err.Error(), "is not understood") || runs(t, m) != 0 {
			t.Errorf("the pattern %q: %v", pattern, err)
		}
	}
}

// TestTheEndOfTheContextEndsWhatAStepStarted ends it when the step says that its child runs.
func TestTheEndOfTheContextEndsWhatAStepStarted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	m := fake(t, "Python", "sleep 1000 & echo begun; wait")
	begun := writerFunc(func(text []byte) {
		if strings.Contains(string(text), "begun\n") && !strings.Contains(string(text), "sh -c") {
			cancel()
		}
	})
	err := m.Install(ctx, begun)
	if _, blamed := errors.AsType[*StepError](err); blamed || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if runs(t, m) != 0 || exists(m, ".installed") {
		t.Error("the step went on")
	}
}

func TestAStepThatTakesTooLongIsKilled(t *testing.T) {
	err := step{dir: t.TempDir(), words: []string{"sh", "-c", "echo waiting; sleep 1000"}, limit: 300 * time.Millisecond}.run(t.Context(), io.Discard)
	failed, ok := errors.AsType[*StepError](err)
	if !ok || !strings.Contains(failed.Error(), ": it took longer than 300ms") {
		t.Errorf("got %v", err)
	}
}

func TestTheLogHasTheStepsAndWhatTheySay(t *testing.T) {
	m := fake(t, "Python", "")
	m.Steps = [][]string{{"echo", "hello"}, {"sh", "-c", "echo there >&2"}}
	var log strings.Builder
	if err := m.Install(t.Context(), &log); err != nil {
		t.Fatal(err)
	}
	if want := "some: echo hello\nhello\nsome: sh -c echo there >&2\nthere\n"; log.String() != want {
		t.Errorf("got %q, want %q", log.String(), want)
	}
}

// writerFunc calls itself with what is written.
type writerFunc func(text []byte)

func (f writerFunc) Write(text []byte) (int, error) {
	f(text)
	return len(text), nil
}

func TestNoPasswordLeavesAnInstallation(t *testing.T) {
	t.Setenv("HOME", "/home/somebody")
	m := fake(t, "Python", "")
	put(t, m.Dir, "say.sh", `printf 'from http://user:'; printf 'tok3n@a.example\n'; echo "$PWD/y $HOME/z"; exit 7`)
	m.Steps = [][]string{{"echo", "https://user:tok3n@b.example"}, {"sh", "say.sh", "https://user:to@k3n@c.example"}}
	var log strings.Builder
	err := m.Install(t.Context(), &log)
	failed, ok := errors.AsType[*StepError](err)
	if !ok {
		t.Fatal(err)
	}
	if got, want := strings.Join(failed.Step, " "), "sh say.sh https://…@c.example"; got != want {
		t.Errorf("the step is %q, want %q", got, want)
	}
	if got, want := err.Error(), `the step "sh say.sh https://…@c.example": exit status 7: from http://…@a.example / ./y ~/z`; got != want {
		t.Errorf("the reason is\n%s\nwant\n%s", got, want)
	}
	want := "some: echo https://…@b.example\nhttps://…@b.example\nsome: sh say.sh https://…@c.example\nfrom http://…@a.example\n./y ~/z\n"
	if log.String() != want {
		t.Errorf("the log is\n%swant\n%s", log.String(), want)
	}
}
