// Package report turns what a contract promises and what a run observed into a conformance report.
//
// In go one [Ledger] per API (static data, generated from its contract) and the [Result] of every scenario that ran.
// [Assemble] compares the two and returns a [Report], the canonical form. Out come conformance.json (the Report itself),
// and junit.xml, index.html and summary.md, which are pure functions of the Report; [Write] writes all four.
// [Summary] and [Failure] tell people on a terminal what came out.
//
// The package exists to keep one promise: what was promised and not observed is never green. Every scenario of a ledger
// is in the report, and every discrepancy between promise and observation is an error of the harness that keeps the run
// from being called conforming. A failure that somebody knows of is excused and shown as what it is; nothing takes it
// out of the figures.
package report
