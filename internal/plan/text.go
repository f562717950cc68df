package plan

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
)

// WriteText writes the plan for people: the totals, a table of APIs, what cannot run by reason, and
// the fixtures at the peak.
func (p Plan) WriteText(w io.Writer) error {
	var b strings.Builder
	p.head(&b)
	p.apis(&b)
	p.obstacles(&b)
	p.fixtures(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

// head writes the totals.
func (p Plan) head(b *strings.Builder) {
	fmt.Fprintf(b, "The plan for %s. Nothing has been sent and nothing is changed.\n\n", p.Target)
	fmt.Fprintf(b, "  %s", scenarios(p.Selected))
	if p.Selected < p.Expected {
		fmt.Fprintf(b, " of %d", p.Expected)
	}
	fmt.Fprintf(b, ": %d can run", p.Runs)
	if p.Weak > 0 {
		fmt.Fprintf(b, " (%d with weak evidence: absent ids stand in for real resources)", p.Weak)
	}
	fmt.Fprintf(b, ", %d cannot\n", p.Cannot)
	if p.Runs > 0 {
		fmt.Fprintf(b, "  %d requests at least; waiting for a state adds to them\n", p.Requests)
		p.time(b)
	}
	if p.Unsure {
		b.WriteString("  which fixtures there are is not known: more scenarios may be unable to run\n")
	}
}

// time writes the lower bound, where there is one.
func (p Plan) time(b *strings.Builder) {
	if p.LeastMs == 0 {
		fmt.Fprintf(b, "  %d at a time\n", p.Concurrency)
		return
	}
	fmt.Fprintf(b, "  %s at least, %d at a time: %s\n", duration(p.Least()), p.Concurrency, p.LeastBecause)
}

// apis writes one row for each API.
func (p Plan) apis(b *strings.Builder) {
	t := table{{"API", "scenarios", "run", "weak", "cannot", "requests"}}
	for _, a := range p.APIs {
		t = append(t, []string{a.ID, number(a.Selected), number(a.Runs), number(a.Weak), number(a.Cannot), number(a.Requests)})
	}
	if len(p.APIs) > 0 {
		b.WriteString("\n")
		t.write(b, 1)
	}
}

// fixtures writes one row for each kind of fixture, and the name of each API once.
func (p Plan) fixtures(b *strings.Builder) {
	if len(p.Fixtures) == 0 {
		return
	}
	t := table{{"API", "state", "traits", "at a time", "in one request", "in all"}}
	last := ""
	for _, f := range p.Fixtures {
		api := f.API
		if api == last {
			api = ""
		}
		last = f.API
		t = append(t, []string{api, orDash(f.State), orDash(strings.Join(f.Traits, ", ")),
			number(f.Peak), number(f.Largest), number(f.Total)})
	}
	b.WriteString("\nFixtures at the peak (at most: the scenarios that need most of a kind may not meet)\n\n")
	t.write(b, 3)
}

// obstacles writes what cannot run: reasons, under each the sentences, under these the scenarios.
func (p Plan) obstacles(b *strings.Builder) {
	if p.Cannot == 0 {
		return
	}
	b.WriteString("\nCannot run\n")
	for _, reason := range report.Reasons() {
		ids := map[string][]Scenario{}
		var messages []string
		count := 0
		for _, s := range p.Scenarios {
			if s.Reason != reason {
				continue
			}
			if !slices.Contains(messages, s.Message) {
				messages = append(messages, s.Message)
			}
			ids[s.Message] = append(ids[s.Message], s)
			count++
		}
		if count > 0 {
			fmt.Fprintf(b, "\n  %s (%d)\n", reason, count)
		}
		for _, m := range messages {
			fmt.Fprintf(b, "    %s\n", m)
			p.blocked(b, ids[m])
		}
	}
}

// blocked lists scenarios; where it is every one of an API, the API stands for them.
func (p Plan) blocked(b *strings.Builder, list []Scenario) {
	count := map[string]int{}
	for _, s := range list {
		count[s.API]++
	}
	for _, a := range p.APIs {
		if count[a.ID] == a.Selected {
			fmt.Fprintf(b, "      all %s of %s\n", scenarios(a.Selected), a.ID)
			list = slices.DeleteFunc(list, func(s Scenario) bool { return s.API == a.ID })
		}
	}
	for _, s := range list {
		fmt.Fprintf(b, "      %s\n", s.ID)
	}
}

// scenarios counts them: "1 scenario", "2 scenarios".
func scenarios(n int) string {
	if n == 1 {
		return "1 scenario"
	}
	return fmt.Sprintf("%d scenarios", n)
}

// duration drops what nobody reads: milliseconds of what takes seconds.
func duration(d time.Duration) string {
	if d >= 10*time.Second {
		d = d.Round(time.Second)
	}
	return d.String()
}

func number(n int) string { return fmt.Sprint(n) }

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
