package load

import (
	"reflect"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// vocabulary are the demands on objects that their Go types cannot express; it is read only. The published JSON Schema of the extensions says the same, which a
// test proves.
var vocabulary = map[reflect.Type]strict.Words{
	reflect.TypeFor[document](): {Mandatory: []string{
		"info", "servers", "security", "paths", "x-api", "x-document", "x-protocol", "x-error-envelope",
		"x-resource", "x-statements",
	}},
	reflect.TypeFor[info]():      {Mandatory: []string{"title", "version"}},
	reflect.TypeFor[server]():    {Mandatory: []string{"url"}},
	reflect.TypeFor[operation](): {Mandatory: []string{"operationId", "summary", "responses", "x-source"}, Allowed: map[string][]string{"x-encodings": {"json", "query", "form"}}},
	reflect.TypeFor[parameter](): {Mandatory: []string{"name", "in", "schema"}, Allowed: map[string][]string{"in": {"query", "header"}}},
	reflect.TypeFor[request]():   {Mandatory: []string{"type"}, Allowed: map[string][]string{"type": {"object"}}},
	reflect.TypeFor[property](): {Mandatory: []string{"type"}, Allowed: map[string][]string{
		"type": types, "x-list-style": {"indexed-0", "indexed-1", "json"},
	}},
	reflect.TypeFor[element](): {Mandatory: []string{"type"}, Allowed: map[string][]string{"type": types}},
	reflect.TypeFor[answer]():  {Mandatory: []string{"type"}, Allowed: map[string][]string{"type": types}},

	reflect.TypeFor[contract.Document]():    {Mandatory: []string{"file", "sha256", "language"}},
	reflect.TypeFor[contract.Envelope]():    {Mandatory: []string{"code", "message", "success", "source"}},
	reflect.TypeFor[contract.Success]():     {Mandatory: []string{"httpStatus"}},
	reflect.TypeFor[contract.RequestID]():   {Mandatory: []string{"field", "source"}},
	reflect.TypeFor[contract.Source]():      {Allowed: map[string][]string{"basis": {"document", "sdk", "protocol"}}},
	reflect.TypeFor[contract.StatusRange](): {Mandatory: []string{"from", "to"}},

	reflect.TypeFor[contract.Resource](): {Mandatory: []string{"name", "normal", "states"}},
	reflect.TypeFor[contract.State]():    {Mandatory: []string{"name"}},
	reflect.TypeFor[contract.Trait]():    {Mandatory: []string{"name", "says"}},
	reflect.TypeFor[contract.Observe]():  {Mandatory: []string{"ids", "items", "id", "state"}},

	reflect.TypeFor[contract.ErrorCode](): {
		Mandatory: []string{"id", "code", "says", "source"},
		Allowed:   map[string][]string{"stateAfter": {"unknown"}},
	},
	reflect.TypeFor[contract.Trigger](): {Allowed: map[string][]string{
		"violates": {"required", "type", "enum", "maxItems", "minItems", "pattern"},
		"resource": {"absent"},
		"auth":     {"signature", "key", "timestamp"},
		"rate":     {"exceeded"},
		"action":   {"unknown"},
	}},
	reflect.TypeFor[contract.Precondition](): {Mandatory: []string{"id", "says", "fails", "source"}},
	reflect.TypeFor[contract.Refusal]():      {Mandatory: []string{"row"}},
	reflect.TypeFor[contract.Transition]():   {Mandatory: []string{"id", "says", "from", "to", "waiter", "source"}},
	reflect.TypeFor[contract.Waiter]():       {Mandatory: []string{"name", "minDelay", "maxDelay", "acceptors"}},
	reflect.TypeFor[contract.Acceptor](): {
		Mandatory: []string{"state", "matcher"},
		Allowed:   map[string][]string{"state": {"success", "failure", "retry"}},
	},
	reflect.TypeFor[contract.Matcher](): {Mandatory: []string{"output"}},
	reflect.TypeFor[contract.OutputMatcher](): {
		Mandatory: []string{"path", "comparator", "expected"},
		Allowed:   map[string][]string{"comparator": {"allStringEquals", "anyStringEquals"}},
	},
	reflect.TypeFor[contract.PartialFailure](): {Mandatory: []string{"says", "source"}},
	reflect.TypeFor[contract.RateLimit]():      {Mandatory: []string{"max", "period", "fails", "source"}},
	reflect.TypeFor[contract.Dependency](): {
		Mandatory: []string{"id", "kind", "params", "source"},
		Allowed:   map[string][]string{"kind": {"Requires", "ZeroOrOne", "OnlyOne", "AllOrNone", "Or"}},
	},
	reflect.TypeFor[contract.ExampleCall]():   {Mandatory: []string{"id", "says", "count", "source"}},
	reflect.TypeFor[contract.ValueEffect]():   {Mandatory: []string{"value", "given", "then", "says"}},
	reflect.TypeFor[contract.DefaultEffect](): {Mandatory: []string{"given", "contrast"}},
	reflect.TypeFor[contract.Statement]():     {Mandatory: []string{"id", "lines", "says"}},
	reflect.TypeFor[contract.Decision]():      {Mandatory: []string{"id", "lines", "question"}},
	reflect.TypeFor[contract.Probe](): {
		Mandatory: []string{"operation", "kind", "accepted", "refused"},
		Allowed:   map[string][]string{"kind": kinds()},
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
