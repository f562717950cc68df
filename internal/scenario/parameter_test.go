package scenario_test

import (
	"slices"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/scenario"
)

// A value of another type that is sent for a resource with a trait must not be refused because of the trait: it
// would have been taken for a legal value.
func TestValuesOfAnotherTypeAreNotRefusedForTheResource(t *testing.T) {
	met := 0
	each(t, func(t *testing.T, _ *contract.Contract, s scenario.Scenario) {
		if s.Rule.Kind != contract.KindType {
			return
		}
		var traits []string
		walk(s.Steps, func(step scenario.Step) {
			switch step := step.(type) {
			case scenario.Acquire:
				traits = step.Fixture.Traits
			case scenario.Send:
				if r := step.Expect.Refusal; r != nil && r.Code == "" {
					met += excluded(t, s.Operation, traits, r.Not)
				}
			}
		})
	})
	if met == 0 {
		t.Error("no scenario has such a resource")
	}
}

// excluded checks that the codes of rows for one of the traits are in the list, and counts the rows.
func excluded(t *testing.T, op *contract.Operation, traits, not []string) int {
	rows := 0
	for _, row := range op.Codes {
		for _, trigger := range row.When {
			if trigger.Trait == "" || !slices.Contains(traits, trigger.Trait) {
				continue
			}
			if rows++; !slices.Contains(not, row.Code) {
				t.Errorf("%s, of resources that are %s, would do", row.Code, trigger.Trait)
			}
		}
	}
	return rows
}
