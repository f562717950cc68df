// The one test of this package runs every scenario of every API, under the ginkgo CLI in parallel or
// under go test one by one:
//
//	go tool ginkgo -p ./suites -- --target=target.yaml --report=DIR
//
// Without a target the reference endpoint is tested. Processes that run in parallel share one fixture
// provider: the first process opens it and serves it to the others.
package suites_test

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	. "github.com/onsi/ginkgo/v2"
	"github.com/onsi/gomega"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/internal/setup"
	"github.com/seed-613b54dc/conformance/suites"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// process is what one process of the suite knows of the run.
type process struct {
	suite      *harness.Suite
	run        *setup.Run
	failed     bool // the set-up is wrong, which has been said
	unreleased []report.Unreleased
}

func TestConformance(t *testing.T) {
	gomega.RegisterFailHandler(Fail)
	config, reporter := GinkgoConfiguration()
	config.FailOnEmpty = true
	config.FailOnPending = true

	p := &process{}
	p.suite = harness.NewSuite(func() *harness.Session { return harness.NewSession(p.run.Target, config.ParallelTotal) })
	p.suite.Verbose = options.verbose
	suites.Register(p.suite)
	SynchronizedBeforeSuite(p.first, p.each)
	SynchronizedAfterSuite(func() {}, p.last, NodeTimeout(time.Minute))
	ReportAfterSuite("conformance report", p.publish)
	RunSpecs(t, "conformance", config, reporter)
}

// first runs in the first process before all others: it makes the run ready and checks the target. It
// returns the URL of the provider for the others, "" for the reference endpoint, of which every process
// has one of its own.
func (p *process) first(ctx SpecContext) []byte {
	p.failed = true
	p.open("")
	succeed(p.run.Check(ctx, harness.NewSession(p.run.Target, 1), p.suite.Scenarios()))
	p.failed = false
	if p.run.Reference() || p.run.Target.Provider == nil {
		return nil
	}
	return []byte(share(p.run.Target.Provider))
}

// each runs in every process.
func (p *process) each(provider []byte) {
	if p.run == nil {
		p.open(string(provider))
	}
}

func (p *process) open(provider string) {
	run, err := setup.Open(options.setup(provider))
	succeed(err)
	p.run = run
	documents, notes, err := setup.Documents(options.path(options.documents), run.Pages())
	succeed(err)
	p.suite.Documents, p.suite.Excuses, p.suite.Covers = documents, run.Excuses, run.Covers
	for _, note := range append(run.Notes, notes...) {
		fmt.Fprintln(os.Stderr, note)
	}
	DeferCleanup(func(ctx context.Context) error { return run.Close(ctx) }, NodeTimeout(10*time.Second))
}

// succeed fails with the text of an error, which says what to do; a dump of it would hide that.
func succeed(err error) {
	if err != nil {
		Fail(err.Error())
	}
}

// last runs in the first process when the scenarios of all processes are over.
func (p *process) last(ctx SpecContext) {
	if p.run != nil {
		p.unreleased = p.run.Release(ctx)
	}
}

// publish writes the report of a whole run and fails the suite unless the endpoint conforms.
func (p *process) publish(r Report) {
	if r.SuiteConfig.DryRun || p.failed {
		return // a dry run calls every spec passed, and a wrong set-up judges nothing
	}
	if p.run == nil {
		Fail("nothing ran: no scenario matches the selection " + filter(r) + "; docs/vocabulary.md has the labels")
	}
	conformance := p.run.Report(p.outcome(r))
	if options.report != "" {
		succeed(report.WriteWith(options.path(options.report), conformance, report.HTMLOptions{Documents: p.suite.Documents}))
	}
	fmt.Fprintln(os.Stdout)
	succeed(report.Summary(os.Stdout, conformance))
	if objection := conformance.Objection(!options.failOnIncomplete); objection != "" {
		Fail(objection)
	}
}

// outcome is what the specs came to.
func (p *process) outcome(r Report) setup.Outcome {
	results, err := harness.Results(r)
	succeed(err)
	o := setup.Outcome{
		Concurrency: r.SuiteConfig.ParallelTotal,
		Started:     r.StartTime, Finished: time.Now(), Filter: filter(r), Selected: map[string]bool{}, Unreleased: p.unreleased,
	}
	for _, result := range results {
		if p.run.Covers(result.ID) {
			o.Results = append(o.Results, result)
			o.Selected[result.ID] = true
		}
	}
	return o
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
