package report

import "time"

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
}

// Tool is the program that wrote the report.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Target is what was tested.
type Target struct {
	Name      string     `json:"name"`
	Kind      string     `json:"kind"` // KindReference or KindEndpoint
	Endpoints []Endpoint `json:"endpoints"`
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
	Conclusion    Conclusion `json:"verdict"`
	HarnessErrors []string   `json:"harnessErrors"` // what the suite did wrong; any entry keeps the run from conforming
	APIs          []API      `json:"apis"`          // in the order of the ledgers
}

// API is the part of a report that one contract fills. Expected is Passed + Failed + Inconclusive; Informational is apart.
type API struct {
	ID            string     `json:"id"`
	Title         string     `json:"title"`
	Document      File       `json:"document"`
	Contract      File       `json:"contract"`
	Conclusion    Conclusion `json:"verdict"`
	Expected      int        `json:"expected"` // scenarios that the contract promises, informational ones not counted
	Decided       int        `json:"decided"`  // Passed + Failed
	Passed        int        `json:"passed"`
	Failed        int        `json:"failed"`
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
	Curl       string     `json:"curl"`
	Source     string     `json:"source"` // "specs/x.yaml:123"
	Unreleased []string   `json:"unreleased,omitempty"`
}

// Verdict concludes from the counts: Diverges when anything failed; else Incomplete when anything promised is
// undecided, the harness erred, or nothing was promised; else Conforms.
func (r Report) Verdict() Conclusion {
	conclusion := Conforms
	if len(r.HarnessErrors) > 0 || len(r.APIs) == 0 {
		conclusion = Incomplete
	}
	for _, api := range r.APIs {
		switch api.Verdict() {
		case Diverges:
			return Diverges
		case Incomplete:
			conclusion = Incomplete
		}
	}
	return conclusion
}

// Verdict concludes for one API from its counts, by the rule of [Report.Verdict]. An API without promises is incomplete.
func (a API) Verdict() Conclusion {
	switch {
	case a.Failed > 0:
		return Diverges
	case a.Inconclusive > 0 || a.Expected == 0 || a.Passed != a.Expected:
		return Incomplete
	}
	return Conforms
}

// rulesByID finds rules by id; one that the ledger does not declare gives a rule without any text.
func (a API) rulesByID() map[string]JudgedRule {
	rules := make(map[string]JudgedRule, len(a.Rules))
	for _, rule := range a.Rules {
		rules[rule.ID] = rule
	}
	return rules
}

// ExitCode is the process exit code of a run: 0 conforms, 1 diverges, 3 incomplete. (2, bad usage, is not a report.)
func (r Report) ExitCode() int {
	switch r.Verdict() {
	case Conforms:
		return 0
	case Diverges:
		return 1
	}
	return 3
}
