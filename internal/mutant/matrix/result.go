package matrix

import (
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
)

// Version is the version of the form of mutants.json. It changes when a reader of the old form would go wrong.
const Version = 1

// Result is what the scenarios are worth; mutants.json is its JSON form. Mutants is Killed + Equivalent +
// Survived: a mutant that is declared equivalent counts as such also when a scenario kills it, and then stands
// in the gates.
type Result struct {
	SchemaVersion int         `json:"schemaVersion"` // always Version
	Tool          report.Tool `json:"tool"`
	StartedAt     time.Time   `json:"startedAt"`           // UTC
	FinishedAt    time.Time   `json:"finishedAt"`          // UTC
	Jobs          int         `json:"jobs"`                // scenarios at a time
	Selection     string      `json:"selection,omitempty"` // what was chosen; "" for everything
	Whole         bool        `json:"whole"`               // every mutant of the APIs was run, so that vacuous scenarios are known
	Runs          int         `json:"runs"`                // scenarios that were run, repetitions included
	Holds         bool        `json:"holds"`               // no gate has an entry

	Mutants          int     `json:"mutants"`
	Killed           int     `json:"killed"`
	Equivalent       int     `json:"equivalent"`
	Survived         int     `json:"survived"`
	Scenarios        int     `json:"scenarios"` // informational ones not counted
	VacuousScenarios int     `json:"vacuousScenarios"`
	Variants         int     `json:"variants"`
	FalseAlarms      int     `json:"falseAlarms"` // variants on which a scenario fails
	PerMutant        float64 `json:"msPerMutant"` // of the wall clock, for each mutant and variant

	Gates Gates `json:"gates"`
	Notes Notes `json:"notes"`
	APIs  []API `json:"apis"` // in the order of the contracts
}

// Gates are what must be empty. Entries are ids; where two belong together they are joined by ": ".
type Gates struct {
	// Survived are mutants that nothing notices and nobody has declared equivalent.
	Survived []string `json:"survived"`
	// KilledEquivalents were declared equivalent, and a scenario kills them: the reason is wrong.
	KilledEquivalents []string `json:"killedEquivalents"`
	// VacuousScenarios kill nothing. They are known only when everything was run.
	VacuousScenarios []string `json:"vacuousScenarios"`
	// UnbrokenRules have no mutant at all, selected or not. Rules that only ask for a reading need none.
	UnbrokenRules []string `json:"unbrokenRules"`
	// FalseAlarms are variants with a scenario that fails on them.
	FalseAlarms []string `json:"falseAlarms"`
	// HarnessErrors are results that cannot be trusted: fewer checks than promised, calls of which nothing
	// was expected.
	HarnessErrors []string `json:"harnessErrors"`
}

// Notes are what deserves a look and is no fault.
type Notes struct {
	// KilledByOthers are mutants that no scenario of a broken rule kills, with a scenario that does.
	KilledByOthers []string `json:"killedByOthers"`
	// BluntScenarios kill no mutant of their own rule, only others. Known only when everything was run.
	BluntScenarios []string `json:"bluntScenarios"`
	// IdleChecks are what scenarios check, and what fails on no mutant, with the API. Known only when
	// everything was run.
	IdleChecks []string `json:"idleChecks"`
	// UnprovenRules have mutants, and their own scenarios kill none. Known only when everything was run.
	UnprovenRules []string `json:"unprovenRules"`
	// UndecidedVariants are variants with a scenario that cannot decide on them.
	UndecidedVariants []string `json:"undecidedVariants"`
	// Unsteady are mutants and variants with a scenario that ended in several ways.
	Unsteady []string `json:"unsteady"`
}

// API is the part of one contract.
type API struct {
	ID               string     `json:"id"`
	Title            string     `json:"title"`
	Mutants          int        `json:"mutants"`
	Killed           int        `json:"killed"`
	Equivalent       int        `json:"equivalent"`
	Survived         int        `json:"survived"`
	VacuousScenarios int        `json:"vacuousScenarios"`
	Variants         int        `json:"variants"`
	FalseAlarms      int        `json:"falseAlarms"`
	Rules            []Rule     `json:"rules"`
	Scenarios        []Scenario `json:"scenarios"`  // the columns of the matrix
	Matrix           []Row      `json:"-"`          // one row for each mutant; mutants.json has those of all APIs together
	Others           []Row      `json:"conforming"` // one row for each variant; its cells are those that do not pass
}

// Rule is a rule with the mutants that prove it.
type Rule struct {
	ID            string   `json:"id"`
	Kind          string   `json:"kind"`
	Says          string   `json:"says"`
	Informational bool     `json:"informational,omitempty"` // it only asks for a reading
	Mutants       []string `json:"mutants"`                 // that break it
	ProvenBy      []string `json:"provenBy"`                // those of them that its own scenarios kill
}

// Scenario is a scenario with what it kills.
type Scenario struct {
	ID            string `json:"id"`
	Rule          string `json:"rule"`
	Title         string `json:"title"`
	Informational bool   `json:"informational,omitempty"` // it is not run here
	Kills         int    `json:"kills"`
	OwnKills      int    `json:"ownKills"` // of mutants of its own rule
}

// Outcome is what became of a mutant or a variant.
type Outcome string

// The outcomes of mutants and those of variants.
const (
	Killed     Outcome = "killed"
	Survived   Outcome = "survived"
	Equivalent Outcome = "equivalent"

	Fair       Outcome = "fair"
	FalseAlarm Outcome = "false alarm"
)

// Row is one mutant or variant with the scenarios that were run on it.
type Row struct {
	ID       string   `json:"id"`
	Operator string   `json:"operator,omitempty"` // of a mutant
	Says     string   `json:"says"`
	Because  string   `json:"because,omitempty"` // why a variant conforms, or why nobody can tell a mutant apart
	Rules    []string `json:"rules,omitempty"`   // that a mutant breaks
	Outcome  Outcome  `json:"outcome"`
	KilledBy []string `json:"killedBy,omitempty"` // scenarios, those of the broken rules first
	Ran      int      `json:"ran"`                // scenarios
	Duration float64  `json:"durationMs"`
	Cells    []Cell   `json:"cells"`
}

// Cell is one scenario on one mutant or variant.
type Cell struct {
	Scenario string         `json:"scenario"`
	Rule     string         `json:"-"`
	checks   []string       // wordings of what was checked
	Verdict  report.Verdict `json:"verdict"`
	Failed   string         `json:"failed,omitempty"`   // the check that did not hold, without ids and numbers
	Message  string         `json:"message,omitempty"`  // what the scenario said, unless it passed
	Runs     int            `json:"runs"`               // how often it was run; what is no pass is repeated
	Unsteady bool           `json:"unsteady,omitempty"` // it did not always end in the same way
}
