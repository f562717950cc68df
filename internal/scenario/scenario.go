// Package scenario decides what is done to prove or disprove each rule.
//
// In go a contract and its rules; out come scenarios, each a short list of steps in the words of
// suites/harness (acquire, send, expect, see). The package knows nothing of Go code, HTTP or
// Ginkgo: an emitter writes the steps down, and the list of scenarios is what a contract promises,
// so it is also the yardstick of every report.
//
// There is one file for each group of kinds. Each scenario of a refusal is bound to its cause: the
// rest of the request is valid and real, one thing is wrong, the code and the HTTP status are the
// documented ones, nothing has changed afterwards, and the request with that one thing put right
// succeeds.
package scenario

import (
	"fmt"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// Scenario is one thing to try, and what must then be seen.
type Scenario struct {
	// ID is the rule's id and a name for the case: "…/InstanceIds.max/over-json".
	ID string
	// Rule is the one rule that the scenario belongs to.
	Rule *contract.Rule
	// Title says what must happen, as a predicate of the endpoint: "refuses 101 instances".
	Title string
	// Informational is set when the scenario only asks which reading the endpoint follows.
	Informational bool
	// Operation is the operation under test, Steps what is done.
	Operation *contract.Operation
	Steps     []Step
}

// Name is the last part of the id.
func (s *Scenario) Name() string { return s.ID[strings.LastIndex(s.ID, "/")+1:] }

// All returns the scenarios of a contract in the order of its rules. Ids are unique.
func All(c *contract.Contract) []Scenario {
	var all []Scenario
	for _, rule := range contract.Rules(c) {
		b := newBuilder(c, rule)
		b.expand()
		all = append(all, b.scenarios...)
	}
	return all
}

// builder collects the scenarios of one rule.
type builder struct {
	contract *contract.Contract
	op       *contract.Operation
	rule     *contract.Rule
	// subject is the parameter that names resources; nil for an operation without one.
	subject *contract.Param
	// normal is the state that a fixture is in by default, done the state that a successful call
	// leads to.
	normal, done string
	scenarios    []Scenario
}

func newBuilder(c *contract.Contract, rule *contract.Rule) *builder {
	op := c.Operation(rule.Operation)
	b := &builder{contract: c, op: op, rule: rule, subject: op.ResourceParam(), normal: c.Resource.Normal}
	for _, t := range op.Transitions {
		b.done = t.To
	}
	return b
}

// expand calls the file that knows the rule's kind.
func (b *builder) expand() {
	if d, ok := b.rule.Subject.(*contract.Decision); ok {
		b.reading(d)
		return
	}
	switch b.rule.Kind {
	case contract.KindSuccess:
		b.success()
	case contract.KindResponseSchema:
		b.responseSchema()
	case contract.KindRequestID:
		b.requestID()
	case contract.KindFormat:
		b.format()
	case contract.KindBatchLimit:
		b.batchLimit(b.rule.Subject.(contract.Bound))
	case contract.KindRequired:
		b.required(b.rule.Subject.(*contract.Param))
	case contract.KindType:
		b.wrongType(b.rule.Subject.(*contract.Param))
	case contract.KindEnum:
		b.enum()
	case contract.KindDefault:
		b.defaultValue(b.rule.Subject.(*contract.Param))
	case contract.KindPrecondition:
		b.precondition(b.rule.Subject.(*contract.Precondition))
	case contract.KindTransition:
		b.transition(b.rule.Subject.(*contract.Transition))
	case contract.KindAsync:
		b.async(b.rule.Subject.(*contract.Transition))
	case contract.KindPartialFailure:
		b.partialFailure(b.rule.Subject.(*contract.PartialFailure))
	case contract.KindErrorCode:
		b.errorCode(b.rule.Subject.(*contract.ErrorCode))
	case contract.KindRateLimit:
		b.rateLimit(b.rule.Subject.(*contract.RateLimit))
	case contract.KindAuth:
		b.auth(b.rule.Subject.(contract.AuthFault))
	case contract.KindDependency:
		// No document of the five states a dependency that a probe does not cover; package check
		// refuses contracts that declare one until a scenario exists for it.
	}
}

// add appends one scenario.
func (b *builder) add(name, title string, steps ...Step) {
	b.scenarios = append(b.scenarios, Scenario{
		ID: b.rule.ID() + "/" + name, Rule: b.rule, Title: title,
		Informational: b.rule.Informational(), Operation: b.op, Steps: steps,
	})
}

// count names n resources: "1 instance", "100 instances".
func (b *builder) count(n int) string {
	if n == 1 {
		return "1 " + b.contract.Resource.Name
	}
	return fmt.Sprintf("%d %ss", n, b.contract.Resource.Name)
}
