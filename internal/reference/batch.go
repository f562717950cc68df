package reference

import "github.com/seed-613b54dc/conformance/internal/contract"

// batch makes one decision of the verdicts on all resources.
//
// Without partial failure one refused resource refuses the request; of several the check that comes first decides.
// With a list of failed ids the request goes through when one resource does, except that an id that names nothing
// refuses it. With an entry for each id nothing but the entries says what happened.
func batch(p *contract.PartialFailure, verdicts []verdict, latest bool) Decision {
	d := Decision{}
	var refused []verdict
	for _, v := range verdicts {
		d.Results = append(d.Results, Result{ID: v.id, Refusal: v.refusal})
		if v.refusal != nil {
			refused = append(refused, v)
		}
		if v.change != nil {
			d.Changes = append(d.Changes, *v.change)
		}
	}
	if len(refused) == 0 || p != nil && p.Items != "" {
		return d
	}
	first := decisive(refused, latest)
	if p == nil || first.stage == stageAbsent {
		return Decision{Refusal: first.refusal}
	}
	if len(refused) == len(verdicts) {
		return Decision{Refusal: refused[0].refusal}
	}
	return d
}

// decisive is the verdict of the earliest stage, or of the latest one; the first of equals.
func decisive(refused []verdict, latest bool) verdict {
	found := refused[0]
	for _, v := range refused[1:] {
		if v.stage < found.stage && !latest || v.stage > found.stage && latest {
			found = v
		}
	}
	return found
}
