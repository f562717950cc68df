package plan

import (
	"strings"
	"unicode/utf8"
)

// table is rows of cells, all of the same length; the first row is the head.
type table [][]string

// write sets the table in columns, the first left ones flush left and the others, which are numbers,
// flush right.
func (t table) write(b *strings.Builder, left int) {
	widths := make([]int, len(t[0]))
	for _, row := range t {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range t {
		for i, cell := range row {
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i < left {
				b.WriteString("  " + cell + pad)
			} else {
				b.WriteString("  " + pad + cell)
			}
		}
		b.WriteString("\n")
	}
}
