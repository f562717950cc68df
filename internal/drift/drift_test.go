package drift

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/diag/diagtest"
	"github.com/seed-613b54dc/conformance/internal/frozen"
	"github.com/seed-613b54dc/conformance/internal/load"
)

// TestFindingsListWhatIsToBeReadAgain compares the page of a case with the contract. The file old.txt is the page as it
// was frozen.
func TestFindingsListWhatIsToBeReadAgain(t *testing.T) {
	diagtest.Run(t, func(t *testing.T, fsys fs.FS) diag.List {
		cs, found := load.All(fsys)
		for _, d := range found {
			t.Fatalf("the case does not get through the loader: %v", d)
		}
		var sets []frozen.Set
		if old, err := fs.ReadFile(fsys, "old.txt"); err == nil {
			set := frozen.Of(cs[0], "2026-01-02")
			set.Document.Lines = frozen.Digests(old)
			sets = append(sets, set)
		}
		return Check(fsys, cs, sets)
	})
}

func TestThePageThatTheContractEncodesIsNoFinding(t *testing.T) {
	cs, found := load.All(diagtest.Base())
	if len(cs) != 1 {
		t.Fatal(found)
	}
	page := []byte("One.\n")
	sum := sha256.Sum256(page)
	cs[0].Document.SHA256 = hex.EncodeToString(sum[:])
	for name, tt := range map[string]struct {
		page string
		want int
	}{"the same": {"One.\n", 0}, "without its last line end": {"One.", 1}} {
		if got := Check(fstest.MapFS{"things.txt": {Data: []byte(tt.page)}}, cs, nil); len(got) != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestLinesAreFollowedInOrder(t *testing.T) {
	for _, tt := range []struct {
		old, now string
		want     []int
	}{
		{"", "", nil},
		{"a b c", "a b c", []int{1, 2, 3}},
		{"a b c", "x a b c", []int{2, 3, 4}},
		{"a b c", "a c", []int{1, 0, 2}},
		{"a b c", "a x c", []int{1, 0, 3}},
		{"a b c", "", []int{0, 0, 0}},
		{"", "a b", nil},
		{"a - b - c", "a - - b - c", []int{1, 2, 4, 5, 6}},
		{"a b", "b a", []int{0, 1}},
	} {
		if got := follow(strings.Fields(tt.old), strings.Fields(tt.now)); !slices.Equal(got, tt.want) {
			t.Errorf("%q to %q: %v, want %v", tt.old, tt.now, got, tt.want)
		}
	}
}

// FuzzFollow holds what any answer must fulfil: a line is followed to an equal one, and the order is kept.
func FuzzFollow(f *testing.F) {
	f.Add("a b c", "x a c")
	f.Fuzz(func(t *testing.T, a, b string) {
		old, now := strings.Fields(a), strings.Fields(b)
		last := 0
		for i, to := range follow(old, now) {
			if to == 0 {
				continue
			}
			if to <= last || to > len(now) || now[to-1] != old[i] {
				t.Fatalf("line %d of %q is followed to %d of %q", i+1, a, to, b)
			}
			last = to
		}
	})
}
