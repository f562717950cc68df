package driver

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/process"
)

// Command says which program is the driver. Exactly one of Words and Shell is set.
type Command struct {
	// Words are the program and its arguments. A name without a slash is looked up in PATH, one with a slash
	// in Dir.
	Words []string
	// Shell is a command line for sh -c, on Windows for cmd /C.
	Shell string
	// Dir is where it runs; empty means the current directory.
	Dir string
	// Env are NAME=value pairs that are added to the environment, which is the runner's own without proxies, and
	// with TZ=Asia/Shanghai where Env has no TZ: a client that signs the local time in place of UTC is found on
	// every machine that knows time zones, and not only on those that are not set to UTC.
	Env []string
}

// String is the command as a person would type it, more or less.
func (c Command) String() string {
	if c.Shell != "" {
		return c.Shell
	}
	return strings.Join(c.Words, " ")
}

// cmd makes the process, not started yet. The end of ctx kills it with all that it started.
func (c Command) cmd(ctx context.Context) (*exec.Cmd, error) {
	words := c.Words
	switch {
	case (len(words) == 0 || words[0] == "") == (c.Shell == ""):
		return nil, errors.New("the command of a driver is empty, or there are two: give a program or a command line")
	case c.Shell != "" && runtime.GOOS == "windows":
		words = []string{"cmd", "/C", c.Shell}
	case c.Shell != "":
		words = []string{"sh", "-c", c.Shell}
	}
	cmd := process.Command(ctx, words[0], words[1:]...)
	cmd.Dir = c.Dir
	cmd.Env = append(append(direct(os.Environ()), "TZ=Asia/Shanghai"), c.Env...) // the last of a name counts
	return cmd, nil
}

// direct is an environment without proxies: a case's endpoint is on this machine, and SDKs that heed a proxy
// would send what is judged elsewhere. Both spellings of NO_PROXY are set, because some look at one only.
func direct(environ []string) []string {
	var kept []string
	for _, pair := range environ {
		name, _, _ := strings.Cut(pair, "=")
		switch strings.ToUpper(name) {
		case "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY":
		default:
			kept = append(kept, pair)
		}
	}
	return append(kept, "NO_PROXY=127.0.0.1,localhost", "no_proxy=127.0.0.1,localhost")
}

// unstartable is the error of a command that does not start.
func unstartable(c Command, err error) error {
	if c.Dir != "" {
		err = fmt.Errorf("in the folder %s: %w", c.Dir, err) // the system names the program when it is the folder that is missing
	}
	return fmt.Errorf("the driver %q does not start: %w; see that the program is installed and that the command and its folder are right", c, err)
}
