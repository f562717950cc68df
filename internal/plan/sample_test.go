package plan_test

import (
	"context"
	"strings"
	"time"

	"github.com/seed-613b54dc/conformance/suites/harness"
)

// promise makes an API of scenarios, whose ids are given without the API's own.
func promise(id string, scenarios ...harness.Expected) harness.API {
	for i := range scenarios {
		s := &scenarios[i]
		s.ID = id + "/" + s.ID
		s.Rule = s.ID[:strings.LastIndex(s.ID, "/")]
	}
	return harness.API{Ledger: harness.Ledger{API: id, Scenarios: scenarios}, Normal: "ON"}
}

// on are resources in the normal state, with traits.
func on(count int, traits ...string) harness.Need {
	return harness.Need{Count: count, State: "ON", Traits: traits}
}

// absent are ids that name nothing.
func absent(count int) harness.Need { return harness.Need{Count: count, Traits: []string{"absent"}} }

// orAbsent lets absent ids stand in.
func orAbsent(n harness.Need) harness.Need {
	n.OrAbsent = true
	return n
}

// needs is a scenario that needs fixtures and sends one call.
func needs(id string, list ...harness.Need) harness.Expected {
	return harness.Expected{ID: id, Needs: list, Calls: 1}
}

// untouched is a target that must not be used: a plan sends nothing and asks for nothing.
func untouched(optIns ...harness.OptIn) *harness.Target {
	never := func() harness.Account { panic("unreachable: a plan opens no account") }
	return &harness.Target{
		Name: "my cloud", Provider: untouchable{}, OptIns: optIns, Concurrency: 2,
		Endpoints: map[string]harness.Endpoint{"vm": {Account: never}, "disk": {Account: never}},
		Limits:    harness.Limits{Watch: 3 * time.Second},
	}
}

type untouchable struct{}

func (untouchable) Acquire(context.Context, harness.Request) ([]string, error) {
	panic("unreachable: a plan acquires nothing")
}

func (untouchable) Release(context.Context, harness.Request, []string) error {
	panic("unreachable: a plan releases nothing")
}

// everything is what a provider says that has all that these tests ask for.
func everything() map[string]harness.Capabilities {
	all := harness.Capabilities{States: []string{"ON", "OFF"}, Traits: []string{"absent", "stuck"}}
	return map[string]harness.Capabilities{"vm": all, "disk": all}
}
