package matrix

import (
	"strings"

	"github.com/seed-613b54dc/conformance/internal/markup"
	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// areaView is the failures of one cell of the table, on the page.
type areaView struct {
	area
	Says   string // what the kind is about
	Failed int
	Groups []groupView
}

// groupView is failed cases that say the same.
type groupView struct {
	Message string
	Known   bool
	Count   int
	Cases   []caseView
	Left    int // cases that are only counted
}

// caseView is one failed case, with its texts cut.
type caseView struct {
	sdk.Result
	Anchor string
	Calls  []sdk.Asked
	Wire   []sdk.Exchange
	Left   int // exchanges or calls that are only counted
}

func (r Report) areaView(a area, d detail) areaView {
	view := areaView{area: a}
	for _, k := range r.Kinds {
		if k.ID == a.Kind {
			view.Says = k.Says
		}
	}
	for _, g := range a.Groups {
		group := groupView{Message: shown(g.Message, d), Known: g.Known, Count: len(g.Cases)}
		for i, c := range g.Cases {
			if i == d.cases {
				group.Left = len(g.Cases) - i
				break
			}
			group.Cases = append(group.Cases, newCaseView(c, d))
		}
		view.Groups = append(view.Groups, group)
		view.Failed += group.Count
	}
	return view
}

func newCaseView(c sdk.Result, d detail) caseView {
	view := caseView{Anchor: anchor(c.SDK, c.Case)}
	for i, one := range c.Calls {
		if i < d.lines {
			view.Calls = append(view.Calls, sdk.Asked{Call: shown(one.Call, d), Answer: shown(one.Answer, d)})
		}
	}
	for i, one := range c.Exchanges {
		if i < d.lines {
			view.Wire = append(view.Wire, sdk.Exchange{Request: shown(one.Request, d), Answer: shown(one.Answer, d)})
		}
	}
	view.Left = max(len(c.Calls)-d.lines, len(c.Exchanges)-d.lines, 0)
	for _, text := range []*string{&c.Says, &c.Message, &c.Finding, &c.Stderr, &c.Basis} {
		*text = shown(*text, d)
	}
	if len(c.Reproduce) > d.text { // half a command is none
		c.Reproduce = ""
	}
	c.Reproduce = markup.Visible(c.Reproduce)
	c.Calls, c.Exchanges = nil, nil // the page reads the views; a body must not slip in whole
	view.Result = c
	return view
}

// shown cuts a text that strangers wrote, and makes it safe to look at. The lines of HTTP end in two characters.
func shown(text string, d detail) string {
	return markup.Visible(strings.ReplaceAll(markup.Clip(text, d.text), "\r\n", "\n"))
}
