package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
)

// checkOut writes the contracts of a git revision into a folder. The folder of contracts is the one that --specs names,
// seen from the working directory. Nothing of the repository is touched.
func checkOut(ctx context.Context, revision, specs, dir string) error {
	if strings.HasPrefix(revision, "-") {
		return fmt.Errorf("diff: %s is neither a file, a folder nor a git revision", revision)
	}
	commit, err := git(ctx, "rev-parse", "--verify", "--quiet", revision+"^{commit}")
	if err != nil {
		return fmt.Errorf("diff: %s is neither a file, a folder nor a git revision: %w", revision, err)
	}
	if filepath.IsAbs(specs) {
		return fmt.Errorf("diff: a revision needs --specs relative to the working directory, not %s", specs)
	}
	at := strings.TrimSpace(string(commit)) + ":./" + path.Clean(filepath.ToSlash(specs))
	list, err := git(ctx, "ls-tree", "--name-only", "-z", at)
	if err != nil {
		return fmt.Errorf("diff: revision %s has no folder %s: %w", revision, specs, err)
	}
	for name := range strings.SplitSeq(string(list), "\x00") {
		if path.Ext(name) != ".yaml" {
			continue
		}
		data, err := git(ctx, "show", at+"/"+name)
		if err != nil {
			return fmt.Errorf("diff: read %s of %s: %w", name, revision, err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// git runs git in the working directory and returns what it prints; its complaint is in the error.
func git(ctx context.Context, args ...string) ([]byte, error) {
	var out, complaint bytes.Buffer
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Stdout, cmd.Stderr = &out, &complaint
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		if text := strings.TrimSpace(complaint.String()); text != "" {
			return nil, errors.New(text)
		}
		return nil, fmt.Errorf("git %s: %w", args[0], err)
	}
	return out.Bytes(), err
}
