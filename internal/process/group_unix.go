//go:build unix

package process

import (
	"os/exec"
	"syscall"
)

// OwnGroup makes the process the first of a new group, so that an interrupt from the terminal does not reach
// it, and [KillGroup] reaches all that it starts. Call it before the process is started.
func OwnGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
}

// KillGroup kills a started process with all of its group. There is nothing to tell when they are gone
// already. It kills what a process that ended left behind if it is called right after the wait, and not
// later: the id may belong to another process by then.
func KillGroup(cmd *exec.Cmd) {
	_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
}
