package diff

import (
	"fmt"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// root states what holds of the API as a whole.
func (f *facts) root() {
	c := f.contract
	about := f.about(KindContract, "contract", "", contract.Source{}, c.Pos)
	about.has("title", c.Title, editorial)
	about.has("summary", c.Summary, editorial)

	doc := f.about(KindDocument, "document", "", contract.Source{}, c.Document.Pos)
	doc.has("file", c.Document.File, editorial)
	doc.has("sha256", c.Document.SHA256, editorial)
	doc.has("language", c.Document.Language, editorial)
	doc.has("updated", c.Document.Updated, editorial)

	how := f.about(KindProtocol, "protocol", "", contract.Source{}, c.Places.Protocol)
	how.has("name", c.Protocol, weights(both, both, both))
	how.has("version", c.Version, weights(both, both, both))
	how.has("endpoint", c.Endpoint, weights(0, callers, callers))
	how.has("schemes", c.Schemes, members(implementers, callers, implementers))
	if len(c.Schemes) > 0 {
		how.has("preferred scheme", c.Schemes[0], weights(0, 0, 0))
	}
	f.answers()
}

// answers states where answers carry what.
func (f *facts) answers() {
	e := f.contract.Envelope
	any := weights(both, both, both)
	s := f.about(KindEnvelope, "envelope", "", e.Source, e.Pos)
	s.has("payload", e.Payload, any)
	s.has("code", e.Code, any)
	s.has("message", e.Message, any)
	s.has("request id", e.RequestID, any)
	s.has("number", e.Number, any)
	s.has("success", e.Success, any)
	s.has("statuses of undocumented refusals", e.RefusedStatus, any)
	if id := f.contract.RequestID; id != nil {
		s := f.about(KindRequestID, "request-id", "", id.Source, id.Pos)
		s.exists(id.Field, weights(implementers, callers, both))
		s.has("outer", id.Outer, weights(implementers, callers, both))
		s.has("pattern", id.Pattern, weights(0, 0, 0))
	}
}

// resource states the states and traits of the thing that operations act on.
func (f *facts) resource() {
	r := f.contract.Resource
	s := f.about(KindState, "resource", "", contract.Source{}, r.Pos)
	s.has("name", r.Name, editorial)
	s.has("normal state", r.Normal, weights(implementers, implementers, implementers))
	s.has("id pattern", r.IDPattern, weights(0, 0, 0))
	s.has("id prefix", r.IDPrefix, weights(0, 0, 0))
	for _, state := range r.States {
		// A caller meets a state that it cannot know; an endpoint that shows one which is gone no longer conforms.
		s := f.about(KindState, "resource/state/"+state.Name, "", contract.Source{}, state.Pos)
		s.exists(state.Name, weights(both, implementers, 0))
		s.has("on the wire", state.Wire, weights(both, both, both))
		// What passes by itself may be seen in one more state, so an endpoint has more room.
		s.has("becomes", state.Becomes, weights(callers, implementers, both))
		s.has("says", state.Says, editorial)
	}
	for _, trait := range r.Traits {
		s := f.about(KindTrait, "resource/trait/"+trait.Name, "", contract.Source{}, trait.Pos)
		s.exists(trait.Name, weights(0, 0, 0))
		s.has("state", trait.State, weights(implementers, implementers, implementers))
		s.has("hidden", trait.Hidden, weights(implementers, implementers, implementers))
		s.has("says", trait.Says, editorial)
	}
}

// statements states the ledger. What a statement means is in its rules, which are facts of their own.
func (f *facts) statements() {
	for _, st := range f.contract.Statements {
		s := f.about(KindStatement, "statement/"+st.ID, "", contract.Source{Lines: st.Lines}, st.Pos)
		s.exists(st.Says, editorial)
		s.has("rules", st.Rules, editorial)
		s.has("excluded", st.Excluded, editorial)
	}
}

// decisions states how gaps of the document are read. Another reading is another yardstick for endpoints.
func (f *facts) decisions() {
	for _, d := range f.contract.Decisions {
		s := f.about(KindDecision, "decision/"+d.ID, "", contract.Source{Lines: d.Lines}, d.Pos)
		s.exists(d.Choice, func(was, is any) weight {
			if was == nil || is == nil {
				return 0
			}
			return implementers
		})
		s.has("question", d.Question, editorial)
		s.has("because", d.Because, editorial)
		s.has("irrelevant", d.Irrelevant, editorial)
		s.has("rejects", listed(d.Rejects), editorial)
		if d.Probe != nil { // it is asked and never judged
			s.has("probe", *d.Probe, weights(0, 0, 0))
		}
	}
}

// listed keeps the order and the bounds of texts that may contain commas.
func listed(texts []string) []string {
	var list []string
	for _, t := range texts {
		list = append(list, fmt.Sprintf("%q", strings.TrimSpace(t)))
	}
	return list
}
