// Package harness runs generated scenarios against an endpoint and turns what it sees into results.
//
// In go a [Target] and the scenarios of suites/<api>, which are Ginkgo specs whose bodies use the
// verbs of [T]: acquire fixtures, send calls, expect acceptance or refusal, see states. Out come
// one report.Result per scenario. The package knows no vendor: what it needs to know of an API, it
// is told in an [API] value that is generated from the contract.
package harness

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"

	"github.com/onsi/ginkgo/v2"
	"github.com/onsi/ginkgo/v2/types"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/wire"
)

// Ledger and its parts are what a contract promises; see package report.
type (
	Ledger    = report.Ledger
	File      = report.File
	Lines     = report.Lines
	Statement = report.Statement
	Rule      = report.Rule
	Decision  = report.Decision
	Expected  = report.Expected
)

// API is what the harness needs to know of one contract. It is generated.
type API struct {
	Ledger Ledger
	// Observers connects the operations that show resources, the preferred one first.
	Observers func(wire.Config) ([]Observer, error)
	// Throttled are the codes with which the API turns down too many requests.
	Throttled []wire.Code
}

// Suite collects the scenarios of all APIs and runs them against one target.
type Suite struct {
	// Verbose prints every exchange to Ginkgo's writer.
	Verbose bool

	target    func() *Target
	transport func() http.RoundTripper

	mu        sync.Mutex
	observers map[string]int // by API: index of the observer that worked
}

// NewSuite returns a suite. The target is asked for when the first scenario runs, so that the tree
// of scenarios can be built, listed and filtered without one.
func NewSuite(target func() *Target) *Suite {
	return &Suite{
		target:    sync.OnceValue(target),
		transport: sync.OnceValue(newTransport),
		observers: map[string]int{},
	}
}

// newTransport is the transport that all scenarios share. It opens as many connections as there
// are requests at a time.
func newTransport() http.RoundTripper {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = 64
	return t
}

// Scenarios is the registration point of one API's scenarios.
type Scenarios struct {
	suite *Suite
	api   API
	rules map[string]string // scenario id to rule id
}

// API opens the registration of one API.
func (s *Suite) API(api API) *Scenarios {
	rules := make(map[string]string, len(api.Ledger.Scenarios))
	for _, e := range api.Ledger.Scenarios {
		rules[e.ID] = e.Rule
	}
	return &Scenarios{suite: s, api: api, rules: rules}
}

// EntryName is the name of the Ginkgo report entry that carries a report.Result as JSON.
const EntryName = "conformance"

// At points a spec at its line in the contract, so that failures and --focus-file lead there.
func (s *Scenarios) At(line int) types.CodeLocation {
	return types.CodeLocation{FileName: s.api.Ledger.Contract.File, LineNumber: line}
}

// Run makes the body of a spec from the body of a scenario. The body speaks only to T, so it can
// also run outside of Ginkgo. A failed check fails the spec; a scenario that cannot decide is
// skipped with its reason, which the report counts as inconclusive.
func (s *Scenarios) Run(id string, body Body) func(ginkgo.SpecContext) {
	return func(ctx ginkgo.SpecContext) {
		result := s.run(ctx, id, body, ctx.AttachProgressReporter)
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
			ginkgo.Fail(failureText(result))
		case report.Inconclusive:
			ginkgo.Skip(fmt.Sprintf("%s: %s", result.Reason, result.Message))
		}
	}
}

// failureText is what Ginkgo prints: the message, and the exchange that decided.
func failureText(r report.Result) string {
	text := r.Message
	if len(r.Exchanges) > 0 {
		text += "\n\n" + exchangeText(r.Exchanges[len(r.Exchanges)-1])
	}
	return text + "\n\n" + r.Curl
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
	slices.SortFunc(results, func(a, b report.Result) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	return results, nil
}
