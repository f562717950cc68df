package diag

import (
	"strings"
	"testing"
)

const sample = "a: 1\nb:\n  - call: Stpo # typed\n"

func finding1() Diagnostic {
	return Diagnostic{
		Pos: Pos{File: "specs/x.yaml", Line: 3, Column: 11}, Code: UnknownKey, Message: `no "Stpo"`, Hint: "did you mean \"Stop\"?",
		Related: []Related{{Pos: Pos{File: "specs/x.yaml", Line: 1, Column: 1}, Message: "as here"}},
	}
}

func source(string) []byte { return []byte(sample) }

func printed(t *testing.T, print func(*strings.Builder) error) string {
	t.Helper()
	var out strings.Builder
	if err := print(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestTextShowsPlaceExtractCaretHintAndRelated(t *testing.T) {
	got := printed(t, func(w *strings.Builder) error { return Text(w, List{finding1()}, source) })
	want := `specs/x.yaml:3:11: error: no "Stpo" [unknown-key]
      2 | b:
      3 |   - call: Stpo # typed
        |           ^^^^
    hint: did you mean "Stop"?
    specs/x.yaml:1:1: as here
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTextShowsTwentyPerFileAndThenACount(t *testing.T) {
	var list List
	for i := range 23 {
		list.Errorf(Pos{File: "specs/x.yaml", Line: i + 1, Column: 1}, WrongType, "wrong")
	}
	list.Errorf(Pos{File: "specs/y.yaml", Line: 1, Column: 1}, WrongType, "wrong")
	got := printed(t, func(w *strings.Builder) error { return Text(w, list, nil) })
	if n := strings.Count(got, "[wrong-type]"); n != 21 {
		t.Errorf("%d findings were printed, want 20 of the first file and 1 of the second", n)
	}
	if !strings.Contains(got, "specs/x.yaml: 3 more findings are not shown\n") {
		t.Errorf("the count is missing in\n%s", got)
	}
}

func TestJSONHasEachPart(t *testing.T) {
	got := printed(t, func(w *strings.Builder) error { return JSON(w, List{finding1()}) })
	want := `[
  {
    "file": "specs/x.yaml",
    "line": 3,
    "column": 11,
    "severity": "error",
    "code": "unknown-key",
    "message": "no \"Stpo\"",
    "hint": "did you mean \"Stop\"?",
    "related": [
      {
        "file": "specs/x.yaml",
        "line": 1,
        "column": 1,
        "message": "as here"
      }
    ]
  }
]
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if empty := printed(t, func(w *strings.Builder) error { return JSON(w, nil) }); empty != "[]\n" {
		t.Errorf("no findings are %q, want an empty array", empty)
	}
}

func TestGitHubEscapesWhatWouldEndACommand(t *testing.T) {
	d := finding1()
	d.Message, d.Pos.File = "50% of\nit", "specs/a,b.yaml"
	got := printed(t, func(w *strings.Builder) error { return GitHub(w, List{d}) })
	want := "::error file=specs/a%2Cb.yaml,line=3,col=11,title=unknown-key::50%25 of%0Ait%0Adid you mean \"Stop\"?\n"
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestSortedOrdersByPlaceAndDropsRepetitions(t *testing.T) {
	var list List
	list.Errorf(Pos{File: "b", Line: 1, Column: 1}, WrongType, "x")
	list.Errorf(Pos{File: "a", Line: 2, Column: 1}, WrongType, "x")
	list.Errorf(Pos{File: "a", Line: 1, Column: 9}, WrongType, "x")
	list.Errorf(Pos{File: "a", Line: 1, Column: 9}, MissingKey, "x")
	list.Errorf(Pos{File: "a", Line: 2, Column: 1}, WrongType, "x")
	var places []string
	for _, d := range list.Sorted() {
		places = append(places, place(d.Pos)+string(d.Code))
	}
	want := "a:1:9: missing-key|a:1:9: wrong-type|a:2:1: wrong-type|b:1:1: wrong-type"
	if got := strings.Join(places, "|"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestOnlyErrorsCountAsErrors(t *testing.T) {
	var list List
	list.Warnf(Pos{}, WrongType, "x")
	if list.HasErrors() || list.Err() != nil {
		t.Error("a warning counts as an error")
	}
	list.Errorf(Pos{}, WrongType, "y")
	if !list.HasErrors() || list.Err() == nil || list.Err().Error() != "error: y [wrong-type]" {
		t.Errorf("the error is not seen: %v", list.Err())
	}
}

func TestCaretStaysUnderItsWord(t *testing.T) {
	for _, c := range []struct {
		line   string
		column int
		want   string
	}{
		{"a: bc d", 4, "   ^^"},
		{"\ta: b", 2, "\t^"},
		{"ä: b", 4, "   ^"},
		{"a: 'b c', d", 4, "   ^^^^^"},
		{"a: {b: c}", 4, "   ^"},
		{"key: 1", 1, "^^^"},
		{"a", 9, " ^"},
	} {
		if got := caret(c.line, c.column); got != c.want {
			t.Errorf("caret(%q, %d) = %q, want %q", c.line, c.column, got, c.want)
		}
	}
}

func TestNearestNeedsLikeness(t *testing.T) {
	for _, c := range []struct{ word, want string }{
		{"StopInstance", "StopInstances"}, {"stopinstances", "StopInstances"}, {"Delete", ""}, {"ix", "id"}, {"", ""},
	} {
		if got := Nearest(c.word, []string{"StopInstances", "id"}); got != c.want {
			t.Errorf("Nearest(%q) = %q, want %q", c.word, got, c.want)
		}
	}
}

func TestEveryCodeIsExplainedOnce(t *testing.T) {
	seen := map[Code]bool{}
	for _, e := range Codes() {
		if seen[e.Code] {
			t.Errorf("%s is listed twice", e.Code)
		}
		seen[e.Code] = true
		if e.Means == "" {
			t.Errorf("%s has no explanation", e.Code)
		}
	}
}
