package brokendriver

import (
	"cmp"
	"encoding/json"
	"maps"
	"net/http"
	"regexp"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

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
		{"reads-by-pattern", "It reads answers by their looks: another order, or white space, and it finds nothing.", kinds(sdk.KindAnswer), reads(byPattern)},
		{"needs-length", "It reads as much of an answer as the header announces, which may be nothing.", kinds(sdk.KindAnswer), reads(byLength)},
		{"remembers-answers", "It gives the first answer again when the same operation is called again.", kinds(sdk.KindPolling),
			func(c *client) { c.kept = map[string]reply{} }},
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

// compact is what an answer looks like when nobody has put white space into it.
var compact = regexp.MustCompile(`^\{"requestId":"[^"]*","response":|^\{"code":`)

func byPattern(_ string, got reply) result {
	if got.status == http.StatusOK && json.Valid(got.body) && !compact.Match(got.body) {
		return nothing()
	}
	return read(got)
}

func byLength(_ string, got reply) result {
	if got.length < 0 {
		return nothing()
	}
	return read(got)
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
