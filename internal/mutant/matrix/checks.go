package matrix

import (
	"maps"
	"regexp"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/report"
)

// What differs from run to run in the words of a check: the resources that it is about, and numbers.
var (
	subjects = regexp.MustCompile(`^(?:all \d+|\S+) (stay|reach|show|go|pass) `)
	batches  = regexp.MustCompile(`^\[[^\]]*\] `)
	numbers  = regexp.MustCompile(`\d+`)
)

// wording is what a check says without what differs from run to run, so that checks of many runs can be
// compared: "… stay RUNNING".
func wording(says string) string {
	says = subjects.ReplaceAllString(says, "… $1 ")
	says = batches.ReplaceAllString(says, "… ")
	return numbers.ReplaceAllString(says, "#")
}

// wordings are those of all checks of a result, each once.
func wordings(checks []report.Check) []string {
	seen := map[string]bool{}
	for _, c := range checks {
		seen[wording(c.Says)] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

// failed is the wording of the check that did not hold; "" when all did.
func failed(checks []report.Check) string {
	for _, c := range checks {
		if !c.OK {
			return wording(c.Says)
		}
	}
	return ""
}

// idle are the checks that scenarios of an API make and that fail on no mutant.
func (a API) idle(made []string) []string {
	fails := map[string]bool{}
	for _, row := range a.Matrix {
		for _, c := range row.Cells {
			fails[c.Failed] = true
		}
	}
	return keep(made, func(check string) bool { return !fails[check] })
}
