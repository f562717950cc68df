//go:build unix

package process

import (
	"bufio"
	"context"
	"io"
	"testing"
)

func TestTheEndOfTheContextKillsAllThatWasStarted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	// Both shells hold the pipe open, so its end says that both are gone. Neither minds a polite signal.
	cmd := Command(ctx, "sh", "-c", `trap '' TERM INT; sh -c "trap '' TERM INT; echo child; sleep 3600; :" & wait`)
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(pipe)
	if line, err := lines.ReadString('\n'); line != "child\n" {
		t.Fatalf("%q, %v", line, err)
	}
	cancel()
	if rest, err := io.ReadAll(lines); err != nil || len(rest) > 0 {
		t.Errorf("%q, %v", rest, err)
	}
	if err := cmd.Wait(); err == nil {
		t.Error("it ended well")
	}
}
