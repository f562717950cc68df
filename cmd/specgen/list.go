package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/scenario"
)

// listCommand lists rules and their scenarios.
type listCommand struct {
	API  string `placeholder:"ID" help:"Only the API with this id."`
	Kind string `placeholder:"KIND" help:"Only rules of this kind."`
	JSON bool   `help:"Print a JSON document."`
}

// listed is one rule as it is printed.
type listed struct {
	ID            string           `json:"id"`
	Kind          contract.Kind    `json:"kind"`
	Says          string           `json:"says"`
	Document      string           `json:"document"`
	Lines         []int            `json:"lines"` // empty when the rule does not come from the document
	Contract      string           `json:"contract"`
	Line          int              `json:"line"` // of the contract
	Informational bool             `json:"informational"`
	Scenarios     []listedScenario `json:"scenarios"`
}

type listedScenario struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Run prints the rules in the order of the contracts.
func (l listCommand) Run(s *session) error {
	cs, err := s.contracts(s.stderr)
	if err != nil {
		return err
	}
	if err := l.known(cs); err != nil {
		return err
	}
	rules := []listed{}
	for _, c := range cs {
		if l.API == "" || l.API == c.API {
			rules = append(rules, l.rules(c)...)
		}
	}
	if l.JSON {
		e := json.NewEncoder(s.stdout)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		return e.Encode(rules)
	}
	return write(s, rules)
}

// known refuses a filter that nothing can match, so that a typing error does not look like an empty contract.
func (l listCommand) known(cs []*contract.Contract) error {
	var apis, kinds []string
	for _, c := range cs {
		apis = append(apis, c.API)
	}
	for _, k := range contract.Kinds() {
		kinds = append(kinds, string(k))
	}
	switch {
	case l.API != "" && !slices.Contains(apis, l.API):
		return fmt.Errorf("list: there is no API %q; there are %s", l.API, strings.Join(apis, ", "))
	case l.Kind != "" && !slices.Contains(kinds, l.Kind):
		return fmt.Errorf("list: there is no kind %q; there are %s", l.Kind, strings.Join(kinds, ", "))
	}
	return nil
}

func (l listCommand) rules(c *contract.Contract) []listed {
	scenarios := map[string][]listedScenario{}
	for _, sc := range scenario.All(c) {
		scenarios[sc.Rule.ID()] = append(scenarios[sc.Rule.ID()], listedScenario{sc.ID, sc.Title})
	}
	var list []listed
	for _, r := range contract.Rules(c) {
		if l.Kind != "" && l.Kind != string(r.Kind) {
			continue
		}
		list = append(list, listed{
			ID: r.ID(), Kind: r.Kind, Says: r.Says,
			Document: c.Document.File, Lines: append([]int{}, r.Source.Lines...),
			Contract: r.Pos.File, Line: r.Pos.Line,
			Informational: r.Informational(), Scenarios: append([]listedScenario{}, scenarios[r.ID()]...),
		})
	}
	return list
}

// write prints each rule with its scenarios below it, and the counts.
func write(s *session, rules []listed) error {
	var b strings.Builder
	count := 0
	for _, r := range rules {
		fmt.Fprintf(&b, "%s\n    %s\n    %s:%d\n", r.ID, r.Says, r.Contract, r.Line)
		for _, sc := range r.Scenarios {
			fmt.Fprintf(&b, "    - %s: %s\n", sc.ID[strings.LastIndex(sc.ID, "/")+1:], sc.Title)
		}
		count += len(r.Scenarios)
	}
	fmt.Fprintf(&b, "%d rules, %d scenarios\n", len(rules), count)
	_, err := fmt.Fprint(s.stdout, b.String())
	return err
}
