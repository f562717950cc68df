// Package drift tells what a maintainer must read again when a vendor has changed a page.
//
// In go contracts, the pages as they are now, and the frozen rule sets, which may know the lines of the pages as
// they were; out comes one finding for each page that is not the one its contract encodes, with the statements and
// decisions to re-read, by line.
package drift

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/frozen"
	"github.com/seed-613b54dc/conformance/internal/report"
)

// Check compares the digest of each document with the page of its name in pages. A page that cannot be read is a
// finding too: nobody has looked whether it has changed.
func Check(pages fs.FS, cs []*contract.Contract, sets []frozen.Set) diag.List {
	var found diag.List
	for _, c := range cs {
		page, err := fs.ReadFile(pages, path.Base(c.Document.File))
		if err != nil {
			found.Errorf(c.Document.Pos, diag.Unreadable, "the page of %s: %v", c.API, err)
			continue
		}
		if sum := digest(page); sum != c.Document.SHA256 {
			d := found.Errorf(c.Document.Pos, diag.DocumentChanged, "%s is not the page that this contract encodes: its sha256 is %s", c.Document.File, sum)
			d.Hint = "re-read what is listed, change the contract where the page says something else, then write the new sha256 here"
			d.Related = reread(c, page, before(c, sets))
		}
	}
	return found.Sorted()
}

// digest is how contracts write the digest of a page.
func digest(page []byte) string {
	sum := sha256.Sum256(page)
	return hex.EncodeToString(sum[:])
}

// before returns the digests of the lines of the page that the contract encodes; nil when no set has them.
func before(c *contract.Contract, sets []frozen.Set) []string {
	for _, set := range sets {
		if set.Document.SHA256 == c.Document.SHA256 && len(set.Document.Lines) > 0 {
			return set.Document.Lines
		}
	}
	return nil
}

// passage is a part of a contract that cites lines.
type passage struct {
	what  string
	says  string
	lines []int
	pos   diag.Pos
}

// passages are all parts that cite lines, by their first line.
func passages(c *contract.Contract) []passage {
	var all []passage
	for _, s := range c.Statements {
		all = append(all, passage{"statement " + s.ID, s.Says, s.Lines, s.Pos})
	}
	for _, d := range c.Decisions {
		all = append(all, passage{"decision " + d.ID, d.Question, d.Lines, d.Pos})
	}
	slices.SortStableFunc(all, func(a, b passage) int { return first(a.lines) - first(b.lines) })
	return all
}

// first is the first line, 0 when there is none.
func first(lines []int) int {
	if len(lines) == 0 {
		return 0
	}
	return lines[0]
}

// reread lists what there is to re-read. Without the old lines that is everything.
func reread(c *contract.Contract, page []byte, old []string) []diag.Related {
	now := frozen.Digests(page)
	if old == nil {
		return everything(c, len(now))
	}
	return changed(c, old, now)
}

// everything lists every passage, and says which cite lines that the page does not have any more.
func everything(c *contract.Contract, count int) []diag.Related {
	list := []diag.Related{{Pos: c.Document.Pos, Message: fmt.Sprintf(
		"the page has %d lines now; which of them are new cannot be told, since no frozen set has the lines of the old one", count)}}
	for _, p := range passages(c) {
		note := ""
		if len(p.lines) > 0 && p.lines[len(p.lines)-1] > count {
			note = ", beyond the end of the page"
		}
		list = append(list, diag.Related{Pos: p.pos, Message: fmt.Sprintf("%s, %s%s: %s", p.what, report.Lines(p.lines).Cited(), note, p.says)})
	}
	return list
}
