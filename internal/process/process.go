// Package process runs foreign programs so that they can be ended with all that they started, and keeps
// their last words.
//
// In goes an [exec.Cmd] that was not started yet; out comes one that is the first of a process group of its
// own, which [KillGroup] ends. A [Tail] takes what a program writes to its error stream and gives the end of
// it; [Quote] shows a piece of its output. Both are bounded, and free of secrets and of what would confuse
// a terminal.
package process

import (
	"context"
	"os/exec"
	"time"
)

// Drain is how long the output of a program that ended may be held open by others that it started.
const Drain = 2 * time.Second

// Command makes a command in a group of its own, not started yet: the end of ctx kills the whole group, and
// [Drain] later its output is given up. The words are the program, looked up in PATH when it has no slash,
// and its arguments.
func Command(ctx context.Context, program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Cancel = func() error {
		KillGroup(cmd)
		return nil
	}
	cmd.WaitDelay = Drain
	OwnGroup(cmd)
	return cmd
}
