package mutant

import (
	"fmt"
	"maps"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
)

// failedLists: the list of what failed names others, or is none.
func failedLists(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range subjects[*contract.PartialFailure](m) {
		op, path := c.Operation(r.Operation), within(c, r.subject.Failed)
		if r.subject.Failed == "" {
			continue
		}
		for _, way := range misfits()[:2] {
			m.fault("failed-list-"+way.name, r.at(), fmt.Sprintf(way.says, path), []string{r.ID()},
				onSuccess(op, func(_ *reference.Reply, d document) { way.change(d, path) }))
		}
		for _, way := range []struct {
			name, says string
			names      func(results []reference.Result) []reference.Result
		}{
			{"empty", "%s is always empty.", func([]reference.Result) []reference.Result { return nil }},
			{"all", "%s names all of the request.", func(all []reference.Result) []reference.Result { return all }},
			{"inverted", "%s names what did not fail.", func(all []reference.Result) []reference.Result { return slices.DeleteFunc(all, refusedResult) }},
			{"only-last", "%s names only the last one that failed.", func(all []reference.Result) []reference.Result {
				failed := failedOf(all)
				return failed[max(len(failed)-1, 0):]
			}},
		} {
			m.fault("failed-list-"+way.name, r.at(), fmt.Sprintf(way.says, path), []string{r.ID()},
				onSuccess(op, func(r *reference.Reply, d document) {
					ids := []any{}
					for _, result := range way.names(slices.Clone(r.Decision.Results)) {
						ids = append(ids, result.ID)
					}
					d.replace(path, ids)
				}))
		}
	}
	return m.mutants
}

// failedEntries: the entry of a resource in an answer to a batch is missing or says something else.
func failedEntries(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, r := range subjects[*contract.PartialFailure](m) {
		op, path := c.Operation(r.Operation), within(c, r.subject.Items)
		if r.subject.Items == "" {
			continue
		}
		for _, way := range misfits() {
			m.fault("entries-"+way.name, r.at(), fmt.Sprintf(way.says, path), []string{r.ID()},
				onSuccess(op, func(_ *reference.Reply, d document) { way.change(d, path) }))
		}
		for _, way := range entryFaults() {
			m.fault(way.name, r.at(), fmt.Sprintf(way.says, path), []string{r.ID()},
				onSuccess(op, func(r *reference.Reply, d document) {
					value, _ := d.get(path)
					if entries, ok := value.(map[string]any); ok && len(r.Decision.Results) > 1 {
						way.change(entries, slices.Clone(r.Decision.Results))
					}
				}))
		}
	}
	return m.mutants
}

// entryFault is a way in which the entries of a batch are not as they should be.
type entryFault struct {
	name, says string
	change     func(entries map[string]any, results []reference.Result)
}

func entryFaults() []entryFault {
	return []entryFault{
		{"entries-empty", "%s has no entries.", func(entries map[string]any, _ []reference.Result) { clear(entries) }},
		{"entry-missing", "%s lacks the entry of the last resource.", func(entries map[string]any, all []reference.Result) {
			delete(entries, all[len(all)-1].ID)
		}},
		{"entry-of-failed-missing", "%s lacks the entries of what failed.", func(entries map[string]any, all []reference.Result) {
			for _, result := range all {
				if refusedResult(result) {
					delete(entries, result.ID)
				}
			}
		}},
		{"entries-inverted", "%s tells of what failed that it did not, and the other way round.", invert},
		{"entries-good", "%s tells of all that they did not fail.", func(entries map[string]any, all []reference.Result) { set(entries, all, 0, "") }},
		{"entries-bad", "%s tells of all that they failed.", func(entries map[string]any, all []reference.Result) { set(entries, all, 5100, "failed") }},
		{"entries-only-last-failed", "%s tells only of the last one that failed that it did.", func(entries map[string]any, all []reference.Result) {
			failed := failedOf(all)
			set(entries, failed[:max(len(failed)-1, 0)], 0, "")
		}},
	}
}

// failedOf are those of the results that failed.
func failedOf(all []reference.Result) []reference.Result {
	return slices.DeleteFunc(slices.Clone(all), func(r reference.Result) bool { return !refusedResult(r) })
}

// set gives entries a code and a message.
func set(entries map[string]any, of []reference.Result, code int, message string) {
	for _, result := range of {
		if entry, ok := entries[result.ID].(map[string]any); ok {
			entry["code"], entry["message"] = code, message
		}
	}
}

// invert gives those that failed the entries of those that did not, and the other way round.
func invert(entries map[string]any, all []reference.Result) {
	good, bad := map[string]any{"code": 0, "message": ""}, map[string]any{"code": 5100, "message": "failed"}
	for _, result := range all {
		if refusedResult(result) {
			entries[result.ID] = maps.Clone(good)
		} else {
			entries[result.ID] = maps.Clone(bad)
		}
	}
}
