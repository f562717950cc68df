package plan_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/plan"
	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

func TestScenariosThatCannotRunSayWhy(t *testing.T) {
	small := map[string]harness.Capabilities{"vm": {States: []string{"ON"}, Traits: []string{"absent"}, MaxCount: 5}}
	none := untouched()
	none.Provider = nil
	const (
		optIn       = report.ReasonOptInRequired
		unavailable = report.ReasonFixtureUnavailable
	)
	tests := map[string]struct {
		scenario harness.Expected
		target   *harness.Target
		has      map[string]harness.Capabilities
		reason   report.Reason
		says     string // part of the message
		evidence report.Evidence
	}{
		"has what it needs":      {needs("Stop/k/r/c", on(1), absent(1)), untouched(), small, "", "", report.Strong},
		"needs nothing":          {needs("Stop/k/r/c"), none, small, "", "", report.Strong},
		"unknown capabilities":   {needs("Stop/k/r/c", on(20, "odd")), untouched(), nil, "", "", report.Strong},
		"no provider":            {needs("Stop/k/r/c", on(1)), none, nil, unavailable, "no fixture provider", ""},
		"burst without opt-in":   {needs("Stop/rate-limit/r/c"), untouched(), nil, optIn, "opt-in rate-limit", ""},
		"burst with opt-in":      {needs("Stop/rate-limit/r/c"), untouched(harness.OptInRateLimit), nil, "", "", report.Strong},
		"20 without opt-in":      {needs("Stop/k/r/c", on(20)), untouched(), nil, "", "", report.Strong},
		"21 without opt-in":      {needs("Stop/k/r/c", on(21)), untouched(), nil, optIn, "opt-in large-batch", ""},
		"21 with opt-in":         {needs("Stop/k/r/c", on(21)), untouched(harness.OptInLargeBatch), nil, "", "", report.Strong},
		"21 absent ids":          {needs("Stop/k/r/c", absent(21)), untouched(), nil, "", "", report.Strong},
		"21 or absent":           {needs("Stop/k/r/c", orAbsent(on(21))), untouched(), nil, "", "", report.Weak},
		"21 or absent, opted in": {needs("Stop/k/r/c", orAbsent(on(21))), untouched(harness.OptInLargeBatch), nil, "", "", report.Strong},
		"weak among others":      {needs("Stop/k/r/c", orAbsent(on(21)), orAbsent(on(1))), untouched(), nil, "", "", report.Weak},
		"too many":               {needs("Stop/k/r/c", on(6)), untouched(), small, unavailable, "at most 5", ""},
		"too many or absent, too many too": {
			needs("Stop/k/r/c", orAbsent(on(6))), untouched(), small, unavailable, "at most 5", ""},
		"unknown state":           {needs("Stop/k/r/c", harness.Need{Count: 1, State: "OFF"}), untouched(), small, unavailable, "the state OFF", ""},
		"unknown state or absent": {needs("Stop/k/r/c", orAbsent(harness.Need{Count: 1, State: "OFF"})), untouched(), small, "", "", report.Weak},
		"unknown trait":           {needs("Stop/k/r/c", on(1, "stuck")), untouched(), small, unavailable, "the trait stuck", ""},
		"the second need":         {needs("Stop/k/r/c", on(1), on(1, "stuck")), untouched(), small, unavailable, "the trait stuck", ""},
		"normal state unnamed": {needs("Stop/k/r/c", on(1)), untouched(),
			map[string]harness.Capabilities{"vm": {States: []string{""}}}, "", "", report.Strong},
		"nothing of the API": {needs("Stop/k/r/c", on(1)), untouched(),
			map[string]harness.Capabilities{"disk": {}}, unavailable, "nothing for vm", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p, err := plan.New(plan.Run{
				APIs: []harness.API{promise("vm", test.scenario)}, Target: test.target, Capabilities: test.has,
			})
			if err != nil {
				t.Fatal(err)
			}
			s := p.Scenarios[0]
			if s.Reason != test.reason || s.Evidence != test.evidence || !strings.Contains(s.Message, test.says) {
				t.Errorf("reason %q (%s), evidence %q; want %q (%s), %q", s.Reason, s.Message, s.Evidence, test.reason, test.says, test.evidence)
			}
			if s.Runs() != (test.reason == "") || s.Runs() != (s.Message == "") {
				t.Errorf("runs %v with the message %q", s.Runs(), s.Message)
			}
		})
	}
}

func TestAPIsWithoutEndpointAreUnsupported(t *testing.T) {
	p, err := plan.New(plan.Run{APIs: []harness.API{promise("net", needs("Stop/rate-limit/r/c", on(1)))}, Target: untouched()})
	if err != nil {
		t.Fatal(err)
	}
	if s := p.Scenarios[0]; s.Reason != report.ReasonUnsupported || s.Message != "the target has no endpoint for net" {
		t.Errorf("%s: %s", s.Reason, s.Message)
	}
}

func TestSelectionsAreCountedApart(t *testing.T) {
	apis := []harness.API{
		promise("vm", needs("Stop/k/r/a"), needs("Stop/k/r/b", on(1)), needs("Stop/k/r/c", orAbsent(on(30)))),
		promise("disk", needs("Stop/k/r/d")),
	}
	p, err := plan.New(plan.Run{APIs: apis, Target: untouched(), Selected: []string{"vm/Stop/k/r/c", "vm/Stop/k/r/a", "vm/Stop/k/r/a"}})
	if err != nil {
		t.Fatal(err)
	}
	totals := plan.Totals{Selected: 2, Runs: 2, Weak: 1, Requests: 2}
	if p.Totals != totals || p.Expected != 4 {
		t.Errorf("%+v of %d, want %+v of 4", p.Totals, p.Expected, totals)
	}
	if want := []plan.API{{ID: "vm", Expected: 3, Totals: totals}}; !reflect.DeepEqual(p.APIs, want) {
		t.Errorf("the APIs are %+v, want %+v", p.APIs, want)
	}
}

func TestUnknownIDsOfASelectionAreAnError(t *testing.T) {
	apis := []harness.API{promise("vm", needs("Stop/k/r/a"))}
	for want, ids := range map[string][]string{
		"no contract promises the scenario vm/x":                             {"vm/Stop/k/r/a", "vm/x"},
		"no contract promises the scenario vm/x and 1 more of the selection": {"vm/y", "vm/x"},
	} {
		if _, err := plan.New(plan.Run{APIs: apis, Target: untouched(), Selected: ids}); err == nil || err.Error() != want {
			t.Errorf("%v: the error is %v, want %s", ids, err, want)
		}
	}
}

func TestRequestsAreCallsAndLooksOfWhatRuns(t *testing.T) {
	p, err := plan.New(plan.Run{Target: untouched(), APIs: []harness.API{
		promise("vm",
			harness.Expected{ID: "Stop/k/r/a", Calls: 2, Looks: 3},
			harness.Expected{ID: "Stop/rate-limit/r/b", Calls: 40}),
		promise("disk", harness.Expected{ID: "Stop/k/r/c", Calls: 1}),
	}})
	if err != nil {
		t.Fatal(err)
	}
	if p.Requests != 6 || p.APIs[0].Requests != 5 || p.APIs[1].Requests != 1 {
		t.Errorf("%d requests: %+v", p.Requests, p.APIs)
	}
}

func TestFixturesAtThePeakAreTheLargestNeeds(t *testing.T) {
	apis := []harness.API{
		promise("vm",
			needs("Stop/k/r/a", on(2), on(3)), needs("Stop/k/r/b", on(1)), needs("Stop/k/r/c", on(4), on(1, "stuck")),
			needs("Stop/k/r/d", orAbsent(on(101))), needs("Stop/rate-limit/r/e", on(20))),
		promise("disk", needs("Stop/k/r/f", harness.Need{Count: 1, State: "OFF"}, on(1))),
	}
	p, err := plan.New(plan.Run{APIs: apis, Target: untouched(), Capabilities: everything()})
	if err != nil {
		t.Fatal(err)
	}
	want := []plan.Fixture{
		{API: "vm", Traits: []string{"absent"}, Peak: 101, Largest: 101, Total: 101},
		{API: "vm", State: "ON", Peak: 5 + 4, Largest: 4, Total: 10},
		{API: "vm", State: "ON", Traits: []string{"stuck"}, Peak: 1, Largest: 1, Total: 1},
		{API: "disk", State: "OFF", Peak: 1, Largest: 1, Total: 1},
		{API: "disk", State: "ON", Peak: 1, Largest: 1, Total: 1},
	}
	if !reflect.DeepEqual(p.Fixtures, want) {
		t.Errorf("the fixtures are\n%+v, want\n%+v", p.Fixtures, want)
	}
}

func TestLeastTimeIsTheLongestBound(t *testing.T) {
	second := []harness.RateLimit{{Operation: "Stop", Max: 10, Period: time.Second}}
	watching := func(name string, watches, calls int) harness.Expected {
		return harness.Expected{ID: "Stop/k/r/" + name, Watches: watches, Calls: calls}
	}
	tests := map[string]struct {
		scenarios []harness.Expected
		limits    []harness.RateLimit
		rate      float64
		accounts  int
		want      time.Duration
		because   string
	}{
		"nothing to wait for": {[]harness.Expected{watching("a", 0, 1)}, nil, 0, 0, 0, ""},
		"one watches longest": {[]harness.Expected{watching("a", 4, 1), watching("b", 1, 1)}, nil, 0, 0,
			12 * time.Second, "one scenario watches resources 4 times for 3s"},
		"all watch, two at a time": {[]harness.Expected{watching("a", 2, 1), watching("b", 2, 1), watching("c", 2, 1)}, nil, 0, 0,
			9 * time.Second, "resources are watched 6 times for 3s"},
		"the contract's limit": {[]harness.Expected{watching("a", 1, 60), watching("b", 1, 50)}, second, 0, 0,
			10 * time.Second, "110 calls of Stop are sent at 10 a second and account"},
		"the target's rate": {[]harness.Expected{watching("a", 1, 11)}, second, 0.5, 0,
			20 * time.Second, "11 calls of Stop are sent at 0.5 a second and account"},
		"accounts in turn": {[]harness.Expected{watching("a", 0, 111)}, second, 0, 2,
			4600 * time.Millisecond, "111 calls of Stop are sent at 10 a second and account"},
		"a limit that is not reached":   {[]harness.Expected{watching("a", 0, 10)}, second, 0, 0, 0, ""},
		"bursts are not paced":          {[]harness.Expected{{ID: "Stop/rate-limit/r/a", Calls: 400}}, second, 0, 0, 0, ""},
		"what cannot run takes no time": {[]harness.Expected{{ID: "Stop/k/r/a", Watches: 9, Calls: 400, Needs: []harness.Need{on(1, "odd")}}}, second, 0, 0, 0, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			api := promise("vm", test.scenarios...)
			api.Limits = test.limits
			target := untouched(harness.OptInRateLimit)
			target.Endpoints["vm"] = harness.Endpoint{Rates: map[string]float64{"Stop": test.rate}, Accounts: test.accounts}
			p, err := plan.New(plan.Run{
				APIs: []harness.API{api}, Target: target, Capabilities: everything(),
			})
			if err != nil {
				t.Fatal(err)
			}
			if p.Least() != test.want || p.LeastBecause != test.because {
				t.Errorf("%v because %s, want %v because %s", p.Least(), p.LeastBecause, test.want, test.because)
			}
		})
	}
}

// TestReferenceIsNotPaced: it gives each scenario an account, so that no limit is shared.
func TestReferenceIsNotPaced(t *testing.T) {
	api := promise("vm", harness.Expected{ID: "Stop/k/r/a", Calls: 400})
	api.Limits = []harness.RateLimit{{Operation: "Stop", Max: 10, Period: time.Second}}
	target := untouched()
	target.Kind = report.KindReference
	p, err := plan.New(plan.Run{APIs: []harness.API{api}, Target: target})
	if err != nil {
		t.Fatal(err)
	}
	if p.Least() != 0 {
		t.Errorf("%v because %s", p.Least(), p.LeastBecause)
	}
}

func TestDefaultsAreThoseOfTheHarness(t *testing.T) {
	target := untouched()
	target.Concurrency, target.Limits = 0, harness.Limits{}
	p, err := plan.New(plan.Run{APIs: []harness.API{promise("vm", harness.Expected{ID: "Stop/k/r/a", Watches: 2})}, Target: target})
	if err != nil {
		t.Fatal(err)
	}
	if p.Concurrency != harness.DefaultConcurrency || p.Least() != 2*harness.DefaultLimits().Watch {
		t.Errorf("%d at a time, %v at least", p.Concurrency, p.Least())
	}
}

func TestJSONHasTheFieldsOfAPlan(t *testing.T) {
	p, err := plan.New(plan.Run{APIs: []harness.API{promise("vm", needs("Stop/k/r/a", on(1, "stuck")))}, Target: untouched()})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := p.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal([]byte(b.String()), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"target": "my cloud", "concurrency": 2., "expected": 1., "selected": 1., "runs": 1., "weak": 0., "cannot": 0.,
		"requests": 1., "leastMs": 0., "leastBecause": "", "unsure": true,
		"apis": []any{map[string]any{"id": "vm", "expected": 1., "selected": 1., "runs": 1., "weak": 0., "cannot": 0., "requests": 1.}},
		"fixtures": []any{map[string]any{
			"api": "vm", "state": "ON", "traits": []any{"stuck"}, "peak": 1., "largest": 1., "total": 1.}},
		"scenarios": []any{map[string]any{"id": "vm/Stop/k/r/a", "api": "vm", "evidence": "strong", "requests": 1.}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the plan is\n%v, want\n%v", got, want)
	}
}
