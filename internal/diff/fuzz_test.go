package diff_test

import (
	"bytes"
	"encoding/json"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/seed-613b54dc/conformance/internal/diff"
)

// FuzzDiff replaces a part of a valid contract. Whatever passes the checks can be compared with the contract that it was,
// in both directions and with itself, and be written down in every form.
func FuzzDiff(f *testing.F) {
	text := base(f)
	for _, archive := range cases(f) {
		_, after, _ := sides(f, archive)
		at, cut, with := splice(text, after)
		f.Add(uint16(at), uint16(cut), with)
	}
	before := read(f, text)
	f.Fuzz(func(t *testing.T, at, cut uint16, with string) {
		from := min(int(at), len(text))
		to := min(from+int(cut), len(text))
		edited := text[:from] + with + text[to:]
		after, _ := diff.Read(fstest.MapFS{"base.yaml": {Data: []byte(edited)}})
		if len(after) == 0 {
			return
		}
		there, err := diff.Compare(before, after)
		if err != nil {
			return // no client can be made of it; specgen generate says so as well
		}
		back, err := diff.Compare(after, before)
		if err != nil {
			t.Fatalf("only one direction can be compared: %v", err)
		}
		if len(there.APIs) != len(back.APIs) || there.Has("") != (edited != text) {
			t.Errorf("%d APIs differ one way, %d the other; the text is another one: %v", len(there.APIs), len(back.APIs), edited != text)
		}
		if same, err := diff.Compare(after, after); err != nil || len(same.APIs) != 0 {
			t.Errorf("it differs from itself: %+v, %v", same, err)
		}
		written(t, there)
	})
}

// written checks what every form promises of any account.
func written(t *testing.T, a diff.Account) {
	t.Helper()
	var text, markdown, object bytes.Buffer
	if err := diff.WriteText(&text, a); err != nil {
		t.Error(err)
	}
	if err := diff.WriteMarkdown(&markdown, a); err != nil {
		t.Error(err)
	}
	if err := diff.WriteJSON(&object, a); err != nil {
		t.Error(err)
	}
	if bytes.ContainsAny(text.Bytes(), "\x1b\x00\r") || bytes.ContainsAny(markdown.Bytes(), "\x1b\x00\r") {
		t.Error("a control character comes through")
	}
	if markdown.Len() > 65536 || !utf8.Valid(markdown.Bytes()) {
		t.Errorf("Markdown of %d bytes does not fit a comment, or is no UTF-8", markdown.Len())
	}
	var read diff.Account
	if err := json.Unmarshal(object.Bytes(), &read); err != nil {
		t.Error(err)
	}
}

// splice finds the one replacement that makes one text of the other.
func splice(from, to string) (at, cut int, with string) {
	for at < min(len(from), len(to)) && from[at] == to[at] {
		at++
	}
	end := 0
	for end < min(len(from), len(to))-at && from[len(from)-1-end] == to[len(to)-1-end] {
		end++
	}
	return at, len(from) - end - at, to[at : len(to)-end]
}
