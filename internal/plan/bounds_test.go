package plan_test

import (
	"context"
	"net/http"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/local"
	"github.com/seed-613b54dc/conformance/internal/plan"
	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/specs"
	"github.com/seed-613b54dc/conformance/suites"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// meter counts what a scenario really does.
type meter struct {
	harness.Provider
	asked    []harness.Need
	requests atomic.Int64
}

// Acquire notes what is asked for. One scenario does so in one goroutine.
func (m *meter) Acquire(ctx context.Context, req harness.Request) ([]string, error) {
	m.asked = append(m.asked, harness.Need{Count: req.Count, State: req.Fixture.State, Traits: req.Fixture.Traits})
	return m.Provider.Acquire(ctx, req)
}

// RoundTrip counts a request.
func (m *meter) RoundTrip(req *http.Request) (*http.Response, error) {
	m.requests.Add(1)
	return http.DefaultTransport.RoundTrip(req)
}

// TestRunsKeepToThePlan runs scenarios against the reference endpoint: each must ask for the very
// fixtures that the plan has, send no fewer requests and make no fewer checks. The two APIs have every kind of step.
func TestRunsKeepToThePlan(t *testing.T) {
	contracts, found := load.All(specs.FS)
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	endpoints, err := local.Start(contracts)
	if err != nil {
		t.Fatal(err)
	}
	defer endpoints.Close()
	p, err := plan.New(plan.Run{APIs: suites.APIs(), Target: endpoints.Target()})
	if err != nil {
		t.Fatal(err)
	}
	planned := map[string]plan.Scenario{}
	for _, s := range p.Scenarios {
		if s.API == "tencent-cvm-v3" || s.API == "zenlayer-zec" {
			planned[s.ID] = s
		}
	}
	var all sync.WaitGroup
	slots := make(chan struct{}, 16)
	for _, s := range harness.Collect(suites.Register) {
		if one, ok := planned[s.ID]; ok {
			slots <- struct{}{}
			all.Go(func() {
				compare(t, endpoints.Target(), s, one)
				<-slots
			})
		}
	}
	all.Wait()
}

// compare runs one scenario in a session of its own, which looks once more than others: it finds out
// which operation shows resources.
func compare(t *testing.T, target *harness.Target, s harness.Scenario, planned plan.Scenario) {
	m := &meter{Provider: target.Provider}
	metered := *target
	metered.Provider, metered.Transport = m, m
	result := harness.NewSession(&metered, 1).Run(t.Context(), s, nil)
	if result.Verdict != report.Pass && result.Verdict != report.Informational {
		t.Errorf("%s: %s %s", s.ID, result.Verdict, result.Message)
		return
	}
	sent := int(m.requests.Load())
	if s.Looks > 0 {
		sent--
	}
	if sent < planned.Requests {
		t.Errorf("%s sent %d requests, and %d is called the least", s.ID, sent, planned.Requests)
	}
	if len(result.Checks) < s.Checks {
		t.Errorf("%s made %d checks, and %d are called the least", s.ID, len(result.Checks), s.Checks)
	}
	var promised []harness.Need
	for _, need := range s.Needs {
		need.OrAbsent = false // there were enough
		promised = append(promised, need)
	}
	if !reflect.DeepEqual(m.asked, promised) {
		t.Errorf("%s asked for %+v, and the plan is %+v", s.ID, m.asked, promised)
	}
}
