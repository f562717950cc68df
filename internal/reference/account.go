package reference

import (
	"cmp"
	"log/slog"
	"slices"
	"time"
)

// Account is who calls an endpoint. It sees its own fixtures only and has rate limits of its own.
type Account struct {
	// ID and Secret sign requests.
	ID     string `json:"id"`
	Secret string `json:"secret"`
	// Token is a session token that may be sent along.
	Token string `json:"token"`
	// Bearer is a personal access token, for schemes that need no signature.
	Bearer string `json:"bearer"`
}

// String and LogValue keep the secrets out of logs and error texts.
func (a Account) String() string { return a.ID }

// LogValue shows the id alone.
func (a Account) LogValue() slog.Value { return slog.StringValue(a.ID) }

// NewAccount makes an account with fresh credentials. Accounts are bounded at 4096: beyond that the oldest but
// the default one ends, and its requests are refused like those of a key that nobody has.
func (e *Endpoint) NewAccount() Account {
	a := Account{ID: "ID" + e.ids.letters(30), Secret: e.ids.letters(32), Token: e.ids.letters(40), Bearer: e.ids.letters(48)}
	e.store.add(&account{Account: a, fixtures: map[string]*fixture{}, calls: map[string][]time.Time{}})
	return a
}

// DefaultAccount is the account that fixtures belong to when a request for them names none. After Close it is
// the zero account.
func (e *Endpoint) DefaultAccount() Account {
	if a := e.store.account(""); a != nil {
		return a.Account
	}
	return Account{}
}

// account is an account with what belongs to it. The store's lock guards it.
type account struct {
	Account
	fixtures map[string]*fixture
	// calls are the times of the last admitted calls by operation, at most as many as its rate limit allows.
	calls map[string][]time.Time
}

// find implements view.
func (a *account) find(id string, now time.Time) (Resource, bool) {
	f := a.fixtures[id]
	if f == nil || f.absent {
		return Resource{}, false
	}
	return f.at(now), true
}

// all implements view.
func (a *account) all(now time.Time) []Resource {
	var out []Resource
	for _, f := range a.fixtures {
		if !f.absent {
			out = append(out, f.at(now))
		}
	}
	slices.SortFunc(out, func(x, y Resource) int { return cmp.Compare(x.order, y.order) })
	return out
}

// apply carries changes out; those of what is not there are passed over.
func (a *account) apply(changes []Change, now time.Time) {
	for _, c := range changes {
		if f := a.fixtures[c.ID]; f != nil && len(c.Stages) > 0 {
			f.begin(c, now)
		}
	}
}

// allow counts a call against the operation's rate limit, over a window that slides: of any period at most max
// calls pass. A call that is turned away is not counted. Last has the last word; nil agrees.
func (a *account) allow(op *operation, now time.Time, last func([]time.Time, time.Time, bool) bool) bool {
	limit := op.RateLimit
	if limit == nil || limit.Max <= 0 {
		return true
	}
	calls := a.calls[op.ID]
	old := 0
	for old < len(calls) && now.Sub(calls[old]) >= limit.Period {
		old++
	}
	calls = calls[old:]
	allowed := len(calls) < limit.Max
	if last != nil {
		allowed = last(calls, now, allowed)
	}
	if allowed {
		calls = append(calls, now)
	}
	a.calls[op.ID] = calls
	return allowed
}
