package progress

import (
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// bar draws one line on a terminal. Events scroll by above it.
type bar struct {
	mu    sync.Mutex
	w     io.Writer
	width func() int
	drawn *progressbar.ProgressBar
}

func newBar(w io.Writer, total int) *bar {
	return &bar{w: w, width: widthOf(w), drawn: progressbar.NewOptions(total,
		progressbar.OptionSetWriter(w), progressbar.OptionSetWidth(barWidth), progressbar.OptionClearOnFinish(),
		progressbar.OptionSetPredictTime(false), progressbar.OptionSetElapsedTime(false))}
}

// The line is the bar with its percentage, and what is left for words.
const (
	barWidth = 16
	barWords = barWidth + 12
)

// widthOf is the width of the terminal, which people change while a program runs.
func widthOf(w io.Writer) func() int {
	return func() int {
		if f, ok := w.(*os.File); ok {
			if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
				return width
			}
		}
		return 80
	}
}

func (b *bar) event(text string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	_ = b.drawn.Clear() // progress is a courtesy: where it cannot be written, the run goes on
	_, _ = fmt.Fprintln(b.w, text)
	_ = b.drawn.RenderBlank()
}

func (b *bar) status(done int, text string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.drawn.Describe(cut(text, b.width()-barWords))
	_ = b.drawn.Set(done)
}

// cut shortens a text to what fits on the line: a second line could not be drawn over.
func cut(text string, width int) string {
	runes := []rune(text)
	if len(runes) <= max(width, 1) {
		return text
	}
	return string(runes[:max(width, 1)-1]) + "…"
}

func (b *bar) end() {
	b.mu.Lock()
	defer b.mu.Unlock()
	_ = b.drawn.Finish()
}
