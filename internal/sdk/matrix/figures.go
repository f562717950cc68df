package matrix

import (
	"fmt"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// figures are those of the whole report.
type figures struct {
	run, notRun, languages             int
	passed, failed, known, unsupported int
}

func (r Report) figures() figures {
	var f figures
	languages := map[string]bool{}
	for _, s := range r.SDKs {
		if s.Status != sdk.Run {
			f.notRun++
			continue
		}
		f.run++
		if s.Language != "" {
			languages[s.Language] = true
		}
		f.passed += s.Passed
		f.failed += s.Failed
		f.known += s.Known
		f.unsupported += s.Unsupported
	}
	f.languages = len(languages)
	return f
}

// headline is the report in a sentence.
func (f figures) headline() string {
	run := plural(f.run, "SDK")
	if f.languages > 0 {
		run += " in " + plural(f.languages, "language")
	}
	return fmt.Sprintf("%s run, %d not run; %s passed, %d failed (%d of them known findings), %d unsupported",
		run, f.notRun, plural(f.passed, "case"), f.failed, f.known, f.unsupported)
}

// conclusion is what the figures come to; Class is one of the style sheet.
type conclusion struct{ Sign, Words, Class string }

func (f figures) conclusion() conclusion {
	switch {
	case f.failed > f.known:
		return conclusion{"✗", plural(f.failed-f.known, "new failure"), "diverges"}
	case f.run == 0:
		return conclusion{"?", "nothing was run", ""}
	case f.notRun > 0:
		return conclusion{"?", "no new failure, but " + plural(f.notRun, "SDK") + " not run", ""}
	case f.passed == 0:
		return conclusion{"?", "nothing passed", ""}
	case f.known > 0:
		return conclusion{"✓", "no failure but " + plural(f.known, "known finding"), "conforms"}
	}
	return conclusion{"✓", "no failure", "conforms"}
}

// Headline is the report in a sentence: how many SDKs were run, and what became of their cases. The error is that
// of the writers.
func (r Report) Headline() (string, error) {
	r, err := r.settled()
	return r.figures().headline(), err
}

func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}
