package diff

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/markup"
)

// WriteJSON writes the account in the form of docs/diff.schema.json.
func WriteJSON(w io.Writer, a Account) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(a)
}

// WriteText writes the account for a terminal: per API the changes with their classes, then scenarios and identifiers.
// Control characters of contracts do not come through.
func WriteText(w io.Writer, a Account) error {
	var b bytes.Buffer
	for _, api := range a.APIs {
		fmt.Fprintf(&b, "%s\n", markup.Line(api.ID))
		last := ""
		for _, c := range api.Changes {
			if title := classWords(c.Classes); title != last {
				fmt.Fprintf(&b, "  %s\n", title)
				last = title
			}
			fmt.Fprintf(&b, "    %s %s\n      %s\n", sign(c.What), subjectOf(c), markup.Line(values(c.What, c.Old, c.New)))
			if notes := notes(c); notes != "" {
				fmt.Fprintf(&b, "      (%s)\n", markup.Line(notes))
			}
		}
		textItems(&b, "scenarios", api.Scenarios)
		textItems(&b, "client", api.Identifiers)
	}
	fmt.Fprintln(&b, a.Summary())
	_, err := w.Write(b.Bytes())
	return err
}

func textItems(b *bytes.Buffer, title string, list []Item) {
	if len(list) > 0 {
		fmt.Fprintf(b, "  %s: %s\n", title, counted(list))
	}
	for _, i := range list {
		fmt.Fprintf(b, "    %s %s: %s\n", sign(i.What), markup.Line(i.ID), markup.Line(values(i.What, i.Old, i.New)))
	}
}

// Summary says the counts of the account in one line.
func (a Account) Summary() string {
	if len(a.APIs) == 0 {
		return "nothing has changed"
	}
	c := a.Counts
	return fmt.Sprintf("%d breaking for callers, %d breaking for implementers, %d compatible, %d editorial",
		c.BreakingCallers, c.BreakingImplementers, c.Compatible, c.Editorial)
}

// classWords names classes for people.
func classWords(classes []Class) string {
	list := []string{}
	for _, c := range classes {
		list = append(list, strings.TrimPrefix(string(c), "breaking-"))
	}
	if classes[0] == BreakingCallers || classes[0] == BreakingImplementers {
		return "breaking for " + strings.Join(list, " and ")
	}
	return list[0]
}

func sign(w What) string {
	switch w {
	case Appears:
		return "+"
	case Disappears:
		return "-"
	}
	return "~"
}

// subjectOf is the kind of a change, its id without the API, and its aspect.
func subjectOf(c Change) string {
	_, id, ok := strings.Cut(c.ID, "/")
	if !ok {
		id = c.ID
	}
	if first, _, _ := strings.Cut(id, "/"); first != string(c.Kind) {
		id = string(c.Kind) + " " + id
	}
	if c.Aspect != "" {
		id += ", " + c.Aspect
	}
	return markup.Line(id)
}

// values shows what was and what is.
func values(w What, was, is string) string {
	if w == Appears || was == is {
		return is
	}
	if w == Disappears || is == "" {
		return was
	}
	if was == "" {
		return is
	}
	return was + " → " + is
}

// notes are the lines of the document, the place in the contract, and what oasdiff calls it.
func notes(c Change) string {
	var list []string
	if len(c.Lines) > 0 {
		list = append(list, "document "+lines(c.Lines))
	}
	if c.At != "" {
		list = append(list, c.At)
	}
	if len(c.Wire) > 0 {
		list = append(list, "oasdiff: "+strings.Join(c.Wire, ", "))
	}
	return strings.Join(list, "; ")
}

func lines(list []int) string {
	if len(list) == 1 {
		return "line " + strings.Join(lineWords(list), "")
	}
	return "lines " + strings.Join(lineWords(list), ", ")
}

// counted says how many things appear, disappear and change.
func counted(list []Item) string {
	var parts []string
	for _, what := range []What{Appears, Disappears, Changes} {
		n := len(slices.DeleteFunc(slices.Clone(list), func(i Item) bool { return i.What != what }))
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, verb(what, n)))
		}
	}
	return strings.Join(parts, ", ")
}

func verb(w What, n int) string {
	if n == 1 {
		return string(w)
	}
	return strings.TrimSuffix(string(w), "s")
}
