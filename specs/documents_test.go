package specs_test

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/specs"
)

// TestNotesAreThoseThatContractsName: who edits the notes reads the contract again and renews the digest.
func TestNotesAreThoseThatContractsName(t *testing.T) {
	contracts, found := load.All(specs.FS)
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	digests := map[string]string{"README.md": ""}
	for _, c := range contracts {
		digests[c.Document.File] = c.Document.SHA256
	}
	entries, err := fs.ReadDir(specs.Documents, "documents")
	if err != nil || len(entries) == 0 {
		t.Fatalf("the documents are not there: %v", err)
	}
	for _, entry := range entries {
		want, named := digests[entry.Name()]
		data, err := fs.ReadFile(specs.Documents, "documents/"+entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(data)
		switch got := hex.EncodeToString(sum[:]); {
		case !named:
			t.Errorf("no contract names %s", entry.Name())
		case want != "" && got != want:
			t.Errorf("%s has the digest %s, and its contract names %s: read the contract again", entry.Name(), got, want)
		}
	}
}
