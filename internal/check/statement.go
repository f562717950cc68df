package check

import (
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
)

// statementForms checks that each statement is either checked or excluded with a reason.
func (k *checker) statementForms() {
	for _, s := range k.c.Statements {
		k.exactlyOne(s.Pos, "a statement", "rules and excluded", len(s.Rules) > 0, s.Excluded != "")
	}
}

// ledger checks that statements and rules cover each other: a statement names rules that exist,
// and each rule that rests on the document is named.
func (k *checker) ledger() {
	rules := contract.Rules(k.c)
	ids := make([]string, len(rules))
	first := map[string]diag.Pos{}
	for i, r := range rules {
		ids[i] = r.Local()
		unique(k.found, first, "rule", r.Local(), r.Pos)
	}
	named := map[string]bool{}
	for _, s := range k.c.Statements {
		for _, ref := range s.Rules {
			matched := matching(ids, ref)
			if len(matched) == 0 {
				k.found.Errorf(s.Pos, diag.UnknownRule, "the statement %q names the rule %q, which the contract does not have", s.ID, ref).
					Hint = diag.DidYouMean(ref, ids)
			}
			for _, id := range matched {
				named[id] = true
			}
		}
	}
	for _, r := range rules {
		k.covered(r, named[r.Local()])
	}
}

// covered reports a rule without provenance, and one of the document that no statement names. A
// rule that only asks which reading an endpoint follows belongs to its decision.
func (k *checker) covered(r *contract.Rule, named bool) {
	switch {
	case r.Source.Basis == "":
		k.found.Errorf(r.Pos, diag.RuleUnsourced, "the rule %q does not say where it comes from", r.Local()).
			Hint = "give what it is derived from a source"
	case r.Source.Basis == contract.BasisDocument && !r.Informational() && !named:
		k.found.Errorf(r.Pos, diag.RuleUnstated, "no statement names the rule %q", r.Local()).
			Hint = "add it to the rules of the statement that demands it"
	}
}

// matching returns the ids that a reference names; a trailing * stands for any rest.
func matching(ids []string, ref string) []string {
	prefix, open := strings.CutSuffix(ref, "*")
	var matched []string
	for _, id := range ids {
		if id == ref || open && strings.HasPrefix(id, prefix) {
			matched = append(matched, id)
		}
	}
	return matched
}
