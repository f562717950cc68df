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
	{`{"error":{"code":-5,"httpStatus":"0404"}}`, sdk.Answer{Error: &sdk.Error{Code: "-5", HTTPStatus: 404}}},
	{`{"case":null,"output":{},"error":null,"unsupported":null}`, sdk.Answer{Output: map[string]any{}}},
	{`{"case":"c","output":null,"error":{"code":"a"},"unsupported":null}`, sdk.Answer{Case: "c", Error: &sdk.Error{Code: "a"}}},
	{`{"output":null,"error":null,"unsupported":"x"}`, sdk.Answer{Unsupported: "x"}},
}

// wrong are lines that are none, and what is said of them.
var wrong = []struct{ line, says string }{
	{``, "not a JSON object"}, {`null`, "not a JSON object"}, {`[]`, "not a JSON object"}, {`"output"`, "not a JSON object"}, {`loading`, "not a JSON object"},
	{`{}`, "it has none of output, error and unsupported"},
	{`{"case":"c"}`, "it has none of output, error and unsupported"},
	{`{"output":null}`, `or only null: a success that shows nothing is {"output":{}}`},
	{`{"output":null,"error":null,"unsupported":null}`, "or only null"},
	{`{"output":{},"error":{}}`, "it has output and error: an answer has exactly one of"},
	{`{"unsupported":"x","error":null,"output":{}}`, "it has unsupported and output: an answer has exactly one of"},
	{`{"output":[]}`, `"output" is a list: use an object`}, {`{"output":"{}"}`, `"output" is "{}": use an object`},
	{`{"OUTPUT":{}}`, `"OUTPUT" is no member of an answer: use case and one of output, error, unsupported`},
	{`{"output":{},"more":null}`, `"more" is no member of an answer`},
	{`{"output":{},"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1`, `"a" is no member of an answer`},
	{`{"case":1,"output":{}}`, `"case" is 1: use a text`}, {`{"case":{},"output":{}}`, `"case" is an object: use a text`},
	{`{"unsupported":""}`, `"unsupported" is empty: say what`}, {`{"unsupported":true}`, `"unsupported" is true: use a text`},
	{`{"error":"e"}`, `"error" is "e": use an object`}, {`{"error":["e"]}`, `"error" is a list: use an object`},
	{`{"error":"` + strings.Repeat("e", maxValue) + `"}`, `"error" is a long text: use an object`},
	{`{"error":{"status":400}}`, `"status" is no member of an error: use code, message, requestId, httpStatus`},
	{`{"error":{"code":true}}`, `"code" is true: use a text or a whole number`}, {`{"error":{"code":{}}}`, `"code" is an object: use a text or`}, {`{"error":{"code":1.5}}`, `"code" is 1.5: use a text or a whole number`},
	{`{"error":{"message":5}}`, `"message" is 5: use a text`}, {`{"error":{"message":` + strings.Repeat("5", maxValue+1) + `}}`, `"message" is a long number: use a text`},
	{`{"error":{"requestId":["r"]}}`, `"requestId" is a list: use a text`},
	{`{"error":{"httpStatus":4.5}}`, `"httpStatus" is 4.5: use a whole number`}, {`{"error":{"httpStatus":"4xx"}}`, `"httpStatus" is "4xx": use a whole number`},
	{`{"error":{"httpStatus":""}}`, `"httpStatus" is "": use`}, {`{"error":{"httpStatus":"+400"}}`, `"httpStatus" is "+400": use`}, {`{"error":{"httpStatus":true}}`, `"httpStatus" is true: use`},
	{`{"output":{}} {"output":{}}`, "goes on after the object"}, {`{"output":{}}x`, "goes on"},
	{`{`, "the object has no end: an answer is one whole line"}, {`{"output":{"a":`, "has no end"}, {`{"output"`, "has no end"}, {`{"output":{}`, "has no end"},
	{`{'output':{}}`, "it is not JSON: invalid character"}, {`{"output":{]}`, "it is not JSON: invalid character"},
	{"\ufeff" + `{"output":{}}`, "not a JSON object"}, // it is skipped at the beginning of the output only
}

// strict are lines that the schema cannot refuse, and what is said of them.
var strict = []struct{ line, says string }{
	{`{"output":{},"output":{}}`, `"output" twice`},
	{`{"error":{"code":"a","code":"b"}}`, `"code" twice`},
	{`{"error":{"code":1e3}}`, `"code" is 1e3: use a text or a whole number`},
	{`{"error":{"httpStatus":4e2}}`, `"httpStatus" is 4e2: use a whole number`},
	{`{"error":{"httpStatus":"99999999999999999999"}}`, `"httpStatus" is "99999999999999999999": use`},
	{`{"output":{"a":1e999}}`, `"output" has a number that is too large`},
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
		} else if jargon(err) {
			t.Errorf("%s: %v: words of Go", tt.line, err)
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

// jargon reports whether an error speaks of Go and not of the line.
func jargon(err error) bool {
	return strings.Contains(err.Error(), "json:") || strings.Contains(err.Error(), "Go ")
}

func TestTheCaseOfAWrongAnswerIsFound(t *testing.T) {
	for line, want := range map[string]string{
		`{"case":"c","output":null}`: "c", `{"more":1,"case":"c"}`: "c", `{"case":null}`: "", `{"case":1}`: "", `{"output":null}`: "",
		`{"case":"c"`: "", `{"case":"c","case":"d"}`: "", `{"error":{"case":"c"}}`: "", `c`: "",
	} {
		if got := named([]byte(line)); got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
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
			if !strings.Contains(string(line), "json:") && !strings.Contains(string(line), "Go ") && jargon(err) {
				t.Errorf("%q: %v: words of Go", line, err)
			}
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
