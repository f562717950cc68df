package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/markup"
)

// failureDetail says how much of bodies, headers and details a failure text shows.
var failureDetail = detail{text: 2 << 10}

// Failure writes what a person needs to know about one scenario of a report, so that nobody has to search: what the
// document says, the rule, what was expected and what came, the exchange that decided, and how to repeat it. A scenario
// that could not decide shows its reason and message only. Documents are the lines of the vendors' pages by API id, as in
// [HTMLOptions]; nil shows our own words only. The text is plain, without colours, and safe for a terminal.
// It is an error when the report has no such scenario.
func Failure(w io.Writer, r Report, scenario string, documents map[string][]string) error {
	for _, api := range r.APIs {
		for _, s := range api.Scenarios {
			if s.ID != scenario {
				continue
			}
			f := failure{Scenario: s, rule: api.rulesByID()[s.Rule].Rule, document: api.Document, lines: documents[api.ID]}
			for _, statement := range api.Statements {
				f.addStatement(statement.Statement)
			}
			return f.write(w)
		}
	}
	return fmt.Errorf("the report has no scenario %q", scenario)
}

// FailureOf is [Failure] at the moment when a scenario ends, before there is a report. Lines are those of the document,
// nil for none. A result that the ledger does not promise is shown with what it says itself.
func FailureOf(w io.Writer, l Ledger, result Result, lines []string) error {
	expected := Expected{ID: result.ID, Rule: result.Rule}
	for _, e := range l.Scenarios {
		if e.ID == result.ID {
			expected = e
		}
	}
	f := failure{Scenario: record(expected, result), document: l.Document, lines: lines}
	f.Source = source(l.Contract.File, expected.Line)
	for _, rule := range l.Rules {
		if rule.ID == f.Rule {
			f.rule = rule
		}
	}
	for _, statement := range l.Statements {
		f.addStatement(statement)
	}
	return f.write(w)
}

// failure is one scenario with everything around it.
type failure struct {
	Scenario
	rule       Rule
	statements []Statement // that name the rule
	document   File
	lines      []string
}

// addStatement keeps a statement that names the rule.
func (f *failure) addStatement(s Statement) {
	for _, rule := range s.Rules {
		if rule == f.Rule {
			f.statements = append(f.statements, s)
			return
		}
	}
}

// write lays the text out. It is written in one piece, since scenarios end at the same time.
func (f failure) write(w io.Writer) error {
	var t sections
	t.head(f.Scenario)
	if f.Verdict == Inconclusive {
		t.add("Reason", markup.Clip(titled(string(f.Reason), f.Message), failureDetail.text))
		return t.writeTo(w)
	}
	t.add("The document says", f.says())
	t.add("Rule", f.ruleText())
	f.addChecks(&t)
	f.addExchanges(&t)
	command := f.Curl
	if len(command) > 2*failureDetail.text { // half a command is worse than none
		command = "The command is too long to show; " + JSONFile + " has it."
	}
	t.add("Repeat it", command)
	return t.writeTo(w)
}

// says is what the document says: our words, where they stand, and the original lines where they are given.
func (f failure) says() string {
	statements := f.statements
	if len(statements) == 0 && len(f.rule.Lines) > 0 {
		statements = []Statement{{Says: f.rule.Says, Lines: f.rule.Lines}}
	}
	var b strings.Builder
	for _, s := range statements {
		fmt.Fprintf(&b, "%s\n", s.Says)
		place := f.document.File
		if len(s.Lines) > 0 {
			place += ", " + lines(s.Lines)
		}
		fmt.Fprintf(&b, "  %s\n", place)
		for _, line := range original(f.lines, s.Lines) {
			fmt.Fprintf(&b, "  %5d | %s\n", line.Number, markup.Clip(line.Text, failureDetail.text))
		}
	}
	return b.String()
}

// ruleText is the rule in our words, its id, and where the contract has it.
func (f failure) ruleText() string {
	place := f.Source
	if f.rule.ID != "" && len(f.rule.Lines) == 0 {
		place += ", " + origin(f.rule)
	}
	var known []string
	for _, line := range []string{f.rule.Says, f.Rule, place} {
		if line != "" {
			known = append(known, line)
		}
	}
	return strings.Join(known, "\n")
}

// addChecks adds what was expected and what came. The message is added where no check says the same.
func (f failure) addChecks(t *sections) {
	told := false
	for _, check := range f.Checks {
		if check.OK {
			continue
		}
		t.add("Expected", markup.Clip(check.Says, failureDetail.text))
		t.add("Actual", markup.Clip(check.Detail, failureDetail.text))
		told = told || f.Message == titled(check.Says, check.Detail)
	}
	if !told {
		t.add("Message", markup.Clip(f.Message, failureDetail.text))
	}
	if f.Evidence == Weak {
		t.add("Evidence", "weak: what came could have another cause")
	}
}

// addExchanges adds the call that decided, and what was seen last when that was another one: a call may be answered as
// documented, and what follows shows that it did not do what it should.
func (f failure) addExchanges(t *sections) {
	last := len(f.Exchanges)
	if last == 0 {
		return
	}
	if f.Decisive > 0 && f.Decisive < last {
		f.exchange(t, f.Decisive)
	}
	f.exchange(t, last)
}

// exchange adds one exchange by its number, counted from 1.
func (f failure) exchange(t *sections, number int) {
	view := newExchange(f.Exchanges[number-1], failureDetail)
	t.add(fmt.Sprintf("Request %d of %d", number, len(f.Exchanges)), view.Request)
	if view.Failed {
		view.Response = titled(view.Outcome, view.Response)
	}
	t.add("Response", view.Response)
}
