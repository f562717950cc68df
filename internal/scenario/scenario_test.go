package scenario_test

import (
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/scenario"
	"github.com/seed-613b54dc/conformance/specs"
)

// contracts loads the contracts of the project: the properties below must hold for all of them.
func contracts(t *testing.T) []*contract.Contract {
	t.Helper()
	cs, found := load.All(specs.FS)
	if found.HasErrors() || len(cs) == 0 {
		t.Fatalf("load: %v", found)
	}
	return cs
}

// each calls f for every scenario of every contract.
func each(t *testing.T, f func(t *testing.T, c *contract.Contract, s scenario.Scenario)) {
	for _, c := range contracts(t) {
		for _, s := range scenario.All(c) {
			t.Run(s.ID, func(t *testing.T) { f(t, c, s) })
		}
	}
}

func TestEveryRuleHasAScenario(t *testing.T) {
	for _, c := range contracts(t) {
		has := map[string]bool{}
		for _, s := range scenario.All(c) {
			has[s.Rule.ID()] = true
		}
		for _, r := range contract.Rules(c) {
			if row, ok := r.Subject.(*contract.ErrorCode); ok && len(row.When) == 0 {
				continue // the document names no trigger
			}
			if !has[r.ID()] {
				t.Errorf("%s has no scenario", r.ID())
			}
		}
	}
}

func TestScenarioIDsAreUnique(t *testing.T) {
	seen := map[string]bool{}
	each(t, func(t *testing.T, _ *contract.Contract, s scenario.Scenario) {
		if seen[s.ID] {
			t.Error("twice")
		}
		seen[s.ID] = true
		if !strings.HasPrefix(s.ID, s.Rule.ID()+"/") || s.Title == "" || len(s.Steps) == 0 {
			t.Errorf("id, title or steps are wrong: %+v", s)
		}
	})
}

// walk visits steps in order, those inside of others too.
func walk(list []scenario.Step, visit func(scenario.Step)) {
	for _, step := range list {
		visit(step)
		switch step := step.(type) {
		case scenario.If:
			walk(step.Then, visit)
		case scenario.Send:
			walk(step.Expect.Part, visit)
			walk(step.Expect.Whole, visit)
		}
	}
}

// TestRefusalsAreBoundToTheirCause: whoever names real resources in a call that must be refused looks
// at them afterwards, and sends a call that must succeed, so that a refusal for another reason is
// not taken for the right one.
func TestRefusalsAreBoundToTheirCause(t *testing.T) {
	each(t, func(t *testing.T, _ *contract.Contract, s scenario.Scenario) {
		if s.Informational || s.Rule.Kind == contract.KindResponseSchema || s.Rule.Kind == contract.KindRequestID || s.Rule.Kind == contract.KindFormat {
			return // these are about the form of answers, not about their cause
		}
		row, _ := s.Rule.Subject.(*contract.ErrorCode)
		unseen := row != nil && (row.StateAfter == contract.Unknown || len(row.Attempts) > 1)
		absent := map[string]bool{}
		waiting := map[string]bool{} // refused, and not looked at since
		refusals, successes := 0, 0
		walk(s.Steps, func(step scenario.Step) {
			switch step := step.(type) {
			case scenario.Acquire:
				if len(step.Fixture.Traits) == 1 && step.Fixture.Traits[0] == contract.TraitAbsent {
					absent[step.Var] = true
				}
			case scenario.Send:
				if step.Expect.Refusal == nil {
					successes++
					return
				}
				refusals++
				if step.IDs.Var != "" && !absent[step.IDs.Var] && !unseen {
					waiting[step.IDs.Var] = true
				}
			case scenario.See:
				delete(waiting, step.IDs.Var)
				if step.Verb == scenario.Stay || step.Verb == scenario.Reach {
					delete(waiting, "batch")
				}
			}
		})
		if refusals > 0 && successes == 0 && s.Rule.Kind != contract.KindEnum {
			t.Error("a refusal without a call that succeeds")
		}
		for name := range waiting {
			t.Errorf("%s was named in a refused call and not looked at afterwards", name)
		}
	})
}

// TestAcceptedCallsAreSeenThrough: whoever expects a call to be accepted for its effect looks at all
// resources that it named.
func TestAcceptedCallsAreSeenThrough(t *testing.T) {
	each(t, func(t *testing.T, _ *contract.Contract, s scenario.Scenario) {
		if s.Informational {
			return
		}
		waiting := map[string]bool{}
		walk(s.Steps, func(step scenario.Step) {
			switch step := step.(type) {
			case scenario.Send:
				if step.Expect.Refusal == nil && len(step.Answer) == 0 && step.Keep == "" {
					waiting[step.IDs.Var] = true
				}
			case scenario.See:
				delete(waiting, step.IDs.Var)
			}
		})
		for name := range waiting {
			t.Errorf("%s was acted on and not looked at", name)
		}
	})
}

// TestTitlesAreMadeOfTheAssertion: a title that names a code names the one that is asserted.
func TestTitlesAreMadeOfTheAssertion(t *testing.T) {
	each(t, func(t *testing.T, _ *contract.Contract, s scenario.Scenario) {
		row, ok := s.Rule.Subject.(*contract.ErrorCode)
		if !ok {
			return
		}
		asserted := ""
		walk(s.Steps, func(step scenario.Step) {
			if send, ok := step.(scenario.Send); ok && send.Expect.Refusal != nil {
				asserted = send.Expect.Refusal.Code
			}
		})
		if asserted != row.Code || !strings.Contains(s.Title, row.Code) {
			t.Errorf("title %q, asserted %q, row %q", s.Title, asserted, row.Code)
		}
	})
}

func TestLimitsFollowTheContract(t *testing.T) {
	for _, c := range contracts(t) {
		for _, op := range c.Operations {
			p := op.ResourceParam()
			if !op.Acts() || p == nil || p.MaxItems == 0 {
				continue
			}
			p.MaxItems = 50
			counts := map[int]bool{}
			for _, s := range scenario.All(c) {
				walk(s.Steps, func(step scenario.Step) {
					if a, ok := step.(scenario.Acquire); ok {
						counts[a.Count] = true
					}
				})
			}
			if !counts[50] || !counts[51] || counts[100] || counts[101] {
				t.Errorf("%s: with a limit of 50 the counts are %v", c.API, counts)
			}
		}
	}
}

// TestTitlesSayWhatTheOperationDoes: no title speaks of stopping when the operation does something else.
func TestTitlesSayWhatTheOperationDoes(t *testing.T) {
	for name, want := range map[string]string{
		"StartInstances": "starts the instance", "stop": "stops the instance", "AttachDisks": "attaches the instance",
	} {
		t.Run(name, func(t *testing.T) {
			c := contracts(t)[0]
			c.Resource.Name = "instance"
			for _, op := range c.Operations {
				if op.Acts() {
					op.ID = name
				}
			}
			found := false
			for _, s := range scenario.All(c) {
				found = found || strings.HasSuffix(s.Title, want)
				if name != "stop" && strings.Contains(s.Title, " stops ") {
					t.Errorf("%s: the title is %q", s.ID, s.Title)
				}
			}
			if !found {
				t.Errorf("no title ends in %q", want)
			}
		})
	}
}
