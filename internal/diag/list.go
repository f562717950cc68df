package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// List collects findings; the zero value is empty and ready for use. It is not safe for
// concurrent use.
type List []Diagnostic

// Add appends one finding.
func (l *List) Add(d Diagnostic) { *l = append(*l, d) }

// Errorf appends an error with that place and code.
func (l *List) Errorf(pos Pos, code Code, format string, args ...any) *Diagnostic {
	l.Add(Diagnostic{Pos: pos, Severity: Error, Code: code, Message: fmt.Sprintf(format, args...)})
	return &(*l)[len(*l)-1]
}

// Warnf appends a warning with that place and code.
func (l *List) Warnf(pos Pos, code Code, format string, args ...any) *Diagnostic {
	d := l.Errorf(pos, code, format, args...)
	d.Severity = Warning
	return d
}

// HasErrors reports whether anything in the list stops the pipeline.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(d Diagnostic) bool { return d.severity() == Error })
}

// Sorted returns the findings by file, line, column and code, without repetitions. The receiver
// is left as it is.
func (l List) Sorted() List {
	sorted := slices.Clone(l)
	slices.SortStableFunc(sorted, compare)
	return slices.CompactFunc(sorted, func(a, b Diagnostic) bool { return compare(a, b) == 0 })
}

func compare(a, b Diagnostic) int {
	return cmp.Or(
		strings.Compare(a.Pos.File, b.Pos.File),
		cmp.Compare(a.Pos.Line, b.Pos.Line),
		cmp.Compare(a.Pos.Column, b.Pos.Column),
		strings.Compare(string(a.Code), string(b.Code)),
		strings.Compare(a.Message, b.Message),
	)
}

// Err returns the first error of the list with the count of the others, nil when there is none.
// It is for callers that cannot print a list.
func (l List) Err() error {
	var found []Diagnostic
	for _, d := range l.Sorted() {
		if d.severity() == Error {
			found = append(found, d)
		}
	}
	switch len(found) {
	case 0:
		return nil
	case 1:
		return fmt.Errorf("%s", found[0])
	}
	return fmt.Errorf("%s (and %d more)", found[0], len(found)-1)
}
