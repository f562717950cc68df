package mutant

import (
	"fmt"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// envelopes: a part of an error is in another place than the documented one. Successful answers share their places
// with those of observers, which a suite must be able to read, so faults of the endpoint move those.
func envelopes(c *contract.Contract) []Mutant {
	m := newMaker(c)
	if c.Envelope.Number != "" {
		return nil // the protocol of numbered errors writes them beside the envelope
	}
	for _, op := range m.acting() {
		for _, part := range []struct {
			name  string
			rules []string
			of    func(e *contract.Envelope) *string
		}{
			{"code", m.local(op, "response-schema/error"), func(e *contract.Envelope) *string { return &e.Code }},
			{"message", m.local(op, "response-schema/error"), func(e *contract.Envelope) *string { return &e.Message }},
			{"request-id", m.local(op, "request-id/error"), func(e *contract.Envelope) *string { return &e.RequestID }},
		} {
			path := *part.of(&c.Envelope)
			if path == "" {
				continue
			}
			for _, moved := range []struct{ operator, to string }{{"moved", elsewhere(path)}, {"renamed", otherName(path)}} {
				m.add(part.name+"-"+moved.operator, op.ID+"/"+moved.to, fmt.Sprintf("The %s of an error is at %s.", strings.ReplaceAll(part.name, "-", " "), moved.to), part.rules,
					func(c *contract.Contract) { *part.of(&c.Envelope) = moved.to })
			}
		}
	}
	return m.mutants
}

// local are the rules of an operation with that kind and name.
func (m *maker) local(op *contract.Operation, name string) []string {
	return m.ids(func(r *contract.Rule) bool { return r.Local() == op.ID+"/"+name })
}

// elsewhere is a path one level up, or one down from the top.
func elsewhere(path string) string {
	members := strings.Split(path, ".")
	if n := len(members); n > 1 {
		return strings.Join(append(members[:n-2:n-2], members[n-1]), ".")
	}
	return "Details." + path
}

// otherName is a path whose last member begins with a letter of the other case.
func otherName(path string) string {
	at := strings.LastIndex(path, ".") + 1
	first := path[at : at+1]
	if up := strings.ToUpper(first); up != first {
		return path[:at] + up + path[at+1:]
	}
	return path[:at] + strings.ToLower(first) + path[at+1:]
}

// partialFailures: the resources that failed are told in another place, and the documented one says that none has.
func partialFailures(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range subjects[*contract.PartialFailure](m) {
		path := r.subject.Failed + r.subject.Items
		to := otherName(path)
		m.add("failed-moved", r.at(to), fmt.Sprintf("What failed is told in %s, and %s is empty.", to, path), []string{r.ID()},
			r.change(func(_ *contract.Contract, p *contract.PartialFailure) { movePart(p, to) }))
		m.add("failed-renamed", r.at(to), fmt.Sprintf("What failed is told in %s, and there is no %s.", to, path), []string{r.ID()},
			r.change(func(c *contract.Contract, p *contract.PartialFailure) {
				movePart(p, to)
				for _, f := range c.Operation(r.Operation).Result {
					if f.Name == path {
						f.Required = false
					}
				}
			}))
	}
	return m.mutants
}

// movePart changes the place of the one of the two that is there.
func movePart(p *contract.PartialFailure, to string) {
	if p.Failed != "" {
		p.Failed = to
	} else {
		p.Items = to
	}
}
