package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// asProgram is set in the environment of a test binary that is to be the program itself.
const asProgram = "CONFORMANCE_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	beDriver()
	if os.Getenv(asProgram) != "" {
		main()
		return // unreachable: main exits
	}
	os.Exit(m.Run())
}

// program is the command line in a process of its own.
func program(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	return cmd
}

// started runs "serve --json" until the test ends and returns what it printed.
func started(t *testing.T, args ...string) (*exec.Cmd, served) {
	t.Helper()
	cmd := program(t.Context(), append([]string{"serve", "--json"}, args...)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var s served
	if err := json.NewDecoder(out).Decode(&s); err != nil {
		t.Fatalf("output of serve: %v", err)
	}
	return cmd, s
}

// post sends a JSON object and returns the answer.
func post(t *testing.T, url, body string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestServeGivesFixturesAnswersAndEndsOnASignal(t *testing.T) {
	for _, sig := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
		t.Run(sig.String(), func(t *testing.T) {
			cmd, s := started(t, "--api", "tencent-cvm-v3")
			if len(s.APIs) != 1 || s.APIs[0].ID != "tencent-cvm-v3" || s.APIs[0].Account.Secret == "" {
				t.Fatalf("printed %+v", s)
			}
			if got := post(t, s.Fixtures, `{"op":"acquire","api":"tencent-cvm-v3","count":1}`); !regexp.MustCompile(`^\{"ids":\["ins-[0-9a-z]{8}"\]\}$`).MatchString(got) {
				t.Errorf("fixture %s", got)
			}
			if got := post(t, s.APIs[0].URL, `{}`); !strings.Contains(got, `"Error"`) || !strings.Contains(got, `"RequestId"`) {
				t.Errorf("answer %s", got)
			}
			if err := cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			if err := cmd.Wait(); err != nil {
				t.Errorf("ended with %v", err)
			}
		})
	}
}

func TestServeOnAPortInUseSaysWhichAndWhatToDo(t *testing.T) {
	var config net.ListenConfig
	l, err := config.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	for _, args := range [][]string{{"--port-base", port}, {"--listen", "127.0.0.1:" + port}} {
		var stderr bytes.Buffer
		code := run(t.Context(), append([]string{"serve"}, args...), io.Discard, &stderr)
		if code != exitUsage || !strings.Contains(stderr.String(), "port "+port+", for fixtures, is in use") || !strings.Contains(stderr.String(), "--port-base") {
			t.Errorf("%v: exit code %d, message %q", args, code, stderr.String())
		}
	}
}

func TestServeTakesConsecutivePortsFromTheBase(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel() // it ends as soon as it has printed
	const tries = 20
	for i := range tries { // some of the ports may be another program's
		base := 20011 + i*97
		var stdout bytes.Buffer
		if run(ctx, []string{"serve", "--json", "--port-base", strconv.Itoa(base)}, &stdout, io.Discard) == exitUsage {
			continue
		}
		var s served
		if err := json.Unmarshal(stdout.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		urls := []string{s.Fixtures}
		for _, a := range s.APIs {
			urls = append(urls, a.URL)
		}
		for n, u := range urls {
			if want := "http://127.0.0.1:" + strconv.Itoa(base+n); u != want && !strings.HasPrefix(u, want+"/") {
				t.Errorf("listener %d is %s, want %s", n, u, want)
			}
		}
		return
	}
	t.Fatalf("no free ports in %d tries", tries)
}

func TestCommandLine(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	tests := []struct {
		name   string
		args   []string
		code   int
		stdout string // a pattern
		stderr string // a pattern
	}{
		{"version", []string{"--version"}, exitDone, `^conformance \S+\n$`, `^$`},
		{"help", []string{"serve", "--help"}, exitDone, `--stop-delay`, `^$`},
		{"nothing", nil, exitUsage, `^$`, `expected .*serve`},
		{"unknown flag", []string{"serve", "--bogus"}, exitUsage, `^$`, `unknown flag --bogus`},
		{"unknown api", []string{"serve", "--api", "nope"}, exitUsage, `^$`, `there is no api "nope": use .*tencent-cvm-v3`},
		{"both addresses", []string{"serve", "--listen", "127.0.0.1:1", "--port-base", "2"}, exitUsage, `^$`, `can't be used together`},
		{"no port", []string{"serve", "--listen", "localhost"}, exitUsage, `^$`, `"localhost" is not HOST:PORT`},
		{"no such port", []string{"serve", "--listen", "localhost:http"}, exitUsage, `^$`, `port of "localhost:http" is not a number`},
		{"no such host", []string{"serve", "--listen", "256.0.0.1:0"}, exitUsage, `^$`, `choose another address with --listen`},
		{"port too large", []string{"serve", "--port-base", "70000"}, exitUsage, `^$`, `--port-base is 70000`},
		{"no delay", []string{"serve", "--stop-delay", "0s"}, exitUsage, `^$`, `--stop-delay is 0s`},
		{"table", []string{"serve", "--api", "tencent-cvm-v3"}, exitDone, `(?s)^fixtures  http://127\.0\.0\.1:\d+\n\nAPI +URL +KEY ID +SECRET\ntencent-cvm-v3  http://127\.0\.0\.1:\d+/ +\w+ +\w+\n$`, `^$`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			code := run(ended, tt.args, &stdout, &stderr)
			if code != tt.code {
				t.Errorf("exit code %d, want %d", code, tt.code)
			}
			if !regexp.MustCompile(tt.stdout).MatchString(stdout.String()) || !regexp.MustCompile(tt.stderr).MatchString(stderr.String()) {
				t.Errorf("output %q, messages %q", stdout.String(), stderr.String())
			}
		})
	}
}

func TestRequestThatDoesNotEndDoesNotHoldUpTheEnd(t *testing.T) {
	g, err := newGroup("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	entered, release := make(chan struct{}), make(chan struct{})
	defer close(release)
	url, err := g.add(t.Context(), "slow", http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		close(entered)
		<-release
	}))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- g.serve(ctx) }()
	go func() {
		r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
		if answer, err := http.DefaultClient.Do(r); err == nil {
			_ = answer.Body.Close()
		}
	}()
	<-entered
	cancel()
	select {
	case err := <-done:
		if err != nil {
			t.Errorf("ended with %v", err)
		}
	case <-time.After(time.Minute): // a watchdog, not a measurement
		t.Error("still serving")
	}
}
