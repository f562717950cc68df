package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/mutant/matrix"
)

func TestMutantsWritesTheMatrixOfASelection(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mutants")
	var out, errs bytes.Buffer
	code := run(t.Context(), []string{"mutants", "--api", "zenlayer-vm", "--sample", "3", "--report", dir}, &out, &errs)
	if code != exitDone {
		t.Fatalf("exit %d:\n%s%s", code, out.String(), errs.String())
	}
	for _, promised := range []string{"zenlayer-vm        3       3", "Only a selection ran: the mutants of zenlayer-vm; a sample of 3 mutants.", "report: " + filepath.Join(dir, matrix.HTMLFile)} {
		if !strings.Contains(out.String(), promised) {
			t.Errorf("%q is not in\n%s", promised, out.String())
		}
	}
	if !strings.Contains(errs.String(), "mutants and variants judged") {
		t.Errorf("no progress: %q", errs.String())
	}
	data, err := os.ReadFile(filepath.Join(dir, matrix.JSONFile))
	if err != nil {
		t.Fatal(err)
	}
	var r matrix.Result
	if err := json.Unmarshal(data, &r); err != nil || r.Mutants != 3 || r.Whole || len(r.APIs) != 1 {
		t.Errorf("%v: %d mutants, whole: %v, %d APIs", err, r.Mutants, r.Whole, len(r.APIs))
	}
	for _, name := range []string{matrix.HTMLFile, matrix.MarkdownFile} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestMutantsRefusesWhatThereIsNot(t *testing.T) {
	for want, args := range map[string][]string{
		`there is no api "vm": use`:     {"--api", "vm"},
		`there is no operator "typo": `: {"--operator", "typo"},
		"--jobs is 0: use 1 or more":    {"--jobs", "0"},
		"--sample is -1: use 1 or more": {"--sample=-1"},
	} {
		dir := t.TempDir()
		var out, errs bytes.Buffer
		code := run(t.Context(), append([]string{"mutants", "--report", dir}, args...), &out, &errs)
		if code != exitUsage || !strings.Contains(errs.String(), want) {
			t.Errorf("%v: exit %d, %q, want %q", args, code, errs.String(), want)
		}
		if files, _ := os.ReadDir(dir); len(files) > 0 {
			t.Errorf("%v: a report was written", args)
		}
	}
}
