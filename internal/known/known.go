// Package known reads known-failures files: differences that somebody has looked at and excuses for a
// time.
//
// In go a YAML file, the ids that exist and the day; out come the entries, or findings that say where
// the file is wrong. An excuse must name a rule or a scenario that exists, say why, lead to where it is
// dealt with, and end: an entry that has expired is an error.
package known

import (
	"fmt"
	"net/url"
	"os"
	"reflect"
	"slices"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// file is the shape of a known-failures file.
type file struct {
	Known []entry `yaml:"known"`
}

// entry is one excuse.
type entry struct {
	Pos     diag.Pos
	ID      string `yaml:"id"`
	Reason  text   `yaml:"reason"`
	Issue   text   `yaml:"issue"`
	Expires day    `yaml:"expires"`
}

// text is a string with its place; the place of one that is not there is unknown.
type text struct {
	Pos   diag.Pos
	Value string
}

// FromNode reads a string.
func (t *text) FromNode(d *strict.Decoder, n *yaml.Node, pos diag.Pos) {
	t.Pos = pos
	d.Decode(n, pos, &t.Value)
}

// day is a date without a time; it may stand with or without quotes.
type day struct {
	Pos  diag.Pos
	Time time.Time
}

// FromNode reads a date.
func (e *day) FromNode(d *strict.Decoder, n *yaml.Node, pos diag.Pos) {
	e.Pos = pos
	at, err := time.Parse(time.DateOnly, n.Value)
	if n.Kind != yaml.ScalarNode || err != nil {
		d.WrongType(n, "a day such as 2027-01-31")
		return
	}
	e.Time = at
}

// format demands that an entry is complete.
var format = strict.Format{
	Name: "a known-failures file",
	Words: map[reflect.Type]strict.Words{
		reflect.TypeFor[file]():  {Mandatory: []string{"known"}},
		reflect.TypeFor[entry](): {Mandatory: []string{"id", "reason", "issue", "expires"}},
	},
}

// Read reads the file at path. Ids are those of all rules and scenarios; now is the present day.
func Read(path string, ids []string, now time.Time) ([]report.Known, diag.List) {
	var found diag.List
	data, err := os.ReadFile(path)
	if err != nil {
		found.Errorf(strict.Top(path), diag.Unreadable, "%v", err)
		return nil, found
	}
	return Parse(path, data, ids, now)
}

// Parse is [Read] for the bytes of a file.
func Parse(path string, data []byte, ids []string, now time.Time) ([]report.Known, diag.List) {
	var found diag.List
	var f file
	format.Read(path, data, &f, &found)
	var entries []report.Known
	seen := map[string]bool{}
	for _, e := range f.Known {
		e.check(&found, ids, now)
		if seen[e.ID] && e.ID != "" {
			found.Errorf(e.Pos, diag.DuplicateID, "%q is excused twice", e.ID)
		}
		seen[e.ID] = true
		entries = append(entries, report.Known{
			ID: e.ID, Reason: e.Reason.Value, Issue: e.Issue.Value, Expires: e.Expires.Time.Format(time.DateOnly),
		})
	}
	if found.HasErrors() {
		return nil, found
	}
	return entries, found
}

// check holds one entry against the ids and the day.
func (e entry) check(found *diag.List, ids []string, now time.Time) {
	if e.ID != "" && !slices.Contains(ids, e.ID) {
		found.Errorf(e.Pos, diag.UnknownRule, "there is no rule and no scenario %q", e.ID).
			Hint = hint(e.ID, ids)
	}
	if e.Reason.Value == "" && e.Reason.Pos.File != "" {
		found.Errorf(e.Reason.Pos, diag.BadValue, "the reason is empty: say why the difference is excused")
	}
	u, err := url.Parse(e.Issue.Value)
	if link := err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http"); !link && e.Issue.Pos.File != "" {
		found.Errorf(e.Issue.Pos, diag.BadURL, "the issue is not a link: want https://…, where the difference is dealt with")
	}
	last := e.Expires.Time.AddDate(0, 0, 1) // the day itself still counts
	if !e.Expires.Time.IsZero() && !now.Before(last) {
		found.Errorf(e.Expires.Pos, diag.Expired, "the excuse for %q expired on %s", e.ID, e.Expires.Time.Format(time.DateOnly)).
			Hint = "mend the difference, or look at it again and give it another day"
	}
}

func hint(id string, ids []string) string {
	if near := diag.DidYouMean(id, ids); near != "" {
		return near
	}
	return fmt.Sprintf("ids are those of a report, such as %q", ids[0])
}
