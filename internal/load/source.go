package load

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// maxLine bounds document lines, so that a range cannot fill the memory.
const maxLine = 100_000

// complete completes a source: lines alone mean the document, and every other basis has none.
func complete(d *strict.Decoder, pos diag.Pos, s *contract.Source) {
	switch {
	case len(s.Lines) > 0 && s.Basis == "":
		s.Basis = contract.BasisDocument
	case len(s.Lines) > 0 && s.Basis != contract.BasisDocument:
		d.Found.Errorf(pos, diag.BadSource, "lines belong to basis %q, not to %q", contract.BasisDocument, s.Basis)
	case len(s.Lines) == 0 && (s.Basis == "" || s.Basis == contract.BasisDocument):
		d.Found.Errorf(pos, diag.BadSource, "the source has neither lines of the document nor another basis").
			Hint = "write lines: [12, 15-17], or basis: sdk or protocol"
	}
}

// lines decodes document lines: numbers and ranges such as 12-15, expanded and ascending.
func lines(d *strict.Decoder, n *yaml.Node) []int {
	if n.Kind != yaml.SequenceNode {
		d.WrongType(n, "a list of lines")
		return nil
	}
	var all []int
	for _, item := range n.Content {
		from, to, ok := lineRange(item)
		switch {
		case item.Kind != yaml.ScalarNode:
			d.WrongType(item, "a line such as 12 or a range such as 12-15")
		case !ok:
			d.Found.Errorf(strict.Position(d.File, item), diag.BadLines, "expected a line such as 12 or a range such as 12-15, got %q", item.Value)
		case from < 1 || to < from || to > maxLine:
			d.Found.Errorf(strict.Position(d.File, item), diag.BadLines, "the lines %s are not ascending numbers from 1 to %d", item.Value, maxLine)
		case len(all) > 0 && from <= all[len(all)-1]:
			d.Found.Errorf(strict.Position(d.File, item), diag.BadLines, "line %d comes after line %d; lines ascend and none is named twice", from, all[len(all)-1])
		default:
			if !d.Take(to - from) {
				return nil
			}
			for i := from; i <= to; i++ {
				all = append(all, i)
			}
		}
	}
	return all
}

func lineRange(n *yaml.Node) (from, to int, ok bool) {
	first, last, isRange := strings.Cut(n.Value, "-")
	if !isRange {
		last = first
	}
	from, err1 := strconv.Atoi(first)
	to, err2 := strconv.Atoi(last)
	return from, to, err1 == nil && err2 == nil
}
