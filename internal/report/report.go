package report

import (
	"strings"
	"time"
)

// Version is the version of the form of conformance.json. It changes when a reader of the old form would go wrong.
const Version = 1

// SelfTestNote stands in the head of every report on the reference endpoint.
const SelfTestNote = "The target is this project's own reference endpoint. A green run against it is a self-test of the suite " +
	"(it runs, is stable, is sensitive), not a claim about any vendor's system."

// The kinds of target.
const (
	KindReference = "reference" // the reference endpoint of this project
	KindEndpoint  = "endpoint"  // anything else
)

// Meta is what a run knows about itself.
type Meta struct {
	Tool       Tool
	Target     Target
	StartedAt  time.Time
	FinishedAt time.Time
	Filter     string          // the selection as the user wrote it; "" means that everything was to run
	Selected   map[string]bool // ids of the scenarios that Filter selects; not read when Filter is ""

	Concurrency int     // how many scenarios ran at a time; 0 when unknown
	Known       []Known // the differences that are excused
	// Frozen are the rule sets of a day by which APIs were judged, by API id; the ledgers hold nothing else then.
	Frozen map[string]Frozen

	Unreleased []Unreleased // what the provider did not take back; ids of a [Result] may be left out
}

// Tool is the program that wrote the report.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// The kinds of fixture provider.
const (
	ProviderExec      = "exec"      // a program of the user
	ProviderStatic    = "static"    // ids in the target file
	ProviderHTTP      = "http"      // a service of the user
	ProviderReference = "reference" // the reference endpoint itself
	ProviderGo        = "go"        // Go code of the user's own tests
)

// Target is what was tested.
type Target struct {
	Name      string     `json:"name"`
	Kind      string     `json:"kind"` // KindReference or KindEndpoint
	Endpoints []Endpoint `json:"endpoints"`
	Provider  string     `json:"provider,omitempty"` // ProviderExec, ProviderStatic …; "" for none
	OptIns    []string   `json:"optIns,omitempty"`   // what the target allows beyond the usual, such as "rate-limit"
}

// Endpoint is the address of one API. User information in the URL is dropped from the report.
type Endpoint struct {
	API string `json:"api"`
	URL string `json:"url"`
}

// Report is the canonical result of a run; conformance.json is its JSON form. [Assemble] builds it, [Read] reads it.
type Report struct {
	SchemaVersion int        `json:"schemaVersion"` // always Version
	Tool          Tool       `json:"tool"`
	Target        Target     `json:"target"`
	Note          string     `json:"note,omitempty"` // SelfTestNote when the target is the reference endpoint
	StartedAt     time.Time  `json:"startedAt"`      // UTC
	FinishedAt    time.Time  `json:"finishedAt"`     // UTC
	Filter        string     `json:"filter,omitempty"`
	Concurrency   int        `json:"concurrency,omitempty"` // scenarios at a time; 0 when unknown
	Conclusion    Conclusion `json:"verdict"`
	HarnessErrors []string   `json:"harnessErrors"` // what the suite did wrong; any entry keeps the run from conforming

	KnownFailures []KnownFailure `json:"knownFailures,omitempty"` // every entry of the known-failures file, in its order
	Unreleased    []Unreleased   `json:"unreleased,omitempty"`    // by API and scenario
	APIs          []API          `json:"apis"`                    // in the order of the ledgers
}

// API is the part of a report that one contract fills. Expected is Passed + Failed + Inconclusive; Informational is apart.
type API struct {
	ID            string     `json:"id"`
	Title         string     `json:"title"`
	Document      File       `json:"document"`
	Contract      File       `json:"contract"`
	Frozen        *Frozen    `json:"frozen,omitempty"` // the rule set of a day; nil when all rules of the contract were to run
	Conclusion    Conclusion `json:"verdict"`
	Expected      int        `json:"expected"` // scenarios that the contract promises, informational ones not counted
	Decided       int        `json:"decided"`  // Passed + Failed
	Passed        int        `json:"passed"`
	Failed        int        `json:"failed"`
	Known         int        `json:"known"` // of Failed, those that a known-failures entry excuses
	Inconclusive  int        `json:"inconclusive"`
	Informational int        `json:"informational"`
	Divergence    float64    `json:"divergence"` // Failed / Decided, 0 when nothing was decided
	Coverage      float64    `json:"coverage"`   // Decided / Expected, 0 when nothing was promised

	Statements []JudgedStatement `json:"statements"` // in the order of the ledger
	Rules      []JudgedRule      `json:"rules"`
	Decisions  []Decision        `json:"decisions"`
	Scenarios  []Scenario        `json:"scenarios"`
}

// JudgedStatement is a statement with the verdict that follows from its rules.
type JudgedStatement struct {
	Statement
	Verdict Verdict `json:"verdict"`
}

// JudgedRule is a rule with the verdict that follows from its scenarios.
type JudgedRule struct {
	Rule
	Verdict Verdict `json:"verdict"`
}

// Scenario is one promised scenario with what it did. An informational one that could not run keeps its Reason.
type Scenario struct {
	ID         string     `json:"id"`
	Rule       string     `json:"rule"`
	Title      string     `json:"title"`
	Verdict    Verdict    `json:"verdict"`
	Reason     Reason     `json:"reason"`
	Message    string     `json:"message"`
	Evidence   Evidence   `json:"evidence"`
	DurationMs float64    `json:"durationMs"`
	Checks     []Check    `json:"checks"`
	Exchanges  []Exchange `json:"exchanges"`
	Decisive   int        `json:"decisive,omitempty"` // as in [Result]
	Curl       string     `json:"curl"`
	Source     string     `json:"source"`          // "specs/x.yaml:123"
	Known      *Excuse    `json:"known,omitempty"` // set only on a failure that a known-failures entry excuses
	Unreleased []string   `json:"unreleased,omitempty"`
}

// rulesByID finds rules by id; one that the ledger does not declare gives a rule without any text.
func (a API) rulesByID() map[string]JudgedRule {
	rules := make(map[string]JudgedRule, len(a.Rules))
	for _, rule := range a.Rules {
		rules[rule.ID] = rule
	}
	return rules
}

// circumstances are the settings of the run that bear on what it could see, for the head of a report.
func (r Report) circumstances() []string {
	var out []string
	if r.Target.Provider != "" {
		out = append(out, "fixtures: "+r.Target.Provider)
	}
	if len(r.Target.OptIns) > 0 {
		out = append(out, "opt-ins: "+strings.Join(r.Target.OptIns, ", "))
	}
	if r.Concurrency > 0 {
		out = append(out, plural(r.Concurrency, "scenario")+" at a time")
	}
	return out
}
