package report

import "strings"

// What the page shows of a statement.
type (
	statementView struct {
		JudgedStatement
		Anchor    string
		Place     int // in the document, for the other order
		Original  []documentLine
		Rules     []ruleView
		Elsewhere []ruleView // shown under an earlier statement; a link leads there
		Tallies   []tally
		OnlyKnown bool // it fails, and only in known ways
	}
	documentLine struct {
		Number int
		Text   string
	}
)

// newStatement gives a statement the rules that no earlier statement shows, and links to the others.
func newStatement(api API, s JudgedStatement, place int, rules map[string]ruleView, shown map[string]bool) statementView {
	view := statementView{JudgedStatement: s, Anchor: anchor("statement:" + api.ID + "/" + s.ID), Place: place}
	counted := map[string]bool{}
	var scenarios []Scenario
	for _, id := range s.Rules {
		rule, known := rules[id]
		if !known || counted[id] {
			continue
		}
		counted[id] = true
		for _, scenario := range rule.Scenarios {
			scenarios = append(scenarios, scenario.Scenario)
		}
		if shown[id] {
			view.Elsewhere = append(view.Elsewhere, rule)
			continue
		}
		shown[id] = true
		view.Rules = append(view.Rules, rule)
	}
	view.Tallies, view.OnlyKnown = tallies(scenarios), onlyKnown(scenarios)
	return view
}

// onlyKnown reports whether there are failures among the scenarios and all of them are known.
func onlyKnown(scenarios []Scenario) bool {
	failed, known := 0, 0
	for _, s := range scenarios {
		if s.Verdict == Fail {
			failed++
		}
		if s.Known != nil {
			known++
		}
	}
	return failed > 0 && failed == known
}

// original picks the lines of a document, without the numbers that it does not have.
func original(document []string, lines Lines) []documentLine {
	var out []documentLine
	for _, number := range lines {
		if number >= 1 && number <= len(document) {
			out = append(out, documentLine{number, strings.TrimSpace(document[number-1])})
		}
	}
	return out
}

// tallies counts scenarios by verdict, failures first, without the verdicts that do not occur.
func tallies(scenarios []Scenario) []tally {
	counts := map[Verdict]int{}
	for _, scenario := range scenarios {
		counts[scenario.Verdict]++
	}
	var out []tally
	for _, verdict := range []Verdict{Fail, Inconclusive, Pass, Informational} {
		if counts[verdict] > 0 {
			out = append(out, tally{verdict, counts[verdict]})
		}
	}
	return out
}

// rank orders by how much a reader has to do about it.
func rank(v Verdict) int {
	return map[Verdict]int{Fail: 0, Inconclusive: 1, Untested: 2, Pass: 3, Informational: 4, Excluded: 5}[v]
}
