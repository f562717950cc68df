package e2e_test

import (
	"slices"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/suites/harness"
)

// both is a verdict for the two scenarios of the kind success.
func both(word string) map[string]string {
	return map[string]string{"success/minimal/accepted": word, "success/two-instances/accepted": word}
}

// alone runs one scenario at a time, so that a fault of every n-th request falls on the same ones.
func alone(_ *testing.T, g *target) { g.concurrency = 1 }

// hasty is a target that does not wait long for answers.
func hasty(_ *testing.T, g *target) {
	g.limits.Request, g.limits.Fixture = 500*time.Millisecond, time.Second
}

// hastyAlone is both.
func hastyAlone(t *testing.T, g *target) {
	alone(t, g)
	hasty(t, g)
}

// endpointRows are faults of the endpoint and of what lies before it.
func endpointRows() []row {
	const unreachable = "is right, that the endpoint runs, and that nothing in between"
	return []row{
		{fault: "nothing listens at the address", exit: 2, says: []string{"http://127.0.0.1:", "connection refused", unreachable},
			change: func(t *testing.T, g *target) { g.urls = map[string]string{zec: closedPort(t)} }},
		{fault: "no answer in time, to anything", endpoint: hang, change: hasty, exit: 2, says: []string{"deadline exceeded", unreachable}},
		{fault: "no answer in time, to calls that act", endpoint: acts(hang), change: hasty, exit: 3, want: both("transport_fault"),
			says: []string{"deadline exceeded", "the last of 3 attempts"}},
		{fault: "no answer in time, to every fourth request", endpoint: every(4, hang), change: hastyAlone, want: both("pass")},
		{fault: "the connection closes before the answer, always", endpoint: drop, exit: 2, says: []string{"EOF", unreachable}},
		{fault: "the connection closes before the answer, on calls that act", endpoint: acts(drop), exit: 3, want: both("transport_fault"),
			says: []string{"EOF", "the last of 3 attempts"}},
		{fault: "the connection closes before the answer, on every fourth request", endpoint: every(4, drop), change: alone, want: both("pass")},
		{fault: "the connection closes in the middle of the answer, always", endpoint: tear, exit: 2, says: []string{"unexpected EOF", unreachable}},
		{fault: "the connection closes in the middle of the answer, on calls that act", endpoint: acts(tear), exit: 3, want: both("transport_fault"),
			says: []string{"unexpected EOF", "the last of 3 attempts"}},
		{fault: "the connection closes in the middle of the answer, on every fourth request", endpoint: every(4, tear), change: alone, want: both("pass")},
		{fault: "a gateway answers 502, always", endpoint: page(502), exit: 2, says: []string{"502", unreachable}},
		{fault: "a gateway answers 502 to calls that act", endpoint: acts(page(502)), exit: 3, want: both("transport_fault"),
			says: []string{"502", "the last of 3 attempts"}},
		{fault: "a gateway answers 502 to every fourth request", endpoint: every(4, page(502)), change: alone, want: both("pass")},
		{fault: "requests are throttled, always", endpoint: throttle, exit: 3, want: both("throttled"),
			says: []string{"REQUEST_LIMIT_EXCEEDED", "Slow down.", "the last of 3 attempts"}},
		{fault: "calls that act are throttled", endpoint: acts(throttle), exit: 3, want: both("throttled"),
			says: []string{"REQUEST_LIMIT_EXCEEDED", "the last of 3 attempts"}},
		{fault: "a gateway throttles calls that act, with a page of its own", endpoint: acts(page(429)), exit: 3, want: both("throttled"),
			says: []string{"429", "the last of 3 attempts"}},
		{fault: "every fourth request is throttled", endpoint: every(4, throttle), change: alone, want: both("pass")},
		{fault: "a web page answers everything", endpoint: page(200), exit: 2,
			says: []string{"http://127.0.0.1:", "something answers", "does not speak this API: check host, port and path"}},
		{fault: "the endpoint's clock is ten minutes ahead", endpoint: ahead(10 * time.Minute), exit: 2,
			says: []string{"AUTHFAILURE_SIGNATURE_EXPIRED", "the endpoint's clock is ", " ahead of this machine's", "set the clocks"}},
		{fault: "the endpoint's clock is ten minutes behind", endpoint: ahead(-10 * time.Minute), exit: 2,
			says: []string{"the endpoint's clock is ", " behind this machine's"}},
		{fault: "the credentials are wrong", exit: 2, says: []string{"AUTHFAILURE_SIGNATURE_FAILURE", "check the credentials that the target takes from the environment"},
			change: func(_ *testing.T, g *target) { g.secret = "not-the-secret" }},
		{fault: "the credentials of one account of several are wrong", exit: 2, says: []string{"AUTHFAILURE_SIGNATURE_FAILURE", "check the credentials"},
			change: func(_ *testing.T, g *target) { g.second = "not-the-secret-of-another" }},
		{fault: "the endpoint goes away during the run", endpoint: after(1, drop), labels: "transition || async || default || enum || partial-failure || type || required || request-id", exit: 3,
			either: slices.Repeat([]string{"transport_fault"}, 19),
			says:   []string{"EOF", "not tried: 10 scenarios of zenlayer-zec in a row got no answer, and the endpoint did not come back"}},
		{fault: "instances cannot be looked at", endpoint: looks(refuse(403, "OPERATION_DENIED", "You may not look.")), exit: 3, want: both("observation_failed"),
			says: []string{"OPERATION_DENIED", "You may not look."}},
		{fault: "one answer takes longer than a whole scenario may", endpoint: acts(hang), exit: 3, want: both("deadline_exceeded"),
			says: []string{"the scenario took longer than 1.5s"},
			change: func(_ *testing.T, g *target) {
				g.limits = harness.Limits{Request: time.Minute, Scenario: 1500 * time.Millisecond}
			}},
		{fault: "the endpoint fails by itself, in the form of its API", endpoint: acts(refuse(500, "INTERNAL_SERVER_ERROR", "Oops.")), exit: 1, want: both("fail"),
			says: []string{"the call is accepted", "INTERNAL_SERVER_ERROR", "Oops."}},
		{fault: "calls that act are answered with a web page and HTTP 200", endpoint: acts(page(200)), exit: 1, want: both("fail"),
			says: []string{"the answer is in the documented form"}},
	}
}

// providerRows are faults of the fixture provider.
func providerRows() []row {
	exec, http := []string{"exec"}, []string{"http"}
	unavailable := both("fixture_unavailable")
	second := map[string]string{"success/minimal/accepted": "pass", "success/two-instances/accepted": "fixture_unavailable"}
	return []row{
		{fault: "the program does not exist", habit: "unstarted", over: exec, exit: 2, says: []string{"does not start", "check the fixtures in the target"},
			change: func(_ *testing.T, g *target) { g.missing = true }},
		{fault: "the program ends at its start", habit: "stillborn", over: exec, exit: 2,
			says: []string{"exited with status 1", lastWords, "check the fixtures in the target"}},
		{fault: "nothing listens at the provider's URL", habit: "unanswered", over: http, exit: 2, says: []string{"connection refused", "check the fixtures in the target"},
			change: func(t *testing.T, g *target) { g.fixtures = closedPort(t) }},
		{fault: "the provider does not answer at all", habit: "mute", change: hasty, exit: 2, says: []string{"no answer within 1s", "check the fixtures in the target"}},
		{fault: "the provider does not speak the protocol", habit: "babbling", exit: 2,
			says: []string{"Welcome to the fixture console!", "an answer is a JSON object", "check the fixtures in the target"}},
		{fault: "the program dies", habit: "mortal", over: exec, exit: 3, change: alone, want: second,
			says: []string{"exited with status 4; stderr: " + lastWords}},
		{fault: "the program dies whenever it is given something back", habit: "forgetful", over: exec, want: both("pass"),
			says: []string{"exited with status 4; stderr: " + lastWords}, out: true, change: alone},
		{fault: "the server dies", habit: "mortal", over: http, exit: 3, change: alone, want: second, says: []string{"acquire: EOF"}},
		{fault: "the program is slow to give", habit: "pondering", over: exec, change: hasty, exit: 3, want: unavailable,
			says: []string{"acquire: no answer within 1s; stderr: fixtures: looking for a free host"}},
		{fault: "the server is slow to give", habit: "slow", over: http, change: hasty, exit: 3, want: unavailable, says: []string{"acquire: no answer within 1s"}},
		{fault: "the provider gives too late", habit: "late", over: exec, labels: "async", exit: 3,
			want: map[string]string{"async/stop/answer-first": "fixture_unavailable"}, says: []string{"no answer within 1s"},
			change: func(_ *testing.T, g *target) { g.limits.Fixture = time.Second }},
		{fault: "the provider answers nonsense", habit: "confused", exit: 3, want: unavailable, says: []string{"the console is closed on Sundays", "an answer is a JSON object"}},
		{fault: "the provider gives too few", habit: "stingy", exit: 3, want: unavailable, says: []string{"asked for 2 ids, it gave 1", "asked for 1 ids, it gave 0"}},
		{fault: "the provider gives too many", habit: "generous", exit: 3, want: unavailable, says: []string{"asked for 1 ids, it gave 2"}},
		{fault: "the provider gives an instance twice", habit: "repeating", exit: 3, want: unavailable, says: []string{"gave the id", "twice"}},
		{fault: "the provider gives an instance that another scenario has", habit: "double", over: exec, exit: 3, either: []string{"fixture_unavailable", "pass"},
			says: []string{"which another scenario still has"}},
		{fault: "the provider gives an instance in another state", habit: "sloppy", exit: 3, want: unavailable, says: []string{"as RUNNING, but it is STOPPED"}},
		{fault: "the provider has nothing to give", habit: "poor", exit: 3, want: unavailable, says: []string{"no_budget: the budget of this month is spent"}},
		{fault: "the provider takes nothing back", habit: "clinging", want: both("pass"), says: []string{"locked: the console is locked over night"}, out: true},
		{fault: "the provider does not answer when it is given something back", habit: "stuck", change: hasty, want: both("pass"), says: []string{"no answer within 1s"}, out: true},
	}
}
