// Package processtest helps the tests of packages that run foreign processes.
package processtest

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

// Main runs the tests of a package and looks for goroutines that they left behind; in is what the stacks of the
// package's goroutines have in them, "internal/fixture.". It returns the exit code of the test binary.
func Main(m *testing.M, in string) int {
	code := m.Run()
	if left := leftovers(in); code == 0 && left != "" {
		fmt.Fprintf(os.Stderr, "goroutines are left:\n%s\n", left)
		return 1
	}
	return code
}

// leftovers are the goroutines of a package that do not end.
func leftovers(in string) string {
	var left []string
	for range 500 {
		left = nil
		buf := make([]byte, 1<<20)
		for _, stack := range strings.Split(string(buf[:runtime.Stack(buf, true)]), "\n\n") {
			if strings.Contains(stack, in) && !strings.Contains(stack, ".TestMain(") {
				left = append(left, stack)
			}
		}
		if left == nil {
			return ""
		}
		time.Sleep(10 * time.Millisecond)
	}
	return strings.Join(left, "\n\n")
}
