package load

import (
	"reflect"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// words are the demands on an object that its Go type cannot express.
type words struct {
	// mandatory keys must be there, even when their value is the zero value.
	mandatory []string
	// allowed are the only words of a string key, or of the items of a list of strings.
	allowed map[string][]string
}

// wordsOf returns the demands on objects of that type; most have none.
func wordsOf(t reflect.Type) words { return vocabulary[t] }

// vocabulary is read only. The published JSON Schema of the extensions says the same, which a
// test proves.
var vocabulary = map[reflect.Type]words{
	reflect.TypeFor[document](): {mandatory: []string{
		"info", "servers", "security", "paths", "x-api", "x-document", "x-protocol", "x-error-envelope",
		"x-resource", "x-statements",
	}},
	reflect.TypeFor[info]():      {mandatory: []string{"title", "version"}},
	reflect.TypeFor[server]():    {mandatory: []string{"url"}},
	reflect.TypeFor[operation](): {mandatory: []string{"operationId", "summary", "responses", "x-source"}, allowed: map[string][]string{"x-encodings": {"json", "query", "form"}}},
	reflect.TypeFor[parameter](): {mandatory: []string{"name", "in", "schema"}, allowed: map[string][]string{"in": {"query", "header"}}},
	reflect.TypeFor[request]():   {mandatory: []string{"type"}, allowed: map[string][]string{"type": {"object"}}},
	reflect.TypeFor[property](): {mandatory: []string{"type"}, allowed: map[string][]string{
		"type": types, "x-list-style": {"indexed-0", "indexed-1", "json"},
	}},
	reflect.TypeFor[element](): {mandatory: []string{"type"}, allowed: map[string][]string{"type": types}},
	reflect.TypeFor[answer]():  {mandatory: []string{"type"}, allowed: map[string][]string{"type": types}},

	reflect.TypeFor[contract.Document]():    {mandatory: []string{"file", "sha256", "language"}},
	reflect.TypeFor[contract.Envelope]():    {mandatory: []string{"code", "message", "success", "source"}},
	reflect.TypeFor[contract.Success]():     {mandatory: []string{"httpStatus"}},
	reflect.TypeFor[contract.RequestID]():   {mandatory: []string{"field", "source"}},
	reflect.TypeFor[contract.Source]():      {allowed: map[string][]string{"basis": {"document", "sdk", "protocol"}}},
	reflect.TypeFor[contract.StatusRange](): {mandatory: []string{"from", "to"}},

	reflect.TypeFor[contract.Resource](): {mandatory: []string{"name", "normal", "states"}},
	reflect.TypeFor[contract.State]():    {mandatory: []string{"name"}},
	reflect.TypeFor[contract.Trait]():    {mandatory: []string{"name", "says"}},
	reflect.TypeFor[contract.Observe]():  {mandatory: []string{"ids", "items", "id", "state"}},

	reflect.TypeFor[contract.ErrorCode](): {
		mandatory: []string{"id", "code", "says", "source"},
		allowed:   map[string][]string{"stateAfter": {"unknown"}},
	},
	reflect.TypeFor[contract.Trigger](): {allowed: map[string][]string{
		"violates": {"required", "type", "enum", "maxItems", "minItems", "pattern"},
		"resource": {"absent"},
		"auth":     {"signature", "key", "timestamp"},
		"rate":     {"exceeded"},
		"action":   {"unknown"},
	}},
	reflect.TypeFor[contract.Precondition](): {mandatory: []string{"id", "says", "fails", "source"}},
	reflect.TypeFor[contract.Refusal]():      {mandatory: []string{"row"}},
	reflect.TypeFor[contract.Transition]():   {mandatory: []string{"id", "says", "from", "to", "waiter", "source"}},
	reflect.TypeFor[contract.Waiter]():       {mandatory: []string{"name", "minDelay", "maxDelay", "acceptors"}},
	reflect.TypeFor[contract.Acceptor](): {
		mandatory: []string{"state", "matcher"},
		allowed:   map[string][]string{"state": {"success", "failure", "retry"}},
	},
	reflect.TypeFor[contract.Matcher](): {mandatory: []string{"output"}},
	reflect.TypeFor[contract.OutputMatcher](): {
		mandatory: []string{"path", "comparator", "expected"},
		allowed:   map[string][]string{"comparator": {"allStringEquals", "anyStringEquals"}},
	},
	reflect.TypeFor[contract.PartialFailure](): {mandatory: []string{"says", "source"}},
	reflect.TypeFor[contract.RateLimit]():      {mandatory: []string{"max", "period", "fails", "source"}},
	reflect.TypeFor[contract.Dependency](): {
		mandatory: []string{"id", "kind", "params", "source"},
		allowed:   map[string][]string{"kind": {"Requires", "ZeroOrOne", "OnlyOne", "AllOrNone", "Or"}},
	},
	reflect.TypeFor[contract.ExampleCall]():   {mandatory: []string{"id", "says", "count", "source"}},
	reflect.TypeFor[contract.ValueEffect]():   {mandatory: []string{"value", "given", "then", "says"}},
	reflect.TypeFor[contract.DefaultEffect](): {mandatory: []string{"given", "contrast"}},
	reflect.TypeFor[contract.Statement]():     {mandatory: []string{"id", "lines", "says"}},
	reflect.TypeFor[contract.Decision]():      {mandatory: []string{"id", "lines", "question"}},
	reflect.TypeFor[contract.Probe](): {
		mandatory: []string{"operation", "kind", "accepted", "refused"},
		allowed:   map[string][]string{"kind": kinds()},
	},
}

// types are the schema types of a contract.
var types = []string{"string", "integer", "boolean", "number", "array", "object"}

func kinds() []string {
	var names []string
	for _, k := range contract.Kinds() {
		names = append(names, string(k))
	}
	return names
}
