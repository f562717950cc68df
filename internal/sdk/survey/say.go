package survey

import (
	"fmt"
	"io"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// Line says in a line what became of an SDK.
func Line(s sdk.SDK) string {
	if s.Status != sdk.Run {
		return fmt.Sprintf("%s: not run, because %s", s.Name, s.Reason)
	}
	failed := fmt.Sprintf("%d failed", s.Failed)
	if s.Known > 0 {
		failed += fmt.Sprintf(" (%d known)", s.Known)
	}
	return fmt.Sprintf("%s: %d passed, %s, %d unsupported", s.Name, s.Passed, failed, s.Unsupported)
}

// Failures writes what failed without an excuse, at most so many; the report has all.
func Failures(w io.Writer, s Survey, most int) error {
	shown := 0
	for _, r := range s.Results {
		if r.Verdict != sdk.Failed || r.Finding != "" {
			continue
		}
		if shown++; shown > most {
			continue
		}
		if _, err := fmt.Fprintf(w, "%s: %s\n  %s\n  %s: %s\n  again: %s\n\n", r.SDK, r.Case, r.Says, r.Reason, r.Message, r.Reproduce); err != nil {
			return err
		}
	}
	if shown > most {
		_, err := fmt.Fprintf(w, "and %d more failures: see the report\n\n", shown-most)
		return err
	}
	return nil
}

// Unexcused counts the failures that nothing excuses.
func (s Survey) Unexcused() int {
	n := 0
	for _, r := range s.Results {
		if r.Verdict == sdk.Failed && r.Finding == "" {
			n++
		}
	}
	return n
}

// Incomplete says what was not judged that was to be, a line each; nothing when all was.
func (s Survey) Incomplete() []string {
	var lines []string
	for i, one := range s.SDKs {
		if one.Status == sdk.NotRun && s.entries[i].LeftOut == "" {
			lines = append(lines, Line(one))
		}
	}
	return append(lines, s.lies()...)
}

// lies are the APIs that manifests name without reason. A driver without a manifest promises nothing.
func (s Survey) lies() []string {
	var lines []string
	for i, one := range s.SDKs {
		for _, u := range s.Unasked {
			if u.SDK == one.Name && s.entries[i].Install != nil {
				lines = append(lines, fmt.Sprintf("%s: its manifest names %s, and its driver supports no case of it", u.SDK, u.API))
			}
		}
	}
	return lines
}

// Broken reports whether something was not judged for which no missing program or registry can be the reason: an SDK that
// needs nothing from elsewhere, or an API that a manifest names and its driver does not support.
func (s Survey) Broken() bool {
	for i, one := range s.SDKs {
		if e := s.entries[i]; e.Sure && e.LeftOut == "" && one.Status == sdk.NotRun {
			return true
		}
	}
	return len(s.lies()) > 0
}
