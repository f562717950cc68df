package report

import (
	"fmt"
	"slices"
)

// Frozen names the rule set of a day by which an API was judged.
type Frozen struct {
	Version string `json:"version"` // YYYY-MM-DD
	File    string `json:"file"`    // "specs/frozen/tencent-cvm-v3@2026-11-21.json"
}

// Name is the API by its id and, when a frozen set was run, its day: "tencent-cvm-v3 as of 2026-11-21".
func (a API) Name() string {
	if a.Frozen == nil {
		return a.ID
	}
	return a.ID + " as of " + a.Frozen.Version
}

// claim is what may be said of the target in public, "conforms to tencent-cvm-v3 as of 2026-11-21"; "" when no frozen
// set was run, because a claim without a day says nothing a year later. Errors of the harness allow no good claim.
func (r Report) claim(a API) string {
	if a.Frozen == nil {
		return ""
	}
	verdict := a.Verdict()
	if verdict == Conforms && len(r.HarnessErrors) > 0 {
		verdict = Incomplete
	}
	switch {
	case verdict == Diverges:
		return "diverges from " + a.Name()
	case verdict == Incomplete:
		return "leaves open whether it conforms to " + a.Name()
	case a.Known > 0:
		return fmt.Sprintf("conforms to %s but for %s", a.Name(), plural(a.Known, "known difference"))
	}
	return "conforms to " + a.Name()
}

// judgedAsOf are the APIs that were judged by a frozen set.
func (r Report) judgedAsOf() []API {
	return slices.DeleteFunc(slices.Clone(r.APIs), func(a API) bool { return a.Frozen == nil })
}

// frozenSet is the set by which an API was judged, nil for the rules of today.
func (m Meta) frozenSet(api string) *Frozen {
	if set, ok := m.Frozen[api]; ok {
		return &set
	}
	return nil
}
