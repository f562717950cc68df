package brokendriver

import (
	"html"
	"net/url"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// outgoing are the defects that are seen on the wire.
func outgoing() []Defect {
	return []Defect{
		{"never-signs", "It sends requests without a signature.", kinds(sdk.KindSignature, sdk.KindCall),
			func(c *client) { c.signs = false }},
		{"drops-false", "It leaves out what is set to false or zero.", kinds(sdk.KindZero), sets(dropFalse)},
		{"sends-twice", "It sends each request twice.", kinds(sdk.KindCall),
			func(c *client) { c.times = 2 }},
		{"sends-null", "It sends what is not set as null.", kinds(sdk.KindAbsent), sets(fillIn(nil))},
		{"sends-default", "It sends the documented default of what is not set.", kinds(sdk.KindAbsent), sets(fillIn(true))},
		{"ascii-only", "It drops characters that are not ASCII.", kinds(sdk.KindText), sets(texts(asciiOnly))},
		{"first-of-list", "It sends the first element of a list.", kinds(sdk.KindList), sets(firstOnly)},
		{"encodes-urls", "It sends texts as they would stand in a URL.", kinds(sdk.KindText), sets(texts(url.QueryEscape))},
		{"escapes-markup", "It sends texts as they would stand in HTML.", kinds(sdk.KindText), sets(texts(html.EscapeString))},
		{"unwraps-lists", "It sends a list of one element as that element.", kinds(sdk.KindList), sets(unwrap)},
		{"always-false", "It sends false for every flag that is set.", kinds(sdk.KindParameter), sets(allFalse)},
		{"signs-too-early", "It signs before the optional parameters are there.", kinds(sdk.KindSignature, sdk.KindParameter),
			func(c *client) { c.signed = func(input map[string]any) { delete(input, "forceShutdown") } }},
		{"forgets-action", "It does not name the action.", kinds(sdk.KindCommon), func(c *client) { c.action = func(string) string { return "" } }},
		{"wrong-action", "It calls another operation.", kinds(sdk.KindCommon),
			func(c *client) { c.action = func(string) string { return "DescribeInstances" } }},
	}
}

func dropFalse(_ string, input map[string]any) {
	for name, value := range input {
		if value == false || value == 0.0 {
			delete(input, name)
		}
	}
}

// fillIn sends a value for the parameter of the documented operation that is not set.
func fillIn(value any) func(string, map[string]any) {
	return func(op string, input map[string]any) {
		if _, there := input["forceShutdown"]; !there && op == "StopInstances" {
			input["forceShutdown"] = value
		}
	}
}

// texts changes lists of texts: the API has no text outside of one.
func texts(change func(string) string) func(string, map[string]any) {
	return func(_ string, input map[string]any) {
		for _, value := range input {
			list, _ := value.([]any)
			for i, element := range list {
				if text, ok := element.(string); ok {
					list[i] = change(text)
				}
			}
		}
	}
}

func asciiOnly(text string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 {
			return r
		}
		return -1
	}, text)
}

func unwrap(_ string, input map[string]any) {
	for name, value := range input {
		if list, ok := value.([]any); ok && len(list) == 1 {
			input[name] = list[0]
		}
	}
}

func allFalse(_ string, input map[string]any) {
	for name, value := range input {
		if value == true {
			input[name] = false
		}
	}
}

func firstOnly(_ string, input map[string]any) {
	for name, value := range input {
		if list, ok := value.([]any); ok && len(list) > 1 {
			input[name] = list[:1]
		}
	}
}
