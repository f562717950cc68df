// Package setup makes a run ready, and says what is wrong when it cannot be.
//
// In goes what a user says about a run: flags, the target file, the known-failures file. Out comes a
// [Run]: the target with its provider opened, the ledgers that the report is about, and everything
// that the report says about the run itself. Whatever is wrong is a [*Mistake], found before anything is
// sent. The plain binary, the Ginkgo suite and the library all begin here.
package setup

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/fixture"
	"github.com/seed-613b54dc/conformance/internal/known"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/local"
	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/internal/target"
	"github.com/seed-613b54dc/conformance/specs"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// Options are what a user says about a run.
type Options struct {
	// File is the path of the target file; "" means the reference endpoint in this process.
	File string
	// Target is a target made by a program; File is then "".
	Target *harness.Target
	// Overrides are flags that win over the file.
	Overrides target.Overrides
	// Known is the path of the known-failures file; "" means none.
	Known string
	// APIs are all that there are, Only the ids of those that the run is about; none means every one that
	// the target has an endpoint for.
	APIs []harness.API
	Only []string
	// AsOf is the day of a frozen rule set, YYYY-MM-DD, which the run is then exactly about; "" means all rules.
	AsOf string
	// Fixtures is the URL of a provider that another process of the same run has opened; "" means none.
	Fixtures string
	// Version is that of the program.
	Version string
}

// Run is everything that a run needs.
type Run struct {
	// Target is complete; its provider keeps a book of what is out.
	Target *harness.Target
	// APIs are those that the run is about, in the order of the contracts.
	APIs []harness.API
	// Provider is the kind of fixture provider, report.ProviderExec …; "" is none.
	Provider string
	// Notes are warnings about the configuration, for people.
	Notes []string

	version string
	known   []report.Known
	// frozen are the sets of Options.AsOf by API, inFrozen the ids of their rules and scenarios; nil without it.
	frozen   map[string]report.Frozen
	inFrozen map[string]bool

	loans   *fixture.Loans // nil without a provider
	closers []func(ctx context.Context) error
}

// Open makes a run ready. Nothing is sent; the provider is not asked for anything yet.
func Open(o Options) (*Run, error) {
	if err := unknownAPI(o); err != nil {
		return nil, err
	}
	r := &Run{version: o.Version}
	var err error
	if o.Overrides, err = o.Overrides.WithEnvironment(os.LookupEnv); err != nil {
		return nil, &Mistake{err}
	}
	if err := o.Overrides.Check(); err != nil {
		return nil, &Mistake{err}
	}
	switch {
	case o.Target != nil:
		err = r.openTarget(o)
	case o.File != "":
		err = r.openFile(o)
	default:
		err = r.openReference()
	}
	if err == nil {
		if n := o.Overrides.Concurrency; n > 0 {
			r.Target.Concurrency = n
		}
		if limit := o.Overrides.Timeout; limit > 0 {
			r.Target.Limits.Request = limit
		}
		err = r.choose(o)
	}
	if err == nil {
		err = r.freeze(o.AsOf)
	}
	if err == nil {
		err = r.readKnown(o)
	}
	if err != nil {
		return nil, errors.Join(err, r.close(context.Background()))
	}
	if r.Target.Provider != nil {
		r.loans = fixture.NewLoans(r.Target.Provider, r.Target.Limits.Fixture)
		r.Target.Provider = r.loans
	}
	return r, nil
}

// openTarget takes a target as it is; the caller's own value is left alone.
func (r *Run) openTarget(o Options) error {
	own := *o.Target
	r.Target = &own
	if own.Kind == "" {
		r.Target.Kind = report.KindEndpoint
	}
	if own.Provider != nil {
		r.Provider = report.ProviderGo
	}
	return r.checkTarget(o)
}

// openFile reads the target file and opens its provider.
func (r *Run) openFile(o Options) error {
	contracts, err := Contracts()
	if err != nil {
		return err
	}
	file, found := target.Read(o.File, target.Input{Env: os.LookupEnv, Contracts: contracts})
	if err := findings(found, target.Sources); err != nil {
		return err
	}
	for _, warning := range found {
		r.Notes = append(r.Notes, warning.String())
	}
	if r.Target, err = file.Target(o.Overrides); err != nil {
		return &Mistake{err}
	}
	provider, err := openProvider(file, o)
	if err != nil {
		return err
	}
	r.Provider = provider.kind
	r.Target.Provider = provider.Provider
	r.closers = append(r.closers, provider.close)
	return nil
}

// openReference starts the reference endpoint.
func (r *Run) openReference() error {
	contracts, err := Contracts()
	if err != nil {
		return err
	}
	endpoints, err := local.Start(contracts)
	if err != nil {
		return err
	}
	r.Target, r.Provider = endpoints.Target(), report.ProviderReference
	r.closers = append(r.closers, func(context.Context) error { return endpoints.Close() })
	return nil
}

// Contracts are those of this program.
func Contracts() ([]*contract.Contract, error) {
	contracts, found := load.All(specs.FS)
	if found.HasErrors() {
		return nil, fmt.Errorf("the contracts in this program are broken: %w", found.Err())
	}
	return contracts, nil
}

// unknownAPI refuses ids that no contract has.
func unknownAPI(o Options) error {
	var ids []string
	for _, api := range o.APIs {
		ids = append(ids, api.Ledger.API)
	}
	for _, id := range o.Only {
		if !slices.Contains(ids, id) {
			return &Mistake{fmt.Errorf("there is no api %q: use %s", id, strings.Join(ids, ", "))}
		}
	}
	return nil
}

// choose picks the APIs that the run is about.
func (r *Run) choose(o Options) error {
	for _, api := range o.APIs {
		id := api.Ledger.API
		_, served := r.Target.Endpoints[id]
		asked := slices.Contains(o.Only, id)
		if asked && !served {
			return &Mistake{fmt.Errorf("the target has no endpoint for %s: add it to the target, or leave the api out", id)}
		}
		if asked || served && len(o.Only) == 0 {
			r.APIs = append(r.APIs, api)
		}
	}
	if len(r.APIs) == 0 {
		return &Mistake{errors.New("the target has no endpoint for any api of this program")}
	}
	return nil
}

// checkTarget looks for mistakes in a target made by a program, one that would change another machine
// without having been asked to among them. For a target file, package target does it.
func (r *Run) checkTarget(o Options) error {
	var faults []error
	for _, id := range slices.Sorted(maps.Keys(r.Target.Endpoints)) {
		endpoint := r.Target.Endpoints[id]
		u, err := url.Parse(endpoint.URL)
		switch {
		case !slices.ContainsFunc(o.APIs, func(a harness.API) bool { return a.Ledger.API == id }):
			faults = append(faults, fmt.Errorf("the target has an endpoint for %q, and there is no such api", id))
		case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
			faults = append(faults, fmt.Errorf("%s: the URL of the endpoint is none of http or https", id))
		case endpoint.Account == nil:
			faults = append(faults, fmt.Errorf("%s: the endpoint has no Account: use harness.OneAccount", id))
		case !r.Target.Allows(harness.OptInDestructive) && !target.Loopback(endpoint.URL):
			faults = append(faults, fmt.Errorf("%s at %s is not on this machine, and scenarios change what they are given: opt in to %q", id, u.Redacted(), harness.OptInDestructive))
		}
	}
	if len(faults) > 0 {
		return &Mistake{errors.Join(faults...)}
	}
	return nil
}

// readKnown reads the known-failures file.
func (r *Run) readKnown(o Options) error {
	if o.Known == "" {
		return nil
	}
	var ids []string
	for _, api := range o.APIs {
		for _, s := range api.Ledger.Scenarios {
			if !slices.Contains(ids, s.Rule) { // a rule without a scenario can neither fail nor be excused
				ids = append(ids, s.Rule)
			}
			ids = append(ids, s.ID)
		}
	}
	entries, found := known.Read(o.Known, ids, time.Now())
	if err := findings(found, extract); err != nil {
		return err
	}
	for _, e := range entries {
		if r.Covers(e.ID) {
			r.known = append(r.known, e)
		}
	}
	return nil
}
