package harness

import (
	"context"
	"strings"

	"github.com/onsi/ginkgo/v2"
)

// Body is a scenario: it speaks to the endpoint through t and returns when it has seen enough.
type Body func(ctx context.Context, t *T)

// Scenario is one generated scenario of an API, ready to be run in a [Session].
type Scenario struct {
	Expected
	API  *API
	body Body
}

// NewScenario returns a scenario. Generated ones are registered with a [Suite] instead.
func NewScenario(e Expected, api *API, body Body) Scenario {
	return Scenario{Expected: e, API: api, body: body}
}

// parts are those of the id: API, operation, kind, rule, case.
func (s Scenario) parts() []string { return strings.SplitN(s.ID, "/", 5) }

// Kind is the kind of the scenario's rule.
func (s Scenario) Kind() string {
	if parts := s.parts(); len(parts) > 2 {
		return parts[2]
	}
	return ""
}

// Labels are those that the spec has under Ginkgo: API, operation, kind, and the rule with dots.
func (s Scenario) Labels() []string {
	parts := s.parts()
	labels := append([]string{}, parts[:min(3, len(parts))]...)
	return append(labels, strings.ReplaceAll(s.Rule, "/", "."))
}

// Alone reports whether the scenario disturbs others that call as the same account.
func (s Scenario) Alone() bool { return s.Kind() == kindRateLimit }

// kindRateLimit is the kind of rules whose scenarios send bursts.
const kindRateLimit = "rate-limit"

// Collect returns the scenarios that register adds, without running them and without the Ginkgo
// command line: Ginkgo builds its tree and no more. It must not be called once RunSpecs has begun;
// a program that runs specs of its own registers the suite with them instead.
func Collect(register func(*Suite)) []Scenario {
	suite := NewSuite(func() *Session { panic("unreachable: collected specs are never run by Ginkgo") })
	register(suite)
	ginkgo.PreviewSpecs("conformance")
	return suite.scenarios
}
