// Package local makes a target of the reference endpoint.
//
// In go contracts; out comes a harness.Target whose endpoints run in this process, one for each
// contract, on free ports of the loopback interface. It is what a run without a target uses, and the
// only place where the two sides meet.
package local

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/suites/harness"
	"github.com/seed-613b54dc/conformance/wire"
)

// Endpoints are running reference endpoints.
type Endpoints struct {
	servers   []*http.Server
	endpoints map[string]*reference.Endpoint
	target    harness.Target
}

// StopDelay is how long a shutdown takes here: long enough for several looks at the state in between.
const StopDelay = 150 * time.Millisecond

// Concurrency is how many scenarios run at a time: each has an account of its own, and mostly waits.
const Concurrency = 12

// Limits suit an endpoint in the same process. Watch is longer than StopDelay, so that a change that
// was started by mistake has come to its end.
func Limits() harness.Limits {
	return harness.Limits{
		Poll:       25 * time.Millisecond,
		Watch:      StopDelay + 100*time.Millisecond,
		Transition: 10 * time.Second,
		Request:    10 * time.Second,
		Scenario:   time.Minute,
	}
}

// Start runs an endpoint for each contract. Close them when the run is over.
func Start(contracts []*contract.Contract) (*Endpoints, error) {
	var endpoints []*reference.Endpoint
	for _, c := range contracts {
		endpoint, err := reference.New(c, reference.Options{StopDelay: StopDelay})
		if err != nil {
			return nil, err
		}
		endpoints = append(endpoints, endpoint)
	}
	return Serve(Limits(), endpoints...)
}

// Serve runs endpoints, one for each API, that are made already. Close them when the run is over.
func Serve(limits harness.Limits, endpoints ...*reference.Endpoint) (*Endpoints, error) {
	e := &Endpoints{endpoints: map[string]*reference.Endpoint{}}
	e.target = harness.Target{
		Name: "reference endpoint", Kind: report.KindReference,
		Endpoints: map[string]harness.Endpoint{}, Provider: provider{e.endpoints}, Limits: limits,
		Concurrency: Concurrency,
		OptIns:      []harness.OptIn{harness.OptInDestructive, harness.OptInRateLimit, harness.OptInLargeBatch},
	}
	for _, endpoint := range endpoints {
		if err := e.serve(endpoint); err != nil {
			return nil, errors.Join(err, e.Close())
		}
	}
	return e, nil
}

func (e *Endpoints) serve(endpoint *reference.Endpoint) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen for %s: %w", endpoint.API(), err)
	}
	server := &http.Server{Handler: endpoint, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }() // returns http.ErrServerClosed when Close is called
	e.servers = append(e.servers, server)
	e.endpoints[endpoint.API()] = endpoint
	e.target.Endpoints[endpoint.API()] = harness.Endpoint{
		URL:    "http://" + listener.Addr().String(),
		Region: "region-1",
		Account: func() harness.Account {
			a := endpoint.NewAccount()
			return harness.Account{ID: a.ID, Own: true, Credentials: wire.Credentials{ID: a.ID, Secret: a.Secret, Bearer: a.Bearer}}
		},
	}
	return nil
}

// Target is the running endpoints as a target.
func (e *Endpoints) Target() *harness.Target { return &e.target }

// Close ends the endpoints.
func (e *Endpoints) Close() error {
	var faults []error
	for _, s := range e.servers {
		faults = append(faults, s.Close())
	}
	for _, endpoint := range e.endpoints {
		endpoint.Close()
	}
	return errors.Join(faults...)
}

// provider hands out fixtures of the endpoints.
type provider struct {
	endpoints map[string]*reference.Endpoint
}

// Describe tells what every endpoint has.
func (p provider) Describe(context.Context) (map[string]harness.Capabilities, error) {
	all := map[string]harness.Capabilities{}
	for id, endpoint := range p.endpoints {
		has := endpoint.Provider().Describe()
		all[id] = harness.Capabilities{States: has.States, Traits: has.Traits, MaxCount: has.MaxCount}
	}
	return all, nil
}

// Acquire asks the API's endpoint.
func (p provider) Acquire(ctx context.Context, req harness.Request) ([]string, error) {
	endpoint, ok := p.endpoints[req.API]
	if !ok {
		return nil, &harness.Unavailable{Reason: string(reference.UnknownAPI), Message: req.API}
	}
	ids, err := endpoint.Provider().Acquire(ctx, reference.Want{
		State: req.Fixture.State, Traits: req.Fixture.Traits, Count: req.Count, Account: req.Account,
	})
	var none *reference.Unavailable
	if errors.As(err, &none) {
		return nil, &harness.Unavailable{Reason: string(none.Reason), Message: none.Message}
	}
	return ids, err
}

// Release gives fixtures back to the API's endpoint.
func (p provider) Release(ctx context.Context, req harness.Request, ids []string) error {
	endpoint, ok := p.endpoints[req.API]
	if !ok {
		return nil // nothing was given
	}
	return endpoint.Provider().Release(ctx, req.Account, ids)
}
