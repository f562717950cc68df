package driver

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// published is the schema of an answer.
func published(t testing.TB) *jsonschema.Schema {
	t.Helper()
	text, err := os.ReadFile("../../../docs/sdk-driver.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("schema.json#/$defs/answer")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// valid reports whether the published schema takes a line.
func valid(schema *jsonschema.Schema, line []byte) bool {
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
	return err == nil && schema.Validate(value) == nil
}

// right are lines that are answers.
var right = []struct {
	line string
	want sdk.Answer
}{
	{`{"output":{}}`, sdk.Answer{Output: map[string]any{}}},
	{` {"case":"c","output":{"a":[1,null]}} `, sdk.Answer{Case: "c", Output: map[string]any{"a": []any{1.0, nil}}}},
	{`{"case":"","unsupported":"no such call"}`, sdk.Answer{Unsupported: "no such call"}},
	{`{"error":{}}`, sdk.Answer{Error: &sdk.Error{}}},
	{`{"error":{"code":4000,"message":"m","requestId":"r","httpStatus":400}}`, sdk.Answer{Error: &sdk.Error{Code: "4000", Message: "m", RequestID: "r", HTTPStatus: 400}}},
	{`{"error":{"code":null,"message":null,"requestId":null,"httpStatus":null}}`, sdk.Answer{Error: &sdk.Error{}}},
	{`{"error":{"code":"Ex.e"}}`, sdk.Answer{Error: &sdk.Error{Code: "Ex.e"}}},
}

// wrong are lines that are none, and what is said of them.
var wrong = []struct{ line, says string }{
	{``, "not a JSON object"}, {`null`, "not a JSON object"}, {`[]`, "not a JSON object"}, {`"output"`, "not a JSON object"}, {`loading`, "not a JSON object"},
	{`{}`, "and this one has 0"},
	{`{"case":"c"}`, "and this one has 0"},
	{`{"output":{},"error":{}}`, "and this one has 2"},
	{`{"output":{},"unsupported":"x"}`, "and this one has 2"},
	{`{"output":null}`, `"output": it is not an object`}, {`{"output":[]}`, "not an object"}, {`{"output":"{}"}`, "not an object"},
	{`{"OUTPUT":{}}`, `"OUTPUT": there is no such member`},
	{`{"output":{},"more":1}`, `"more": there is no such member`},
	{`{"case":1,"output":{}}`, `"case": it is not a text`}, {`{"case":null,"output":{}}`, `"case": it is not a text`},
	{`{"unsupported":""}`, `"unsupported": it is empty`}, {`{"unsupported":null}`, "not a text"}, {`{"unsupported":true}`, "not a text"},
	{`{"error":null}`, `"error": it is not a JSON object`}, {`{"error":"e"}`, "not a JSON object"},
	{`{"error":{"status":400}}`, `"status": an error has no such member`},
	{`{"error":{"code":true}}`, "use a text or a number"}, {`{"error":{"code":{}}}`, "use a text or a number"}, {`{"error":{"code":1.5}}`, "whole number"},
	{`{"error":{"httpStatus":"400"}}`, `"httpStatus"`}, {`{"error":{"httpStatus":4.5}}`, `"httpStatus"`}, {`{"error":{"message":5}}`, `"message"`},
	{`{"output":{}} {"output":{}}`, "goes on after the object"}, {`{"output":{}}x`, "goes on"},
	{`{"output":{"a":`, "EOF"}, {`{"output"`, "EOF"}, {`{"output":{}`, "EOF"}, {`{'output':{}}`, "invalid"},
	{"\ufeff" + `{"output":{}}`, "not a JSON object"},
}

// strict are lines that the schema cannot refuse, and what is said of them.
var strict = []struct{ line, says string }{
	{`{"output":{},"output":{}}`, `"output" twice`},
	{`{"error":{"code":"a","code":"b"}}`, `"code" twice`},
	{`{"error":{"code":1e3}}`, "whole number"},
	{`{"error":{"httpStatus":4e2}}`, `"httpStatus"`},
}

func TestAnAnswerIsReadAsTheSchemaHasIt(t *testing.T) {
	schema := published(t)
	for _, tt := range right {
		got, err := parse([]byte(tt.line))
		if err != nil || !reflect.DeepEqual(*got, tt.want) || !valid(schema, []byte(tt.line)) {
			t.Errorf("%s: %+v, %v; schema %v", tt.line, got, err, valid(schema, []byte(tt.line)))
		}
	}
	for _, tt := range append(wrong, strict...) {
		if got, err := parse([]byte(tt.line)); err == nil || got != nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %+v, %v, want %s", tt.line, got, err, tt.says)
		}
	}
	for _, tt := range wrong {
		if valid(schema, []byte(tt.line)) {
			t.Errorf("%s: the schema takes it", tt.line)
		}
	}
	for _, tt := range strict {
		if !valid(schema, []byte(tt.line)) {
			t.Errorf("%s: the schema refuses it, so it is not stricter", tt.line)
		}
	}
}

func FuzzParse(f *testing.F) {
	schema := published(f)
	for _, tt := range right {
		f.Add([]byte(tt.line))
	}
	for _, tt := range append(wrong, strict...) {
		f.Add([]byte(tt.line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		a, err := parse(line)
		if err != nil {
			return
		}
		if !valid(schema, line) {
			t.Fatalf("the schema refuses %q", line)
		}
		// What was understood, written again, is understood in the same way.
		made := map[string]any{"case": a.Case}
		switch {
		case a.Output != nil:
			made["output"] = a.Output
		case a.Error != nil:
			made["error"] = a.Error
		default:
			made["unsupported"] = a.Unsupported
		}
		text, err := json.Marshal(made)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := parse(text); err != nil || !reflect.DeepEqual(a, again) {
			t.Errorf("%q\nis %+v\nand again %+v, %v", line, a, again, err)
		}
	})
}
