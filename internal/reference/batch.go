package reference

import "github.com/seed-613b54dc/conformance/internal/contract"

// batch makes one decision of the verdicts on all resources.
//
// Without partial failure one refused resource refuses the request; of several the check that comes first decides.
// With a list of failed ids the request goes through when one resource does, except that an id that names nothing
// refuses it. With an entry for each id nothing but the entries says what happened.
func batch(p *contract.PartialFailure, verdicts []verdict) Decision {
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
	first := earliest(refused)
	if p == nil || first.stage == stageAbsent {
		return Decision{Refusal: first.refusal}
	}
	if len(refused) == len(verdicts) {
		return Decision{Refusal: refused[0].refusal}
	}
	return d
}

// earliest is the verdict of the earliest stage, the first of equals.
func earliest(refused []verdict) verdict {
	first := refused[0]
	for _, v := range refused[1:] {
		if v.stage < first.stage {
			first = v
		}
	}
	return first
}
