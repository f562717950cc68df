package report

import (
	"path/filepath"
	"strconv"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/report/pagetest"
)

// TestHTMLInBrowser opens the page in a real browser: its script must run to the end without an error, and the filters
// must show exactly the scenarios that the report counts.
func TestHTMLInBrowser(t *testing.T) {
	browser := pagetest.Find(t)
	r := largeReport(150, 300)
	dir := t.TempDir()
	if err := Write(dir, r); err != nil {
		t.Fatal(err)
	}
	total, failed, first := 0, 0, r.APIs[1]
	for _, api := range r.APIs {
		total += len(api.Scenarios)
		failed += api.Failed
	}
	for _, c := range []struct {
		name, address string
		shown         int
	}{
		{"everything is shown at first", "", total},
		{"the verdict filter shows the failures", "?verdict=fail", failed},
		{"the API filter shows one API", "?api=" + first.ID, len(first.Scenarios)},
		{"filters combine", "?verdict=fail&api=" + first.ID, first.Failed},
		{"the search finds an id", "?q=" + first.ID + "/stopinstances/required/rule-1/case", 1},
		{"the search can find nothing", "?q=no-such-word", 0},
		{"a link to a hidden scenario lifts the filter", "?verdict=fail#" + r.APIs[0].Scenarios[0].ID, total},
	} {
		t.Run(c.name, func(t *testing.T) {
			root := browser.Open(t, "file://"+filepath.Join(dir, HTMLFile)+c.address)
			if message, found := attribute(root, "data-error"); found {
				t.Fatalf("the script failed: %s", message)
			}
			if ready, _ := attribute(root, "data-ready"); ready != "true" {
				t.Fatal("the script did not run to its end")
			}
			if shown, _ := attribute(root, "data-shown"); shown != strconv.Itoa(c.shown) {
				t.Errorf("the page says that it shows %s scenarios, want %d", shown, c.shown)
			}
			visible := 0
			for node := range root.Descendants() {
				if _, hidden := attribute(node, "hidden"); hasClass(node, "scenario") && !hidden {
					visible++
				}
			}
			if visible != c.shown {
				t.Errorf("%d scenarios are not hidden, want %d", visible, c.shown)
			}
		})
	}
}

// TestHTMLInBrowserFitsAPhone opens the page with everything unfolded in a frame as narrow as a phone.
func TestHTMLInBrowserFitsAPhone(t *testing.T) {
	browser := pagetest.Find(t)
	dir := t.TempDir()
	if err := Write(dir, hostileReport()); err != nil {
		t.Fatal(err)
	}
	if width := browser.Width(t, filepath.Join(dir, HTMLFile), 380); width > 380 {
		t.Errorf("the page is %d pixels wide in a frame of 380", width)
	}
}
