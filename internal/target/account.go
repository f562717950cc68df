package target

import (
	"slices"
	"strings"
	"unicode"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/suites/harness"
	"github.com/seed-613b54dc/conformance/wire"
)

// bearer is the scheme of contracts that needs a bearer token; all others need an id and a secret.
const bearer = "bearer"

// accounts checks the accounts of one endpoint; c is nil when its API is not known.
func (r *reader) accounts(e *endpoint, c *contract.Contract) []harness.Account {
	if e.Accounts != nil && len(e.Accounts) == 0 {
		r.found.Errorf(e.Pos, diag.NoAccount, "the endpoint has no account").
			Hint = `list one at least: accounts: [{id: "${KEY_ID}", secret: "${KEY_SECRET}"}]`
	}
	var all []harness.Account
	named := map[string]diag.Pos{}
	for i := range e.Accounts {
		a := &e.Accounts[i]
		if a.Pos.Line == 0 { // it is no mapping, which has been reported
			continue
		}
		one := harness.Account{Credentials: r.credentials(a, c)}
		if len(e.Accounts) > 1 { // a single account needs no name
			one.ID = a.Name.value
		}
		all = append(all, one)
		if !a.Name.known {
			continue
		}
		if first, ok := named[a.Name.value]; ok {
			finding := r.found.Errorf(a.Name.pos, diag.DuplicateAccount, "another account has the name %q", a.Name.raw)
			finding.Related = []diag.Related{{Pos: first, Message: "the first is here"}}
			continue
		}
		named[a.Name.value] = a.Name.pos
	}
	return all
}

// credentials checks one account.
func (r *reader) credentials(a *account, c *contract.Contract) wire.Credentials {
	for _, f := range []struct {
		key string
		s   *secret
	}{{"id", &a.ID}, {"secret", &a.Secret}, {"token", &a.Token}, {"bearer", &a.Bearer}} {
		r.secret(f.key, f.s)
	}
	signs := a.ID.given && a.Secret.given
	switch {
	case a.ID.given != a.Secret.given:
		r.found.Errorf(a.Pos, diag.BadCredentials, "an id and its secret belong together, and one of them is missing")
	case a.Token.given && !signs:
		r.found.Errorf(a.Pos, diag.BadCredentials, "a token belongs to an id and a secret").
			Hint = "a token that is sent by itself is called bearer"
	case !signs && !a.Bearer.given:
		r.found.Errorf(a.Pos, diag.BadCredentials, "the account has no credentials").
			Hint = "give it an id and a secret, or a bearer token"
	case c != nil && !signs && !slices.Contains(c.Schemes, bearer):
		r.found.Errorf(a.Pos, diag.BadCredentials, "%s has no way to sign with a bearer token", c.API).
			Hint = "give the account an id and a secret; the schemes are " + strings.Join(c.Schemes, ", ")
	}
	return wire.Credentials{ID: a.ID.value, Secret: a.Secret.value, Token: a.Token.value, Bearer: a.Bearer.value}
}

// secret checks and replaces the reference of one credential.
func (r *reader) secret(key string, s *secret) {
	switch {
	case !s.given:
		return
	case !lone.MatchString(s.raw):
		r.found.Errorf(s.pos, diag.LiteralSecret, "%q must be a reference to the environment and nothing else", key).
			Hint = "put the value into a variable and write " + key + ": ${NAME}; if the file was shared, replace the credential"
		return
	}
	r.expand(&s.text)
	switch {
	case !s.known:
	case s.value == "":
		r.found.Errorf(s.pos, diag.MissingVariable, "the variable %s is empty", s.raw[2:len(s.raw)-1]).
			Hint = "set it, or leave " + key + " out"
	case strings.ContainsFunc(s.value, func(c rune) bool { return unicode.IsSpace(c) || unicode.IsControl(c) }):
		r.found.Errorf(s.pos, diag.BadCredentials, "the variable %s holds white space or a control character", s.raw[2:len(s.raw)-1]).
			Hint = "it may have been read from a file with a line end"
	default:
		r.conceal(s.value)
	}
}
