package matrix

import (
	"regexp"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// area is the failed cases of one cell of the table.
type area struct {
	SDK, API string
	Kind     sdk.Kind
	Anchor   string
	Groups   []alike
}

// alike is failed cases of an area that say the same.
type alike struct {
	Message string // of the first
	Known   bool   // each of them is a known finding
	Cases   []sdk.Result
}

// failures sorts the failed cases of one SDK by the cells of the table, and within one by what they say. Known
// findings stand apart from what is new.
func (r Report) failures(s sdk.SDK) []area {
	var areas []area
	for _, api := range s.APIs {
		for _, k := range r.Kinds {
			a := area{SDK: s.Name, API: api, Kind: k.ID, Anchor: anchor(s.Name, api, string(k.ID))}
			a.Groups = group(r.Cases, func(c sdk.Result) bool {
				return c.Verdict == sdk.Failed && c.SDK == s.Name && c.API == api && c.Kind == k.ID
			})
			if len(a.Groups) > 0 {
				areas = append(areas, a)
			}
		}
	}
	return areas
}

// unsupported sorts the cases that an SDK has no way to make by the driver's reason.
func (r Report) unsupported(s sdk.SDK) []alike {
	return group(r.Cases, func(c sdk.Result) bool { return c.Verdict == sdk.Unsupported && c.SDK == s.Name })
}

// group puts the chosen cases that say the same together, in the order in which they stand.
func group(cases []sdk.Result, chosen func(sdk.Result) bool) []alike {
	type saying struct {
		words string
		known bool
	}
	at := map[saying]int{}
	var groups []alike
	for _, c := range cases {
		if !chosen(c) {
			continue
		}
		key := saying{wording(c.Message), c.Finding != ""}
		i, there := at[key]
		if !there {
			i = len(groups)
			at[key] = i
			groups = append(groups, alike{Message: c.Message, Known: key.known})
		}
		groups[i].Cases = append(groups[i].Cases, c)
	}
	return groups
}

// What differs from case to case in what they say: values in quotes, ids, and numbers. An id is a word with a digit in it.
var (
	quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
	ids    = regexp.MustCompile(`[\w-]*\d[\w-]*`)
)

// wording is what a message says without what differs from case to case.
func wording(message string) string {
	return ids.ReplaceAllString(quoted.ReplaceAllString(message, `"…"`), "#")
}
