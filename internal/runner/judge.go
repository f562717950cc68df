package runner

import (
	"context"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/internal/setup"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// Judge checks that there is something to judge, runs the scenarios, which the filter has selected, gives
// back every fixture, and returns the report. Begin is called before the first scenario; it returns who
// watches. A [*setup.Mistake] comes without a report. When the context ends the report says what was left
// out.
func Judge(ctx context.Context, run *setup.Run, scenarios []harness.Scenario, filter string, begin func() Watcher) (report.Report, error) {
	session := harness.NewSession(run.Target, 1)
	if err := run.Check(ctx, session, scenarios); err != nil {
		return report.Report{}, err
	}
	outcome := setup.Outcome{Started: time.Now(), Filter: filter, Selected: map[string]bool{}}
	for _, s := range scenarios {
		outcome.Selected[s.ID] = true
	}
	outcome.Results = Run(ctx, session, scenarios, run.Concurrency(), begin())
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), releaseTime)
	defer cancel()
	outcome.Unreleased = run.Release(grace)
	outcome.Finished = time.Now()
	return run.Report(outcome), nil
}

// releaseTime bounds giving back what scenarios could not give back themselves.
const releaseTime = time.Minute
