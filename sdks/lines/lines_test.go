package lines_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/sdks/lines"
)

// stopped is what an SDK might return.
type stopped struct {
	ID string `json:"stopped"`
}

// driver answers each operation of the tests in another way.
func driver(c lines.Call) lines.Answer {
	switch c.Operation {
	case "Stop":
		var in struct{ ID string }
		if err := c.Into(&in); err != nil {
			return lines.Unsupported("%v", err)
		}
		return lines.Succeeded(&stopped{in.ID})
	case "Empty":
		return lines.Succeeded((*stopped)(nil))
	case "Nothing":
		return lines.Succeeded(nil)
	case "Refuse":
		return lines.Answer{Error: &lines.Error{Code: "No", Message: "not now", RequestID: "r-1", HTTPStatus: 403}}
	case "Break":
		return lines.Failed(errors.New("connection reset"))
	}
	return lines.Unsupported("there is no operation %s", c.Operation)
}

func TestServeAnswersEachCallInOrder(t *testing.T) {
	var calls, want strings.Builder
	for i, pair := range []struct{ call, answer string }{
		{`"operation":"Stop","input":{"ID":"i-1"}`, `"output":{"stopped":"i-1"}`},
		{`"operation":"Stop","input":{"Force":true}`, `"unsupported":"the input of Stop does not fit the SDK's request: json: unknown field \"Force\""`},
		{`"operation":"Empty","input":{}`, `"output":{}`},
		{`"operation":"Nothing","input":{}`, `"output":{}`},
		{`"operation":"Refuse","input":{},"new":1`, `"error":{"code":"No","message":"not now","requestId":"r-1","httpStatus":403}`},
		{`"operation":"Break","input":{}`, `"error":{"message":"connection reset"}`},
		{`"operation":"Start","input":{}`, `"unsupported":"there is no operation Start"`},
	} {
		fmt.Fprintf(&calls, "{\"case\":\"case-%d\",%s}\n", i, pair.call)
		fmt.Fprintf(&want, "{\"case\":\"case-%d\",%s}\n", i, pair.answer)
	}
	var got strings.Builder
	if err := lines.Serve(strings.NewReader(calls.String()), &got, driver); err != nil {
		t.Fatal(err)
	}
	if got.String() != want.String() {
		t.Errorf("got\n%swant\n%s", got.String(), want.String())
	}
}

func TestServeSaysWhatItCannotReadOrWrite(t *testing.T) {
	unwritable := func(lines.Call) lines.Answer { return lines.Answer{Output: func() {}} }
	for name, test := range map[string]struct {
		in     string
		answer func(lines.Call) lines.Answer
		want   string
	}{
		"a line that is no call":      {"{\"case\":\"a\",\"operation\":\"Empty\"}\nhello\n", driver, "call 2: "},
		"a call that is cut":          {`{"case":"a"`, driver, "call 1: unexpected EOF"},
		"an answer that is no object": {`{"case":"a"}`, unwritable, "the answer to case a: "},
	} {
		t.Run(name, func(t *testing.T) {
			err := lines.Serve(strings.NewReader(test.in), new(bytes.Buffer), test.answer)
			if err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got error %v, want one that begins with %q", err, test.want)
			}
		})
	}
}

func FuzzServeWritesOneJSONObjectALine(f *testing.F) {
	f.Add(`{"case":"a","operation":"Stop","input":{"ID":"ü\n<"}}` + "\n" + `{"operation":"Refuse"}`)
	f.Add(`{"input":null,"operation":"Stop"}`)
	f.Fuzz(func(t *testing.T, in string) {
		var out bytes.Buffer
		_ = lines.Serve(strings.NewReader(in), &out, driver) // whatever it says, what it wrote must be whole
		for line := range strings.Lines(out.String()) {
			var answer map[string]any
			if err := json.Unmarshal([]byte(line), &answer); err != nil || len(answer) != 2 {
				t.Errorf("line %q: want the case and one thing more, error %v", line, err)
			}
		}
	})
}
