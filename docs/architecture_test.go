package docs_test

import (
	"os/exec"
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
		"internal/contract":      {module + "internal/", "github.com/"},
		"internal/diag":          emitters,
		"internal/load":          emitters,
		"internal/check":         emitters,
		"internal/names":         emitters,
		"internal/scenario":      append([]string{module + "internal/names", "github.com/dave/jennifer"}, frameworks...),
		"internal/frozen":        append([]string{module + "suites", module + "wire"}, emitters...),
		"internal/drift":         append([]string{module + "suites", module + "wire"}, emitters...),
		"internal/diff":          {module + "wire", module + "suites", module + "internal/reference", module + "gen/", "github.com/onsi"},
		"internal/output":        emitters,
		"wire":                   {module + "internal/", module + "gen/", module + "suites"},
		"wire/sign":              {module + "internal/", module + "gen/", module + "suites"},
		"internal/reference":     {module + "wire", module + "gen/", module + "suites"},
		"internal/mutant":        {module + "wire", module + "gen/", module + "suites"},
		"internal/mutant/matrix": append([]string{module + "gen/", module + "suites/tencent"}, emitters...),
		"internal/markup":        {module},
		"internal/report":        {module + "wire", module + "suites", module + "internal/contract", "github.com/onsi"},
		"suites/harness":         {module + "internal/contract", module + "internal/reference", module + "gen/"},
		"internal/strict":        {module + "internal/target", module + "suites"},
		"internal/fixture":       {module + "internal/contract", module + "internal/reference", module + "gen/", module + "suites/tencent"},
		"internal/target":        {module + "internal/fixture", module + "internal/reference", module + "internal/runner"},
		"internal/plan":          {module + "internal/fixture", module + "internal/reference", module + "internal/contract"},
		"gen/tencent-cvm-v3":     {module + "internal/", module + "suites"},
		"suites/zenlayer-zec":    {module + "internal/contract", module + "internal/reference", "github.com/getkin"},
		"cmd/specgen":            {"github.com/onsi"},
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
