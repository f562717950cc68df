package report

import (
	"html/template"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/markup"
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
		Settings   []string
		Excused    int  // failures that are known, over all APIs
		Stale      bool // some entry of the known failures has to go
		Leftovers  []string
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
		Claim      string // what may be said in public; "" unless a frozen set was run
		Bar        []tally
		Failures   []scenarioView  // once more, as a list of links
		Excused    []scenarioView  // the same for the failures that are known
		Statements []statementView // with rules, failures first
		Loose      []ruleView      // rules that no statement names
		LooseTitle string
		Excluded   []statementView
	}
	ruleView struct {
		JudgedRule
		Anchor    string
		Name      string // the end of the id, the API left out
		Scenarios []scenarioView
	}
)

// OnlyKnown reports whether the rule fails, and only in known ways.
func (r ruleView) OnlyKnown() bool {
	var scenarios []Scenario
	for _, s := range r.Scenarios {
		scenarios = append(scenarios, s.Scenario)
	}
	return onlyKnown(scenarios)
}

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
	view.Settings, view.Stale = r.circumstances(), len(r.stale()) > 0
	view.Leftovers = texts(r.Unreleased, func(u Unreleased) string { return markup.Visible(markup.Clip(u.String(), d.text)) })
	kinds := map[string]bool{}
	var all []Scenario
	for _, api := range r.APIs {
		all = append(all, api.Scenarios...)
		view.Excused += api.Known
		view.Sections = append(view.Sections, newSection(r, api, o.Documents[api.ID], d))
		for _, rule := range api.Rules {
			if !kinds[rule.Kind] {
				kinds[rule.Kind] = true
				view.Kinds = append(view.Kinds, rule.Kind)
			}
		}
	}
	slices.Sort(view.Kinds)
	view.Totals = tallies(all)
	return view, nil
}

// newSection arranges one API: every rule, and so every scenario, is shown once, under the first statement that names it.
func newSection(r Report, api API, document []string, d detail) sectionView {
	section := sectionView{API: api, Claim: r.claim(api), Bar: tallies(api.Scenarios)}
	for _, endpoint := range r.Target.Endpoints {
		if endpoint.API == api.ID {
			section.Endpoint = endpoint.URL
		}
	}
	rules, order := newRules(api, d)
	for _, id := range order {
		for _, scenario := range rules[id].Scenarios {
			switch {
			case scenario.Known != nil:
				section.Excused = append(section.Excused, scenario)
			case scenario.Verdict == Fail:
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
	slices.SortStableFunc(section.Statements, func(a, b statementView) int { return rank(a.Verdict) - rank(b.Verdict) })
	slices.SortStableFunc(section.Loose, func(a, b ruleView) int { return rank(a.Verdict) - rank(b.Verdict) })
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
