package docs_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/known"
	"github.com/seed-613b54dc/conformance/suites"
)

// TestTheShownKnownFailuresFileIsLegal reads the file that docs/target-file.md shows.
func TestTheShownKnownFailuresFileIsLegal(t *testing.T) {
	text, err := os.ReadFile("target-file.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(text), "```yaml\n")
	shown, _, closed := strings.Cut(rest, "```")
	if !found || !closed {
		t.Fatal("the page shows no file")
	}
	var ids []string
	for _, api := range suites.APIs() {
		for _, rule := range api.Ledger.Rules {
			ids = append(ids, rule.ID)
		}
	}
	entries, findings := known.Parse("known.yaml", []byte(shown), ids, time.Date(2027, time.January, 1, 0, 0, 0, 0, time.UTC))
	for _, f := range findings {
		t.Error(f)
	}
	if len(entries) != 1 {
		t.Errorf("%d entries", len(entries))
	}
}
