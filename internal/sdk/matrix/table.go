package matrix

import (
	"fmt"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// rows is the part of one SDK in the table.
type rows struct {
	sdk.SDK
	Anchor string // of what went wrong with it
	Rows   []row
}

// row is one API of an SDK.
type row struct {
	API   string
	All   cell // of all kinds
	Cells []cell
}

// cell counts the cases of one kind, of one API of one SDK.
type cell struct {
	Passed, Failed, Known, Unsupported int
	Anchor                             string // of its failures on the page
}

// table counts the cases of a settled report.
func (r Report) table() []rows {
	type place struct {
		sdk, api string
		kind     sdk.Kind
	}
	cells := map[place]cell{}
	for _, c := range r.Cases {
		for _, at := range []place{{c.SDK, c.API, c.Kind}, {c.SDK, c.API, ""}} {
			cells[at] = cells[at].with(c)
		}
	}
	var table []rows
	for _, s := range r.SDKs {
		part := rows{SDK: s, Anchor: anchor(s.Name)}
		for _, api := range s.APIs {
			line := row{API: api, All: cells[place{s.Name, api, ""}]}
			for _, k := range r.Kinds {
				c := cells[place{s.Name, api, k.ID}]
				c.Anchor = anchor(s.Name, api, string(k.ID))
				line.Cells = append(line.Cells, c)
			}
			part.Rows = append(part.Rows, line)
		}
		table = append(table, part)
	}
	return table
}

// with counts a case.
func (c cell) with(r sdk.Result) cell {
	switch {
	case r.Verdict == sdk.Passed:
		c.Passed++
	case r.Verdict == sdk.Unsupported:
		c.Unsupported++
	case r.Finding != "":
		c.Known++
		c.Failed++
	default:
		c.Failed++
	}
	return c
}

// Class is what the style sheet calls the cell, "" for one that says nothing of the SDK.
func (c cell) Class() string {
	switch {
	case c.Failed > c.Known:
		return "bad"
	case c.Failed > 0:
		return "known"
	case c.Passed > 0:
		return "good"
	}
	return ""
}

// Sign stands before the words, so that colour is never needed.
func (c cell) Sign() string {
	return map[string]string{"bad": "✗", "known": "≠", "good": "✓"}[c.Class()]
}

// Words are the counts: "12", "11 of 12", "n/a" when the SDK has none of it, "–" when there is no case.
func (c cell) Words() string {
	switch {
	case c.Failed > 0:
		return fmt.Sprintf("%d of %d", c.Passed, c.Passed+c.Failed)
	case c.Passed > 0:
		return fmt.Sprint(c.Passed)
	case c.Unsupported > 0:
		return "n/a"
	}
	return "–"
}

// More says how many cases were unsupported beside others.
func (c cell) More() string {
	if c.Unsupported == 0 || c.Class() == "" {
		return ""
	}
	return fmt.Sprintf("%d n/a", c.Unsupported)
}

// Title says it in full.
func (c cell) Title() string {
	return fmt.Sprintf("%d passed, %d failed (%d known), %d unsupported", c.Passed, c.Failed, c.Known, c.Unsupported)
}

// anchor joins names to one that a link can have: white space is not allowed in it.
func anchor(names ...string) string {
	return strings.Join(strings.Fields(strings.Join(names, "/")), "_")
}
