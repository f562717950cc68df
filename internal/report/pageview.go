package report

import (
	"html/template"
	"sort"
	"strings"
)

// What the templates of the page read. All decisions are made here; the templates only place.
type (
	pageView struct {
		Report
		Style      template.CSS
		Script     template.JS
		Errors     []string // the first errors of the harness
		MoreErrors int
		Totals     []tally // scenarios by verdict, over all APIs
		Kinds      []string
		Sections   []sectionView
	}
	tally struct {
		Verdict Verdict
		Count   int
	}
	sectionView struct {
		API
		Endpoint   string
		Bar        []tally
		Failures   []scenarioView  // once more, as a list of links
		Statements []statementView // with rules, failures first
		Loose      []ruleView      // rules that no statement names
		LooseTitle string
		Excluded   []statementView
	}
	statementView struct {
		JudgedStatement
		Anchor    string
		Place     int // in the document, for the other order
		Original  []documentLine
		Rules     []ruleView
		Elsewhere []ruleView // shown under an earlier statement; a link leads there
		Tallies   []tally
	}
	documentLine struct {
		Number int
		Text   string
	}
	ruleView struct {
		JudgedRule
		Anchor    string
		Name      string // the end of the id, the API left out
		Scenarios []scenarioView
	}
)

// newPageView arranges the report for reading.
func newPageView(r Report, o HTMLOptions, d detail) (pageView, error) {
	style, err := asset("style.css")
	if err != nil {
		return pageView{}, err
	}
	script, err := asset("script.js")
	if err != nil {
		return pageView{}, err
	}
	view := pageView{Report: r, Style: template.CSS(style), Script: template.JS(script)}
	view.Errors = r.HarnessErrors[:min(len(r.HarnessErrors), mostListed)]
	view.MoreErrors = len(r.HarnessErrors) - len(view.Errors)
	kinds := map[string]bool{}
	var all []Scenario
	for _, api := range r.APIs {
		all = append(all, api.Scenarios...)
		view.Sections = append(view.Sections, newSection(r, api, o.Documents[api.ID], d))
		for _, rule := range api.Rules {
			if !kinds[rule.Kind] {
				kinds[rule.Kind] = true
				view.Kinds = append(view.Kinds, rule.Kind)
			}
		}
	}
	sort.Strings(view.Kinds)
	view.Totals = tallies(all)
	return view, nil
}

// newSection arranges one API: every rule, and so every scenario, is shown once, under the first statement that names it.
func newSection(r Report, api API, document []string, d detail) sectionView {
	section := sectionView{API: api, Bar: tallies(api.Scenarios)}
	for _, endpoint := range r.Target.Endpoints {
		if endpoint.API == api.ID {
			section.Endpoint = endpoint.URL
		}
	}
	rules, order := newRules(api, d)
	for _, id := range order {
		for _, scenario := range rules[id].Scenarios {
			if scenario.Verdict == Fail {
				section.Failures = append(section.Failures, scenario)
			}
		}
	}
	shown := map[string]bool{}
	for i, statement := range api.Statements {
		view := newStatement(api, statement, i, rules, shown)
		view.Original = original(document, statement.Lines)
		if statement.Verdict == Excluded {
			section.Excluded = append(section.Excluded, view)
		} else {
			section.Statements = append(section.Statements, view)
		}
	}
	section.LooseTitle = "Rules from the vendor's SDK and common pages"
	for _, id := range order {
		if !shown[id] {
			section.Loose = append(section.Loose, rules[id])
			if basis := rules[id].Basis; basis != BasisSDK && basis != BasisProtocol {
				section.LooseTitle = "Further rules"
			}
		}
	}
	sort.SliceStable(section.Statements, func(i, j int) bool {
		return rank(section.Statements[i].Verdict) < rank(section.Statements[j].Verdict)
	})
	sort.SliceStable(section.Loose, func(i, j int) bool {
		return rank(section.Loose[i].Verdict) < rank(section.Loose[j].Verdict)
	})
	return section
}

// newRules collects the rules of an API with their scenarios, by id and in order. A rule that only a scenario names is
// added, since every scenario must be on the page.
func newRules(api API, d detail) (rules map[string]ruleView, order []string) {
	rules = map[string]ruleView{}
	add := func(rule JudgedRule) {
		if _, known := rules[rule.ID]; !known {
			rules[rule.ID] = ruleView{
				JudgedRule: rule,
				Anchor:     anchor("rule:" + rule.ID),
				Name:       strings.TrimPrefix(rule.ID, api.ID+"/"),
			}
			order = append(order, rule.ID)
		}
	}
	for _, rule := range api.Rules {
		add(rule)
	}
	for _, scenario := range api.Scenarios {
		add(JudgedRule{Rule: Rule{ID: scenario.Rule}, Verdict: scenario.Verdict})
		rule := rules[scenario.Rule]
		rule.Scenarios = append(rule.Scenarios, newScenario(api, scenario, rule.JudgedRule, d))
		rules[scenario.Rule] = rule
	}
	return rules, order
}

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
	view.Tallies = tallies(scenarios)
	return view
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
