package target

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// endpoints checks the endpoint of each API.
func (r *reader) endpoints() {
	all := r.shape.Endpoints
	if all.given && len(all.value) == 0 {
		r.found.Errorf(all.pos, diag.MissingKey, "the target has no endpoint").
			Hint = "name at least one API below endpoints: " + r.apis()
	}
	for _, p := range all.value {
		c := r.known(p.Key, p.Pos)
		e := Endpoint{API: p.Key, Region: p.Value.Region.value}
		if u := r.address(&p.Value.URL); u != nil {
			e.URL = p.Value.URL.value
			r.allowed(&p.Value.URL, u.Hostname())
		}
		e.Accounts = r.accounts(&p.Value, c)
		if c != nil {
			e.Rates = r.rates(p.Value.Rates, c)
		}
		r.file.Endpoints = append(r.file.Endpoints, e)
	}
}

// known returns the contract of an API, and reports an API that has none.
func (r *reader) known(api string, pos diag.Pos) *contract.Contract {
	c := r.contract(api)
	if c == nil {
		finding := r.found.Errorf(pos, diag.UnknownAPI, "there is no api %q", api)
		finding.Hint = diag.DidYouMean(api, r.ids())
		if finding.Hint == "" {
			finding.Hint = "the apis are " + r.apis()
		}
	}
	return c
}

func (r *reader) ids() []string {
	var ids []string
	for _, c := range r.contracts {
		ids = append(ids, c.API)
	}
	return ids
}

func (r *reader) apis() string { return strings.Join(r.ids(), ", ") }

// address parses a URL, nil when it is not one to call. Messages never repeat it: a password may be
// part of it.
func (r *reader) address(t *text) *url.URL {
	if !t.known {
		return nil
	}
	bad := func(message, hint string) *url.URL {
		r.found.Errorf(t.pos, diag.BadURL, "%s", message).Hint = hint
		return nil
	}
	const example = "write it like https://api.example.com or http://127.0.0.1:8080/path"
	u, err := url.Parse(t.value)
	switch {
	case err != nil:
		return bad("this is not a URL", example)
	case u.Scheme != "http" && u.Scheme != "https":
		return bad("expected a URL that begins with http:// or https://", example)
	case u.Hostname() == "":
		return bad("the URL has no host", example)
	case !validPort(u.Port()):
		return bad("the port of the URL is not from 1 to 65535", example)
	case u.User != nil:
		return bad("the URL holds a user name or a password", "take it out; credentials belong to accounts, or to a header of the fixture provider")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.HasSuffix(t.value, "#"):
		return bad("the URL has a query or a fragment", "take what begins with ? or # out")
	}
	return u
}

func validPort(port string) bool {
	n, err := strconv.Atoi(port)
	return port == "" || err == nil && n >= 1 && n <= 65535
}

// allowed asks for the opt-in where scenarios would change what is not on this machine.
func (r *reader) allowed(t *text, host string) {
	if loopback(host) || slices.Contains(r.file.OptIns, harness.OptInDestructive) {
		return
	}
	name := fmt.Sprintf("the host %q", host)
	if t.raw != t.value {
		name = "its host"
	}
	r.found.Errorf(t.pos, diag.OptInRequired, "%s is not this machine: a run would change what the fixture provider hands out there", name).
		Hint = "if that is what you want, add optIns: [destructive]"
}

// rates are the documented limits, lowered where the file says so.
func (r *reader) rates(own strict.Pairs[at[float64]], c *contract.Contract) map[string]float64 {
	rates := map[string]float64{}
	var operations []string
	for _, op := range c.Operations {
		operations = append(operations, op.ID)
		if op.RateLimit != nil {
			rates[op.ID] = float64(op.RateLimit.Max) / op.RateLimit.Period.Seconds()
		}
	}
	for _, p := range own {
		limit, limited := rates[p.Key]
		switch rate := p.Value; {
		case !slices.Contains(operations, p.Key):
			finding := r.found.Errorf(p.Pos, diag.UnknownOperation, "%s has no operation %q", c.API, p.Key)
			finding.Hint = diag.DidYouMean(p.Key, operations)
		case !rate.given:
		case rate.value <= 0:
			r.found.Errorf(rate.pos, diag.BadRate, "the rate of %s is %v, expected requests per second above zero", p.Key, rate.value).
				Hint = "leave it out to call as often as the document allows"
		case limited && rate.value > limit:
			r.found.Errorf(rate.pos, diag.BadRate, "the rate of %s is %v a second, the document allows %v", p.Key, rate.value, limit).
				Hint = "choose a rate that is not higher, or leave it out"
		default:
			rates[p.Key] = rate.value
		}
	}
	return rates
}
