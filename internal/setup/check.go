package setup

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/seed-613b54dc/conformance/suites/harness"
)

// Check finds out whether there is anything to judge: that the provider answers, and that each endpoint
// that a selected scenario is about can be reached, speaks the API and accepts the credentials. What it finds is a [*Mistake] with all
// faults at once. The reference endpoint is not checked: it is ours.
func (r *Run) Check(ctx context.Context, session *harness.Session, selected []harness.Scenario) error {
	if r.Reference() {
		return nil
	}
	_, err := r.Capabilities(ctx)
	faults := []error{err}
	for i := range r.APIs {
		api := &r.APIs[i]
		if slices.ContainsFunc(selected, func(s harness.Scenario) bool { return s.API.Ledger.API == api.Ledger.API }) {
			faults = append(faults, session.Probe(ctx, api))
		}
	}
	if ctx.Err() != nil {
		return &Stopped{ctx.Err()}
	}
	if err := errors.Join(faults...); err != nil {
		return &Mistake{fmt.Errorf("the target cannot be tested as it is set up; this is no verdict\n%w", err)}
	}
	return nil
}

// Capabilities are what the provider says it has, by API id; nil when it cannot tell, or when there is
// no provider.
func (r *Run) Capabilities(ctx context.Context) (map[string]harness.Capabilities, error) {
	if r.loans == nil {
		return nil, nil
	}
	capabilities, err := r.loans.Describe(ctx)
	var unavailable *harness.Unavailable
	switch {
	case errors.Is(err, errors.ErrUnsupported), errors.As(err, &unavailable):
		return nil, nil // it answers, and that is enough
	case err != nil:
		return nil, fmt.Errorf("%w: check the fixtures in the target", err)
	}
	return capabilities, nil
}
