package e2e_test

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// told are the rows of a section of docs/faults.md, each as its cells.
func told(t *testing.T, section string) [][]string {
	t.Helper()
	_, text, found := strings.Cut(read(t, "../../docs/faults.md"), "\n## "+section+"\n")
	if !found {
		t.Fatalf("docs/faults.md has no section %q", section)
	}
	text, _, _ = strings.Cut(text, "\n## ")
	var rows [][]string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "|---") || strings.HasPrefix(line, "| fault |") {
			continue
		}
		var cells []string
		for cell := range strings.SplitSeq(strings.Trim(line, "|"), "|") {
			cells = append(cells, strings.TrimSpace(cell))
		}
		rows = append(rows, cells)
	}
	return rows
}

// promises are the words that the documentation of a row must have.
func (r row) promises() []string {
	if r.exit == 2 {
		return []string{"no report"}
	}
	var words []string
	for _, word := range slices.Compact(slices.Sorted(maps.Values(r.want))) {
		words = append(words, "`"+word+"`")
	}
	for _, word := range slices.Compact(slices.Sorted(slices.Values(r.either))) {
		words = append(words, "`"+word+"`")
	}
	if r.out {
		words = append(words, "`unreleased`")
	}
	return words
}

func TestTheDocumentedFaultsAreThoseOfTheTable(t *testing.T) {
	for section, rows := range map[string][]row{
		"The endpoint, and what lies before it": endpointRows(),
		"The fixture provider":                  providerRows(),
	} {
		documented := told(t, section)
		for i := range max(len(rows), len(documented)) {
			if i >= len(rows) || i >= len(documented) {
				t.Errorf("%s: %d rows are documented, %d are tested", section, len(documented), len(rows))
				break
			}
			r, cells := rows[i], documented[i]
			if len(cells) != 4 || cells[0] != r.fault || cells[2] != strconv.Itoa(r.exit) || cells[3] == "" {
				t.Errorf("%s: row %d is %q, but the test is about %q, exit code %d", section, i+1, cells, r.fault, r.exit)
				continue
			}
			for _, promise := range r.promises() {
				if !strings.Contains(cells[1], promise) && !(promise == "`pass`" && r.exit == 3) {
					t.Errorf("%q: what you see is %q, without %s", r.fault, cells[1], promise)
				}
			}
		}
	}
}
