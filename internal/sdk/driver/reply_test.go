package driver

import (
	"fmt"
	"strings"
	"testing"
)

func TestEachReplyHasItsOwnLastWords(t *testing.T) {
	d := start(t, "actor")
	for n := range 20 { // the two streams are not in step by themselves
		if r := d.Ask(t.Context(), call(n, "warn")); r.Stderr != "beware" {
			t.Errorf("%d: %q", n, r.Stderr)
		}
		if got := d.Rest(); got != "" {
			t.Errorf("%d: %q is told twice", n, got)
		}
	}
	if r := d.Ask(t.Context(), call(21, "crash")); r.Stderr != "boom" {
		t.Errorf("%q", r.Stderr)
	}
}

func TestWhatIsWrittenBehindAnAnswerCanBeTakenBeforeTheNextCall(t *testing.T) {
	d := start(t, "actor")
	if got := d.Rest(); got != "" {
		t.Errorf("before anything: %q", got)
	}
	_ = d.Ask(t.Context(), call(1, "good"))
	if _, err := d.now.stderr.in.Write([]byte("late\nkey hunter\"2\nthe la")); err != nil {
		t.Fatal(err)
	}
	if got := d.Rest(); got != "late\nkey [redacted]" {
		t.Errorf("%q", got)
	}
	if got := d.Rest(); got != "" {
		t.Errorf("again: %q", got)
	}
	if _, err := d.now.stderr.in.Write([]byte("st\n")); err != nil {
		t.Fatal(err)
	}
	if r := d.Ask(t.Context(), call(2, "crash")); r.Stderr != "the last\nboom" {
		t.Errorf("%+v", r)
	}
	if got := d.Rest(); got != "" {
		t.Errorf("after its end: %q", got)
	}
}

func TestALineIsShownAsItCame(t *testing.T) {
	d := start(t, "actor")
	if r := d.Ask(t.Context(), call(1, "nameless")); r.Line != fmt.Sprintf(`{"output":{"pid":%.0f}}`, pid(r)) {
		t.Errorf("an answer: %q", r.Line)
	}
	if r := d.Ask(t.Context(), call(2, "half and crash")); r.Line != `{"output":{"requestId"` {
		t.Errorf("what is none: %q", r.Line)
	}
	if r := d.Ask(t.Context(), call(3, "huge")); !strings.HasPrefix(r.Line, `{"case":"case-3"`) {
		t.Errorf("an answer behind noise: %.100q", r.Line)
	}
}
