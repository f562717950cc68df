package mutant

import (
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
)

// behaviourOperators make endpoints that act otherwise than a contract can say.
var behaviourOperators = []operator{
	uncheckedTypes, firstOnly, strangers, misreadDefaults, ignoredValues, partBatches, miscounted,
	changedAfterRefusal, changedLater, resetByRefusal, halfApplied, idleParts, otherWays, bursts, deafEncodings,
}

// answerOperators make endpoints that act as documented and answer otherwise.
var answerOperators = []operator{
	wrongStatuses, misplacedErrors, misplacedPayloads, resultFields, requestIDs, failedLists, failedEntries, otherFormats,
}

// fault makes a mutant by a fault of the endpoint.
func (m *maker) fault(operator, where, says string, rules []string, f reference.Fault) {
	before := len(m.mutants)
	m.add(operator, where, says, rules, nil)
	if len(m.mutants) > before {
		m.mutants[before].recipe.fault = f
	}
}

// calls reports whether a request calls the operation.
func calls(q *reference.Query, op *contract.Operation) bool {
	return q.Operation != nil && q.Operation.ID == op.ID
}

// refusing is a rule that demands a refusal, and how the refusal is known that it is about.
type refusing struct {
	*contract.Rule
	op *contract.Operation
	is func(r *reference.Refusal) bool
}

// refusals are the rules that demand a refusal.
func (m *maker) refusals() []refusing {
	var list []refusing
	for _, r := range m.rules {
		if is := refusedFor(r); is != nil {
			list = append(list, refusing{r, m.contract.Operation(r.Operation), is})
		}
	}
	return list
}

// refusedFor tells the refusals that a rule is about; nil for one that demands none.
func refusedFor(rule *contract.Rule) func(r *reference.Refusal) bool {
	kind := func(k reference.Kind, param string) func(r *reference.Refusal) bool {
		return func(r *reference.Refusal) bool { return r.Cause.Kind == k && r.Cause.Param == param }
	}
	switch s := rule.Subject.(type) {
	case *contract.Param:
		switch rule.Kind {
		case contract.KindRequired, contract.KindEnum:
			return kind(reference.Kind(rule.Kind), s.Name)
		case contract.KindType:
			element := rule.Name != s.Name
			return func(r *reference.Refusal) bool {
				return kind(reference.Kind(contract.ViolatesType), s.Name)(r) && r.Cause.Element == element
			}
		}
	case contract.Bound:
		return kind(reference.Kind(s.Keyword), s.Param.Name)
	case *contract.Precondition:
		if s.Trait != "" {
			return func(r *reference.Refusal) bool { return r.Cause.Trait == s.Trait }
		}
		return kind(reference.KindState, "")
	case contract.AuthFault:
		return kind(reference.Kind(s), "")
	case *contract.ErrorCode:
		if promisesNothingChanged(s) {
			return func(r *reference.Refusal) bool { return r.Code == s.Code }
		}
	}
	return nil
}

// promisesNothingChanged reports whether a row is about resources that are there, and says that they are left
// alone.
func promisesNothingChanged(row *contract.ErrorCode) bool {
	return row.StateAfter == "" && slices.ContainsFunc(row.When, func(t *contract.Trigger) bool {
		return t.State != nil || t.Trait != "" || t.Param != ""
	})
}

// batched is the parameter of an operation that names several resources; nil when there is none.
func batched(op *contract.Operation) *contract.Param {
	if p := op.ResourceParam(); p != nil && p.Type == contract.Array {
		return p
	}
	return nil
}
