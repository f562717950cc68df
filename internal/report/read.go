package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"

	"github.com/seed-613b54dc/conformance/internal/output"
)

// Read reads a conformance.json. It refuses another schema version, unknown fields, and counts that do not follow from
// the scenarios, so that nobody compares a report that was written by something else or edited by hand.
func Read(path string) (Report, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return Report{}, err
	}
	r, err := decode(data)
	if err != nil {
		return Report{}, fmt.Errorf("%s: %w", path, err)
	}
	return r, nil
}

// decode reads the bytes of a conformance.json.
func decode(data []byte) (Report, error) {
	var r Report
	if err := output.Decode(data, "a conformance report", Version, &r); err != nil {
		return Report{}, err
	}
	return r, r.consistent()
}

// consistent recounts the scenarios and compares with the counts and conclusions in the report.
func (r Report) consistent() error {
	if err := r.excusesFollow(); err != nil {
		return err
	}
	for _, api := range r.APIs {
		recounted := api
		recounted.count()
		if counts(recounted) != counts(api) {
			return fmt.Errorf("%s: the counts do not follow from the scenarios; write the report again from its run", api.ID)
		}
	}
	if r.Conclusion != r.Verdict() {
		return fmt.Errorf("the verdict is %q, but the counts say %q; write the report again from its run", r.Conclusion, r.Verdict())
	}
	return nil
}

// excusesFollow judges the known failures again: an excuse that no entry gives would hide a failure.
func (r Report) excusesFollow() error {
	var known []Known
	for _, k := range r.KnownFailures {
		known = append(known, k.Known)
	}
	if len(known) > 0 && !reflect.DeepEqual(knownFailures(known, r.APIs), r.KnownFailures) {
		return errors.New("the known failures do not follow from the scenarios; write the report again from its run")
	}
	for _, api := range r.APIs {
		for _, s := range api.Scenarios {
			if !reflect.DeepEqual(excuse(known, s), s.Known) {
				return fmt.Errorf("%s: its excuse does not follow from the known failures; write the report again from its run", s.ID)
			}
		}
	}
	return nil
}

// figures are all numbers of an API that follow from its scenarios, comparable with ==.
type figures struct {
	expected, decided, passed, failed, known, inconclusive, informational int

	divergence, coverage float64
	conclusion           Conclusion
}

// counts are the figures as they stand in the report.
func counts(a API) figures {
	return figures{
		a.Expected, a.Decided, a.Passed, a.Failed, a.Known, a.Inconclusive, a.Informational,
		a.Divergence, a.Coverage, a.Conclusion,
	}
}

// writeJSON writes the canonical form: indented, one final newline, and < > & as they are, for it is read by people too.
func writeJSON(w io.Writer, r Report) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(r)
}
