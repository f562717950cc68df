//go:build !unix

package process

import "os/exec"

// OwnGroup does nothing: this system has no process groups. An interrupt from the terminal reaches the
// program too.
func OwnGroup(*exec.Cmd) {}

// KillGroup kills a started process. There is nothing to tell when it is gone already.
func KillGroup(cmd *exec.Cmd) {
	_ = cmd.Process.Kill()
}
