// Package reference runs a contract as a stateful HTTP endpoint.
//
// In go a contract and HTTP requests; out come the answers that the document promises, and the state behind them.
// Every rule that the endpoint keeps is read from the contract, so a rule that changes there changes here without
// Go code. What a contract cannot say of a vendor (which header has the action, which code answers an unreadable
// body) stands in one protocol file each.
//
// A request passes three stages: a protocol reads it, decide judges it without side effects, answer writes the
// decision. The package shares names and shapes with the generated clients and nothing else.
package reference

import (
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// Options tunes an endpoint; the zero value is ready for use.
type Options struct {
	// Clock tells the time; nil means time.Now.
	Clock func() time.Time
	// Random seeds ids and credentials; nil means crypto/rand. Same bytes, same ids.
	Random io.Reader
	// StopDelay is how long a transition takes, and so how long its intermediate state can be seen; 0 means 150 ms.
	StopDelay time.Duration
	// SoftTimeout is how much longer a forced transition takes on a resource whose soft one hangs; 0 means twice StopDelay.
	SoftTimeout time.Duration
	// MaxInstances bounds the fixtures that live at once, absent ids included; 0 means 20000.
	MaxInstances int
	// Fault makes the endpoint wrong on purpose; the zero value does not.
	Fault Fault
	// Logger hears of each request at level debug, without secrets; nil discards.
	Logger *slog.Logger
}

// withDefaults fills what is not set.
func (o Options) withDefaults() Options {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	if o.StopDelay <= 0 {
		o.StopDelay = 150 * time.Millisecond
	}
	if o.SoftTimeout <= 0 {
		o.SoftTimeout = 2 * o.StopDelay
	}
	if o.MaxInstances <= 0 {
		o.MaxInstances = 20000
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return o
}

// Endpoint is the API of one contract. It is safe for concurrent use.
type Endpoint struct {
	contract *contract.Contract
	opt      Options
	protocol protocol
	ops      map[string]*operation
	ids      *generator
	store    *store
	handler  http.Handler // serve, and what a fault wraps around it
}

// New builds the endpoint of one contract, with one account to begin with. It refuses a contract whose protocol,
// patterns or signing schemes it does not know.
func New(c *contract.Contract, opt Options) (*Endpoint, error) {
	p, err := protocolNamed(c)
	if err != nil {
		return nil, err
	}
	e := &Endpoint{contract: c, opt: opt.withDefaults(), protocol: p, ops: map[string]*operation{}}
	for _, scheme := range c.Schemes {
		if p.scheme(scheme) == nil {
			return nil, fmt.Errorf("%s: the protocol %q has no signing scheme %q: use one that its file in internal/reference lists", c.File, c.Protocol, scheme)
		}
	}
	for _, op := range c.Operations {
		compiled, err := compile(op)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.File, err)
		}
		e.ops[op.ID] = compiled
	}
	if e.ids, err = newGenerator(e.opt.Random, c, p); err != nil {
		return nil, fmt.Errorf("%s: %w", c.File, err)
	}
	e.store = newStore(e.opt.MaxInstances)
	e.handler = http.HandlerFunc(e.serve)
	if wrap := e.opt.Fault.Wrap; wrap != nil {
		e.handler = wrap(e.handler)
	}
	e.NewAccount()
	return e, nil
}

// API is the id of the contract.
func (e *Endpoint) API() string { return e.contract.API }

// ServeHTTP answers one request of the API, under any host and port.
func (e *Endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) { e.handler.ServeHTTP(w, r) }

func (e *Endpoint) serve(w http.ResponseWriter, r *http.Request) {
	c := e.protocol.read(readRequest(w, r))
	d := e.handle(c)
	a := e.answer(c, d)
	e.opt.Logger.DebugContext(r.Context(), "request", "api", e.contract.API, "action", c.action, "row", d.row(), "status", a.status)
	if d.Wait > 0 {
		select {
		case <-r.Context().Done():
		case <-time.After(d.Wait):
		}
	}
	a.write(w)
}

// handle decides a request and carries the decision out. Deciding and doing are one step for the store, so that
// of two calls at once the second sees what the first has done: the time of the step is read inside it, since a
// time read while waiting for the lock may be before what the first has done.
func (e *Endpoint) handle(c *call) Decision {
	caller, refused := e.admit(c, e.opt.Clock())
	e.store.mu.Lock()
	defer e.store.mu.Unlock()
	now := e.opt.Clock()
	d := Decision{Refusal: refused}
	if refused == nil {
		e.query(c).Find = caller.finder(now)
		d = e.admitted(c, caller, now)
	}
	caller = e.spoil(c, caller, &d, now)
	if caller != nil {
		caller.apply(d.Changes, now)
	}
	return d
}

// admitted decides a request of a known caller.
func (e *Endpoint) admitted(c *call, caller *account, now time.Time) Decision {
	if !caller.allow(c.op, now, e.opt.Fault.Allow) {
		return Decision{Refusal: e.refuse(c.op, Cause{Kind: KindRate, Row: c.op.RateLimit.Fails.Row})}
	}
	return e.decide(c, caller, now)
}

// Close drops all accounts and fixtures. Requests after it are refused as coming from nobody.
func (e *Endpoint) Close() { e.store.clear() }
