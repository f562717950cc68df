package docs_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/seed-613b54dc/conformance/internal/known"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/internal/sdk/cases"
	"github.com/seed-613b54dc/conformance/specs"
)

// TestTheShownLinesFollowTheProtocol holds every line of the protocol that the page shows against its schema.
func TestTheShownLinesFollowTheProtocol(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("sdk-driver.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(strings.Join(ofKind(t, sdkTutorial, "json"), "")), "\n")
	for _, kind := range []string{`"input"`, `"output"`, `"error"`, `"unsupported"`} {
		if !slices.ContainsFunc(lines, func(line string) bool { return strings.Contains(line, kind) }) {
			t.Errorf("no line shows %s", kind)
		}
	}
	for _, line := range lines {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err != nil {
			t.Errorf("%s: %v", line, err)
			continue
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("%s: %v", line, err)
		}
	}
}

// TestAWholeDriverIsShort holds what the page says of drivers.
func TestAWholeDriverIsShort(t *testing.T) {
	for _, text := range ofKind(t, sdkTutorial, "python") {
		if lines := strings.Count(text, "\n"); lines >= 40 {
			t.Errorf("%s has %d lines", text[:strings.Index(text, "\n")], lines)
		}
	}
}

// TestTheTablesOfSDKsAreComplete compares tables with what the code has.
func TestTheTablesOfSDKsAreComplete(t *testing.T) {
	var kinds []string
	for _, k := range sdk.Kinds() {
		kinds = append(kinds, string(k.ID))
	}
	for name, c := range map[string]struct{ got, want []string }{
		"kinds":   {table(t, sdkTutorial, "kind | what is demanded | it rests on"), kinds},
		"reasons": {split(table(t, sdkTutorial, "reason | it means")), reasons(t)},
		"keys":    {split(table(t, sdkTutorial, "key | it says")), keys(t)},
		"flags":   {flags(strings.Join(table(t, sdkTutorial, "flag |"), " ")), flags(help(t))},
		"calls":   {table(t, sdkTutorial, "member | it has"), []string{"case", "api", "endpoint", "region", "credentials", "operation", "input"}},
	} {
		if name != "kinds" && name != "calls" { // no order is promised
			slices.Sort(c.got)
			slices.Sort(c.want)
		}
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: the page has %v, the code %v", name, c.got, c.want)
		}
	}
}

// reasons are the typed reasons of a failed case, as they stand in the source.
func reasons(t *testing.T) []string {
	t.Helper()
	return found(t, "../internal/sdk/result.go", `(?m)^\s+Reason\w+\s+Reason = "(.+)"`)
}

// keys are those that some manifest has.
func keys(t *testing.T) []string {
	t.Helper()
	manifests, err := filepath.Glob("../sdks/*/sdk.yaml")
	if err != nil || len(manifests) == 0 {
		t.Fatalf("%d manifests, %v", len(manifests), err)
	}
	var all []string
	for _, m := range manifests {
		all = append(all, found(t, m, `(?m)^([a-z]+):`)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// found are the first groups of the matches in a file.
func found(t *testing.T, file, pattern string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, match := range regexp.MustCompile(pattern).FindAllStringSubmatch(string(text), -1) {
		all = append(all, match[1])
	}
	return all
}

// split cuts cells that have several words into these.
func split(cells []string) []string { return strings.Split(strings.Join(cells, ", "), ", ") }

// help is what the program says of its flags.
func help(t *testing.T) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "run", "./cmd/conformance", "sdk", "--help")
	cmd.Dir = ".."
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	_, list, ok := bytes.Cut(out, []byte("Flags:"))
	if !ok {
		t.Fatalf("there is no list of flags:\n%s", out)
	}
	return string(list)
}

// flags are the names of the flags in a text, without those that every command has.
func flags(text string) []string {
	var names []string
	for _, match := range regexp.MustCompile(`--(?:\[no-\])?([a-z]+(?:-[a-z]+)*)`).FindAllStringSubmatch(text, -1) {
		names = append(names, match[1])
	}
	slices.Sort(names)
	return slices.DeleteFunc(slices.Compact(names), func(name string) bool { return name == "help" || name == "version" })
}

// TestTheShownExcusesOfAnSDKAreLegal reads the known-failures file that the page shows.
func TestTheShownExcusesOfAnSDKAreLegal(t *testing.T) {
	contracts, wrong := load.All(specs.FS)
	if err := wrong.Err(); err != nil {
		t.Fatal(err)
	}
	shown := ofKind(t, sdkTutorial, "yaml")[0]
	entries, findings := known.Parse("known.yaml", []byte(shown), cases.IDs(contracts), time.Date(2027, time.January, 1, 0, 0, 0, 0, time.UTC))
	for _, f := range findings {
		t.Error(f)
	}
	if len(entries) != 1 {
		t.Errorf("%d entries", len(entries))
	}
}
