package examples_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// shown finds our commands in a pipeline: the program with its command, and the rest of the line.
var shown = regexp.MustCompile(`(?m)(bin/conformance|go run \./cmd/specgen) ([a-z]+)([^\n>]*)`)

// TestPipelinesUseWhatExists reads the examples for CI services: they are YAML, and every command and flag
// of ours in them exists.
func TestPipelinesUseWhatExists(t *testing.T) {
	files, err := filepath.Glob("ci/*.yml")
	if err != nil || len(files) != 2 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var any map[string]any
		if err := yaml.Unmarshal(text, &any); err != nil || len(any) < 3 {
			t.Errorf("%s: %v", file, err)
		}
		commands := shown.FindAllStringSubmatch(string(text), -1)
		if len(commands) < 3 {
			t.Errorf("%s shows %d commands", file, len(commands))
		}
		for _, c := range commands {
			program := "../cmd/" + filepath.Base(c[1])
			help, err := exec.CommandContext(t.Context(), "go", "run", program, c[2], "--help").CombinedOutput()
			if err != nil {
				t.Errorf("%s: %s %s: %v\n%s", file, program, c[2], err, help)
			}
			for _, flag := range regexp.MustCompile(`--[a-z-]+`).FindAllString(c[3], -1) {
				if !strings.Contains(string(help), flag+"=") && !strings.Contains(string(help), flag+" ") {
					t.Errorf("%s: %s %s has no flag %s", file, program, c[2], flag)
				}
			}
		}
	}
}
