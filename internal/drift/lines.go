package drift

import (
	"fmt"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/report"
)

// changed lists the passages whose lines have changed, then those that only stand elsewhere, then the new lines.
func changed(c *contract.Contract, old, now []string) []diag.Related {
	at := follow(old, now)
	list := []diag.Related{{Pos: c.Document.Pos, Message: counts(old, now)}}
	var moved []diag.Related
	for _, p := range passages(c) {
		gone, places, elsewhere := trace(p.lines, at)
		switch {
		case len(gone) > 0:
			list = append(list, diag.Related{Pos: p.pos, Message: fmt.Sprintf("%s, %s: %s", p.what, shown(p.lines, gone), p.says)})
		case elsewhere:
			moved = append(moved, diag.Related{Pos: p.pos, Message: fmt.Sprintf("%s, %s, unchanged at %s now", p.what, report.Lines(p.lines).Cited(), report.Lines(places))})
		}
	}
	list = append(list, moved...)
	if fresh := added(at, len(now)); len(fresh) > 0 {
		list = append(list, diag.Related{Pos: c.Document.Pos, Message: fmt.Sprintf("new or changed on the page: %s", report.Lines(fresh).Cited())})
	}
	return list
}

// shown is which lines of a passage are gone.
func shown(lines, gone report.Lines) string {
	if len(lines) == len(gone) {
		return lines.Cited() + " changed"
	}
	return lines.Cited() + ", of which " + gone.String() + " changed"
}

// counts says how long the page was and is.
func counts(old, now []string) string {
	if len(old) == len(now) {
		return fmt.Sprintf("the page has %d lines, as before", len(now))
	}
	return fmt.Sprintf("the page has %d lines now, and had %d", len(now), len(old))
}

// trace follows the lines of a passage: those that are gone, where the others stand, and whether that is elsewhere. A
// line beyond the end of the old page is gone.
func trace(lines []int, at []int) (gone, places []int, elsewhere bool) {
	for _, line := range lines {
		if line > len(at) || at[line-1] == 0 {
			gone = append(gone, line)
			continue
		}
		places = append(places, at[line-1])
		elsewhere = elsewhere || at[line-1] != line
	}
	return gone, places, elsewhere
}

// added are the lines now that were not there before.
func added(at []int, count int) []int {
	kept := make([]bool, count+1)
	for _, line := range at {
		kept[line] = true
	}
	var fresh []int
	for line := 1; line <= count; line++ {
		if !kept[line] {
			fresh = append(fresh, line)
		}
	}
	return fresh
}

// most bounds the comparison, which takes the product of the lengths: pages have some hundred lines, and whatever is
// longer is called changed beyond what both have in common at their beginning.
const most = 4000

// follow returns for each old line where it stands now, 0 for one that is gone. Order is kept: it is the longest
// common subsequence.
func follow(old, now []string) []int {
	at := make([]int, len(old))
	from := 0
	for from < len(old) && from < len(now) && old[from] == now[from] {
		at[from] = from + 1
		from++
	}
	a, b := old[from:], now[from:]
	if len(a) > most || len(b) > most {
		return at
	}
	// length[i][j] is the length of the longest common subsequence of a[i:] and b[j:].
	length := make([][]int, len(a)+1)
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			length[i][j] = max(length[i+1][j], length[i][j+1])
			if a[i] == b[j] {
				length[i][j] = length[i+1][j+1] + 1
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			at[from+i] = from + j + 1
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	return at
}
