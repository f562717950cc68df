package diff

import (
	"reflect"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// fact is one thing that a contract states.
type fact struct {
	// id is the rule's without the API, or made in its manner; with the aspect it is unique. The fact with an empty
	// aspect stands for the existence of its subject.
	id, aspect string
	// in is the id of what the subject is part of: with that, it comes and goes untold.
	in     string
	kind   Kind
	value  any
	weigh  weigher
	source contract.Source
	pos    contract.Pos
}

// facts collects what a contract states, in the order of the file.
type facts struct {
	contract *contract.Contract
	rules    map[any]string // local ids by subject
	list     []fact
}

// factsOf lists all facts of a contract that package check has passed.
func factsOf(c *contract.Contract) *facts {
	f := &facts{contract: c, rules: map[any]string{}}
	for _, r := range contract.Rules(c) {
		switch r.Subject.(type) {
		case contract.EnumValue, contract.Bound:
			f.rules[r.Subject] = r.Local()
		}
	}
	f.root()
	f.resource()
	for _, op := range c.Operations {
		f.operation(op)
	}
	f.rows("common", "", c.CommonCodes)
	f.statements()
	f.decisions()
	return f
}

// subject is what facts are about.
type subject struct {
	facts  *facts
	kind   Kind
	id, in string
	source contract.Source
	pos    contract.Pos
}

// about begins the facts about one thing. Its lines are among them.
func (f *facts) about(kind Kind, id, in string, source contract.Source, pos contract.Pos) subject {
	s := subject{f, kind, id, in, source, pos}
	s.has("lines", append(lineWords(source.Lines), basis(source)...), editorial)
	return s
}

// exists states the existence of the subject; the value sums it up. Without a weigher its coming and going is not told.
func (s subject) exists(value any, weigh weigher) subject {
	s.facts.list = append(s.facts.list, fact{s.id, "", s.in, s.kind, value, weigh, s.source, s.pos})
	return s
}

// has states one aspect. A zero value is not stated: it appears and disappears instead of changing.
func (s subject) has(aspect string, value any, weigh weigher) subject {
	if v := reflect.ValueOf(value); !v.IsValid() || v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0 {
		return s
	}
	s.facts.list = append(s.facts.list, fact{s.id, aspect, s.in, s.kind, value, weigh, s.source, s.pos})
	return s
}

// key tells facts apart.
func (f fact) key() string { return f.id + "\x00" + f.aspect }

// compareFacts lists the differences in the order of the new side, then what only the old one has.
func compareFacts(before, after *facts) []Change {
	was, is := before.index(), after.index()
	list := []Change{}
	for _, f := range after.list {
		if f.weigh == nil { // the wire tells
			continue
		}
		old, ok := was[f.key()]
		switch {
		case !ok && f.parted(was, is):
		case !ok:
			list = append(list, after.change(Appears, f, "", canonical(f.value), f.weigh(nil, f.value)))
		case canonical(old.value) != canonical(f.value):
			list = append(list, after.change(Changes, f, canonical(old.value), canonical(f.value), f.weigh(old.value, f.value)))
		}
	}
	for _, f := range before.list {
		if f.weigh == nil {
			continue
		}
		if _, ok := is[f.key()]; !ok && !f.parted(was, is) {
			list = append(list, before.change(Disappears, f, canonical(f.value), "", f.weigh(f.value, nil)))
		}
	}
	return list
}

// parted reports whether only one side has what the fact is part of, so that the fact goes without saying.
func (f fact) parted(was, is map[string]fact) bool {
	only := func(id string) bool {
		_, before := was[id+"\x00"]
		_, after := is[id+"\x00"]
		return before != after
	}
	return only(f.in) || f.aspect != "" && only(f.id)
}

func (f *facts) index() map[string]fact {
	index := make(map[string]fact, len(f.list))
	for _, fact := range f.list {
		index[fact.key()] = fact
	}
	return index
}

func (f *facts) change(what What, of fact, was, is string, w weight) Change {
	return Change{
		ID: f.contract.API + "/" + of.id, Kind: of.kind, Aspect: of.aspect, What: what, Old: was, New: is,
		Classes: w.classes(), Lines: append([]int{}, of.source.Lines...), At: place(of.pos), Wire: []string{},
	}
}
