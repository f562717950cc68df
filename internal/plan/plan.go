// Package plan tells what a run would do before anything is touched.
//
// In go what the contracts promise, a selection of scenarios, a target and what its fixture provider
// says it has; out comes a [Plan]: which scenarios will run, which cannot and why, how many resources
// of which kind are needed at a time, how many requests are sent at least, and how long it takes at
// least. Nothing is sent and no fixture is asked for. The plan is a forecast: whether a resource is
// really there, and how often a state must be looked at, shows only when the run comes to it.
package plan

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// Run is what is about to be run.
type Run struct {
	// APIs are what the contracts promise.
	APIs []harness.API
	// Selected are the ids of the scenarios to run; nil selects all.
	Selected []string
	// Target is what they are run against. It is not called.
	Target *harness.Target
	// Capabilities is what the fixture provider says it has, by API. Nil means that it was not asked or
	// cannot tell: every fixture then counts as available. An API without an entry has none.
	Capabilities map[string]harness.Capabilities
}

// Plan is the forecast of a run.
type Plan struct {
	Target      string `json:"target"`
	Concurrency int    `json:"concurrency"` // scenarios at a time
	Expected    int    `json:"expected"`    // scenarios that the contracts promise
	Totals             // of the selected ones
	// LeastMs is the shortest time that the run can take, in milliseconds, and LeastBecause what it is
	// made of. A real run takes longer: answers and changes of state take time that nobody knows.
	LeastMs      int64  `json:"leastMs"`
	LeastBecause string `json:"leastBecause"`
	// Unsure is set when it is not known which fixtures there are; more scenarios may then be unable to run.
	Unsure    bool       `json:"unsure"`
	APIs      []API      `json:"apis"`
	Fixtures  []Fixture  `json:"fixtures"`
	Scenarios []Scenario `json:"scenarios"`
}

// Totals count selected scenarios. Runs and Cannot add up to Selected; Weak is a part of Runs.
type Totals struct {
	Selected int `json:"selected"`
	Runs     int `json:"runs"`
	Weak     int `json:"weak"`     // run with absent ids in place of real ones
	Cannot   int `json:"cannot"`   // would be inconclusive
	Requests int `json:"requests"` // to the endpoint, at least: looking again while waiting adds to it
}

// API is the part of one API in a run.
type API struct {
	ID       string `json:"id"`
	Expected int    `json:"expected"`
	Totals
}

// Scenario is the forecast for one selected scenario.
type Scenario struct {
	ID  string `json:"id"`
	API string `json:"api"`
	// Reason and Message say why it cannot run; both are empty when it can.
	Reason  report.Reason `json:"reason,omitempty"`
	Message string        `json:"message,omitempty"`
	// Evidence is what a verdict would stand on; empty when it cannot run.
	Evidence report.Evidence `json:"evidence,omitempty"`
	// Requests is how many it sends at least; 0 when it cannot run.
	Requests int `json:"requests"`

	promised harness.Expected
	needs    []harness.Need // what it will ask for
}

// Runs reports whether nothing is known that keeps the scenario from running.
func (s Scenario) Runs() bool { return s.Reason == "" }

// New plans a run. The error names selected scenarios that no contract promises.
func New(r Run) (Plan, error) {
	p := Plan{
		Target: r.Target.Name, Concurrency: r.Target.Concurrency,
		Unsure: r.Capabilities == nil && r.Target.Provider != nil,
		APIs:   []API{}, Scenarios: []Scenario{}, // a list without elements is [] in JSON
	}
	if p.Concurrency == 0 {
		p.Concurrency = harness.DefaultConcurrency
	}
	wanted := map[string]bool{}
	for _, id := range r.Selected {
		wanted[id] = true
	}
	for _, api := range r.APIs {
		p.Expected += len(api.Ledger.Scenarios)
		p.add(r, api, wanted)
	}
	if len(wanted) > 0 {
		return Plan{}, unknown(wanted)
	}
	p.Fixtures = peak(p.Scenarios, p.Concurrency)
	least, because := r.least(p.Scenarios, p.Concurrency)
	p.LeastMs, p.LeastBecause = least.Milliseconds(), because
	return p, nil
}

// add plans the selected scenarios of one API and strikes them off the list of wanted ones. An API
// without any has no row.
func (p *Plan) add(r Run, api harness.API, wanted map[string]bool) {
	one := API{ID: api.Ledger.API, Expected: len(api.Ledger.Scenarios)}
	for _, e := range api.Ledger.Scenarios {
		if r.Selected != nil && !wanted[e.ID] {
			continue
		}
		delete(wanted, e.ID)
		s := r.forecast(api, e)
		one.count(s)
		p.count(s)
		p.Scenarios = append(p.Scenarios, s)
	}
	if one.Selected > 0 {
		p.APIs = append(p.APIs, one)
	}
}

func (t *Totals) count(s Scenario) {
	t.Selected++
	t.Requests += s.Requests
	if !s.Runs() {
		t.Cannot++
		return
	}
	t.Runs++
	if s.Evidence == report.Weak {
		t.Weak++
	}
}

// unknown is the error for ids that no contract promises.
func unknown(ids map[string]bool) error {
	var list []string
	for id := range ids {
		list = append(list, id)
	}
	slices.Sort(list)
	if len(list) == 1 {
		return fmt.Errorf("no contract promises the scenario %s", list[0])
	}
	return fmt.Errorf("no contract promises the scenario %s and %d more of the selection", list[0], len(list)-1)
}

// Least is the shortest time that the run can take.
func (p Plan) Least() time.Duration { return time.Duration(p.LeastMs) * time.Millisecond }

// WriteJSON writes the plan as one JSON object, indented.
func (p Plan) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(p)
}
