package driver

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// sink takes what is written to a driver.
type sink struct{ io.Writer }

// Close does nothing.
func (sink) Close() error { return nil }

// fake is a process that has ended, and whose output is handed in by a test.
func fake(lines ...string) *life {
	l := &life{cancel: func() {}, stdin: sink{io.Discard}, lines: make(chan line, len(lines)), over: make(chan struct{}), asked: true, stderr: new(stderr)}
	for _, text := range lines {
		l.lines <- line{text: []byte(text)}
	}
	close(l.over)
	return l
}

func TestALineTooManyIsNotTheAnswerToTheNextCall(t *testing.T) {
	d := start(t, "actor")
	d.end()
	d.secrets.add("hunter2") // of an earlier call
	d.now = fake(`{"output":{"left":"over","key":"hunter2"}}`)
	r := d.Ask(t.Context(), call(2, "good"))
	if r.Fault != "" || pid(r) == 0 {
		t.Errorf("it is taken, or costs the next case: %+v", r)
	}
	if !strings.Contains(r.Before, `over`) || !strings.Contains(r.Before, "when nothing had been asked") || strings.Contains(r.Before, "hunter2") {
		t.Errorf("before: %s", r.Before)
	}
}

func TestADriverThatEndsBetweenCallsIsStartedAgain(t *testing.T) {
	d := start(t, "actor")
	_ = d.Ask(t.Context(), call(1, "no line end"))
	<-d.now.read // it ends after its answer
	r := d.Ask(t.Context(), call(2, "good"))
	if r.Fault != "" || pid(r) == 0 || !strings.HasPrefix(r.Before, "after its last answer the driver ended (exit status 7)") || strings.Contains(r.Stderr, "boom") {
		t.Errorf("%+v", r)
	}
}

func TestACallThatIsNoJSONDoesNotReachTheDriver(t *testing.T) {
	d := start(t, "actor")
	wrong := call(1, "good")
	wrong.Input["x"] = func() {}
	if r := d.Ask(t.Context(), wrong); r.Fault != sdk.ReasonHung || r.Answer != nil || !strings.Contains(r.Detail, "cannot be written") {
		t.Errorf("%+v", r)
	}
	if r := d.Ask(t.Context(), call(2, "good")); pid(r) == 0 {
		t.Errorf("the next case: %+v", r)
	}
}

func TestTheEndOfAContextEndsAllThatTheDriverStarted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	listener, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	d := start(t, "actor", envSocket+"="+path)
	ctx, cancel := context.WithCancel(t.Context())
	got := make(chan Reply)
	go func() { got <- d.Ask(ctx, call(1, "family")) }()
	var alive []net.Conn
	for range 2 { // the driver and what it starts
		conn, err := listener.Accept()
		if err != nil {
			t.Fatal(err)
		}
		alive = append(alive, conn)
	}
	cancel()
	if r := <-got; r.Answer != nil || !strings.Contains(r.Detail, "stopped") {
		t.Errorf("%+v", r)
	}
	for _, conn := range alive { // the other side closes only by ending
		if _, err := bufio.NewReader(conn).ReadByte(); !errors.Is(err, io.EOF) {
			t.Errorf("it lives: %v", err)
		}
		conn.Close()
	}
}

func TestAProcessThatLeftTheGroupHoldsNothingUp(t *testing.T) {
	setsid, err := exec.LookPath("setsid")
	if err != nil {
		t.Skip("there is no setsid to leave a process group with")
	}
	path := filepath.Join(t.TempDir(), "s")
	listener, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	// It has the output of the driver, and lives until the test hangs up. The driver ends when it is asked, which
	// is after the other has left.
	line := fmt.Sprintf("%s %s & read call; exit 5", setsid, os.Args[0])
	d, err := Start(t.Context(), Command{Shell: line, Env: []string{envPlay + "=escaped", envSocket + "=" + path}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	conn, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if r := d.Ask(t.Context(), call(1, "good")); r.Fault != sdk.ReasonCrashed || !strings.Contains(r.Detail, "exit status 5") && !strings.Contains(r.Detail, "was killed") {
		t.Errorf("%+v", r)
	}
}

func TestClose(t *testing.T) {
	tests := []struct {
		name, says string
		grace      time.Duration
	}{
		{"actor", "", time.Hour},
		{"sour", "ended (exit status 3) when its input was closed", time.Hour},
		{"wordy", `printed "good bye" when nothing had been asked`, time.Hour},
		{"stubborn", "did not end when its input was closed, and was killed", 10 * time.Millisecond},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := start(t, tt.name)
			d.options.Grace = tt.grace
			if r := d.Ask(t.Context(), call(1, "good")); pid(r) == 0 {
				t.Errorf("%+v", r)
			}
			for range 2 {
				if err := d.Close(); err != nil || d.Parting() != tt.says {
					t.Errorf("%v, %s", err, d.Parting())
				}
			}
			if d.now != nil {
				t.Error("it is still there")
			}
		})
	}
}
