package setup

import (
	"context"
	"fmt"

	"github.com/seed-613b54dc/conformance/internal/fixture"
	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/internal/target"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// source is an open fixture provider.
type source struct {
	harness.Provider
	kind  string // report.ProviderExec, …
	close func(ctx context.Context) error
}

// openProvider opens the provider that a target file describes. The provider is nil when it describes
// none.
func openProvider(f *target.File, o Options) (source, error) {
	nothing := func(context.Context) error { return nil }
	redact := harness.Redactor(f.Redacted())
	switch fixtures := f.Fixtures; {
	case o.Fixtures != "":
		// Another process of this run has the provider, and serves it.
		provider, err := fixture.NewHTTP(fixture.HTTP{URL: o.Fixtures, Timeout: f.Limits.Fixture, Redact: redact})
		return source{provider, kindOf(fixtures), nothing}, err
	case fixtures.Exec != nil:
		program, err := fixture.NewExec(fixture.Exec{
			Command: fixtures.Exec.Command, Dir: fixtures.Exec.Dir, Env: fixtures.Exec.Env,
			Timeout: f.Limits.Fixture, Redact: redact,
		})
		if err != nil {
			return source{}, &Mistake{fmt.Errorf("%s: the fixture provider: %w", f.Path, err)}
		}
		return source{program, report.ProviderExec, program.Close}, nil
	case fixtures.HTTP != nil:
		provider, err := fixture.NewHTTP(fixture.HTTP{
			URL: fixtures.HTTP.URL, Header: fixtures.HTTP.Header, Timeout: f.Limits.Fixture, Redact: redact,
		})
		if err != nil {
			return source{}, &Mistake{fmt.Errorf("%s: the fixture provider: %w", f.Path, err)}
		}
		return source{provider, report.ProviderHTTP, nothing}, nil
	case fixtures.Static != nil:
		return source{fixture.NewStatic(entries(fixtures.Static), normal(o.APIs)), report.ProviderStatic, nothing}, nil
	}
	return source{nil, "", nothing}, nil
}

// kindOf names the provider that a file describes.
func kindOf(f target.Fixtures) string {
	switch {
	case f.Exec != nil:
		return report.ProviderExec
	case f.HTTP != nil:
		return report.ProviderHTTP
	case f.Static != nil:
		return report.ProviderStatic
	}
	return ""
}

// entries are the listed fixtures in the form of the provider.
func entries(listed []target.Static) []fixture.Entry {
	var all []fixture.Entry
	for _, s := range listed {
		all = append(all, fixture.Entry{API: s.API, State: s.State, Traits: s.Traits, IDs: s.IDs, Account: s.Account})
	}
	return all
}

// normal are the normal states by API id.
func normal(apis []harness.API) map[string]string {
	states := map[string]string{}
	for _, api := range apis {
		states[api.Ledger.API] = api.Normal
	}
	return states
}
