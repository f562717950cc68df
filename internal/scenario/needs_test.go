package scenario_test

import (
	"reflect"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/scenario"
)

// shop has two observers, the larger of which shows 100 resources in one call.
func shop() *contract.Contract {
	return &contract.Contract{Operations: []*contract.Operation{
		{ID: "Stop"},
		{ID: "Status", Observe: &contract.Observe{Max: 50}},
		{ID: "List", Observe: &contract.Observe{Max: 100}},
	}}
}

// got is an Acquire of resources in a state, or of absent ids where the state is empty.
func got(name string, count int, state string) scenario.Acquire {
	a := scenario.Acquire{Var: name, Count: count, Fixture: contract.Fixture{State: state}}
	if state == "" {
		a.Fixture.Traits = []string{contract.TraitAbsent}
	}
	return a
}

func TestNeedsAddUpSteps(t *testing.T) {
	all := scenario.IDs{Var: "ids"}
	sees := func(verb string) []scenario.Step {
		return []scenario.Step{got("ids", 1, "ON"), scenario.See{IDs: all, Verb: verb}}
	}
	tests := map[string]struct {
		steps []scenario.Step
		want  scenario.Demand
	}{
		"nothing":       {nil, scenario.Demand{}},
		"Stay":          {sees(scenario.Stay), scenario.Demand{Looks: 1 + 1, Watches: 1, Checks: 1}},
		"Reach":         {sees(scenario.Reach), scenario.Demand{Looks: 1 + 1, Checks: 1}},
		"Show":          {sees(scenario.Show), scenario.Demand{Looks: 1 + 1, Checks: 1}},
		"Settle":        {sees(scenario.Settle), scenario.Demand{Looks: 1 + 2, Watches: 1, Checks: 2}},
		"Follow":        {sees(scenario.Follow), scenario.Demand{Looks: 1 + 2, Watches: 1, Checks: 2}},
		"FollowThrough": {sees(scenario.FollowThrough), scenario.Demand{Looks: 1 + 2, Watches: 1, Checks: 3}},
		"absent ids are not looked at": {
			[]scenario.Step{got("ids", 1, "")},
			scenario.Demand{}},
		"absent ids may stand in, and then are not looked at": {
			[]scenario.Step{scenario.Acquire{Var: "ids", Count: 101, Fixture: contract.Fixture{State: "ON"}, OrAbsent: true}},
			scenario.Demand{}},
		"a page is what the larger observer shows": {
			[]scenario.Step{got("ids", 201, "ON"), scenario.See{IDs: scenario.IDs{Var: "ids", First: 100}, Verb: scenario.Reach}},
			scenario.Demand{Looks: 3 + 1, Checks: 1}},
		"a joined list has all its parts": {
			[]scenario.Step{
				got("ids", 60, "ON"), got("odd", 60, "OFF"),
				scenario.Concat{Var: "batch", Parts: []string{"ids", "odd"}},
				scenario.See{IDs: scenario.IDs{Var: "batch"}, Verb: scenario.Reach},
			},
			scenario.Demand{Looks: 1 + 1 + 2, Checks: 1}},
		"a single one of many is one": {
			[]scenario.Step{got("ids", 101, ""), scenario.See{IDs: scenario.IDs{Var: "ids", Single: true}, Verb: scenario.Reach}},
			scenario.Demand{Looks: 1, Checks: 1}},
		"each call of a burst counts": {
			[]scenario.Step{scenario.Burst{Count: 40, IDs: all}},
			scenario.Demand{Calls: 40, Checks: 1}},
		"each attempt counts, and one of them is checked": {
			[]scenario.Step{scenario.Send{Or: &scenario.Send{Or: &scenario.Send{}}}},
			scenario.Demand{Calls: 3, Checks: 1}},
		"what must not be sent is checked": {
			[]scenario.Step{scenario.Send{Absent: []string{"force", "mode"}}},
			scenario.Demand{Calls: 1, Checks: 2 + 1}},
		"each verb on an answer checks": {
			[]scenario.Step{scenario.Send{Answer: []scenario.Look{
				{Verb: scenario.Has}, {Verb: scenario.Agrees}, {Verb: scenario.Differs}, {Verb: scenario.Matches},
				{Verb: scenario.NamesNone}, {Verb: scenario.Itemises}, {Verb: scenario.Typed}, {Verb: scenario.Rooted},
			}}},
			scenario.Demand{Calls: 1, Checks: 1 + 1 + 3 + 3 + 1 + 1 + 1 + 1 + 1}},
		"the resource of an attempt is watched": {
			[]scenario.Step{scenario.Send{Or: &scenario.Send{}, Answer: []scenario.Look{{Verb: scenario.Leaves}}}},
			scenario.Demand{Calls: 2, Looks: 1, Watches: 1, Checks: 1 + 1}},
		"a reading checks nothing": {
			[]scenario.Step{scenario.Send{Expect: scenario.Expect{Accepted: "yes", Refused: "no"}}},
			scenario.Demand{Calls: 1}},
		"what may be left out does not count": {
			[]scenario.Step{scenario.If{Var: "real", Then: []scenario.Step{scenario.Send{}, scenario.See{IDs: all, Verb: scenario.Stay}}}},
			scenario.Demand{}},
		"of two ways the shorter counts, in each respect": {
			[]scenario.Step{got("ids", 1, "ON"), scenario.Send{Expect: scenario.Expect{
				Part:  []scenario.Step{scenario.See{IDs: all, Verb: scenario.Stay}},
				Whole: []scenario.Step{scenario.See{IDs: all, Verb: scenario.Reach}, scenario.See{IDs: all, Verb: scenario.Reach}, scenario.Send{}},
			}}},
			scenario.Demand{Calls: 1, Looks: 1 + 1, Checks: 1 + 1}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := scenario.Needs(shop(), scenario.Scenario{Steps: test.steps})
			got.Fixtures = nil // TestNeedsListFixtures has them
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("%+v, want %+v", got, test.want)
			}
		})
	}
}

// TestNeedsListFixtures: in the order in which they are asked for; of two ways those of the one that
// needs more resources.
func TestNeedsListFixtures(t *testing.T) {
	few, many := got("other", 1, "OFF"), got("forced", 5, "ON")
	tests := map[string]struct {
		steps []scenario.Step
		want  []scenario.Acquire
	}{
		"in order": {[]scenario.Step{few, many}, []scenario.Acquire{few, many}},
		"what may be left out counts": {
			[]scenario.Step{few, scenario.If{Var: "real", Then: []scenario.Step{many}}}, []scenario.Acquire{few, many}},
		"the larger part": {
			[]scenario.Step{scenario.Send{Expect: scenario.Expect{Part: []scenario.Step{many}, Whole: []scenario.Step{few, few}}}},
			[]scenario.Acquire{many}},
		"the larger whole": {
			[]scenario.Step{scenario.Send{Expect: scenario.Expect{Part: []scenario.Step{few}, Whole: []scenario.Step{many}}}},
			[]scenario.Acquire{many}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := scenario.Needs(shop(), scenario.Scenario{Steps: test.steps}).Fixtures; !reflect.DeepEqual(got, test.want) {
				t.Errorf("%+v, want %+v", got, test.want)
			}
		})
	}
}

// TestNeedsOfContracts: every scenario sends something and checks something, every verb that is used has
// an effort, and whoever looks holds something.
func TestNeedsOfContracts(t *testing.T) {
	each(t, func(t *testing.T, c *contract.Contract, s scenario.Scenario) {
		d := scenario.Needs(c, s)
		if d.Calls == 0 {
			t.Error("it sends nothing")
		}
		if d.Checks == 0 && !s.Informational {
			t.Error("it checks nothing")
		}
		walk(s.Steps, func(step scenario.Step) {
			if send, ok := step.(scenario.Send); ok {
				without := scenario.Needs(c, scenario.Scenario{Steps: []scenario.Step{scenario.Send{}}}).Checks
				for _, look := range send.Answer {
					with := scenario.Send{Answer: []scenario.Look{look}}
					if scenario.Needs(c, scenario.Scenario{Steps: []scenario.Step{with}}).Checks == without {
						t.Errorf("%s does not check", look.Verb)
					}
				}
			}
			see, ok := step.(scenario.See)
			if !ok {
				return
			}
			one := []scenario.Step{got("ids", 1, ""), scenario.See{IDs: scenario.IDs{Var: "ids"}, Verb: see.Verb}}
			if d := scenario.Needs(c, scenario.Scenario{Steps: one}); d.Looks == 0 || d.Checks == 0 {
				t.Errorf("%s does not look, or does not check", see.Verb)
			}
			if len(d.Fixtures) == 0 {
				t.Error("it looks at resources and asks for none")
			}
		})
	})
}
