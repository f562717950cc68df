package wire

import (
	"encoding/json"
	"testing"
)

// FuzzScan holds the scanners against encoding/json: the same members and elements with the same text.
func FuzzScan(f *testing.F) {
	for _, seed := range []string{
		`{"a":1,"b":[1,{"c":"}]"}],"a":-2e9}`, ` { "x\"y" : "\\" , "" : {} } `, `[ 1 , "a,b" ,[],{"a":[]}, null ]`,
		`{}`, `[]`, `"\u00e9\ud800"`, "{\"\xff\xfe\":true}", `{`, ``,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if !json.Valid(raw) {
			return
		}
		var object map[string]json.RawMessage
		_ = json.Unmarshal(raw, &object) // leaves nil unless raw is an object
		ms, ok := scanObject(raw)
		if ok != (object != nil) {
			t.Fatalf("%q is an object: %v, want %v", raw, ok, object != nil)
		}
		for _, m := range ms {
			if want, known := object[m.name]; !known || string(ms.get(m.name)) != string(want) {
				t.Errorf("%q: member %q is %q, want %q", raw, m.name, ms.get(m.name), want)
			}
		}
		for name := range object {
			if !ms.has(name) {
				t.Errorf("%q: member %q is lost", raw, name)
			}
		}
		var elements []json.RawMessage
		_ = json.Unmarshal(raw, &elements) // leaves nil unless raw is a list
		got := scanList(raw)
		if len(got) != len(elements) {
			t.Fatalf("%q has %d elements, want %d", raw, len(got), len(elements))
		}
		for i := range got {
			if string(got[i]) != string(elements[i]) {
				t.Errorf("%q: element %d is %q, want %q", raw, i, got[i], elements[i])
			}
		}
	})
}

func TestWrittenMembersAreReadBack(t *testing.T) {
	const object = `{"a\"b":1,"c":[true],"d":"é"}`
	ms, ok := scanObject([]byte(object))
	if got := string(ms.object()); !ok || got != object {
		t.Errorf("got %s, want %s", got, object)
	}
}
