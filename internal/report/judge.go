package report

// judgeRules gives every rule of the ledger the verdict that follows from its scenarios.
func (a *assembly) judgeRules(l Ledger, scenarios []Scenario) []JudgedRule {
	verdicts := map[string][]Verdict{}
	for _, scenario := range scenarios {
		verdicts[scenario.Rule] = append(verdicts[scenario.Rule], scenario.Verdict)
	}
	rules := []JudgedRule{}
	declared := map[string]bool{}
	for _, rule := range l.Rules {
		declared[rule.ID] = true
		rules = append(rules, JudgedRule{Rule: rule, Verdict: worst(verdicts[rule.ID])})
	}
	for _, scenario := range scenarios {
		if !declared[scenario.Rule] {
			a.errorf("%s: scenario %q names rule %q, which the ledger does not declare", l.API, scenario.ID, scenario.Rule)
		}
	}
	return rules
}

// judgeStatements gives every statement the verdict that follows from its rules.
func (a *assembly) judgeStatements(l Ledger, rules []JudgedRule) []JudgedStatement {
	verdicts := map[string]Verdict{}
	for _, rule := range rules {
		verdicts[rule.ID] = rule.Verdict
	}
	statements := []JudgedStatement{}
	for _, statement := range l.Statements {
		if (len(statement.Rules) == 0) == (statement.Excluded == "") {
			a.errorf("%s: statement %q needs either rules or the reason why it is excluded", l.API, statement.ID)
		}
		var of []Verdict
		for _, id := range statement.Rules {
			verdict, declared := verdicts[id]
			if !declared {
				a.errorf("%s: statement %q names rule %q, which the ledger does not declare", l.API, statement.ID, id)
				verdict = Inconclusive
			}
			of = append(of, verdict)
		}
		judged := JudgedStatement{Statement: statement, Verdict: worst(of)}
		if statement.Excluded != "" {
			judged.Verdict = Excluded
		}
		statements = append(statements, judged)
	}
	return statements
}

// worst is the verdict on a whole from the verdicts on its parts. One failure fails it; one part that did not decide,
// or that nothing tests, leaves it undecided; an informational part neither helps nor harms. No part at all is Untested.
func worst(parts []Verdict) Verdict {
	seen := map[Verdict]bool{}
	for _, part := range parts {
		seen[part] = true
	}
	switch {
	case seen[Fail]:
		return Fail
	case seen[Inconclusive], seen[Untested] && (seen[Pass] || seen[Informational]):
		return Inconclusive
	case seen[Pass]:
		return Pass
	case seen[Informational]:
		return Informational
	}
	return Untested
}
