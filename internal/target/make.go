package target

import (
	"fmt"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// Overrides are what flags and the environment say in place of the file. A zero field leaves the
// file's.
type Overrides struct {
	// Concurrency is how many scenarios run at a time, 1 to MaxConcurrency.
	Concurrency int
	// Timeout bounds one request.
	Timeout time.Duration
	// Insecure leaves the certificates of the endpoints unchecked. Only a flag sets it.
	Insecure bool
}

// The variables of the environment that stand for flags.
const (
	EnvConcurrency = "CONFORMANCE_CONCURRENCY"
	EnvTimeout     = "CONFORMANCE_TIMEOUT"
)

// WithEnvironment fills the fields that are zero from variables CONFORMANCE_*, so that flags win over
// them. An empty variable says nothing.
func (o Overrides) WithEnvironment(env func(name string) (string, bool)) (Overrides, error) {
	if text, _ := env(EnvConcurrency); text != "" && o.Concurrency == 0 {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return o, fmt.Errorf("%s is %q: use a number from 1 to %d", EnvConcurrency, text, MaxConcurrency)
		}
		o.Concurrency = n
	}
	if text, _ := env(EnvTimeout); text != "" && o.Timeout == 0 {
		t, err := time.ParseDuration(text)
		if err != nil || t <= 0 {
			return o, fmt.Errorf("%s is %q: use a time above zero, such as 30s", EnvTimeout, text)
		}
		o.Timeout = t
	}
	return o, nil
}

// Check refuses what is out of bounds, for runs with and without a target file.
func (o Overrides) Check() error {
	switch {
	case o.Concurrency < 0 || o.Concurrency > MaxConcurrency:
		return fmt.Errorf("the concurrency is %d: use 1 to %d", o.Concurrency, MaxConcurrency)
	case o.Timeout < 0:
		return fmt.Errorf("the timeout is %v: use a time above zero", o.Timeout)
	}
	return nil
}

// Target makes the target of a run, with a transport of its own. Its Provider is nil: the caller opens
// the one that File.Fixtures describes. The error names the override that is out of its bounds.
func (f *File) Target(o Overrides) (*harness.Target, error) {
	t := &harness.Target{
		Name: f.Name, Kind: report.KindEndpoint,
		Endpoints: map[string]harness.Endpoint{}, Limits: f.Limits, OptIns: f.OptIns,
		Concurrency: f.Concurrency, Secrets: f.Redacted(),
	}
	if err := o.Check(); err != nil {
		return nil, err
	}
	if o.Concurrency > 0 {
		t.Concurrency = o.Concurrency
	}
	if o.Timeout > 0 {
		t.Limits.Request = o.Timeout
	}
	t.Transport = f.network.transport(t.Concurrency, o.Insecure)
	for _, e := range f.Endpoints {
		t.Endpoints[e.API] = harness.Endpoint{URL: e.URL, Region: e.Region, Rates: e.Rates, Account: inTurn(e.Accounts), Accounts: len(e.Accounts)}
	}
	return t, nil
}

// inTurn gives one account after the other, from the first again after the last. It is safe for
// concurrent use.
func inTurn(accounts []harness.Account) func() harness.Account {
	var next atomic.Uint64
	return func() harness.Account {
		i := next.Add(1) - 1
		return accounts[i%uint64(len(accounts))]
	}
}
