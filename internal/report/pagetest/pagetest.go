// Package pagetest opens the pages of reports in a real browser.
//
// In goes the address of a page, or its file; out comes the document as it stands when its script has run, or how
// wide it is on a phone. The tests are skipped unless CONFORMANCE_BROWSER is 1.
package pagetest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"golang.org/x/net/html"
)

// Browser is a browser that has a headless mode.
type Browser struct{ path string }

// Find looks for a browser. It skips the test when none is wanted.
func Find(t *testing.T) Browser {
	t.Helper()
	if os.Getenv("CONFORMANCE_BROWSER") != "1" {
		t.Skip("set CONFORMANCE_BROWSER=1 to open the page in a headless browser")
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return Browser{path}
		}
	}
	t.Fatal("no browser is installed: install one with `apt-get install chromium`, or unset CONFORMANCE_BROWSER")
	return Browser{}
}

// Open lets the browser load a page, run its script and print the document that results; it returns <html>.
func (b Browser) Open(t *testing.T, address string, flags ...string) *html.Node {
	t.Helper()
	flags = append(flags, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--user-data-dir="+t.TempDir(), "--dump-dom", address)
	command := exec.CommandContext(t.Context(), b.path, flags...)
	command.Stderr = nil // the browser reports on buses and keyrings that a container does not have
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v", b.path, err)
	}
	document, err := html.Parse(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	for node := range document.Descendants() {
		if node.Type == html.ElementNode && node.Data == "html" {
			return node
		}
	}
	t.Fatal("no <html> element")
	return nil
}

// Width opens a page with everything unfolded in a frame of that many pixels, and returns how wide it is there. A
// file with the frame is written beside the page.
func (b Browser) Width(t *testing.T, page string, frame int) int {
	t.Helper()
	text := fmt.Sprintf(`<iframe src="%s" style="width:%dpx;height:800px" onload="
		const inner = this.contentDocument;
		inner.querySelectorAll('details').forEach((d) => { d.open = true; });
		document.documentElement.dataset.width = inner.documentElement.scrollWidth;"></iframe>`, filepath.Base(page), frame)
	path := filepath.Join(filepath.Dir(page), "frame.html")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	root := b.Open(t, "file://"+path, "--allow-file-access-from-files")
	for _, a := range root.Attr {
		if a.Key == "data-width" {
			width, err := strconv.Atoi(a.Val)
			if err != nil {
				t.Fatal(err)
			}
			return width
		}
	}
	t.Fatal("the page did not load")
	return 0
}
