package main

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/internal/setup"
)

// reportCommand reads a report, writes its derived files anew, and prints its figures.
type reportCommand struct {
	Dir       string `arg:"" default:"reports/reference" help:"Directory of the report (${default})."`
	Documents string `type:"existingdir" placeholder:"DIR" help:"Show the vendors' own lines beside the statements, from the pages in this directory."`
	Slowest   int    `placeholder:"N" help:"List the N scenarios that took longest, and the time of each kind."`
}

// Run writes what follows from conformance.json; the file itself stays as it is.
func (c reportCommand) Run(s streams) error {
	r, err := report.Read(filepath.Join(c.Dir, report.JSONFile))
	if err != nil {
		return usageError{fmt.Errorf("read the report: %w", err)}
	}
	documents, err := originals(r, c.Documents, s)
	if err != nil {
		return err
	}
	if err := report.WriteWith(c.Dir, r, report.HTMLOptions{Documents: documents}); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	if c.Slowest > 0 {
		c.times(r, s)
	}
	return report.Summary(s.out, r)
}

// originals reads the vendors' pages for a report; a page that is another one is said to be.
func originals(r report.Report, dir string, s streams) (map[string][]string, error) {
	var pages []setup.Page
	for _, api := range r.APIs {
		pages = append(pages, setup.Page{API: api.ID, Document: api.Document})
	}
	documents, notes, err := setup.Documents(dir, pages)
	for _, note := range notes {
		fmt.Fprintf(s.err, "conformance: %s\n", note)
	}
	return documents, err
}

// times prints where the time of a run went. Scenarios overlap, so the sum is more than the run took.
func (c reportCommand) times(r report.Report, s streams) {
	byKind := map[string]float64{}
	var all []report.Scenario
	total := 0.0
	for _, api := range r.APIs {
		all = append(all, api.Scenarios...)
		for _, one := range api.Scenarios {
			byKind[strings.Split(one.ID, "/")[2]] += one.DurationMs
			total += one.DurationMs
		}
	}
	wall := r.FinishedAt.Sub(r.StartedAt).Seconds()
	fmt.Fprintf(s.out, "%d scenarios took %.1f s one after the other, and %.1f s side by side\n", len(all), total/1000, wall)
	kinds := slices.SortedFunc(maps.Keys(byKind), func(a, b string) int { return cmp.Compare(byKind[b], byKind[a]) })
	for _, kind := range kinds {
		fmt.Fprintf(s.out, "  %5.1f %%  %s\n", 100*byKind[kind]/total, kind)
	}
	slices.SortFunc(all, func(a, b report.Scenario) int { return cmp.Compare(b.DurationMs, a.DurationMs) })
	for _, one := range all[:min(c.Slowest, len(all))] {
		fmt.Fprintf(s.out, "  %6.0f ms  %s\n", one.DurationMs, one.ID)
	}
}
