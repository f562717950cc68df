// Package progress tells people how far a run is.
//
// In go the events of package runner; out come, on a terminal, one line that is drawn again and again,
// and elsewhere plain lines: one for each scenario that did not pass, and now and then one that says how
// far the run is and what it waits for.
package progress

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// Progress is the progress of one run. It is safe for concurrent use.
type Progress struct {
	line  line
	every time.Duration
	stop  chan struct{}
	ended chan struct{}

	mu      sync.Mutex
	total   int
	counts  map[report.Verdict]int
	running map[string]task
}

// task is one scenario that runs.
type task struct {
	since   time.Time
	waiting func() string
}

// line is where progress is written.
type line interface {
	event(text string)            // something that stays
	status(done int, text string) // how far the run is
	end()
}

// The time between two looks at how far a run is.
const (
	onTerminal = 200 * time.Millisecond
	onPlain    = 10 * time.Second
)

// Start begins to show the progress of total scenarios on w. Close it when the run is over.
func Start(w io.Writer, total int, terminal bool) *Progress {
	p := &Progress{
		line: &plain{w: w}, every: onPlain, total: total,
		stop: make(chan struct{}), ended: make(chan struct{}),
		counts: map[report.Verdict]int{}, running: map[string]task{},
	}
	if terminal {
		p.line, p.every = newBar(w, total), onTerminal
	}
	go p.tick()
	return p
}

// tick shows the status from time to time.
func (p *Progress) tick() {
	defer close(p.ended)
	ticker := time.NewTicker(p.every)
	defer ticker.Stop()
	for {
		select {
		case <-p.stop:
			return
		case now := <-ticker.C:
			done, text := p.status(now)
			p.line.status(done, text)
		}
	}
}

// Started notes a scenario that runs.
func (p *Progress) Started(s harness.Scenario, waiting func() string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.running[s.ID] = task{time.Now(), waiting}
}

// Done notes a result; one that is not a pass is worth a line.
func (p *Progress) Done(r report.Result) {
	p.mu.Lock()
	delete(p.running, r.ID)
	p.counts[r.Verdict]++
	p.mu.Unlock()
	switch r.Verdict {
	case report.Fail:
		p.line.event(fmt.Sprintf("FAIL          %s: %s", r.ID, first(r.Message)))
	case report.Inconclusive:
		p.line.event(fmt.Sprintf("inconclusive  %s: %s: %s", r.ID, r.Reason, first(r.Message)))
	}
}

// Close shows the last status and ends the display.
func (p *Progress) Close() {
	close(p.stop)
	<-p.ended
	done, text := p.status(time.Now())
	p.line.status(done, text)
	p.line.end()
}

// status says how many are done, how they ended, and what the longest of the others waits for.
func (p *Progress) status(now time.Time) (done int, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	words := []string{""}
	for _, one := range []struct {
		verdict report.Verdict
		words   string
	}{
		{report.Pass, "passed"}, {report.Fail, "failed"}, {report.Inconclusive, "inconclusive"}, {report.Informational, "informational"},
	} {
		done += p.counts[one.verdict]
		if n := p.counts[one.verdict]; n > 0 {
			words = append(words, fmt.Sprintf("%d %s", n, one.words))
		}
	}
	words[0] = fmt.Sprintf("%d of %d", done, p.total)
	var oldest task
	for _, t := range p.running {
		if oldest.waiting == nil || t.since.Before(oldest.since) {
			oldest = t
		}
	}
	if len(p.running) > 0 {
		words = append(words, fmt.Sprintf("%d running", len(p.running)))
		words = append(words, fmt.Sprintf("for %s: %s", now.Sub(oldest.since).Round(time.Second), oldest.waiting()))
	}
	return done, strings.Join(words, ", ")
}

// first is the first line of a text, without what would move the cursor: the text may be an endpoint's.
func first(text string) string {
	head, _, _ := strings.Cut(text, "\n")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return '\uFFFD'
		}
		return r
	}, head)
}
