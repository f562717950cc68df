package setup

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/frozen"
	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/specs"
)

// freeze narrows the run to the rule sets of a day; "" leaves it as it is. An API without such a set, a scenario that
// this program does not have any more, and a rule that it reads otherwise are mistakes: whatever came out would not be
// a verdict as of that day.
func (r *Run) freeze(version string) error {
	if version == "" {
		return nil
	}
	sets, err := frozen.Read(specs.Frozen)
	if err != nil {
		return fmt.Errorf("the frozen rule sets in this program are broken: %w", err)
	}
	r.frozen, r.inFrozen = map[string]report.Frozen{}, map[string]bool{}
	var faults []error
	for i := range r.APIs {
		ledger := &r.APIs[i].Ledger
		set, err := frozen.Find(sets, ledger.API, version)
		if err == nil {
			*ledger, err = narrow(*ledger, set)
		}
		if err != nil {
			faults = append(faults, err)
			continue
		}
		r.frozen[ledger.API] = report.Frozen{Version: set.Version, File: set.Path()}
		for _, rule := range ledger.Rules {
			r.inFrozen[rule.ID] = true
		}
		for _, s := range ledger.Scenarios {
			r.inFrozen[s.ID] = true
		}
	}
	if err := errors.Join(faults...); err != nil {
		return &Mistake{fmt.Errorf("this program cannot judge as of %s\n%w", version, err)}
	}
	return nil
}

// narrow returns the part of a ledger that the set has, and an error that names everything in which the two differ.
// How an informational rule reads does not matter: it never counts.
func narrow(l report.Ledger, set frozen.Set) (report.Ledger, error) {
	rules, scenarios := map[string]report.Rule{}, map[string]bool{}
	for _, rule := range l.Rules {
		rules[rule.ID] = rule
	}
	for _, s := range l.Scenarios {
		scenarios[s.ID] = true
	}
	keep := map[string]bool{}
	var gone, other []string
	for _, then := range set.Rules {
		keep[then.ID] = true
		if now, ok := rules[then.ID]; ok && now.Says != then.Says && !then.Informational {
			other = append(other, fmt.Sprintf("%s\n    then: %s\n    now:  %s", then.ID, then.Says, now.Says))
		}
		for _, id := range then.Scenarios {
			keep[id] = true
			if !scenarios[id] {
				gone = append(gone, id)
			}
		}
	}
	if err := differs(set, gone, other); err != nil {
		return l, err
	}
	return cut(l, keep), nil
}

// differs names what keeps this program from judging by the set.
func differs(set frozen.Set, gone, other []string) error {
	const remedy = "judge with the release of that day, or by another set"
	var faults []error
	if len(gone) > 0 {
		faults = append(faults, fmt.Errorf("%s: these scenarios do not exist any more; %s\n  %s", set.Name(), remedy, strings.Join(gone, "\n  ")))
	}
	if len(other) > 0 {
		faults = append(faults, fmt.Errorf("%s: these rules read otherwise now; %s\n  %s", set.Name(), remedy, strings.Join(other, "\n  ")))
	}
	return errors.Join(faults...)
}

// cut takes out of a ledger every rule and scenario that is not kept, and the statements that lose all their rules by it.
func cut(l report.Ledger, keep map[string]bool) report.Ledger {
	l.Rules = slices.DeleteFunc(slices.Clone(l.Rules), func(r report.Rule) bool { return !keep[r.ID] })
	l.Scenarios = slices.DeleteFunc(slices.Clone(l.Scenarios), func(s report.Expected) bool { return !keep[s.ID] })
	var statements []report.Statement
	for _, s := range l.Statements {
		if s.Excluded == "" {
			s.Rules = slices.DeleteFunc(slices.Clone(s.Rules), func(id string) bool { return !keep[id] })
			if len(s.Rules) == 0 {
				continue
			}
		}
		statements = append(statements, s)
	}
	l.Statements = statements
	return l
}
