package report

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// Summary writes one line per API, for a terminal: verdict, the two figures with their counts, informational scenarios.
// Errors of the harness follow, at most ten of them, and then the note on a self-test.
func Summary(w io.Writer, r Report) error {
	table := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	for _, api := range r.APIs {
		fmt.Fprintf(table, "%s\t%s\tdivergence %.3f (%d/%d)\tcoverage %.3f (%d/%d)\t%d informational\n",
			api.ID, api.Conclusion, api.Divergence, api.Failed, api.Decided, api.Coverage, api.Decided, api.Expected,
			api.Informational)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	const most = 10
	for i, message := range r.HarnessErrors {
		if i == most {
			message = fmt.Sprintf("and %d more; see %s", len(r.HarnessErrors)-most, JSONFile)
		}
		if _, err := fmt.Fprintf(w, "harness error: %s\n", message); err != nil {
			return err
		}
		if i == most {
			break
		}
	}
	if r.Note == "" {
		return nil
	}
	_, err := fmt.Fprintln(w, r.Note)
	return err
}
