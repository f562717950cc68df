package matrix

import (
	"bytes"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/seed-613b54dc/conformance/internal/markup"
)

// most bounds the entries of one list on a terminal.
const most = 50

// Summary writes the figures of each API and of all, then the notes, and last the gates with their entries.
func Summary(w io.Writer, r Result) error {
	var b bytes.Buffer
	table := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "API\tmutants\tkilled\tequivalent\tsurvived\tvacuous\tvariants\tfalse alarms\t")
	for _, a := range r.APIs {
		fmt.Fprintf(table, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t\n",
			a.ID, a.Mutants, a.Killed, a.Equivalent, a.Survived, a.VacuousScenarios, a.Variants, a.FalseAlarms)
	}
	fmt.Fprintf(table, "all\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t\n",
		r.Mutants, r.Killed, r.Equivalent, r.Survived, r.VacuousScenarios, r.Variants, r.FalseAlarms)
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(&b, r.speed())
	for _, list := range r.Notes.List() {
		summaryList(&b, list)
	}
	for _, list := range r.Gates.List() {
		summaryList(&b, list)
	}
	if r.Selection != "" {
		fmt.Fprintf(&b, "Only a selection ran: %s.%s\n", r.Selection, r.unknown())
	}
	_, err := w.Write(b.Bytes())
	return err
}

// speed says how long everything took.
func (r Result) speed() string {
	took := r.FinishedAt.Sub(r.StartedAt)
	return fmt.Sprintf("%d scenarios run in %v, %d at a time: %.0f ms for each mutant and variant",
		r.Runs, took.Round(100*time.Millisecond), r.Jobs, r.PerMutant)
}

// unknown says what a selection does not tell.
func (r Result) unknown() string {
	if r.Whole {
		return ""
	}
	return " Whether a scenario is vacuous is not known."
}

// summaryList writes the entries of a list, each on a line that begins with what is wrong with it.
func summaryList(b *bytes.Buffer, list List) {
	for i, id := range list.IDs {
		if i == most {
			fmt.Fprintf(b, "%s: and %d more; see %s\n", list.Says, len(list.IDs)-most, JSONFile)
			return
		}
		fmt.Fprintf(b, "%s: %s\n", list.Says, markup.Line(id))
	}
}
