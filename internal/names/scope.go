package names

import (
	"fmt"
	"go/token"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// scope is one Go block: a package or a struct. It remembers what each name stands for and collects the faults.
type scope struct {
	what   string
	owner  map[string]string
	faults []error
}

func newScope(what string, taken ...string) *scope {
	s := &scope{what: what, owner: map[string]string{}}
	for _, name := range taken {
		s.owner[name] = "the generated code itself"
	}
	return s
}

// check reports a name that Go does not allow. Keywords are caught here because they would only fail in the formatter.
func (s *scope) check(at contract.Pos, name, owner string) bool {
	if token.IsIdentifier(name) {
		return true
	}
	s.faults = append(s.faults, fmt.Errorf("%s:%d:%d: %s would get the Go name %q, which is no identifier; rename it",
		at.File, at.Line, at.Column, owner, name))
	return false
}

// take claims the name for its owner; a second owner of the same name is a fault.
func (s *scope) take(at contract.Pos, name, owner string) string {
	if !s.check(at, name, owner) {
		return name
	}
	if other, ok := s.owner[name]; ok && other != owner {
		s.faults = append(s.faults, fmt.Errorf("%s:%d:%d: %s and %s would both get the Go name %s in %s; rename one of them",
			at.File, at.Line, at.Column, owner, other, name, s.what))
	}
	s.owner[name] = owner
	return name
}

// free reports whether none of the names has an owner yet.
func (s *scope) free(names ...string) bool {
	for _, name := range names {
		if _, ok := s.owner[name]; ok {
			return false
		}
	}
	return true
}
