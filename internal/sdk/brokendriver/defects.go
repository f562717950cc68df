package brokendriver

import (
	"cmp"
	"encoding/json"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// Defect is one thing that a library does wrong.
type Defect struct {
	// Name selects it in [Main].
	Name string
	// Says is what it does, in a sentence.
	Says string
	// Caught are the kinds of cases that must notice it, each by itself; others may notice it as well. None
	// means that it depends on the order of the cases: the one that meets it must notice it.
	Caught []sdk.Kind

	spoil func(*client)
}

// Defects are all of them: first what a library does to a request, then what it does to an answer.
func Defects() []Defect { return append(outgoing(), incoming()...) }

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
		{"ascii-only", "It drops characters that are not ASCII.", kinds(sdk.KindText), sets(asciiOnly)},
		{"first-of-list", "It sends the first element of a list.", kinds(sdk.KindList), sets(firstOnly)},
		{"wrong-action-version", "It names a version of the API that does not exist.", kinds(sdk.KindCommon),
			func(c *client) { c.version = "1999-12-31" }},
	}
}

// incoming are the defects that are seen in what the library makes of an answer.
func incoming() []Defect {
	return []Defect{
		{"swallows-errors", "It shows every error as an empty success.", kinds(sdk.KindError, sdk.KindThrottling, sdk.KindBrokenReply),
			shows(func(r result) result {
				if r.err != nil {
					return nothing()
				}
				return r
			})},
		{"loses-request-id", "It shows no request id, neither of a success nor of an error.", kinds(sdk.KindCall, sdk.KindError), shows(loseRequestID)},
		{"takes-truncated", "Of an answer that was cut off it shows what it can find.", kinds(sdk.KindBrokenReply), reads(takeTruncated)},
		{"never-retries-but-hides-429", "It shows being throttled as an empty success.", kinds(sdk.KindThrottling),
			reads(func(_ string, got reply) result {
				if got.status == http.StatusTooManyRequests {
					return nothing()
				}
				return read(got)
			})},
		{"reads-status-only", "It takes every answer below status 400 for a success, whatever it says.", kinds(sdk.KindBrokenReply), reads(statusOnly)},
		{"strict-decoder", "It takes members that it does not know for an error.", kinds(sdk.KindUnknown), reads(strictly)},
		{"follows-content-type", "It reads an answer only when its content type is exactly application/json.", kinds(sdk.KindAnswer),
			reads(func(_ string, got reply) result {
				if got.contentType != "application/json" {
					return nothing()
				}
				return read(got)
			})},
		{"crashes-on-tenth", "Its process ends in the tenth call.", nil, func(c *client) { c.crashOn = 10 }},
	}
}

func kinds(all ...sdk.Kind) []sdk.Kind { return all }

// sets, reads and shows make a defect of what is done at one place of the client.
func sets(change func(op string, input map[string]any)) func(*client) {
	return func(c *client) { c.set = change }
}
func reads(as func(op string, got reply) result) func(*client) {
	return func(c *client) { c.read = as }
}
func shows(as func(result) result) func(*client) { return func(c *client) { c.show = as } }

// nothing is an empty success.
func nothing() result { return result{output: map[string]any{}} }

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

// asciiOnly looks at lists of texts: the API has no text outside of one.
func asciiOnly(_ string, input map[string]any) {
	for _, value := range input {
		list, _ := value.([]any)
		for i, element := range list {
			if text, ok := element.(string); ok {
				list[i] = strings.Map(func(r rune) rune {
					if r < 0x80 {
						return r
					}
					return -1
				}, text)
			}
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

func loseRequestID(r result) result {
	if r.err != nil {
		r.err.RequestID = ""
	}
	delete(r.output, "requestId")
	return r
}

// requestID finds what it looks for in half of an answer, too.
var requestID = regexp.MustCompile(`"requestId"\s*:\s*"([^"]*)"`)

func takeTruncated(_ string, got reply) result {
	found := requestID.FindSubmatch(got.body)
	if got.status != http.StatusOK || found == nil || got.broken == nil && json.Valid(got.body) {
		return read(got)
	}
	return result{output: map[string]any{"requestId": string(found[1])}}
}

func statusOnly(_ string, got reply) result {
	if got.status >= http.StatusBadRequest {
		return read(got)
	}
	var doc document
	_ = json.Unmarshal(got.body, &doc) // that it does not look whether this goes well is the defect
	if doc.Response == nil {
		return nothing()
	}
	return result{output: doc.Response}
}

// strictly reads an answer that has the documented members only.
func strictly(op string, got reply) result {
	var doc map[string]any
	if json.Unmarshal(got.body, &doc) != nil {
		return read(got)
	}
	documented := []string{"requestId", "instanceIds"}
	if op != "StopInstances" {
		documented = []string{"requestId", "totalCount", "dataSet"}
	}
	inner, _ := doc["response"].(map[string]any)
	name := cmp.Or(unknown(doc, []string{"requestId", "response", "code", "message"}), unknown(inner, documented))
	if name != "" {
		return result{err: &sdk.Error{Message: "the answer has the unknown member " + name}}
	}
	return read(got)
}

// unknown is the first member of an object that is not among those known; empty when there is none.
func unknown(object map[string]any, known []string) string {
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if !slices.Contains(known, name) {
			return name
		}
	}
	return ""
}
