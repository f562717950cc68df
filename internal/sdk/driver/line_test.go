package driver

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// cut reads all lines of a stream.
func cut(t *testing.T, r io.Reader) (lines []line) {
	t.Helper()
	in := newCutter(r)
	for {
		next, err := in.next()
		if !next.empty() {
			lines = append(lines, next)
		}
		if errors.Is(err, io.EOF) {
			return lines
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestLinesAreCutWhereverTheStreamIs(t *testing.T) {
	const stream = "one\r\n\n  two  \n\t\nthree"
	for name, r := range map[string]io.Reader{
		"at once": strings.NewReader(stream), "byte by byte": iotest.OneByteReader(strings.NewReader(stream)),
	} {
		var texts []string
		for _, next := range cut(t, r) {
			texts = append(texts, string(next.text))
		}
		if !slices.Equal(texts, []string{"one", "two", "three"}) {
			t.Errorf("%s: %q", name, texts)
		}
	}
}

func TestAMarkAtTheBeginningOfTheOutputIsSkipped(t *testing.T) {
	for stream, want := range map[string][]string{
		"\ufeffone\n\ufefftwo\n": {"one", "\ufefftwo"}, "\ufeff\none\n": {"one"}, "\ufeff": nil, "one\ufeff\n": {"one\ufeff"}, "\xef\xbb": {"\xef\xbb"},
	} {
		var texts []string
		for _, next := range cut(t, iotest.OneByteReader(strings.NewReader(stream))) {
			texts = append(texts, string(next.text))
		}
		if !slices.Equal(texts, want) {
			t.Errorf("%q: %q", stream, texts)
		}
	}
	long := cut(t, strings.NewReader("\ufeff{"+strings.Repeat("x", 2*maxLine)))
	if len(long) != 1 || !long[0].object() {
		t.Errorf("a long line: %d lines", len(long))
	}
}

func TestALineWithoutAnEndIsOpen(t *testing.T) {
	lines := cut(t, strings.NewReader("one\ntwo"))
	if len(lines) != 2 || lines[0].open || !lines[1].open {
		t.Errorf("%+v", lines)
	}
}

func TestWhatIsBehindALineIsKnownWhenItArrivedWithIt(t *testing.T) {
	behind := func(r io.Reader) string { return string(cut(t, r)[0].behind) }
	if got := behind(strings.NewReader("one\n\n two\nthree")); got != "two\nthree" {
		t.Errorf("%q", got)
	}
	if got := behind(strings.NewReader("one\n \r\n")); got != "" {
		t.Errorf("empty lines: %q", got)
	}
	if got := behind(iotest.OneByteReader(strings.NewReader("one\ntwo\n"))); got != "" {
		t.Errorf("what comes later: %q", got)
	}
	if got := behind(strings.NewReader("one\n" + strings.Repeat("x", 2*maxBehind))); len(got) != maxBehind {
		t.Errorf("%d bytes", len(got))
	}
}

func TestALongLineIsToldBeforeItEnds(t *testing.T) {
	in := newCutter(io.MultiReader(strings.NewReader(strings.Repeat("x", 2*maxLine)), strings.NewReader("yyy\nshort\n")))
	long, err := in.next()
	if err != nil || !long.long || len(long.text) != maxLine {
		t.Errorf("long %v, %d bytes, %v", long.long, len(long.text), err)
	}
	if next, err := in.next(); err != nil || next.long || string(next.text) != "short" {
		t.Errorf("%.20q, %v", next.text, err)
	}
	edge := cut(t, strings.NewReader(strings.Repeat("x", maxLine-1)+"\nshort\n"))
	if len(edge) != 2 || edge[0].long || len(edge[0].text) != maxLine-1 {
		t.Errorf("at the edge: %d lines", len(edge))
	}
	endless := cut(t, strings.NewReader(strings.Repeat("x", 5*maxLine)))
	if len(endless) != 1 || !endless[0].long {
		t.Errorf("without an end: %d lines", len(endless))
	}
}
