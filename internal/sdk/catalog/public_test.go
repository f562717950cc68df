package catalog

import (
	"errors"
	"io"
	"strings"
	"testing"
)

func TestALineIsHeldBackUntilItIsWhole(t *testing.T) {
	long := strings.Repeat("x", mostHeld/2)
	for name, c := range map[string]struct {
		pieces []string
		want   string
	}{
		"whole lines":             {[]string{"one\ntwo\n"}, "ONE\nTWO\n"},
		"lines in pieces":         {[]string{"o", "ne\nt", "wo", "\n"}, "ONE\nTWO\n"},
		"empty lines":             {[]string{"\n\n"}, "\n\n"},
		"an end without a line":   {[]string{"one\ntwo"}, "ONE\nTWO\n"},
		"a line that is too long": {[]string{long, long, "x", "x\none\n"}, "(a line of more than 64 KiB is left out)\nONE\n"},
		"a long end":              {[]string{long, long, "x"}, "(a line of more than 64 KiB is left out)\n"},
		"nothing":                 {nil, ""},
	} {
		var log strings.Builder
		p := &publicLog{log: &log, public: strings.ToUpper}
		for _, piece := range c.pieces {
			if n, err := p.Write([]byte(piece)); n != len(piece) || err != nil {
				t.Errorf("%s: wrote %d of %d bytes, %v", name, n, len(piece), err)
			}
			if len(p.line) > mostHeld {
				t.Errorf("%s: it holds %d bytes", name, len(p.line))
			}
		}
		if err := p.flush(); err != nil || log.String() != c.want {
			t.Errorf("%s: the log is %.100q, want %q, %v", name, log.String(), c.want, err)
		}
	}
}

func TestALogThatCannotBeWrittenIsToldOf(t *testing.T) {
	out, in := io.Pipe()
	broken := errors.New("disk full")
	if err := out.CloseWithError(broken); err != nil {
		t.Fatal(err)
	}
	p := &publicLog{log: in, public: strings.ToUpper}
	if n, err := p.Write([]byte("one\ntwo")); n != 0 || !errors.Is(err, broken) {
		t.Errorf("wrote %d bytes, %v", n, err)
	}
}
