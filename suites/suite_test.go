// The one test of this package runs every scenario of every API, under the ginkgo CLI in parallel or
// under go test one by one:
//
//	go tool ginkgo -p ./suites -- --report=DIR
//
// It is the only place of the suites that knows the reference endpoint.
package suites_test

import (
	"flag"
	"fmt"
	"os"
	"testing"
	"time"

	. "github.com/onsi/ginkgo/v2"
	"github.com/onsi/gomega"

	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/local"
	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/specs"
	"github.com/seed-613b54dc/conformance/suites"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

func TestConformance(t *testing.T) {
	gomega.RegisterFailHandler(Fail)
	var endpoints *local.Endpoints
	suite := harness.NewSuite(func() *harness.Session { return harness.NewSession(endpoints.Target(), 1) })
	suite.Verbose = options.verbose
	suites.Register(suite)

	BeforeSuite(func() {
		contracts, found := load.All(specs.FS)
		gomega.Expect(found.HasErrors()).To(gomega.BeFalse(), "run specgen lint")
		var err error
		endpoints, err = local.Start(contracts)
		gomega.Expect(err).NotTo(gomega.HaveOccurred())
		DeferCleanup(endpoints.Close)
	})
	ReportAfterSuite("conformance report", func(r Report) { publish(r, endpoints) })

	config, reporter := GinkgoConfiguration()
	config.FailOnEmpty = true
	config.FailOnPending = true
	RunSpecs(t, "conformance", config, reporter)
}

// options are the flags after "--".
var options = struct {
	report  string
	verbose bool
}{}

func init() {
	flag.StringVar(&options.report, "report", "", "`directory` for conformance.json, junit.xml, index.html and summary.md; empty writes none")
	flag.BoolVar(&options.verbose, "verbose", false, "print every exchange of a scenario (with ginkgo -v)")
}

// publish writes the report of a whole run and fails the suite unless the endpoint conforms.
func publish(r Report, endpoints *local.Endpoints) {
	if r.SuiteConfig.DryRun {
		return // a dry run calls every spec passed
	}
	if endpoints == nil {
		Fail("nothing ran: no scenario matches the selection " + filter(r) + "; docs/vocabulary.md has the labels")
	}
	results, err := harness.Results(r)
	gomega.Expect(err).NotTo(gomega.HaveOccurred())
	conformance := report.Assemble(meta(r, results, endpoints), ledgers(), results)
	if options.report != "" {
		gomega.Expect(report.Write(options.report, conformance)).To(gomega.Succeed())
	}
	fmt.Fprintln(os.Stdout)
	report.Summary(os.Stdout, conformance)
	if filter(r) == "" && conformance.Verdict() != report.Conforms {
		Fail("the run " + string(conformance.Verdict()))
	}
	for _, result := range results {
		if result.Verdict == report.Inconclusive {
			Fail("the run is incomplete: " + result.ID + " could not decide")
		}
	}
}

func ledgers() []report.Ledger {
	var list []report.Ledger
	for _, api := range suites.APIs() {
		list = append(list, api.Ledger)
	}
	return list
}

func meta(r Report, results []report.Result, endpoints *local.Endpoints) report.Meta {
	m := report.Meta{
		Tool:      report.Tool{Name: "conformance", Version: "dev"},
		Target:    report.Target{Name: "reference endpoint", Kind: report.KindReference},
		StartedAt: r.StartTime, FinishedAt: time.Now(),
		Filter: filter(r), Selected: map[string]bool{},
	}
	for _, api := range suites.APIs() {
		url := endpoints.Target().Endpoints[api.Ledger.API].URL
		m.Target.Endpoints = append(m.Target.Endpoints, report.Endpoint{API: api.Ledger.API, URL: url})
	}
	for _, result := range results {
		m.Selected[result.ID] = true
	}
	return m
}

// filter is the selection of this run as the user wrote it; "" when everything was to run.
func filter(r Report) string {
	text := r.SuiteConfig.LabelFilter
	for _, list := range [][]string{r.SuiteConfig.FocusStrings, r.SuiteConfig.SkipStrings, r.SuiteConfig.FocusFiles, r.SuiteConfig.SkipFiles} {
		for _, one := range list {
			text += " " + one
		}
	}
	return text
}
