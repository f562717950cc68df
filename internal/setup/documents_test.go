package setup_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/internal/setup"
	"github.com/seed-613b54dc/conformance/specs"
)

// TestNotesStandInForAMissingPage: README.md is the one file that is always among the notes.
func TestNotesStandInForAMissingPage(t *testing.T) {
	const name = "README.md"
	notes, err := specs.Documents.ReadFile("documents/" + name)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(notes)
	page := setup.Page{API: "api", Document: report.File{File: name, SHA256: hex.EncodeToString(sum[:])}}
	dir := t.TempDir()

	lines, said, err := setup.Documents(dir, []setup.Page{page})
	if want := strings.Split(string(notes), "\n"); err != nil || len(said) != 0 || !slices.Equal(lines["api"], want) {
		t.Errorf("got %d lines, %v, %v; want the %d lines of the notes", len(lines["api"]), said, err, len(want))
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte("another page\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if lines, said, err = setup.Documents(dir, []setup.Page{page}); err != nil || len(said) != 1 || len(lines) != 0 {
		t.Errorf("a file of the directory comes first: got %v, %v, %v; want one note and no lines", lines, said, err)
	}
	page.Document.File = "nowhere.txt"
	if _, _, err = setup.Documents(dir, []setup.Page{page}); err == nil || !strings.Contains(err.Error(), "nowhere.txt") {
		t.Errorf("a page that is nowhere: got %v", err)
	}
}
