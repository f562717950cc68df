package strict_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// thing has one of everything that a plain file may have.
type thing struct {
	Name  string             `yaml:"name"`
	Count int                `yaml:"count"`
	Rate  float64            `yaml:"rate"`
	Wait  time.Duration      `yaml:"wait"`
	Kind  string             `yaml:"kind"`
	Words []strict.Word      `yaml:"words"`
	Parts strict.Pairs[part] `yaml:"parts"`
	Free  map[string]any     `yaml:"free"`
	Later strict.Skipped     `yaml:"later"`
	Odd   *upper             `yaml:"odd"`
	Pos   diag.Pos           `yaml:"-"`
}

type part struct {
	Size int      `yaml:"size"`
	Pos  diag.Pos `yaml:"-"`
}

// upper gets its decoding from what it embeds.
type upper struct{ strict.Word }

func plain() *strict.Format {
	return &strict.Format{
		Name: "a thing", Sharing: "write it twice", MaxBytes: 400, MaxNodes: 40,
		Words: map[reflect.Type]strict.Words{
			reflect.TypeFor[thing](): {Mandatory: []string{"name"}, Allowed: map[string][]string{"kind": {"big", "small"}}},
		},
	}
}

func read(text string) (thing, diag.List) {
	var got thing
	var found diag.List
	plain().Read("f.yaml", []byte(text), &got, &found)
	return got, found.Sorted()
}

func TestAPlainFileFillsItsValue(t *testing.T) {
	got, found := read("name: n\ncount: 3\nrate: 2.5\nwait: 90s\nkind: big\nwords: [a, b]\nparts:\n  z: {size: 1}\n  a: {size: 2}\nfree: {x: [1, yes]}\nlater: {any: thing}\nodd: o\n")
	if len(found) > 0 {
		t.Fatal(found)
	}
	if got.Name != "n" || got.Count != 3 || got.Rate != 2.5 || got.Wait != 90*time.Second || got.Kind != "big" || got.Odd.Value != "o" {
		t.Errorf("got %+v", got)
	}
	if len(got.Words) != 2 || got.Words[1].Value != "b" || got.Words[1].Pos != (diag.Pos{File: "f.yaml", Line: 6, Column: 12}) {
		t.Errorf("the words are %+v", got.Words)
	}
	if len(got.Parts) != 2 || got.Parts[0].Key != "z" || got.Parts.Get("a").Size != 2 || got.Parts[1].Value.Pos.Line != 9 || got.Parts.Get("b") != nil {
		t.Errorf("the parts are %+v, want z and a in this order", got.Parts)
	}
	if want := map[string]any{"x": []any{int64(1), "yes"}}; !reflect.DeepEqual(got.Free, want) {
		t.Errorf("the free values are %#v, want %#v", got.Free, want)
	}
}

func TestAllMistakesAreFoundAtOnce(t *testing.T) {
	_, found := read("count: many\nrate: .inf\nwait: 3\nkind: bigg\nwords: [1]\nparts: {a: {siz: 1, size: x}}\nnothing: 1\n")
	var got []string
	for _, d := range found {
		got = append(got, d.String())
	}
	want := []string{
		`f.yaml:1:1: error: the key "name" is missing [missing-key]`,
		`f.yaml:1:8: error: expected an integer, got a string [wrong-type]`,
		`f.yaml:2:7: error: expected a finite number, got a number [wrong-type]`,
		`f.yaml:3:7: error: expected a time longer than nothing, such as 1s or 500ms, got an integer [wrong-type]`,
		`f.yaml:4:7: error: "bigg" is not a value of "kind", expected "big" or "small" [unknown-value]`,
		`f.yaml:5:9: error: expected a string, got an integer (1) [wrong-type]`,
		`f.yaml:6:13: error: the key "siz" is not one that a thing can have here [unknown-key]`,
		`f.yaml:6:27: error: expected an integer, got a string [wrong-type]`,
		`f.yaml:7:1: error: the key "nothing" is not one that a thing can have here [unknown-key]`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestWhatIsNoPlainYAMLIsNotDecoded(t *testing.T) {
	for text, want := range map[string]diag.Code{
		"":                                  diag.YAMLSyntax,
		"- a":                               diag.YAMLSyntax,
		"name: [":                           diag.YAMLSyntax,
		"name: n\n---\nname: m":             diag.YAMLSyntax,
		"? [a]\n: b":                        diag.YAMLSyntax,
		"name: &a n":                        diag.YAMLAlias,
		"name: n\nname: m":                  diag.DuplicateKey,
		"name: " + strings.Repeat("n", 400): diag.TooLarge,
	} {
		got, found := read(text)
		if len(found) != 1 || found[0].Code != want || got.Name != "" {
			t.Errorf("%.20q gives %v and %q, want one finding with the code %s", text, found, got.Name, want)
		}
	}
}

func TestTheNameOfAnAnchorIsNotRepeated(t *testing.T) {
	if _, found := read("name: *hunter2"); len(found) != 1 || strings.Contains(found[0].String(), "hunter2") {
		t.Errorf("got %v, want one finding without the name", found)
	}
}

func TestTooManyNodesAreNotDecoded(t *testing.T) {
	_, found := read("name: n\nwords: [" + strings.Repeat("a, ", 100) + "a]")
	if len(found) != 1 || found[0].Code != diag.TooLarge {
		t.Errorf("got %v, want one finding with the code %s", found, diag.TooLarge)
	}
}
