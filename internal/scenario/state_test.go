package scenario_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/scenario"
)

// vm has one operation that is allowed in two states, one of which passes by itself, and a row that
// allows another code for one state.
func vm() *contract.Contract {
	ids := &contract.Param{Name: "Ids", Type: contract.Array, Items: &contract.Schema{Type: contract.String}, Resource: true}
	force := &contract.Param{Name: "Force", Type: contract.Boolean, Effects: []*contract.ValueEffect{
		{Value: true, Given: contract.Fixture{Traits: []string{"stuck"}}, Then: contract.Outcome{Reaches: "OFF"}},
		{Value: false, Given: contract.Fixture{Traits: []string{"stuck"}}, Then: contract.Outcome{Stays: "STOPPING"}},
	}}
	row := &contract.ErrorCode{ID: "status", Code: "BadStatus", HTTPStatus: 400, When: []*contract.Trigger{
		{State: &contract.StateSet{Not: []string{"ON", "STOPPING", "BOOTING"}}},
		{State: &contract.StateSet{In: []string{"BOOTING"}}, AlsoAllowed: []string{"Busy"}, Because: "it is busy"},
	}}
	stop := &contract.Operation{
		ID: "Stop", Encodings: []contract.Encoding{contract.JSON}, Params: []*contract.Param{ids, force}, Codes: []*contract.ErrorCode{row},
		Preconditions: []*contract.Precondition{{ID: "on", State: &contract.StateSet{In: []string{"ON", "STOPPING"}}, Fails: contract.Refusal{Row: "status"}}},
		Transitions:   []*contract.Transition{{ID: "stop", From: []string{"ON"}, Via: "STOPPING", To: "OFF", Hangs: "stuck"}},
	}
	return &contract.Contract{API: "vm", Operations: []*contract.Operation{stop}, Resource: contract.Resource{
		Name: "instance", Normal: "ON", Traits: []contract.Trait{{Name: "stuck"}},
		States: []contract.State{{Name: "ON"}, {Name: "STOPPING"}, {Name: "OFF"}, {Name: "BOOTING"}},
	}}
}

// find returns the scenario with that id.
func find(t *testing.T, id string) scenario.Scenario {
	t.Helper()
	all := scenario.All(vm())
	i := slices.IndexFunc(all, func(s scenario.Scenario) bool { return s.ID == id })
	if i < 0 {
		t.Fatalf("there is no scenario %s", id)
	}
	return all[i]
}

// TestOtherCodesAreAllowedForTheirStatesOnly: a state that two rows speak of may be answered by either,
// alone and in a batch; any other state by the one row.
func TestOtherCodesAreAllowedForTheirStatesOnly(t *testing.T) {
	tests := []struct {
		id   string
		also []string
	}{
		{"vm/Stop/precondition/on/refuses-OFF", nil},
		{"vm/Stop/precondition/on/refuses-OFF-last", nil},
		{"vm/Stop/precondition/on/refuses-BOOTING", []string{"Busy"}},
		{"vm/Stop/precondition/on/refuses-BOOTING-last", []string{"Busy"}},
		{"vm/Stop/error-code/status/state-OFF", nil},
		{"vm/Stop/error-code/status/state-BOOTING", []string{"Busy"}},
	}
	for _, test := range tests {
		t.Run(test.id, func(t *testing.T) {
			refusals := 0
			walk(find(t, test.id).Steps, func(step scenario.Step) {
				send, ok := step.(scenario.Send)
				if !ok || send.Expect.Refusal == nil {
					return
				}
				refusals++
				if r := send.Expect.Refusal; r.Code != "BadStatus" || !slices.Equal(r.Also, test.also) {
					t.Errorf("code %s, also %v, want BadStatus and %v", r.Code, r.Also, test.also)
				}
			})
			if refusals != 1 {
				t.Errorf("%d refusals, want 1", refusals)
			}
		})
	}
}

// TestAllowedStatesThatPassAreForcedOn: a state that a transition passes through may be over before the
// call, so the resource is one that stays in it, and the call forces it on.
func TestAllowedStatesThatPassAreForcedOn(t *testing.T) {
	tests := []struct {
		state  string
		traits []string
		forced bool
	}{
		{"ON", nil, false},
		{"STOPPING", []string{"stuck"}, true},
	}
	for _, test := range tests {
		t.Run(test.state, func(t *testing.T) {
			steps := find(t, "vm/Stop/precondition/on/accepts-"+test.state).Steps
			given, send := steps[0].(scenario.Acquire), steps[1].(scenario.Send)
			if given.Fixture.State != test.state || !slices.Equal(given.Fixture.Traits, test.traits) {
				t.Errorf("the fixture is %+v", given.Fixture)
			}
			if forced := len(send.With) == 1 && send.With[0].Param.Name == "Force" && send.With[0].Value == true; forced != test.forced {
				t.Errorf("the call has %+v", send.With)
			}
		})
	}
}

func TestTitlesHaveTheRightArticle(t *testing.T) {
	tests := map[string]string{
		"vm/Stop/precondition/on/refuses-OFF":     "refuses an OFF instance",
		"vm/Stop/precondition/on/refuses-BOOTING": "refuses a BOOTING instance",
		"vm/Stop/error-code/status/state-BOOTING": "answers BadStatus or Busy for a BOOTING instance",
	}
	for id, want := range tests {
		if got := find(t, id).Title; got != want {
			t.Errorf("%s: title %q, want %q", id, got, want)
		}
	}
}

// TestEffectsThatStayAreComparedWithAnEnd: a resource that must stay in between is watched until a normal
// one and a like one that is forced have come to their ends.
func TestEffectsThatStayAreComparedWithAnEnd(t *testing.T) {
	var words []string
	for _, step := range find(t, "vm/Stop/enum/Force.false/effect").Steps {
		switch step := step.(type) {
		case scenario.Acquire:
			words = append(words, fmt.Sprint("acquire ", step.Var, step.Fixture.Traits))
		case scenario.Send:
			words = append(words, fmt.Sprint("send ", step.IDs.Var, " ", step.With[0].Value))
		case scenario.See:
			words = append(words, fmt.Sprint(step.Verb, " ", step.IDs.Var, step.Args))
		}
	}
	want := []string{
		"acquire ids[stuck]", "acquire other[]", "send ids false", "send other false", "Reach other[OFF]",
		"acquire forced[stuck]", "send forced true", "Reach forced[OFF]", "Settle ids[STOPPING]",
	}
	if !slices.Equal(words, want) {
		t.Errorf("the steps are %q, want %q", words, want)
	}
}
