package report

// ruledScenario is a scenario beside its rule; the rule is empty when the ledger does not declare it.
type ruledScenario struct {
	Scenario
	rule JudgedRule
}

// scenariosWith picks the scenarios of one verdict, in the order of the report.
func scenariosWith(r Report, v Verdict) []ruledScenario {
	var out []ruledScenario
	for _, api := range r.APIs {
		rules := api.rulesByID()
		for _, scenario := range api.Scenarios {
			if scenario.Verdict == v {
				out = append(out, ruledScenario{scenario, rules[scenario.Rule]})
			}
		}
	}
	return out
}

// failures picks the failed scenarios, either those that are known or the others.
func failures(r Report, known bool) []ruledScenario {
	var out []ruledScenario
	for _, s := range scenariosWith(r, Fail) {
		if (s.Known != nil) == known {
			out = append(out, s)
		}
	}
	return out
}

// origin says where a rule stands: "document lines 12, 26-31", or the other basis that it has.
func origin(r Rule) string {
	switch {
	case len(r.Lines) > 0:
		return "document " + lines(r.Lines)
	case r.Basis == BasisSDK:
		return "from the vendor's SDK"
	case r.Basis == BasisProtocol:
		return "from the vendor's common pages"
	}
	return "no document line"
}

// lines is [Lines.Cited], for templates.
func lines(l Lines) string { return l.Cited() }
