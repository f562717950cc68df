package docs_test

import (
	"os"
	"strings"
	"testing"
)

// block is one block of code that a page shows.
type block struct {
	kind string // what stands behind the three backticks: "sh", "json", or nothing
	text string // with its line ends
}

// blocks are those of a page, in order.
func blocks(t *testing.T, file string) []block {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var found []block
	inside := false
	for line := range strings.Lines(string(text)) {
		kind, fence := strings.CutPrefix(strings.TrimSpace(line), "```")
		switch {
		case fence && !inside:
			found = append(found, block{kind: kind})
			inside = true
		case fence:
			inside = false
		case inside:
			found[len(found)-1].text += line
		}
	}
	if inside {
		t.Fatalf("%s: the last block does not end", file)
	}
	return found
}

// ofKind are the texts of the blocks of one kind. There must be some.
func ofKind(t *testing.T, file, kind string) []string {
	t.Helper()
	var texts []string
	for _, b := range blocks(t, file) {
		if b.kind == kind {
			texts = append(texts, b.text)
		}
	}
	if len(texts) == 0 {
		t.Fatalf("%s shows no block of the kind %q", file, kind)
	}
	return texts
}

// table are the first cells of the rows of the table with these words in its head, without backticks.
func table(t *testing.T, file, head string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(text), "| "+head+" |")
	if !found {
		t.Fatalf("%s has no table %q", file, head)
	}
	rows, _, _ := strings.Cut(rest, "\n\n")
	var cells []string
	for _, row := range strings.Split(strings.TrimSpace(rows), "\n")[1:] {
		cells = append(cells, strings.ReplaceAll(strings.TrimSpace(strings.Split(row, "|")[1]), "`", ""))
	}
	return cells
}
