package report

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"golang.org/x/net/html"
)

// TestHTMLInBrowser opens the page in a real browser: its script must run to the end without an error, and the filters
// must show exactly the scenarios that the report counts.
func TestHTMLInBrowser(t *testing.T) {
	if os.Getenv("CONFORMANCE_BROWSER") != "1" {
		t.Skip("set CONFORMANCE_BROWSER=1 to open the page in a headless browser")
	}
	browser := findBrowser(t)
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
			root := openPage(t, browser, "file://"+filepath.Join(dir, HTMLFile)+c.address)
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
	if os.Getenv("CONFORMANCE_BROWSER") != "1" {
		t.Skip("set CONFORMANCE_BROWSER=1 to open the page in a headless browser")
	}
	browser := findBrowser(t)
	dir := t.TempDir()
	if err := Write(dir, hostileReport()); err != nil {
		t.Fatal(err)
	}
	const frame = `<iframe src="index.html" style="width:380px;height:800px" onload="
		const inner = this.contentDocument;
		inner.querySelectorAll('details').forEach((d) => { d.open = true; });
		document.documentElement.dataset.width = inner.documentElement.scrollWidth;"></iframe>`
	path := filepath.Join(dir, "frame.html")
	if err := os.WriteFile(path, []byte(frame), 0o600); err != nil {
		t.Fatal(err)
	}
	root := openPage(t, browser, "file://"+path, "--allow-file-access-from-files")
	text, _ := attribute(root, "data-width")
	if width, err := strconv.Atoi(text); err != nil || width > 380 {
		t.Errorf("the page is %q pixels wide in a frame of 380", text)
	}
}

// findBrowser looks for a browser that has a headless mode.
func findBrowser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("no browser is installed: install one with `apt-get install chromium`, or unset CONFORMANCE_BROWSER")
	return ""
}

// openPage lets the browser load a page, run its script and print the document that results; it returns <html>.
func openPage(t *testing.T, browser, address string, flags ...string) *html.Node {
	t.Helper()
	flags = append(flags, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--user-data-dir="+t.TempDir(), "--dump-dom", address)
	command := exec.CommandContext(t.Context(), browser, flags...)
	command.Stderr = nil // the browser reports on buses and keyrings that a container does not have
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v", browser, err)
	}
	return parseHTML(t, out)
}
