package mutant

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag/diagtest"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/reference"
)

// small is the small valid contract of package diagtest.
func small(t *testing.T) *contract.Contract {
	t.Helper()
	c, found := load.Load(diagtest.Base(), "base.yaml")
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return c
}

// furnished is the small contract with what it lacks of the things that operators look at.
func furnished(t *testing.T) *contract.Contract {
	t.Helper()
	c := small(t)
	op := c.Operation("Stop")
	c.Envelope.RequestID = "requestId"
	c.Envelope.RefusedStatus = contract.StatusRange{From: 400, To: 499}
	op.Encodings = []contract.Encoding{contract.JSON, contract.Query}
	op.RateLimit = &contract.RateLimit{Max: 4, Period: time.Second, Fails: contract.Refusal{Row: contract.Unknown}}
	op.Partial = &contract.PartialFailure{Failed: "failed", Says: "It lists what failed."}
	ids, force := op.Param("Ids"), op.Param("Force")
	ids.MinItems, ids.Items.Pattern = 1, "^[a-z]+$"
	force.Effects[0].Then.Fields = map[string]string{"Mode": "HARD"}
	force.Effects = append(force.Effects,
		&contract.ValueEffect{Value: false, Given: contract.Fixture{Traits: []string{"frail"}}, Then: contract.Outcome{Refused: "frail"}, Says: "is refused"},
		&contract.ValueEffect{Value: true, Given: contract.Fixture{Traits: []string{"frail"}}, Then: contract.Outcome{Reaches: "OFF"}, Says: "stops it"},
		&contract.ValueEffect{Value: false, Then: contract.Outcome{Reaches: "OFF"}, Says: "is no matter"})
	op.Codes = append(op.Codes,
		&contract.ErrorCode{ID: "form", Code: "Id.Invaild", Number: 7, HTTPStatus: 400, Says: "bad form",
			When: []*contract.Trigger{{Param: "Ids", Violates: contract.ViolatesPattern}}},
		&contract.ErrorCode{ID: "frail", Code: "FRAIL", HTTPStatus: 409, Says: "it is frail",
			When: []*contract.Trigger{{Trait: "frail", Unless: map[string]any{"Force": true}}}},
		&contract.ErrorCode{ID: "wrong-state-again", Code: "WRONG_STATE", HTTPStatus: 409, Says: "it is off",
			When: []*contract.Trigger{{State: &contract.StateSet{Not: []string{"ON"}}}}})
	op.Preconditions = append(op.Preconditions, &contract.Precondition{ID: "not-locked", Trait: "locked", Says: "Nothing locked.",
		Fails: contract.Refusal{Row: contract.Unknown, Not: []string{"NO_SUCH"}}})
	c.Resource.States = append(c.Resource.States, contract.State{Name: "BROKEN"})
	c.Resource.Traits = append(c.Resource.Traits, contract.Trait{Name: "frail"}, contract.Trait{Name: "locked"})
	c.CommonCodes = []*contract.ErrorCode{
		{ID: "locked", Code: "LOCKED", HTTPStatus: 403, Says: "it is locked", When: []*contract.Trigger{{Trait: "locked"}}},
		{ID: "signature", Code: "SIGNATURE", HTTPStatus: 401, Says: "the signature is wrong", When: []*contract.Trigger{{Auth: "signature"}}},
		{ID: "missing", Code: "MISSING", HTTPStatus: 400, Says: "something is missing", When: []*contract.Trigger{{Param: "Ids", Violates: contract.ViolatesRequired}}},
	}
	return c
}

// edited are the mutants that the contract operators make.
func edited(c *contract.Contract) []Mutant {
	var all []Mutant
	for _, make := range contractOperators {
		all = append(all, make(c)...)
	}
	return all
}

// TestContractOperatorsChangeWhatTheySay lists every mutant of a small contract with the facts that it changes.
func TestContractOperatorsChangeWhatTheySay(t *testing.T) {
	for name, c := range map[string]*contract.Contract{"small": small(t), "furnished": furnished(t)} {
		var got strings.Builder
		for _, m := range edited(c) {
			copied := clone(c)
			m.recipe.edit(copied)
			fmt.Fprintf(&got, "%s: %s\n", m.ID, m.Says)
			for _, r := range m.Rules {
				fmt.Fprintf(&got, "\tbreaks %s\n", strings.TrimPrefix(r, c.API+"/"))
			}
			for _, d := range differences(c, copied) {
				fmt.Fprintf(&got, "\t%s\n", d)
			}
		}
		golden := filepath.Join("testdata", name+".txt")
		if flag.Lookup("update").Value.String() == "true" {
			if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got.String() != string(want) {
			t.Errorf("the mutants of the %s contract are not those of %s (-update writes it):\n%s", name, golden, got.String())
		}
	}
}

func TestEveryContractMutantChangesACopyAndRuns(t *testing.T) {
	for _, c := range append(contracts(t), small(t), furnished(t)) {
		before := clone(c)
		for _, m := range edited(c) {
			copied := clone(c)
			m.recipe.edit(copied)
			if len(differences(c, copied)) == 0 {
				t.Errorf("%s changes nothing", m.ID)
			}
			if _, err := m.Endpoint(reference.Options{Random: strings.NewReader(strings.Repeat("seed", 8))}); err != nil {
				t.Error(err)
			}
		}
		if !reflect.DeepEqual(c, before) {
			t.Errorf("%s: the contract itself was changed: %v", c.API, differences(before, c))
		}
	}
}

func TestMutantsNameRulesOfTheirContractAndHaveIDsOfTheirOwn(t *testing.T) {
	for _, c := range append(contracts(t), small(t), furnished(t)) {
		rules, seen := map[string]bool{}, map[string]bool{}
		for _, r := range contract.Rules(c) {
			rules[r.ID()] = !r.Informational()
		}
		for _, m := range Mutants(c) {
			if seen[m.ID] {
				t.Errorf("%s is there twice", m.ID)
			}
			seen[m.ID] = true
			if m.Says == "" || !strings.HasPrefix(m.ID, c.API+"/"+m.Operator+"/") {
				t.Errorf("%s, of the operator %s, says %q", m.ID, m.Operator, m.Says)
			}
			if len(m.Rules) == 0 || slices.ContainsFunc(m.Rules, func(id string) bool { return !rules[id] }) {
				t.Errorf("%s breaks %v, of which some are no judged rules", m.ID, m.Rules)
			}
		}
	}
}

func TestEveryRuleHasAMutant(t *testing.T) {
	for _, c := range contracts(t) {
		broken := map[string]bool{}
		for _, m := range Mutants(c) {
			for _, id := range m.Rules {
				broken[id] = broken[id] || m.Equivalent == ""
			}
		}
		for _, r := range contract.Rules(c) {
			if !r.Informational() && !broken[r.ID()] {
				t.Errorf("nothing breaks %s", r.ID())
			}
		}
	}
}
