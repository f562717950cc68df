package matrix

import (
	"path"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/mutant"
	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// sampleAPI has the rules max, code and ask, of which ask only asks for a reading.
func sampleAPI() harness.API {
	return harness.API{Ledger: harness.Ledger{
		API: "api", Title: "An API",
		Rules: []harness.Rule{
			{ID: "api/Op/k/max", Kind: "k", Says: "At most 3."},
			{ID: "api/Op/k/code", Kind: "k", Says: "The code is Wrong."},
			{ID: "api/Op/k/ask", Kind: "k", Says: "May it be empty?"},
		},
		Scenarios: []harness.Expected{
			{ID: "api/Op/k/max/full", Rule: "api/Op/k/max", Title: "accepts 3"},
			{ID: "api/Op/k/max/over", Rule: "api/Op/k/max", Title: "refuses 4"},
			{ID: "api/Op/k/code/wrong", Rule: "api/Op/k/code", Title: "answers Wrong"},
			{ID: "api/Op/k/ask/asked", Rule: "api/Op/k/ask", Title: "is asked", Informational: true},
		},
	}}
}

// sampleInput has two mutants of each rule that is checked, and a variant.
func sampleInput() Input {
	api := sampleAPI()
	in := Input{
		Contracts: []*contract.Contract{{API: "api"}},
		APIs:      []harness.API{api},
		Mutants: []mutant.Mutant{
			{ID: "api/limit-plus-one/max", Operator: "limit-plus-one", Says: "It takes 4.", Rules: []string{"api/Op/k/max"}},
			{ID: "api/limit-minus-one/max", Operator: "limit-minus-one", Says: "It takes 2.", Rules: []string{"api/Op/k/max"}},
			{ID: "api/other-code/code", Operator: "other-code", Says: "It answers Other.", Rules: []string{"api/Op/k/code"}},
		},
		Variants: []mutant.Variant{{ID: "api/slow", Says: "It is slow.", Because: "no line says how quick it is"}},
	}
	for _, e := range api.Ledger.Scenarios {
		in.Scenarios = append(in.Scenarios, harness.NewScenario(e, &in.APIs[0], nil))
	}
	return in
}

// ran is a trial with these cells.
func ran(cells ...Cell) trial { return trial{cells: cells, took: 20 * time.Millisecond} }

// cellOf is the cell of a scenario such as "max/full".
func cellOf(scenario string, v report.Verdict) Cell {
	c := Cell{Scenario: "api/Op/k/" + scenario, Rule: "api/Op/k/" + path.Dir(scenario), Verdict: v, Runs: 1}
	if v != report.Pass {
		c.Message, c.Runs = "it was accepted", 2
	}
	return c
}

// sampleFacts are those of a run in which every gate holds.
func sampleFacts() facts {
	in := sampleInput()
	return facts{in: in, all: in.Mutants, whole: true,
		mutants: []trial{
			ran(cellOf("max/full", report.Pass), cellOf("max/over", report.Fail)),
			ran(cellOf("max/full", report.Fail), cellOf("max/over", report.Pass)),
			ran(cellOf("code/wrong", report.Fail)),
		},
		variants: []trial{ran(cellOf("max/full", report.Pass), cellOf("max/over", report.Pass), cellOf("code/wrong", report.Pass))},
	}
}
