package queries

import (
	"html"
	"net/url"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// texts are the defects in what a library makes of texts.
func texts() []Defect {
	text := func(name, does string, change func(string) string) Defect {
		return Defect{name, does, APIs(), kinds(sdk.KindText), sets(inTexts(change))}
	}
	return []Defect{
		text("encodes-twice", "It sends texts as they would stand in a URL, and writes that into the URL.", url.QueryEscape),
		text("escapes-markup", "It sends texts as they would stand in HTML.", html.EscapeString),
		text("trims-texts", "It drops white space at both ends of a text.", strings.TrimSpace),
		text("lower-case", "It sends texts in small letters.", strings.ToLower),
		text("ascii-only", "It drops characters that are not ASCII.", below(0x80)),
		text("two-bytes", "It drops characters that do not fit into two bytes.", below(0x10000)),
		text("composes-characters", "It writes characters in the way of Unicode that has fewest.",
			strings.NewReplacer("e\u0301", "\u00e9", "\uFB01", "fi", "\u2460", "1").Replace),
	}
}

// inTexts changes every text of a call, in lists and outside of them.
func inTexts(change func(string) string) func(sdk.Call) {
	return func(call sdk.Call) {
		for name, value := range call.Input {
			if text, ok := value.(string); ok && name == "InstanceId" {
				call.Input[name] = change(text)
			}
		}
		_, list := listed(call)
		for i, value := range list {
			if text, ok := value.(string); ok {
				list[i] = change(text)
			}
		}
	}
}

// below drops characters from a limit on.
func below(limit rune) func(string) string {
	return func(text string) string {
		return strings.Map(func(r rune) rune {
			if r < limit {
				return r
			}
			return -1
		}, text)
	}
}
