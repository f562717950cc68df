package known_test

import (
	"io/fs"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/diag/diagtest"
	"github.com/seed-613b54dc/conformance/internal/known"
)

var (
	ids = []string{"api/Op/default/Force", "api/Op/default/Force/omitted", "api/Op/type/Force"}
	now = time.Date(2027, time.January, 31, 23, 59, 0, 0, time.UTC)
)

func TestFindingsShowPlaceAndRemedy(t *testing.T) {
	diagtest.Run(t, func(t *testing.T, fsys fs.FS) diag.List {
		data, err := fs.ReadFile(fsys, "known.yaml")
		if err != nil {
			t.Fatal(err)
		}
		entries, found := known.Parse("specs/known.yaml", data, ids, now)
		if entries != nil {
			t.Errorf("a file with errors gave entries: %v", entries)
		}
		return found
	})
}

func TestAnExcuseCountsUntilTheEndOfItsLastDay(t *testing.T) {
	data := []byte("known:\n" +
		"  - {id: api/Op/default/Force, reason: legacy callers, issue: 'https://example.com/1', expires: 2027-01-31}\n" +
		"  - {id: api/Op/type/Force, reason: a bug, issue: 'https://example.com/2', expires: '2028-01-01'}\n")
	entries, found := known.Parse("known.yaml", data, ids, now)
	for _, d := range found {
		t.Error(d)
	}
	if len(entries) != 2 || entries[0].Expires != "2027-01-31" || entries[1].ID != "api/Op/type/Force" || entries[0].Reason != "legacy callers" {
		t.Errorf("entries %+v", entries)
	}
	if _, found := known.Parse("known.yaml", data, ids, now.Add(time.Minute)); !found.HasErrors() {
		t.Error("the first excuse counts a minute after its last day")
	}
}

func TestAFileThatIsNotThereIsAFinding(t *testing.T) {
	if _, found := known.Read(t.TempDir()+"/nothing.yaml", ids, now); !found.HasErrors() {
		t.Error("no finding")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("known:\n  - {id: api/Op/type/Force, reason: r, issue: 'https://x/1', expires: 2027-02-01}\n"))
	f.Add([]byte("known: [{expires: [1]}]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		entries, found := known.Parse("known.yaml", data, ids, now)
		if found.HasErrors() && entries != nil {
			t.Errorf("entries of a file with errors: %v", entries)
		}
		for _, e := range entries {
			if e.Reason == "" || e.Issue == "" || e.Expires < "2027-01-31" {
				t.Errorf("an incomplete or expired entry: %+v", e)
			}
		}
	})
}
