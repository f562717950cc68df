package diff

import (
	"github.com/seed-613b54dc/conformance/internal/scenario"
)

// compareScenarios lists the scenarios that appear, disappear or do something else than before; nil stands for a side
// without the API. Steps are compared by what they do: places and sources do not count.
func compareScenarios(was, is *Spec) []Item {
	return differences(scenariosOf(was), scenariosOf(is))
}

func scenariosOf(s *Spec) []entry {
	if s == nil {
		return nil
	}
	var list []entry
	for _, sc := range scenario.All(s.Contract) {
		list = append(list, entry{sc.ID, sc.Title, did(sc)})
	}
	return list
}

// did is everything that a scenario does and demands, in one text.
func did(s scenario.Scenario) string {
	text := s.Title
	if s.Informational {
		text += " (informational)"
	}
	for _, step := range s.Steps {
		text += "\n" + canonical(step)
	}
	return text
}

// entry is something that one side has.
type entry struct {
	id, shows string
	// means is compared.
	means string
}

// differences pairs two lists by id, in the order of the new one; what only the old one has comes last.
func differences(before, after []entry) []Item {
	was, is := byID(before), byID(after)
	list := []Item{}
	for _, e := range after {
		old, ok := was[e.id]
		switch {
		case !ok:
			list = append(list, Item{e.id, Appears, "", e.shows})
		case old.means != e.means:
			list = append(list, Item{e.id, Changes, old.shows, e.shows})
		}
	}
	for _, e := range before {
		if _, ok := is[e.id]; !ok {
			list = append(list, Item{e.id, Disappears, e.shows, ""})
		}
	}
	return list
}

func byID(list []entry) map[string]entry {
	index := make(map[string]entry, len(list))
	for _, e := range list {
		index[e.id] = e
	}
	return index
}
