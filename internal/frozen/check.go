package frozen

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/report"
)

// Check compares every frozen rule with today's rule of the same id. Another kind, or another text on other lines, is
// an error: whoever reads an old report would take the one for the other. Another text on the same lines is a
// warning: the rule has another value or other words, and runs as of that set are not possible any more. A rule that
// is gone, or that only moved on the page, is no finding. Of several sets that a rule differs from, the newest is named.
func Check(sets []Set, cs []*contract.Contract) diag.List {
	var found diag.List
	for _, c := range cs {
		own := slices.DeleteFunc(slices.Clone(sets), func(s Set) bool { return s.API != c.API })
		slices.SortFunc(own, func(a, b Set) int { return strings.Compare(b.Version, a.Version) })
		for _, now := range contract.Rules(c) {
			compare(own, now, &found)
		}
	}
	return found.Sorted()
}

// compare compares one rule with the sets of its API, the newest first. It ends at a set that says that it revises
// the rule: what was before has been looked at then.
func compare(sets []Set, now *contract.Rule, found *diag.List) {
	for _, set := range sets {
		then, ok := set.rule(now.ID())
		if !ok {
			continue
		}
		if finding(set, then, now, found) || then.Revises != "" {
			return
		}
	}
}

// finding adds what is wrong with the rule as seen from one set, and reports whether anything is.
func finding(set Set, then Rule, now *contract.Rule, found *diag.List) bool {
	var d *diag.Diagnostic
	switch {
	case then.Kind != now.Kind || then.Says != now.Says && !slices.Equal(then.Lines, now.Source.Lines):
		d = found.Errorf(now.Pos, diag.RuleReused, "the id of the rule %q has another meaning than as of %s", now.ID(), set.Version)
		d.Hint = "give a new rule an id of its own; if it is the same rule, revised, freeze it so: specgen freeze --revise '" + now.ID() + "=why'"
	case then.Says != now.Says:
		d = found.Warnf(now.Pos, diag.RuleReworded, "the rule %q reads otherwise than as of %s", now.ID(), set.Version)
		d.Hint = "if nothing but words has changed, put them back: conformance run --as-of " + set.Version + " refuses a rule that reads otherwise; else freeze it with --revise"
	default:
		return false
	}
	d.Related = []diag.Related{
		{Pos: diag.Pos{File: set.Path()}, Message: "then: " + describe(then.Kind, then.Basis, then.Lines, then.Says)},
		{Pos: now.Pos, Message: "now: " + describe(now.Kind, now.Source.Basis, now.Source.Lines, now.Says)},
	}
	return true
}

// Differs reports whether some set has the rule with another kind or text.
func Differs(sets []Set, now Rule) bool {
	return slices.ContainsFunc(sets, func(s Set) bool {
		then, ok := s.rule(now.ID)
		return ok && (then.Kind != now.Kind || then.Says != now.Says)
	})
}

// describe is a rule in one line.
func describe(kind contract.Kind, basis contract.Basis, lines []int, says string) string {
	where := "basis " + string(basis)
	if len(lines) > 0 {
		where = report.Lines(lines).Cited()
	}
	return fmt.Sprintf("%s, %s: %s", kind, where, says)
}

// rule returns the rule with that id.
func (s Set) rule(id string) (Rule, bool) {
	for _, r := range s.Rules {
		if r.ID == id {
			return r, true
		}
	}
	return Rule{}, false
}
