package diff

import (
	"slices"
	"time"
)

// Class says for whom a change matters.
type Class string

// The classes. A program that was right for every endpoint that conformed to the old contract is a caller's; an endpoint
// that conformed to the old contract is an implementer's.
const (
	// BreakingCallers marks a change after which such a program may be refused or see something it cannot know.
	BreakingCallers Class = "breaking-callers"
	// BreakingImplementers marks a change after which such an endpoint may not conform any more.
	BreakingImplementers Class = "breaking-implementers"
	// Compatible marks a change of meaning that breaks neither.
	Compatible Class = "compatible"
	// Editorial marks a change of words, lines or digests alone.
	Editorial Class = "editorial"
)

// Classes lists all classes, the one that breaks most first.
func Classes() []Class { return []Class{BreakingCallers, BreakingImplementers, Compatible, Editorial} }

// weight is a set of classes; none is compatible.
type weight uint8

const (
	callers weight = 1 << iota
	implementers
	words
	both = callers | implementers
)

func (w weight) classes() []Class {
	var list []Class
	if w&callers != 0 {
		list = append(list, BreakingCallers)
	}
	if w&implementers != 0 {
		list = append(list, BreakingImplementers)
	}
	switch {
	case len(list) > 0:
		return list
	case w == words:
		return []Class{Editorial}
	}
	return []Class{Compatible}
}

// rank orders lists of classes: what breaks both sides, callers, implementers, and then the rest.
func rank(list []Class) int {
	if len(list) > 1 {
		return 0
	}
	return 1 + slices.Index(Classes(), list[0])
}

// weigher says what the change of a value does; nil stands for a side without the fact.
type weigher func(was, is any) weight

// editorial is for words.
var editorial = weights(words, words, words)

// weights tells apart only whether the fact appears, disappears or changes.
func weights(appears, disappears, changes weight) weigher {
	return func(was, is any) weight {
		switch {
		case was == nil:
			return appears
		case is == nil:
			return disappears
		}
		return changes
	}
}

// upper weighs a greatest number: to lower it takes something from callers, and endpoints have to refuse more or accept
// more either way. Without a bound nothing is demanded.
func upper(was, is any) weight {
	switch {
	case is == nil:
		return 0
	case was == nil || is.(int) < was.(int):
		return both
	}
	return implementers
}

// lower weighs a least number.
func lower(was, is any) weight {
	switch {
	case is == nil:
		return 0
	case was == nil || is.(int) > was.(int):
		return both
	}
	return implementers
}

// members weighs a list by what it gains and loses, in any order; whole is the weight of a list that appears, since there
// was no restriction before. A list that disappears demands nothing any more.
func members(gains, loses, whole weight) weigher {
	return func(was, is any) weight {
		if was == nil {
			return whole
		}
		if is == nil {
			return 0
		}
		var w weight
		before, after := was.([]string), is.([]string)
		if lacks(before, after) {
			w |= gains
		}
		if lacks(after, before) {
			w |= loses
		}
		return w
	}
}

// lacks reports whether something of the second list is not in the first.
func lacks(list, others []string) bool {
	return slices.ContainsFunc(others, func(s string) bool { return !slices.Contains(list, s) })
}

// rate is a limit of requests.
type rate struct {
	max    int
	period time.Duration
}

// limited weighs a rate limit. A lower rate or a smaller burst takes something from callers.
func limited(was, is any) weight {
	if is == nil {
		return 0
	}
	if was == nil {
		return both
	}
	a, b := was.(rate), is.(rate)
	if b.max < a.max || int64(b.max)*int64(a.period) < int64(a.max)*int64(b.period) {
		return both
	}
	return implementers
}

// refused weighs the row of a refusal: a code that is no longer told is a loss for callers, one that is now told a demand
// on endpoints.
func refused(unknown string) weigher {
	return func(was, is any) weight {
		switch {
		case was == nil || was == unknown:
			return implementers
		case is == nil || is == unknown:
			return callers
		}
		return both
	}
}
