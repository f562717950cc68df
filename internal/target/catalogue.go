package target

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
)

// catalogue are the listed resources of one API.
type catalogue struct {
	*reader
	api      string
	contract *contract.Contract // nil when the API is not known
	first    map[string]place   // where an id stands first
}

// place is where a resource is listed, and as what.
type place struct {
	pos diag.Pos
	is  string
}

// add checks resources that are alike.
func (c *catalogue) add(e *listed) {
	traits := values(e.Traits)
	if c.contract != nil {
		c.words(e)
	}
	if e.IDs != nil && len(e.IDs) == 0 {
		c.found.Errorf(e.Pos, diag.BadFixtures, "the list of ids is empty")
	}
	for i := range e.IDs {
		c.once(&e.IDs[i], c.describe(e.State.value, traits))
	}
	one := Static{API: c.api, State: e.State.value, Traits: traits, IDs: values(e.IDs)}
	if e.Account.known {
		one.Account = c.owner(&e.Account)
	}
	c.file.Fixtures.Static = append(c.file.Fixtures.Static, one)
}

// words holds states and traits against the contract.
func (c *catalogue) words(e *listed) {
	resource := &c.contract.Resource
	if s := &e.State; s.known && s.value != "" && resource.State(s.value) == nil {
		var names []string
		for _, state := range resource.States {
			names = append(names, state.Name)
		}
		c.unknown(s, diag.UnknownState, "state", names)
	}
	for i := range e.Traits {
		if t := &e.Traits[i]; t.known && !resource.HasTrait(t.value) {
			var names []string
			for _, trait := range resource.Traits {
				names = append(names, trait.Name)
			}
			c.unknown(t, diag.UnknownTrait, "trait", names)
		}
	}
}

// unknown reports a word that the API does not have.
func (c *catalogue) unknown(t *text, code diag.Code, what string, known []string) {
	finding := c.found.Errorf(t.pos, code, "%s has no %s %q", c.api, what, t.raw)
	finding.Hint = diag.DidYouMean(t.raw, known)
	if finding.Hint == "" && len(known) > 0 {
		finding.Hint = fmt.Sprintf("the %ss are %s", what, strings.Join(known, ", "))
	}
}

// once reports an id that is listed already: two scenarios would get it at the same time.
func (c *catalogue) once(t *text, is string) {
	if !t.known {
		return
	}
	if t.value == "" {
		c.found.Errorf(t.pos, diag.BadFixtures, "an id is empty")
		return
	}
	first, ok := c.first[t.value]
	if !ok {
		c.first[t.value] = place{t.pos, is}
		return
	}
	how := ""
	if first.is != is {
		how = ", with another state or other traits"
	}
	finding := c.found.Errorf(t.pos, diag.DuplicateResource, "the id %q is listed twice%s", t.raw, how)
	finding.Hint = "list each resource once, with all of its traits"
	finding.Related = []diag.Related{{Pos: first.pos, Message: "the first is here"}}
}

// describe is the same for resources that are listed as the same.
func (c *catalogue) describe(state string, traits []string) string {
	if state == "" && c.contract != nil {
		state = c.contract.Resource.Normal
	}
	if len(traits) == 0 {
		return state
	}
	return state + " with " + strings.Join(slices.Sorted(slices.Values(traits)), ", ")
}

// owner is the account as the provider gets to know it: one account of several.
func (c *catalogue) owner(t *text) string {
	e := c.shape.Endpoints.value.Get(c.api)
	if e == nil || e.Accounts == nil { // without an endpoint nobody asks for the resources
		return ""
	}
	var names []string
	for i := range e.Accounts {
		if name := e.Accounts[i].Name; name.known {
			names = append(names, name.value)
		}
	}
	if !slices.Contains(names, t.value) {
		c.unknown(t, diag.UnknownAccount, "account", names)
	}
	if len(e.Accounts) < 2 {
		return ""
	}
	return t.value
}
