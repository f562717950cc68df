package cases

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
)

// UnknownCase is the error of a case that does not exist.
type UnknownCase struct {
	ID string
	// Near is an id that may be meant; empty when none is like it.
	Near string
}

func (e *UnknownCase) Error() string {
	if e.Near != "" {
		return fmt.Sprintf("there is no case %q: %s", e.ID, e.Near)
	}
	return fmt.Sprintf("there is no case %q: leave --case out to see all", e.ID)
}

// Choose derives the cases of contracts, and picks those with the wanted ids, or with ids that go on behind a wanted
// one and a slash; all when none is wanted. The error is an [*UnknownCase].
func Choose(contracts []*contract.Contract, wanted []string) ([]Case, error) {
	var all []Case
	for _, c := range contracts {
		all = append(all, Of(c)...)
	}
	if len(wanted) == 0 {
		return all, nil
	}
	for _, id := range wanted {
		if !slices.ContainsFunc(all, func(c Case) bool { return c.is(id) }) {
			return nil, &UnknownCase{id, diag.DidYouMean(id, ids(all))}
		}
	}
	return slices.DeleteFunc(all, func(c Case) bool { return !slices.ContainsFunc(wanted, c.is) }), nil
}

// is reports whether an id names the case, or a group that it belongs to.
func (c Case) is(id string) bool { return c.ID == id || strings.HasPrefix(c.ID, id+"/") }

// IDs are the ids of all cases of the contracts.
func IDs(contracts []*contract.Contract) []string {
	all, _ := Choose(contracts, nil) // wants nothing that could be missing
	return ids(all)
}

func ids(all []Case) []string {
	names := make([]string, len(all))
	for i, c := range all {
		names[i] = c.ID
	}
	return names
}
