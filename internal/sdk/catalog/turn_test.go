//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package catalog

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestASecondInstallationWaitsForTheFirst begins the second while a step of the first runs. Did it not wait, its
// own step would let the first one end well and then fail itself.
func TestASecondInstallationWaitsForTheFirst(t *testing.T) {
	m := fake(t, "Python", `mkdir .venv
		if ! mkdir ../first; then touch ../go; echo registry away; exit 1; fi
		echo begun; until test -e ../go; do sleep 0.01; done`)
	begun, first := make(chan bool, 1), make(chan error, 1)
	go func() {
		first <- m.Install(t.Context(), writerFunc(func(text []byte) {
			if string(text) == "begun\n" {
				begun <- true
			}
		}))
	}()
	select {
	case <-begun:
	case err := <-first:
		t.Fatal("the first did not get far: ", err)
	}
	var log strings.Builder
	second := m.Install(t.Context(), io.MultiWriter(&log, writerFunc(func([]byte) { put(t, filepath.Dir(m.Dir), "go", "") })))
	if err := <-first; err != nil || second != nil {
		t.Errorf("the first ended with %v, the second with %v", err, second)
	}
	if got, want := log.String(), "some is being installed by another process: waiting\n"; got != want {
		t.Errorf("the second said %q, want %q", got, want)
	}
	if !exists(m, ".venv") || runs(t, m) != 1 {
		t.Errorf("installed %d times, want once; what was installed is there: %t", runs(t, m), exists(m, ".venv"))
	}
}

// TestAnInstallerThatOutlivesItsProcessIsWaitedFor kills a process that installs. Its step, which nobody can end
// any more, still changes the folder; it ends when the next one says that it waits.
func TestAnInstallerThatOutlivesItsProcessIsWaitedFor(t *testing.T) {
	const script = `if mkdir ../first; then echo begun; until test -e ../go; do sleep 0.01; done
		elif test ! -e ../go; then touch ../go; echo not waited; exit 1; fi`
	if dir := os.Getenv("INSTALL_IN"); dir != "" { // this is the process that is killed
		m := Manifest{Name: "some", Locks: []string{"lock.txt"}, Steps: [][]string{{"sh", "-c", script + "\necho run >>../runs"}}, Dir: dir}
		t.Fatal("it should not have ended: ", m.Install(t.Context(), os.Stdout))
	}
	m := fake(t, "Python", script)
	killed := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$")
	killed.Env = append(os.Environ(), "INSTALL_IN="+m.Dir)
	pipe, err := killed.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := killed.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewReader(pipe); ; {
		line, err := lines.ReadString('\n')
		if err != nil {
			t.Fatal("the process ended too early: ", err)
		}
		if line == "begun\n" {
			break
		}
	}
	if err := killed.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := killed.Wait(); err == nil {
		t.Error("the process was not killed")
	}
	waited := false
	err = m.Install(t.Context(), writerFunc(func(text []byte) {
		if strings.HasSuffix(string(text), ": waiting\n") {
			waited = true
			put(t, filepath.Dir(m.Dir), "go", "")
		}
	}))
	if err != nil || !waited || runs(t, m) != 2 || !exists(m, ".installed") {
		t.Errorf("%v; it waited: %t; %d steps ended well, want 2", err, waited, runs(t, m))
	}
}

func TestTheEndOfTheContextEndsTheWait(t *testing.T) {
	m := fake(t, "Python", "")
	first, err := m.turn(t.Context(), io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err = m.Install(ctx, writerFunc(func([]byte) { cancel() }))
	if !errors.Is(err, context.Canceled) || runs(t, m) != 0 {
		t.Errorf("got %v after %d runs", err, runs(t, m))
	}
	if err := first.release(); err != nil {
		t.Fatal(err)
	}
	if err := m.Install(t.Context(), io.Discard); err != nil || runs(t, m) != 1 {
		t.Errorf("after the first had ended: %v, %d runs", err, runs(t, m))
	}
}

// TestALockThatIsTakenAwayIsNoInstallation is what happens when somebody cleans the folders meanwhile.
func TestALockThatIsTakenAwayIsNoInstallation(t *testing.T) {
	for name, script := range map[string]string{
		"removed":  "rm -r .installing .venv",
		"replaced": "rm -r .installing .venv; : >.installing",
	} {
		m := fake(t, "Python", "mkdir .venv; "+script)
		err := m.Install(t.Context(), io.Discard)
		if err == nil || !strings.Contains(err.Error(), "some: the lock of this installation was removed meanwhile: run it again") || exists(m, ".installed") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// TestWhatIsWholeNeedsNoTurn installs while another holds the turn for good.
func TestWhatIsWholeNeedsNoTurn(t *testing.T) {
	m := fake(t, "Python", "")
	if err := m.Install(t.Context(), io.Discard); err != nil {
		t.Fatal(err)
	}
	held, err := m.turn(t.Context(), io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	waits := func([]byte) { t.Error("it says something, and will wait") }
	if err := m.Install(t.Context(), writerFunc(waits)); err != nil || runs(t, m) != 1 {
		t.Errorf("%v, %d runs", err, runs(t, m))
	}
	if err := held.release(); err != nil {
		t.Fatal(err)
	}
}

// TestTheFileOfTheTurnIsNeitherInstalledNorWritten has a .gitignore that does not name it.
func TestTheFileOfTheTurnIsNeitherInstalledNorWritten(t *testing.T) {
	m := fake(t, "Go", "")
	for _, patterns := range []ignored{nil, {".installing"}, {".inst*"}} {
		before, err := m.digest(patterns)
		if err != nil {
			t.Fatal(err)
		}
		put(t, m.Dir, turnFile, "here")
		if after, err := m.digest(patterns); err != nil || after != before {
			t.Errorf("%q: it is part of the digest, %v", patterns, err)
		}
		if err := m.remove(patterns); err != nil || !exists(m, turnFile) {
			t.Errorf("%q: a removal takes it away, %v", patterns, err)
		}
		if err := os.Remove(filepath.Join(m.Dir, turnFile)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestGitIgnoresTheFileOfTheTurn(t *testing.T) {
	patterns, err := readIgnored("../../../sdks")
	if err != nil || !slices.Contains(patterns, turnFile) {
		t.Errorf("sdks/.gitignore has %q, %v", patterns, err)
	}
}
