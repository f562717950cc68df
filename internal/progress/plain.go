package progress

import (
	"fmt"
	"io"
	"sync"
)

// plain writes lines, for logs.
type plain struct {
	mu sync.Mutex
	w  io.Writer
}

func (p *plain) event(text string) { p.print(text) }

func (p *plain) status(_ int, text string) { p.print(text) }

func (p *plain) end() {}

// print writes one line. Progress is a courtesy: where it cannot be written, the run goes on.
func (p *plain) print(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, _ = fmt.Fprintln(p.w, text)
}
