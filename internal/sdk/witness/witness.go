// Package witness sees what a client library puts on the wire.
//
// In go a contract and one of its cases; out come the address of an endpoint that exists for this case alone, and
// afterwards what arrived there and what was answered. The endpoint answers as a reference endpoint does, or as the
// script of the case says; it never tells the library that it is being looked at.
package witness

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/internal/sdk/cases"
)

// Transition is how long a transition takes at a witness, unless the case lets that time pass. It is longer than
// any case takes, and shorter than the time by which a signature may be late.
const Transition = time.Minute

// Region is the region that calls are made in.
const Region = "region-1"

// Witness is the endpoint of one case. It is safe for concurrent use.
type Witness struct {
	of       cases.Case
	endpoint *reference.Endpoint
	server   *http.Server
	base     string
	account  reference.Account
	ids      []string

	// one lets one request in at a time: what the hooks of the endpoint see belongs to it.
	one     sync.Mutex
	current *Seen

	mu   sync.Mutex
	seen []Seen
	more int           // requests beyond those that are kept
	late time.Duration // how much time the case has let pass
	step int
}

// Open starts the endpoint of a case on a free port of the loopback interface. Close it when nothing can arrive any
// more.
func Open(ctx context.Context, of cases.Case) (*Witness, error) {
	w := &Witness{of: of}
	endpoint, err := reference.New(of.Contract, reference.Options{
		Clock: w.now, StopDelay: Transition,
		Fault: reference.Fault{Allow: always, Overlook: w.overlook, Decide: w.decide, Answer: w.script, Wrap: w.wrap},
	})
	if err != nil {
		return nil, err
	}
	w.endpoint, w.account = endpoint, endpoint.DefaultAccount()
	for _, given := range of.Given {
		ids, err := endpoint.Provider().Acquire(ctx, reference.Want{State: given.State, Traits: given.Traits, Account: w.account.ID})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", of.ID, err)
		}
		w.ids = append(w.ids, ids...)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen for %s: %w", of.ID, err)
	}
	w.base = "http://" + listener.Addr().String() + of.Contract.Path()
	w.server = &http.Server{Handler: endpoint, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = w.server.Serve(listener) }() // returns http.ErrServerClosed when Close is called
	return w, nil
}

// Call is a step of the case for the driver; i counts from 0. What arrives from now on belongs to it.
func (w *Witness) Call(i int) sdk.Call {
	step := w.of.Steps[i]
	w.mu.Lock()
	w.step = i
	if step.Later {
		w.late += Transition + time.Second
	}
	w.mu.Unlock()
	name := w.of.ID
	if len(w.of.Steps) > 1 {
		name = fmt.Sprintf("%s/%d", w.of.ID, i+1)
	}
	key := sdk.Credentials{ID: w.account.ID, Secret: w.account.Secret}
	if w.of.WrongSecret {
		key.Secret = reversed(key.Secret)
	}
	return sdk.Call{
		Case: name, API: w.of.Contract.API, Endpoint: w.base, Region: Region, Credentials: key,
		Operation: step.Operation.ID, Input: w.input(step),
	}
}

// input are the parameters of a step.
func (w *Witness) input(step cases.Step) map[string]any {
	input := map[string]any{}
	for name, value := range step.With {
		input[name] = value
	}
	names := w.ids
	if len(step.Names) > 0 {
		names = step.Names
	}
	p := step.Operation.ResourceParam()
	switch {
	case p == nil || len(names) == 0:
	case p.Type == contract.Array:
		input[p.Name] = names
	default:
		input[p.Name] = names[0]
	}
	return input
}

// reversed is another text of the same characters; the secrets of the endpoint are random.
func reversed(s string) string {
	b := []byte(s)
	slices.Reverse(b)
	return string(b)
}

// Secrets must not appear in what is written about the case.
func (w *Witness) Secrets() []string {
	return []string{w.account.Secret, reversed(w.account.Secret), w.account.Token, w.account.Bearer}
}

// kept is how many requests of a case are kept: far more than any case allows.
const kept = 64

// Seen is what arrived until now, in order: the first 64 requests, and how many more there were.
func (w *Witness) Seen() (first []Seen, more int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]Seen(nil), w.seen...), w.more
}

// Arrived reports whether a request of a step has arrived.
func (w *Witness) Arrived(step int) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.ContainsFunc(w.seen, func(s Seen) bool { return s.Step == step })
}

// Close ends the endpoint. What arrived stays readable.
func (w *Witness) Close() error {
	err := w.server.Close()
	w.endpoint.Close()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// now is the time, and what the case has let pass.
func (w *Witness) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return time.Now().Add(w.late)
}
