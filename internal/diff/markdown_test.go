package diff_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/diff"
)

// TestMarkdownFitsACommentAndCountsWhatItLeavesOut writes an account that is far too large.
func TestMarkdownFitsACommentAndCountsWhatItLeavesOut(t *testing.T) {
	long := strings.Repeat("<|`*", 400)
	for _, apis := range []int{1, 200} {
		var a diff.Account
		for i := range apis {
			api := diff.API{ID: fmt.Sprintf("api-%d", i)}
			for j := range 100 {
				class := diff.Classes()[j%4]
				api.Changes = append(api.Changes, diff.Change{ID: fmt.Sprintf("api/%d", j), Kind: diff.KindLimit, What: diff.Changes, Old: long, New: long, Classes: []diff.Class{class}})
				api.Scenarios = append(api.Scenarios, diff.Item{ID: long, What: diff.Appears, New: long})
			}
			a.APIs = append(a.APIs, api)
		}
		var b bytes.Buffer
		if err := diff.WriteMarkdown(&b, a); err != nil {
			t.Fatal(err)
		}
		text := b.String()
		if len(text) > 65536 || len(text) < 40_000 {
			t.Errorf("%d APIs: %d bytes", apis, len(text))
		}
		if !strings.Contains(text, "### api-0\n") || !strings.Contains(text, " more\n") {
			t.Errorf("%d APIs: the first is not there, or what was left out is not counted", apis)
		}
		if apis > 1 && !strings.Contains(text, "more of the APIs differ") {
			t.Error("the APIs that were left out are not counted")
		}
		if strings.Count(text, "<details>") != strings.Count(text, "</details>") {
			t.Error("a folded part does not end")
		}
	}
}
