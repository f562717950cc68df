package load

import (
	"reflect"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// decodeText decodes a text into target and returns the findings.
func decodeText(t *testing.T, text string, target any) diag.List {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	var found diag.List
	d := format(doc.Content[0]).Decoder("specs/x.yaml", &found)
	d.Decode(doc.Content[0], strict.Top("specs/x.yaml"), target)
	return found
}

func TestFreeValuesKeepTheirTypesAndExactIntegers(t *testing.T) {
	for _, c := range []struct {
		text string
		want any
	}{
		{"true", true},
		{"yes", "yes"},
		{"9007199254740993", int64(9007199254740993)},
		{"-1", int64(-1)},
		{"1.5", 1.5},
		{"'7'", "7"},
		{"[a, 1]", []any{"a", int64(1)}},
		{"{a: {b: false}}", map[string]any{"a": map[string]any{"b": false}}},
	} {
		var got any
		found := decodeText(t, c.text, &got)
		if len(found) > 0 || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s is %#v, want %#v (%v)", c.text, got, c.want, found)
		}
	}
}

func TestFreeValuesOutsideOfTheTypesAreRefused(t *testing.T) {
	for _, text := range []string{"null", "2020-01-01", "18446744073709551616000", "18446744073709551615", ".inf", "!!binary aGk="} {
		var got any
		if found := decodeText(t, text, &got); len(found) != 1 || found[0].Code != diag.WrongType {
			t.Errorf("%s gives %#v and %v, want one finding", text, got, found)
		}
	}
}

func TestLinesAreExpanded(t *testing.T) {
	var s contract.Source
	found := decodeText(t, "lines: [7, 9-11, '20-20']", &s)
	if want := []int{7, 9, 10, 11, 20}; len(found) > 0 || !reflect.DeepEqual(s.Lines, want) {
		t.Errorf("got %v, want %v (%v)", s.Lines, want, found)
	}
	if s.Basis != contract.BasisDocument {
		t.Errorf("the basis is %q, want the document, because lines are given", s.Basis)
	}
}

func TestDurationsAndPlacesAreFilled(t *testing.T) {
	var l contract.RateLimit
	found := decodeText(t, "max: 10\nperiod: 1m30s\nfails: {row: unknown}\nsource: {lines: [1]}", &l)
	if len(found) > 0 || l.Period != 90*time.Second {
		t.Errorf("the period is %v, want 90 s (%v)", l.Period, found)
	}
	if want := (contract.Pos{File: "specs/x.yaml", Line: 3, Column: 1}); l.Fails.Pos != want {
		t.Errorf("the refusal is at %v, want %v: the place of its key", l.Fails.Pos, want)
	}
}

func TestItemsOfAListAreWhereTheyBegin(t *testing.T) {
	var r contract.Resource
	found := decodeText(t, "name: n\nnormal: a\nstates:\n  - {name: a}\n  - name: b", &r)
	if len(found) > 0 {
		t.Fatal(found)
	}
	for i, want := range []contract.Pos{{File: "specs/x.yaml", Line: 4, Column: 5}, {File: "specs/x.yaml", Line: 5, Column: 5}} {
		if got := r.States[i].Pos; got != want {
			t.Errorf("state %d is at %v, want %v", i, got, want)
		}
	}
}

func TestLinesCountAgainstTheBound(t *testing.T) {
	var s contract.Source
	var found diag.List
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte("lines: [1-90000]"), &doc); err != nil {
		t.Fatal(err)
	}
	d := format(doc.Content[0]).Decoder("specs/x.yaml", &found)
	d.Decode(doc.Content[0], strict.Top("specs/x.yaml"), &s)
	if !d.Full() || len(s.Lines) > 0 {
		t.Errorf("%d lines were expanded and the decoder is full: %t, want none and full", len(s.Lines), d.Full())
	}
}
