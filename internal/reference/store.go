package reference

import (
	"sync"

	"github.com/seed-613b54dc/conformance/internal/reference/verify"
)

// maxAccounts bounds the accounts that live at once; a new one beyond it ends the oldest but the default one.
const maxAccounts = 4096

// store holds the accounts and fixtures of one endpoint. mu guards everything in it, the accounts' contents too.
type store struct {
	mu       sync.Mutex
	accounts map[string]*account // by id
	bearers  map[string]*account // by personal access token
	order    []*account          // by age; the first is the default one
	live     int                 // fixtures of all accounts
	most     int
	made     uint64
}

func newStore(most int) *store {
	return &store{accounts: map[string]*account{}, bearers: map[string]*account{}, most: most}
}

// add makes room for an account and takes it in.
func (s *store) add(a *account) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.order) >= maxAccounts {
		oldest := s.order[1]
		s.order = append(s.order[:1], s.order[2:]...)
		delete(s.accounts, oldest.ID)
		delete(s.bearers, oldest.Bearer)
		s.live -= len(oldest.fixtures)
	}
	s.accounts[a.ID], s.bearers[a.Bearer] = a, a
	s.order = append(s.order, a)
}

// account returns the account with that id or bearer token, the default one for "", or nil.
func (s *store) account(key string) *account {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.find(key)
}

// find is account for callers that hold the lock.
func (s *store) find(key string) *account {
	if key == "" && len(s.order) > 0 {
		return s.order[0]
	}
	if a := s.accounts[key]; a != nil {
		return a
	}
	return s.bearers[key]
}

// keys is the look-up of a scheme. A token is no key id and a key id no token.
func (s *store) keys(scheme string) verify.Keys {
	return func(id string) (verify.Key, bool) {
		s.mu.Lock()
		defer s.mu.Unlock()
		from := s.accounts
		if scheme == schemeBearer {
			from = s.bearers
		}
		a := from[id]
		if a == nil {
			return verify.Key{}, false
		}
		return verify.Key{Secret: a.Secret, Token: a.Token}, true
	}
}

func (s *store) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.accounts)
	clear(s.bearers)
	s.order, s.live = nil, 0
}
