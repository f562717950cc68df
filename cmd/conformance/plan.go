package main

import (
	"context"
	"time"

	"github.com/seed-613b54dc/conformance/internal/plan"
	"github.com/seed-613b54dc/conformance/internal/runner"
	"github.com/seed-613b54dc/conformance/internal/setup"
	"github.com/seed-613b54dc/conformance/suites"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// planCommand says what a run would need and do.
type planCommand struct {
	targetFlags
	Offline bool `help:"Do not ask the fixture provider what it has."`
	JSON    bool `name:"json" help:"Print the plan as one JSON object."`
}

// Help says what is touched.
func (planCommand) Help() string {
	return "Nothing is sent to the endpoint. The fixture provider is asked what it has (describe), unless --offline, and for nothing else."
}

// Run prints the plan.
func (c *planCommand) Run(ctx context.Context, s streams) error {
	run, err := setup.Open(c.options())
	if err != nil {
		return err
	}
	defer closeRun(ctx, run, s)
	notes(run, s)
	selected, err := runner.Select(run.Scenarios(harness.Collect(suites.Register)), c.LabelFilter)
	if err != nil {
		return err
	}
	wanted := plan.Run{APIs: run.APIs, Target: run.Target}
	for _, one := range selected {
		wanted.Selected = append(wanted.Selected, one.ID)
	}
	if !c.Offline {
		asking, cancel := context.WithTimeout(ctx, askTime)
		defer cancel()
		if wanted.Capabilities, err = run.Capabilities(asking); err != nil {
			return &setup.Mistake{Err: err}
		}
	}
	p, err := plan.New(wanted)
	if err != nil {
		return err
	}
	if c.JSON {
		return p.WriteJSON(s.out)
	}
	return p.WriteText(s.out)
}

// askTime bounds the question to the provider.
const askTime = time.Minute
