package progress

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

func started(p *Progress, id, waits string) {
	s := harness.NewScenario(harness.Expected{ID: id}, nil, nil)
	p.Started(s, func() string { return waits })
}

func TestPlainLinesSayWhatDidNotPass(t *testing.T) {
	var out bytes.Buffer
	p := Start(&out, 4, false)
	for _, r := range []report.Result{
		{ID: "a", Verdict: report.Pass},
		{ID: "b", Verdict: report.Fail, Message: "it is accepted\nwith more lines"},
		{ID: "c", Verdict: report.Inconclusive, Reason: report.ReasonThrottled, Message: "slow down"},
		{ID: "d", Verdict: report.Informational, Message: "reading"},
	} {
		started(p, r.ID, "")
		p.Done(r)
	}
	p.Close()
	want := "FAIL          b: it is accepted\n" +
		"inconclusive  c: throttled: slow down\n" +
		"4 of 4, 1 passed, 1 failed, 1 inconclusive, 1 informational\n"
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

func TestStatusNamesWhatTheOldestWaitsFor(t *testing.T) {
	p := Start(&bytes.Buffer{}, 3, false)
	defer p.Close()
	started(p, "old", "old waits for: STOPPED")
	time.Sleep(time.Millisecond) // two scenarios never begin in the same moment
	started(p, "young", "young waits for: STOPPING")
	_, text := p.status(time.Now().Add(5 * time.Second))
	if want := "0 of 3, 2 running, for 5s: old waits for: STOPPED"; text != want {
		t.Errorf("status %q, want %q", text, want)
	}
}

func TestTheBarKeepsToOneLine(t *testing.T) {
	var out bytes.Buffer
	p := Start(&out, 2, true)
	started(p, "a", "a waits for: "+strings.Repeat("very long ", 50))
	p.Done(report.Result{ID: "b", Verdict: report.Fail, Message: "bad"})
	_, text := p.status(time.Now())
	p.line.status(1, text)
	p.Close()
	for _, line := range strings.FieldsFunc(out.String(), func(r rune) bool { return r == '\n' || r == '\r' }) {
		if n := len([]rune(line)); n > 80 && !strings.Contains(line, "\x1b") {
			t.Errorf("%d columns: %q", n, line)
		}
	}
	if !strings.Contains(out.String(), "FAIL          b: bad\n") {
		t.Errorf("the failure does not stay on the screen: %q", out.String())
	}
}
