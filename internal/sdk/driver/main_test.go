package driver

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/process/processtest"
	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// The environment of the drivers that the test binary plays.
const (
	envPlay   = "DRIVER_TEST_PLAY"         // which one
	envSocket = "DRIVER_TEST_SOCKET"       // is connected to for as long as the process lives
	fastExit  = "GORACE=atexit_sleep_ms=0" // the race detector's programs wait for a second otherwise
)

// TestMain plays a driver when it is asked to. Otherwise it runs the tests and looks for goroutines that they
// left behind.
func TestMain(m *testing.M) {
	if name := os.Getenv(envPlay); name != "" {
		os.Exit(play(name))
	}
	os.Exit(processtest.Main(m, "sdk/driver."))
}

// play is a driver with a habit of its own; "actor" does what each call's operation says.
func play(name string) int {
	if path := os.Getenv(envSocket); path != "" {
		conn, err := net.Dial("unix", path)
		if err != nil {
			return 9
		}
		defer conn.Close()
		if name == "escaped" {
			_, _ = io.Copy(io.Discard, conn) // until the test hangs up, or is gone
			return 0
		}
	}
	switch name {
	case "dead":
		fmt.Fprintln(os.Stderr, "first line\nno such module")
		return 3
	case "deaf":
		time.Sleep(time.Hour)
	case "banner":
		fmt.Print("SDK 1.0\nis ready\n")
	case "marked":
		fmt.Print("\ufeff")
	case "stubborn":
		signal.Ignore(syscall.SIGTERM, os.Interrupt)
		perform(name)
		time.Sleep(time.Hour)
	case "sour":
		perform(name)
		return 3
	case "wordy":
		perform(name)
		fmt.Println("good bye")
		return 0
	}
	return perform(name)
}

// perform reads calls and answers them.
func perform(name string) int {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 4<<20)
	var first sdk.Credentials
	for n := 1; in.Scan(); n++ {
		var call sdk.Call
		if err := json.Unmarshal(in.Bytes(), &call); err != nil {
			return 8
		}
		if n == 1 {
			first = call.Credentials
		}
		if call.Operation == "leak the first" {
			call.Operation, call.Credentials = "leak", first
		}
		if name == "tenth" && n == 10 {
			call.Operation = "crash"
		}
		if exit := act(call); exit >= 0 {
			return exit
		}
	}
	if name == "gossip" {
		fmt.Println("it was " + first.Secret)
	}
	return 0
}

// act does what the operation says; the process ends with the exit code when that is not negative.
func act(call sdk.Call) int {
	right := answer(call.Case, fmt.Sprintf(`{"pid":%d}`, os.Getpid()))
	other := answer("another", `{}`)
	nameless := answer("", fmt.Sprintf(`{"pid":%d}`, os.Getpid()))
	text, known := map[string]string{
		"good":            right,
		"empty lines":     "\n  \n\r\n" + right,
		"nameless":        nameless,
		"noise before":    "loading …\n" + right,
		"noise nameless":  "loading …\n" + nameless,
		"noise behind":    strings.TrimSpace(right) + "\ndone\n",
		"half behind":     right + "half",
		"null":            `{"output":null}` + "\n",
		"null, then":      `{"output":null}` + "\n" + right,
		"null, named":     fmt.Sprintf(`{"output":null,"case":%q}`, call.Case) + "\n",
		"null, another":   `{"output":null,"case":"another"}` + "\n",
		"null, half":      fmt.Sprintf(`{"output":null,"case":%q}`, call.Case) + "\nhalf",
		"log":             `{"level":"info","msg":"hello"}` + "\n" + right,
		"pretty":          "{\n  \"output\": {}\n}\n",
		"another first":   other + right,
		"another, then":   other + nameless,
		"twice":           right + right,
		"nameless, twice": nameless + nameless,
		"huge":            strings.Repeat("x", 3*maxLine) + "\n" + right,
		"huge nameless":   strings.Repeat("x", 3*maxLine) + "\n" + nameless,
		"huge object":     `{"output":{"a":"` + strings.Repeat("x", 3*maxLine) + `"}}` + "\n",
		"flood":           strings.Repeat("no\n", 2*maxNoise),
		"no line end":     strings.TrimSpace(right), // seen when the process ends
	}[call.Operation]
	fmt.Print(text)
	switch call.Operation {
	case "crash", "no line end":
		fmt.Fprintln(os.Stderr, "boom")
		return 7
	case "half and crash":
		fmt.Print(`{"output":{"requestId"`)
		return 7
	case "leak":
		fmt.Println("my key is " + call.Credentials.Secret)
		fmt.Fprintln(os.Stderr, "the key "+call.Credentials.Secret)
		return 1
	case "quit":
		return 0
	case "endless":
		fmt.Print(strings.TrimSpace(right))
		time.Sleep(time.Hour)
	case "warn":
		fmt.Fprintln(os.Stderr, "beware")
		fmt.Print(right)
	case "env":
		fmt.Print(answer(call.Case, environment()))
	case "close":
		_ = os.Stdout.Close()
		time.Sleep(time.Hour)
	case "family":
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), envPlay+"=deaf")
		if err := child.Start(); err != nil {
			return 9
		}
		time.Sleep(time.Hour)
	default:
		if !known { // "hang"
			time.Sleep(time.Hour)
		}
	}
	return -1
}

// answer is a line with an output; an empty name is left out.
func answer(name, output string) string {
	if name == "" {
		return fmt.Sprintf(`{"output":%s}`+"\n", output)
	}
	return fmt.Sprintf(`{"case":%q,"output":%s}`+"\n", name, output)
}

// environment is the time zone, and what is about proxies.
func environment() string {
	found := map[string]string{}
	for _, pair := range os.Environ() {
		if name, value, _ := strings.Cut(pair, "="); name == "TZ" || strings.HasSuffix(strings.ToUpper(name), "_PROXY") {
			found[name] = value
		}
	}
	text, _ := json.Marshal(found) // texts can always be written
	return string(text)
}
