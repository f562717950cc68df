package report

import (
	"fmt"
	"strings"
	"time"
)

// hash is a well-formed hash of nothing in particular.
var hash = strings.Repeat("0123456789abcdef", 4)

// sampleLedger promises one scenario of every outcome that a report can show.
func sampleLedger() Ledger {
	rule := func(tail, kind, says string, line int, lines ...int) Rule {
		return Rule{ID: "tencent-cvm-v3/StopInstances/" + tail, Kind: kind, Says: says, Basis: BasisDocument, Lines: lines, Line: line}
	}
	expect := func(tail, title string, line int) Expected {
		rule := tail[:strings.LastIndexByte(tail, '/')]
		return Expected{ID: "tencent-cvm-v3/StopInstances/" + tail, Rule: "tencent-cvm-v3/StopInstances/" + rule, Title: title, Line: line}
	}
	open := expect("default/StopType/when-both-given", "StopType and ForceStop contradict each other", 88)
	open.Informational = true
	auth := rule("auth/signature", "auth", "A wrong signature is refused.", 20)
	auth.Basis = BasisProtocol
	return Ledger{
		API: "tencent-cvm-v3", Title: "Tencent Cloud CVM, API 3.0: StopInstances",
		Document: File{"003_40889c500b2228ae.txt", hash}, Contract: File{"specs/tencent-cvm-v3.yaml", hash},
		Statements: []Statement{
			{ID: "s-state", Lines: Lines{9}, Says: "Only a running instance can be stopped.", Rules: []string{"tencent-cvm-v3/StopInstances/precondition/running"}},
			{ID: "s-batch", Lines: Lines{12, 30, 31}, Says: "A request names at most 100 instances.", Rules: []string{"tencent-cvm-v3/StopInstances/batch-limit/InstanceIds", "tencent-cvm-v3/StopInstances/precondition/running"}},
			{ID: "s-default", Lines: Lines{42}, Says: "StopType is SOFT when it is left out.", Rules: []string{"tencent-cvm-v3/StopInstances/default/StopType"}},
			{ID: "s-loss", Lines: Lines{11}, Says: "A forced stop may lose data.", Excluded: "the disk of a machine is not visible through the API"},
			{ID: "s-internal", Lines: Lines{66}, Says: "InternalServerError is a documented code.", Rules: []string{"tencent-cvm-v3/StopInstances/error-code/InternalServerError"}},
		},
		Rules: []Rule{
			rule("precondition/running", "precondition", "Stopping an instance that is not RUNNING is refused.", 40, 9),
			rule("batch-limit/InstanceIds", "batch-limit", "101 ids are refused with InvalidParameterValue.", 52, 12, 30, 31),
			rule("default/StopType", "default", "Without StopType the shutdown is soft only.", 61, 42),
			rule("error-code/InternalServerError", "error-code", "InternalServerError has no documented trigger.", 74, 66),
			auth,
		},
		Decisions: []Decision{{ID: "d-both", Lines: Lines{33, 42}, Question: "What if ForceStop and StopType contradict each other?",
			Choice: "StopType wins", Because: "ForceStop is marked as deprecated", Rejects: []string{"ForceStop wins", "the request is refused"}}},
		Scenarios: []Expected{
			expect("precondition/running/refused-when-stopped", "a stopped instance cannot be stopped", 41),
			expect("batch-limit/InstanceIds/max", "100 instances stop", 53),
			expect("batch-limit/InstanceIds/over", "101 instances are refused", 54),
			expect("default/StopType/omitted", "a hanging guest stays up", 62),
			open,
			expect("auth/signature/wrong", "a wrong signature is refused", 21),
		},
	}
}

// sampleResults are what the scenarios of sampleLedger did.
func sampleResults() []Result {
	l := sampleLedger()
	results := make([]Result, 0, len(l.Scenarios))
	for _, e := range l.Scenarios {
		results = append(results, Result{
			ID: e.ID, Rule: e.Rule, Verdict: Pass, Evidence: Strong, Duration: 1250 * time.Millisecond,
			Checks:    []Check{{Says: "HTTP status is 200", OK: true}, {Says: "RequestId is present", OK: true, Detail: "a UUID"}},
			Exchanges: []Exchange{sampleExchange(e.ID)},
			Curl:      "curl -X POST 'https://cvm.example/' -d '{\"InstanceIds\":[\"ins-1\"]}'",
		})
	}
	fail, inconclusive, open := &results[2], &results[3], &results[4]
	fail.Verdict, fail.Message = Fail, "expected InvalidParameterValue\nactual   HTTP 200 with a RequestId"
	fail.Checks = append(fail.Checks, Check{Says: "the code is InvalidParameterValue", Detail: "no error in the answer"})
	inconclusive.Verdict, inconclusive.Reason = Inconclusive, ReasonFixtureUnavailable
	inconclusive.Message, inconclusive.Checks = "the provider knows no trait soft-stop-hangs", nil
	open.Verdict, open.Message = Informational, "the endpoint follows StopType"
	results[1].Evidence, results[1].Unreleased = Weak, []string{"ins-100"}
	return results
}

// sampleExchange is one call and its answer.
func sampleExchange(id string) Exchange {
	return Exchange{
		At: 12.5, Method: "POST", URL: "https://cvm.example/?Region=ap-guangzhou&Nonce=1",
		RequestHeader:  Header{{"Content-Type", "application/json"}, {"X-TC-Action", "StopInstances"}, {"Authorization", "[redacted]"}},
		RequestBody:    `{"InstanceIds":["ins-1","ins-2"],"StopType":"SOFT"}`,
		Status:         200,
		ResponseHeader: Header{{"Content-Type", "application/json"}},
		ResponseBody:   fmt.Sprintf(`{"Response":{"RequestId":%q}}`, id),
		DurationMs:     3.25,
	}
}

// sampleMeta is a run with fixed times.
func sampleMeta() Meta {
	start := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	return Meta{
		Tool:      Tool{"conformance", "v1.2.3"},
		Target:    Target{Name: "in-process", Kind: KindReference, Endpoints: []Endpoint{{"tencent-cvm-v3", "http://127.0.0.1:8080/"}}},
		StartedAt: start, FinishedAt: start.Add(95 * time.Second),
	}
}

// sampleReport holds every verdict, a second API that never ran, and an error of the harness.
func sampleReport() Report {
	second := sampleLedger()
	second.API, second.Title = "alibaba-ecs", "Alibaba Cloud ECS: StopInstance"
	second.Contract.File = "specs/alibaba-ecs.yaml"
	second.Statements, second.Decisions = nil, nil
	second.Rules = []Rule{{ID: "alibaba-ecs/StopInstance/request-id/present", Kind: "request-id", Says: "Every answer has a RequestId.", Basis: BasisDocument, Lines: Lines{77}, Line: 9}}
	second.Scenarios = []Expected{{ID: "alibaba-ecs/StopInstance/request-id/present/success", Rule: "alibaba-ecs/StopInstance/request-id/present", Title: "on success", Line: 10}}
	return Assemble(sampleMeta(), []Ledger{sampleLedger(), second}, sampleResults())
}

// excusedReport is a run against an endpoint with one failure that is known by its rule and one that nobody has seen
// yet, a stale entry, one that says nothing because its scenario could not decide, and leftovers of the provider.
func excusedReport() Report {
	meta, results := sampleMeta(), sampleResults()
	meta.Target = Target{Name: "private cloud", Kind: KindEndpoint, Provider: ProviderExec, OptIns: []string{"destructive", "large-batch"},
		Endpoints: []Endpoint{{"tencent-cvm-v3", "https://cvm.example/"}}}
	meta.Concurrency = 8
	meta.Known = []Known{
		{ID: results[2].Rule, Reason: "the limit is 200 until the next release", Issue: "https://issues.example/CVM-17?a=1&b=2", Expires: "2026-12-31"},
		{ID: results[0].ID, Reason: "stopped instances were accepted", Issue: "CVM-3", Expires: "2026-06-30"},
		{ID: results[3].ID, Reason: "no guest that hangs"},
	}
	meta.Unreleased = []Unreleased{{API: "tencent-cvm-v3", Scenario: results[1].ID, IDs: []string{"ins-100", "ins-101"}, Error: "the quota service is down"}}
	results[5].Verdict, results[5].Message = Fail, "the call is refused with AuthFailure: it was accepted, HTTP 200"
	results[5].Checks = []Check{{Says: "the call is refused with AuthFailure", Detail: "it was accepted, HTTP 200"}}
	return Assemble(meta, []Ledger{sampleLedger()}, results)
}

// largeReport has count scenarios in mixed verdicts over five APIs, with exchanges whose bodies have the given size.
func largeReport(count, body int) Report {
	apis := []string{"zenlayer-zec", "zenlayer-vm", "tencent-cvm-v2", "tencent-cvm-v3", "alibaba-ecs"}
	kinds := []string{"success", "required", "type", "batch-limit", "enum", "default", "precondition", "transition", "error-code", "request-id", "rate-limit", "auth"}
	meta := sampleMeta()
	meta.Target = Target{Name: "staging cloud", Kind: KindEndpoint}
	var ledgers []Ledger
	var results []Result
	for a, api := range apis {
		meta.Target.Endpoints = append(meta.Target.Endpoints, Endpoint{api, "https://" + api + ".staging.example/api"})
		l := Ledger{API: api, Title: "Stop instances, as documented by the vendor of " + api,
			Document: File{fmt.Sprintf("%03d_document.txt", a), hash}, Contract: File{"specs/" + api + ".yaml", hash}}
		for n := range count / len(apis) {
			addLarge(&l, &results, kinds[n%len(kinds)], a, n, body)
		}
		l.Statements = append(l.Statements, Statement{ID: "lost", Lines: Lines{90}, Says: "A forced stop may lose data on the disk.", Excluded: "the disk of a machine is not visible through the API"})
		l.Decisions = []Decision{{ID: "d", Lines: Lines{12, 40}, Question: "Is STOPPED or RUNNING the state before a stop?", Choice: "RUNNING", Because: "the example shows it", Rejects: []string{"STOPPED"}}}
		ledgers = append(ledgers, l)
	}
	return Assemble(meta, ledgers, results)
}

// addLarge adds one rule with one scenario, a statement for every second rule, and the result.
func addLarge(l *Ledger, results *[]Result, kind string, a, n, body int) {
	rule := Rule{ID: fmt.Sprintf("%s/StopInstances/%s/rule-%d", l.API, kind, n), Kind: kind, Basis: BasisDocument, Lines: Lines{10 + n, 11 + n, 40 + n}, Line: 100 + 3*n,
		Says: "More instances than the limit are refused with the code that the document names for the limit."}
	if kind == "auth" {
		rule.Basis, rule.Lines = BasisProtocol, nil
	}
	e := Expected{ID: rule.ID + "/case", Rule: rule.ID, Title: "101 running instances are refused and all stay RUNNING", Line: rule.Line + 1, Informational: n%17 == 16}
	l.Rules, l.Scenarios = append(l.Rules, rule), append(l.Scenarios, e)
	if n%2 == 0 && kind != "auth" {
		l.Statements = append(l.Statements, Statement{ID: fmt.Sprintf("s%d", n), Lines: rule.Lines, Says: "A request may name at most one hundred instances, and says so when there are more.", Rules: []string{rule.ID}})
	} else if kind != "auth" {
		last := &l.Statements[len(l.Statements)-1]
		last.Rules = append(last.Rules, rule.ID)
	}
	r := Result{ID: e.ID, Rule: e.Rule, Verdict: Pass, Evidence: Strong, Duration: time.Duration(n*n+1) * 7 * time.Millisecond,
		Checks: []Check{{Says: "HTTP status is 200", OK: true}, {Says: "the code is InvalidParameterValue.LimitExceeded", OK: true, Detail: "as documented"}, {Says: "all 101 instances are still RUNNING after 3 observations", OK: true}},
		Curl:   "curl -X POST 'https://" + l.API + ".staging.example/?Region=ap-guangzhou' \\\n  -H 'Content-Type: application/json' -d '{\"InstanceIds\":[\"ins-1\"]}'"}
	for i := range 3 + n%9 {
		x := sampleExchange(e.ID)
		x.At, x.ResponseBody = float64(i*250), `{"Response":{"RequestId":"0f1c","InstanceSet":["`+strings.Repeat("ins-4711\",\"", body/11)+`"]}}`
		r.Exchanges = append(r.Exchanges, x)
	}
	switch pick := (n*7 + a*5) % 23; {
	case e.Informational:
		r.Verdict, r.Message = Informational, "the endpoint refuses the request; the document leaves it open"
	case pick == 3 && a != 0:
		r.Verdict, r.Message = Fail, "expected HTTP 400 with InvalidParameterValue.LimitExceeded\nactual   HTTP 200; 3 of 101 instances went to STOPPING"
		r.Checks[1].OK, r.Checks[1].Detail = false, "no error in the answer"
	case pick == 11 && a != 0 && a != 2:
		r.Verdict, r.Reason, r.Message = Inconclusive, ReasonFixtureUnavailable, "the provider has 40 instances in state RUNNING, 101 are needed"
	case pick == 12:
		r.Evidence = Weak
	}
	*results = append(*results, r)
}
