package process

import (
	"bytes"
	"strings"
	"sync"
	"unicode"
)

// MaxTail bounds what is shown of the last words of a program, in bytes.
const MaxTail = 4 << 10

// Tail keeps the end of what a program writes. It is safe for concurrent use; the zero value is empty.
type Tail struct {
	mu   sync.Mutex
	text []byte
	cut  bool // the beginning of the first line is gone
}

// Write keeps the end. It holds twice of what is shown, so that there is something to cut from.
func (t *Tail) Write(chunk []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, chunk...)
	if over := len(t.text) - 2*MaxTail; over > 0 {
		t.text = append(t.text[:0], t.text[over:]...)
		t.cut = true
	}
	return len(chunk), nil
}

// Show returns whole lines, [MaxTail] bytes at most, free of secrets and of what would confuse a terminal. A
// line whose beginning is gone is left out: it could begin in the middle of a secret. A nil redact leaves
// everything as it is.
func (t *Tail) Show(redact func(string) string) string {
	t.mu.Lock()
	text, cut := string(t.text), t.cut
	t.mu.Unlock()
	return show(text, cut, redact)
}

// Take is Show that forgets what it gave, so that the next one shows only what came later. It leaves a line
// that is not finished: half of it could be half of a secret. [Tail.Show] gives that when the program has
// ended.
func (t *Tail) Take(redact func(string) string) string {
	t.mu.Lock()
	whole := bytes.LastIndexByte(t.text, '\n') + 1
	text, cut := string(t.text[:whole]), t.cut
	if whole > 0 {
		t.text, t.cut = append(t.text[:0], t.text[whole:]...), false
	}
	t.mu.Unlock()
	return show(text, cut, redact)
}

// show cleans a text and gives its end.
func show(text string, cut bool, redact func(string) string) string {
	if cut {
		_, text, _ = strings.Cut(text, "\n")
	}
	text = strings.ToValidUTF8(text, "�")
	if redact != nil {
		text = redact(text)
	}
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
	if over := len(text) - MaxTail; over > 0 {
		text = strings.ToValidUTF8(text[over:], "")
	}
	return strings.TrimSpace(text)
}
