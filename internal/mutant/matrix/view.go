package matrix

import (
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/report"
)

// section is the part of one API on the page.
type section struct {
	API
	Columns []column
	Width   int // of the table, in columns
	Groups  []group
	Proofs  []proof
}

// column is one scenario of the matrix.
type column struct {
	Scenario
	Number int
	Name   string // the id without the API and the operation
	Edge   bool   // a new rule begins
}

// group is the rows of one rule; those of mutants that survive come first, under no rule.
type group struct {
	Title string
	Rows  []line
}

// line is one row of the matrix.
type line struct {
	Row
	Name  string
	Signs []cellView
}

// cellView is what a scenario said about a mutant.
type cellView struct{ Class, Sign string }

// proof is a rule with the mutants that break it and were run.
type proof struct {
	Rule
	Name string
	Rows []proofRow
}

// proofRow is one of them, with what killed it.
type proofRow struct {
	Row
	Name    string
	First   string // a scenario that kills it
	Message string // what that scenario says
	More    int    // how many others do
	Foreign bool   // no scenario of the rule kills it
}

func newSection(a API) section {
	s := section{API: a}
	last := ""
	for _, one := range a.Scenarios {
		if !one.Informational {
			s.Columns = append(s.Columns, column{one, len(s.Columns) + 1, short(one.ID), one.Rule != last})
			last = one.Rule
		}
	}
	s.Width, s.Groups = len(s.Columns)+2, s.groups()
	for _, rule := range a.Rules {
		if !rule.Informational {
			s.Proofs = append(s.Proofs, s.proof(rule))
		}
	}
	return s
}

// groups sorts the rows by the first rule that they break.
func (s section) groups() []group {
	survivors := group{Title: "survived"}
	byRule := map[string][]line{}
	for _, row := range s.Matrix {
		switch {
		case row.Outcome == Survived:
			survivors.Rows = append(survivors.Rows, s.line(row))
		case len(row.Rules) > 0:
			byRule[row.Rules[0]] = append(byRule[row.Rules[0]], s.line(row))
		}
	}
	var groups []group
	if len(survivors.Rows) > 0 {
		groups = append(groups, survivors)
	}
	for _, rule := range s.Rules {
		if rows := byRule[rule.ID]; len(rows) > 0 {
			groups = append(groups, group{short(rule.ID), rows})
		}
	}
	return groups
}

func (s section) line(row Row) line {
	l := line{Row: row, Name: short(row.ID), Signs: make([]cellView, len(s.Columns))}
	for i, c := range s.Columns {
		at := slices.IndexFunc(row.Cells, func(cell Cell) bool { return cell.Scenario == c.ID })
		if at >= 0 {
			l.Signs[i] = signOf(row.Cells[at].Verdict)
		}
	}
	return l
}

// signOf is a cell of the matrix: a scenario that fails is what is hoped for.
func signOf(v report.Verdict) cellView {
	switch v {
	case report.Fail:
		return cellView{"k", "●"}
	case report.Pass:
		return cellView{"p", "·"}
	}
	return cellView{"u", "?"}
}

func (s section) proof(rule Rule) proof {
	p := proof{Rule: rule, Name: short(rule.ID)}
	for _, row := range s.Matrix {
		if slices.Contains(row.Rules, rule.ID) {
			p.Rows = append(p.Rows, proofRowOf(row))
		}
	}
	slices.SortStableFunc(p.Rows, func(a, b proofRow) int { return a.rank() - b.rank() })
	return p
}

func proofRowOf(row Row) proofRow {
	one := proofRow{Row: row, Name: short(row.ID)}
	if len(row.KilledBy) == 0 {
		return one
	}
	one.First, one.More, one.Foreign = row.KilledBy[0], len(row.KilledBy)-1, !row.killedByOwn()
	for _, c := range row.Cells {
		if c.Scenario == one.First {
			one.Message = c.Message
		}
	}
	return one
}

// rank puts what survives first.
func (p proofRow) rank() int {
	switch {
	case p.Outcome == Survived:
		return 0
	case p.Outcome == Equivalent:
		return 1
	case p.Foreign:
		return 2
	}
	return 3
}

// short is an id without its API.
func short(id string) string {
	_, rest, found := strings.Cut(id, "/")
	if !found {
		return id
	}
	return rest
}
