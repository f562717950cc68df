package reference

import (
	"context"
	"fmt"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// Want is a request for fixtures.
type Want struct {
	// State in the API's spelling; empty means the state that the traits imply, else the normal one.
	State  string
	Traits []string
	// Count is how many; 0 means 1.
	Count int
	// Account is the id of the account that they belong to; empty means the default one.
	Account string
}

// Capabilities is what fixtures an endpoint can make.
type Capabilities struct {
	States   []string `json:"states"`
	Traits   []string `json:"traits"`
	MaxCount int      `json:"maxCount"`
}

// Reason is why a fixture cannot be had.
type Reason string

// The reasons.
const (
	UnknownAPI   Reason = "unknown_api"
	UnknownState Reason = "unknown_state"
	UnknownTrait Reason = "unknown_trait"
	TooMany      Reason = "too_many"
	BadRequest   Reason = "bad_request"
)

// Unavailable is the error of a fixture that cannot be had.
type Unavailable struct {
	Reason  Reason `json:"reason"`
	Message string `json:"message"`
}

// Error says the reason and the message.
func (u *Unavailable) Error() string {
	return fmt.Sprintf("fixture unavailable: %s: %s", u.Reason, u.Message)
}

// Provider makes the fixtures of one endpoint. It is safe for concurrent use.
type Provider struct{ endpoint *Endpoint }

// Provider returns the endpoint's fixture provider.
func (e *Endpoint) Provider() *Provider { return &Provider{e} }

// maxCount bounds the fixtures of one request.
const maxCount = 1000

// Describe says what Acquire can be asked for.
func (p *Provider) Describe() Capabilities {
	c := Capabilities{States: []string{}, Traits: []string{}, MaxCount: min(maxCount, p.endpoint.opt.MaxInstances)}
	for _, s := range p.endpoint.contract.Resource.States {
		c.States = append(c.States, s.Name)
	}
	for _, t := range p.endpoint.contract.Resource.Traits {
		c.Traits = append(c.Traits, t.Name)
	}
	return c
}

// Acquire makes fixtures and returns their ids. They keep their state until a request changes it. The error is an
// [*Unavailable] when they cannot be had; then none has been made.
func (p *Provider) Acquire(ctx context.Context, w Want) ([]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	base, err := p.plan(w)
	if err != nil {
		return nil, err
	}
	s := p.endpoint.store
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.find(w.Account)
	count := max(w.Count, 1)
	switch {
	case a == nil:
		return nil, &Unavailable{BadRequest, "there is no account " + quote(w.Account)}
	case s.live+count > s.most:
		return nil, &Unavailable{TooMany, fmt.Sprintf("%d of at most %d fixtures are in use: release some", s.live, s.most)}
	}
	var ids []string
	for range count {
		id, ok := p.freshID(a)
		if !ok {
			return p.undo(a, ids)
		}
		f := &fixture{base: base, absent: slices.Contains(w.Traits, contract.TraitAbsent)}
		f.base.ID, f.base.order = id, s.made
		a.fixtures[id] = f
		s.made++
		s.live++
		ids = append(ids, id)
	}
	return ids, nil
}

// undo takes back what a request has made before the ids ran out.
func (p *Provider) undo(a *account, ids []string) ([]string, error) {
	for _, id := range ids {
		delete(a.fixtures, id)
		p.endpoint.store.live--
	}
	return nil, &Unavailable{TooMany, "the contract's id pattern has no more ids"}
}

// freshID makes an id that the account does not have.
func (p *Provider) freshID(a *account) (string, bool) {
	const tries = 100
	for range tries {
		id := p.endpoint.ids.resourceID()
		if _, taken := a.fixtures[id]; !taken {
			return id, true
		}
	}
	return "", false
}

// plan checks a request and returns what each of its fixtures is like.
func (p *Provider) plan(w Want) (Resource, error) {
	r := p.endpoint.contract.Resource
	switch {
	case w.Count < 0:
		return Resource{}, &Unavailable{BadRequest, "count is negative: ask for at least one"}
	case w.Count > maxCount:
		return Resource{}, &Unavailable{TooMany, fmt.Sprintf("%d fixtures in one request: ask for at most %d", w.Count, maxCount)}
	}
	state := w.State
	for _, name := range w.Traits {
		i := slices.IndexFunc(r.Traits, func(t contract.Trait) bool { return t.Name == name })
		if i < 0 {
			return Resource{}, &Unavailable{UnknownTrait, "there is no trait " + quote(name) + " in " + p.endpoint.contract.API}
		}
		implied := r.Traits[i].State
		if implied != "" && state != "" && state != implied {
			return Resource{}, &Unavailable{UnknownState, fmt.Sprintf("a resource with the trait %s is in the state %s: do not ask for %s", quote(name), implied, quote(state))}
		}
		if implied != "" {
			state = implied
		}
	}
	if state == "" {
		state = r.Normal
	}
	if r.State(state) == nil {
		return Resource{}, &Unavailable{UnknownState, "there is no state " + quote(state) + " in " + p.endpoint.contract.API}
	}
	return Resource{State: state, Traits: slices.Clone(w.Traits)}, nil
}

// Release ends fixtures of an account, the default one for "". Ids that name nothing are passed over, so that a
// release can be repeated.
func (p *Provider) Release(ctx context.Context, account string, ids []string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s := p.endpoint.store
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.find(account)
	if a == nil {
		return &Unavailable{BadRequest, "there is no account " + quote(account)}
	}
	for _, id := range ids {
		if _, ok := a.fixtures[id]; ok {
			delete(a.fixtures, id)
			s.live--
		}
	}
	return nil
}
