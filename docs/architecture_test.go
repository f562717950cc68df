package docs_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestArrowsOfTheArchitecture holds the table of docs/architecture.md: what a room must not import,
// directly or through others.
func TestArrowsOfTheArchitecture(t *testing.T) {
	const module = "github.com/seed-613b54dc/conformance/"
	emitters := []string{module + "internal/emit", "github.com/dave/jennifer"}
	frameworks := []string{"github.com/onsi", "net/http"}
	for room, foreign := range map[string][]string{
		"internal/contract":         {module + "internal/", "github.com/"},
		"internal/diag":             emitters,
		"internal/load":             emitters,
		"internal/check":            emitters,
		"internal/names":            emitters,
		"internal/scenario":         append([]string{module + "internal/names", "github.com/dave/jennifer"}, frameworks...),
		"internal/frozen":           append([]string{module + "suites", module + "wire"}, emitters...),
		"internal/drift":            append([]string{module + "suites", module + "wire"}, emitters...),
		"internal/diff":             {module + "wire", module + "suites", module + "internal/reference", module + "gen/", "github.com/onsi"},
		"internal/output":           emitters,
		"wire":                      {module + "internal/", module + "gen/", module + "suites"},
		"wire/sign":                 {module + "internal/", module + "gen/", module + "suites"},
		"internal/reference":        {module + "wire", module + "gen/", module + "suites"},
		"internal/mutant":           {module + "wire", module + "gen/", module + "suites"},
		"internal/mutant/matrix":    append([]string{module + "gen/", module + "suites/tencent"}, emitters...),
		"internal/process":          {module},
		"internal/sdk":              {module},
		"internal/sdk/cases":        append([]string{module + "internal/reference", module + "internal/sdk/driver", module + "wire", module + "gen/", module + "suites"}, emitters...),
		"internal/sdk/witness":      {module + "internal/sdk/driver", module + "internal/process", module + "wire", module + "gen/", module + "suites"},
		"internal/sdk/driver":       {module + "internal/contract", module + "internal/reference", module + "wire", module + "suites", "net/http"},
		"internal/sdk/judge":        {module + "wire", module + "gen/", module + "suites"},
		"internal/sdk/exam":         append([]string{module + "gen/", module + "suites/tencent", module + "internal/sdk/matrix"}, emitters...),
		"internal/sdk/survey":       append([]string{module + "gen/", module + "suites/tencent", module + "internal/sdk/matrix"}, emitters...),
		"internal/sdk/catalog":      {module + "internal/reference", module + "wire", module + "suites", "net/http"},
		"internal/sdk/matrix":       {module + "internal/contract", module + "internal/process", module + "wire", module + "suites"},
		"internal/sdk/brokendriver": {module + "internal/contract", module + "internal/reference", module + "internal/sdk/cases", module + "suites"},
		"internal/markup":           {module},
		"internal/report":           {module + "wire", module + "suites", module + "internal/contract", "github.com/onsi"},
		"suites/harness":            {module + "internal/contract", module + "internal/reference", module + "gen/"},
		"internal/strict":           {module + "internal/target", module + "suites"},
		"internal/fixture":          {module + "internal/contract", module + "internal/reference", module + "gen/", module + "suites/tencent"},
		"internal/target":           {module + "internal/fixture", module + "internal/reference", module + "internal/runner"},
		"internal/plan":             {module + "internal/fixture", module + "internal/reference", module + "internal/contract"},
		"gen/tencent-cvm-v3":        {module + "internal/", module + "suites"},
		"suites/zenlayer-zec":       {module + "internal/contract", module + "internal/reference", "github.com/getkin"},
		"cmd/specgen":               {"github.com/onsi"},
	} {
		out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", module+room).Output()
		if err != nil {
			t.Fatalf("go list -deps %s: %v", room, err)
		}
		for dep := range strings.FieldsSeq(string(out)) {
			for _, prefix := range foreign {
				if dep != module+room && strings.HasPrefix(dep, prefix) {
					t.Errorf("%s imports %s", room, dep)
				}
			}
		}
	}
}

// TestDriversImportNothingInternal: an outsider can copy each of them.
func TestDriversImportNothingInternal(t *testing.T) {
	files, err := filepath.Glob("../sdks/*/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), `"github.com/seed-613b54dc/conformance/internal/`) {
			t.Errorf("%s imports a package below internal", file)
		}
	}
}
