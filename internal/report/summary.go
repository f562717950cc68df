package report

import (
	"bytes"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/seed-613b54dc/conformance/internal/markup"
)

// Summary writes one line per API, for a terminal: verdict, the two figures with their counts, informational scenarios.
// What may be claimed as of a day follows. Errors of the harness follow, known differences and stale entries, the note on a self-test, and last what the provider
// did not take back, since somebody has to act on it. Of each list it writes at most ten.
func Summary(w io.Writer, r Report) error {
	var b bytes.Buffer
	table := tabwriter.NewWriter(&b, 0, 0, 3, ' ', 0)
	for _, api := range r.APIs {
		fmt.Fprintf(table, "%s\t%s\tdivergence %s\tcoverage %s\t%d informational\n",
			api.ID, api.Conclusion, api.divergence(), api.coverage(), api.Informational)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, api := range r.judgedAsOf() {
		fmt.Fprintln(&b, markup.Line(r.claim(api)+" ("+api.Frozen.File+")"))
	}
	summaryList(&b, "harness error", r.HarnessErrors)
	summaryList(&b, "known difference", texts(failures(r, true), func(s ruledScenario) string { return s.ID + ": " + s.Known.String() }))
	summaryList(&b, "stale known failure", texts(r.stale(), func(k KnownFailure) string { return k.ID + ": " + k.Message }))
	if r.Note != "" {
		fmt.Fprintln(&b, r.Note)
	}
	summaryList(&b, "not given back", texts(r.Unreleased, Unreleased.String))
	_, err := w.Write(b.Bytes())
	return err
}

// summaryList writes one line per entry, at most ten, and counts the others. Control characters do not come through.
func summaryList(b *bytes.Buffer, what string, list []string) {
	const most = 10
	for i, text := range list {
		if i == most {
			fmt.Fprintf(b, "%s: and %d more; see %s\n", what, len(list)-most, JSONFile)
			return
		}
		fmt.Fprintf(b, "%s: %s\n", what, markup.Line(text))
	}
}

// texts writes every entry of a list as text.
func texts[T any](list []T, text func(T) string) []string {
	var out []string
	for _, entry := range list {
		out = append(out, text(entry))
	}
	return out
}
