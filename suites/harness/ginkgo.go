package harness

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/onsi/ginkgo/v2"
	"github.com/onsi/ginkgo/v2/types"

	"github.com/seed-613b54dc/conformance/internal/report"
)

// EntryName is the name of the Ginkgo report entry that carries a report.Result as JSON.
const EntryName = "conformance"

// At points a spec at its line in the contract, so that failures and --focus-file lead there.
func (s *Scenarios) At(line int) types.CodeLocation {
	return types.CodeLocation{FileName: s.api.Ledger.Contract.File, LineNumber: line}
}

// Run makes the body of a spec from the body of a scenario. The body speaks only to T, so it can
// also run outside of Ginkgo. A failed check fails the spec; a scenario that cannot decide is
// skipped with its reason, which the report counts as inconclusive; one that is not part of the run leaves no result.
func (s *Scenarios) Run(id string, body Body) func(ginkgo.SpecContext) {
	scenario := s.add(id, body)
	return func(ctx ginkgo.SpecContext) {
		if s.suite.Covers != nil && !s.suite.Covers(id) {
			ginkgo.Skip("not part of this run: no endpoint has its API, or it is not in the rule set of the day")
		}
		result := s.suite.session().Run(ctx, scenario, ctx.AttachProgressReporter)
		text, err := json.Marshal(result)
		if err != nil {
			ginkgo.Fail(fmt.Sprintf("encode the result of %s: %v", id, err))
		}
		ginkgo.AddReportEntry(EntryName, string(text), types.ReportEntryVisibilityNever)
		if s.suite.Verbose {
			for _, x := range result.Exchanges {
				fmt.Fprintln(ginkgo.GinkgoWriter, exchangeText(x))
			}
		}
		switch result.Verdict {
		case report.Fail:
			if s.suite.Excuses != nil && s.suite.Excuses(result) {
				ginkgo.Skip("known difference: " + result.Message)
			}
			ginkgo.Fail(s.failureText(result))
		case report.Inconclusive:
			ginkgo.Skip(fmt.Sprintf("%s: %s", result.Reason, result.Message))
		}
	}
}

// failureText is what Ginkgo prints: what the document says, what came, and how to repeat it.
func (s *Scenarios) failureText(r report.Result) string {
	var text strings.Builder
	if err := report.FailureOf(&text, s.api.Ledger, r, s.suite.Documents[s.api.Ledger.API]); err != nil {
		return fmt.Sprintf("%s\n(%v)", r.Message, err)
	}
	return text.String()
}

// exchangeText is one request and its answer for a terminal.
func exchangeText(x report.Exchange) string {
	text := fmt.Sprintf("> %s %s\n> %s\n< %d %s", x.Method, x.URL, x.RequestBody, x.Status, x.ResponseBody)
	if x.Error != "" {
		text += x.Error
	}
	return text
}

// Results reads the results back from a Ginkgo report, sorted by id.
func Results(r types.Report) ([]report.Result, error) {
	var results []report.Result
	for _, spec := range r.SpecReports {
		for _, entry := range spec.ReportEntries {
			if entry.Name != EntryName {
				continue
			}
			text, ok := entry.GetRawValue().(string)
			if !ok {
				return nil, fmt.Errorf("read the result of %q: the entry is no text", spec.FullText())
			}
			var result report.Result
			if err := json.Unmarshal([]byte(text), &result); err != nil {
				return nil, fmt.Errorf("read the result of %q: %w", spec.FullText(), err)
			}
			results = append(results, result)
		}
	}
	slices.SortFunc(results, func(a, b report.Result) int { return strings.Compare(a.ID, b.ID) })
	return results, nil
}
