package diff

import (
	"strconv"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// rows states an error table; prefix begins the ids of its rows, in is what the table is part of.
func (f *facts) rows(prefix, in string, rows []*contract.ErrorCode) {
	for _, row := range rows {
		s := f.about(KindErrorCode, prefix+"/"+row.ID, in, row.Source, row.Pos)
		s.exists(row.Code, weights(implementers, callers, both))
		s.has("number", row.Number, weights(implementers, callers, both))
		s.has("status", row.HTTPStatus, weights(implementers, callers, both))
		s.has("message", row.Message, weights(implementers, callers, both))
		s.has("says", row.Says, editorial)
		// The row no longer promises that nothing has changed, or does so again.
		s.has("state after", row.StateAfter, weights(callers, implementers, both))
		if len(row.Attempts) > 0 {
			s.has("attempts", row.Attempts, weights(implementers, implementers, implementers))
		}
		f.triggers(s, row)
	}
}

// triggers states what brings a row about. A trigger that moves to another row disappears here and appears there.
func (f *facts) triggers(row subject, of *contract.ErrorCode) {
	seen := map[string]int{}
	for _, t := range of.When {
		name := cause(t)
		seen[name]++
		if n := seen[name]; n > 1 {
			name += " (" + strconv.Itoa(n) + ")"
		}
		s := row
		s.kind, s.pos = KindTrigger, t.Pos
		s.has("when "+name, detail(t), weights(implementers, callers, both))
		s.has("also allowed when "+name, t.AlsoAllowed, members(callers, implementers, callers))
		s.has("because, when "+name, t.Because, editorial)
	}
}

// cause names a trigger by what it is about: one thing, as package check makes sure.
func cause(t *contract.Trigger) string {
	var parts []string
	add := func(words, what string) {
		if what != "" {
			parts = append(parts, words+what)
		}
	}
	add("", t.Param)
	add("violates ", string(t.Violates))
	add("the resource is ", t.Resource)
	if t.State != nil {
		add("the state is wrong", " ")
	}
	add("the resource is ", t.Trait)
	add("authentication fails by ", t.Auth)
	add("the rate is ", t.Rate)
	add("the action is ", t.Action)
	return strings.TrimSpace(strings.Join(parts, " "))
}

// detail is the rest of a trigger; "any" when nothing more is said, so that the trigger is a fact all the same.
func detail(t *contract.Trigger) string {
	var text string
	if t.State != nil {
		text = canonical(t.State)
	}
	if t.Value != nil {
		text += "value " + canonical(t.Value)
	}
	if len(t.Unless) > 0 {
		text += "unless " + canonical(t.Unless)
	}
	return or(text, "any")
}
