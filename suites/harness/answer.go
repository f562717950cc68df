package harness

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"mime"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Answer is what came back for one call, as it stood on the wire. Its verbs look at the raw answer
// and not at what the client made of it, so that a lenient client hides nothing.
type Answer struct {
	t        *T
	exchange *exchange
	out      any
	attempts []int // those that were refused for the reason
}

// Has checks that the answer has a string that is not empty at the path, and returns it. The path
// names members from the top of the answer, "Response.RequestId".
func (a *Answer) Has(path string) string {
	text := a.text(path)
	a.t.Check("the answer has "+path, text != "", fmt.Sprintf("%q", text))
	return text
}

// Agrees checks that the answer has the same string at two paths.
func (a *Answer) Agrees(one, other string) {
	x, y := a.Has(one), a.Has(other)
	a.t.Check(fmt.Sprintf("%s and %s are the same", one, other), x == y, fmt.Sprintf("%q and %q", x, y))
}

// Differs checks that two answers have different strings at the path.
func (a *Answer) Differs(b *Answer, path string) {
	x, y := a.Has(path), b.Has(path)
	a.t.Check(fmt.Sprintf("%s differs between two answers", path), x != y, fmt.Sprintf("%q and %q", x, y))
}

// Matches checks the whole answer against a JSON Schema.
func (a *Answer) Matches(schema string) {
	const says = "the answer has the documented fields and types"
	compiled, err := compile(schema)
	if err != nil {
		panic(fmt.Sprintf("unreachable: generated schema: %v", err))
	}
	body, err := a.decode()
	if err == nil {
		err = compiled.Validate(body)
	}
	detail := "it does"
	if err != nil {
		detail = err.Error()
	}
	a.t.Check(says, err == nil, detail)
}

// NamesNone checks that the list at the path is there and empty.
func (a *Answer) NamesNone(path string) {
	value, err := a.value(path)
	list, ok := value.([]any)
	a.t.Check(path+" is an empty list", err == nil && ok && len(list) == 0, fmt.Sprint(value))
}

// Itemises checks that the answer has one entry for each of the ids at the path: an object with the
// ids as keys, or a list of objects that mention them.
func (a *Answer) Itemises(path string, ids []string) {
	says := fmt.Sprintf("%s has an entry for each of the %d resources", path, len(ids))
	value, err := a.value(path)
	if err != nil {
		a.t.Check(says, false, err.Error())
	}
	var missing []string
	entries := 0
	switch entry := value.(type) {
	case map[string]any:
		entries = len(entry)
		for _, id := range ids {
			if _, ok := entry[id].(map[string]any); !ok {
				missing = append(missing, id)
			}
		}
	case []any:
		entries = len(entry)
		for _, id := range ids {
			if !slices.ContainsFunc(entry, func(e any) bool { return mentions(e, id) }) {
				missing = append(missing, id)
			}
		}
	default:
		missing = ids
	}
	a.t.Check(says, len(missing) == 0 && entries == len(ids), fmt.Sprintf("%d entries; missing: %v", entries, missing))
}

// mentions reports whether an entry has the id as one of its values.
func mentions(entry any, id string) bool {
	object, ok := entry.(map[string]any)
	if !ok {
		return false
	}
	for _, value := range object {
		if value == id {
			return true
		}
	}
	return false
}

// Leaves checks that the resources of the attempts that were refused stay in the state, or come to others by
// themselves. The i-th attempt was about the i-th resource.
func (a *Answer) Leaves(ids []string, state string, byItself ...string) {
	var left []string
	for _, i := range a.attempts {
		left = append(left, ids[i])
	}
	a.t.See(left).Stay(state, byItself...)
}

// Typed checks the media type of the answer, parameters left aside.
func (a *Answer) Typed(mediaTypes ...string) *Answer {
	got := a.exchange.response.Header.Get("Content-Type")
	media, _, err := mime.ParseMediaType(got)
	ok := err == nil && slices.Contains(mediaTypes, media)
	a.t.Check("the answer is of type "+strings.Join(mediaTypes, " or "), ok, fmt.Sprintf("%q", got))
	return a
}

// Rooted checks that the answer is an XML document with that root element and nothing unreadable in it.
func (a *Answer) Rooted(name string) {
	decoder := xml.NewDecoder(bytes.NewReader(a.exchange.answer))
	root := ""
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			a.t.Check("the answer is XML", false, err.Error())
		}
		if start, ok := token.(xml.StartElement); ok && root == "" {
			root = start.Name.Local
		}
	}
	a.t.Check("the root element is "+name, root == name, fmt.Sprintf("%q", root))
}

// Omits checks that the request did not carry the parameter at all: neither in the URL nor in the
// body. Without it, a test of a default would be one of a value that was sent.
func (e *Expectation) Omits(param string) *Expectation {
	e.answered()
	url := e.exchange.request.URL.Query()
	carried := url.Has(param) || strings.Contains(string(e.exchange.sent), param)
	e.t.Check("the request does not carry "+param, !carried, e.exchange.shown.URL+" "+e.exchange.shown.RequestBody)
	return e
}

// decode reads the answer as JSON, exactly.
func (a *Answer) decode() (any, error) {
	return jsonschema.UnmarshalJSON(bytes.NewReader(a.exchange.answer))
}

// value follows a dotted path of members.
func (a *Answer) value(path string) (any, error) {
	value, err := a.decode()
	if err != nil {
		return nil, fmt.Errorf("the answer is not JSON: %w", err)
	}
	for _, member := range strings.Split(path, ".") {
		object, ok := value.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("there is no object around %s", member)
		}
		if value, ok = object[member]; !ok {
			return nil, fmt.Errorf("there is no %s", member)
		}
	}
	return value, nil
}

// text is the string at the path, "" when there is none.
func (a *Answer) text(path string) string {
	value, err := a.value(path)
	if err != nil {
		return ""
	}
	text, _ := value.(string)
	return text
}

// compile compiles a schema that was generated with the suite.
func compile(schema string) (*jsonschema.Schema, error) {
	var doc any
	if err := json.Unmarshal([]byte(schema), &doc); err != nil {
		return nil, err
	}
	const name = "urn:conformance:answer" // a plain name would be shown as a file of this machine
	c := jsonschema.NewCompiler()
	if err := c.AddResource(name, doc); err != nil {
		return nil, err
	}
	return c.Compile(name)
}
