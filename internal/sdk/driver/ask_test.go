package driver

import (
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

func TestAFaultCostsItsCaseOnly(t *testing.T) {
	tests := []struct {
		does    string
		fault   sdk.Reason
		says    string // of the detail
		answers bool   // there is an answer all the same
		stays   bool   // the process is asked again
	}{
		{"good", "", "", true, true},
		{"empty lines", "", "", true, true},
		{"nameless", "", "", true, true},
		{"crash", sdk.ReasonCrashed, "the driver gave no answer: it ended (exit status 7)", false, false},
		{"half and crash", sdk.ReasonCrashed, `(exit status 7); before that it printed "{\"output\":{\"requestId\""`, false, false},
		{"noise before", sdk.ReasonNoise, `the driver printed "loading …" which is no answer: it is not a JSON object`, true, true},
		{"noise nameless", sdk.ReasonNoise, `printed "loading …"`, true, true},
		{"noise behind", sdk.ReasonNoise, `printed "done" behind its answer`, true, false},
		{"half behind", sdk.ReasonNoise, `printed "half" behind its answer`, true, false},
		{"null", sdk.ReasonNoise, `the driver printed "{\"output\":null}" which is no answer: it has none of output, error and unsupported`, false, false},
		{"null, then", sdk.ReasonNoise, `{\"output\":null}`, false, false},
		{"null, named", sdk.ReasonNoise, `\"output\":null,\"case\":\"case-2\"}" which is no answer: it has none`, false, true},
		{"null, another", sdk.ReasonNoise, "it has none of output, error and unsupported", false, false},
		{"null, half", sdk.ReasonNoise, "it has none of output, error and unsupported", false, false},
		{"log", sdk.ReasonNoise, `which is no answer: "level" is no member of an answer`, false, false},
		{"pretty", sdk.ReasonNoise, `printed "{" which is no answer: the object has no end`, false, false},
		{"another first", sdk.ReasonOutOfOrder, `the driver answered the case "another", not "case-2"`, true, true},
		{"another, then", sdk.ReasonOutOfOrder, `answered the case "another"`, true, false},
		{"twice", sdk.ReasonNoise, "behind its answer", true, false},
		{"nameless, twice", sdk.ReasonNoise, "behind its answer", true, false},
		{"huge", sdk.ReasonNoise, `xxx"… which is no answer: it is not a JSON object`, true, true},
		{"huge nameless", sdk.ReasonNoise, "it is not a JSON object", true, true},
		{"huge object", sdk.ReasonNoise, "and more than 1048576 bytes in one line", false, false},
		{"flood", sdk.ReasonNoise, `printed "no" which is no answer: it is not a JSON object; then it printed 1000 lines`, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.does, func(t *testing.T) {
			d := start(t, "actor")
			first, r, last := d.Ask(t.Context(), call(1, "good")), d.Ask(t.Context(), call(2, tt.does)), d.Ask(t.Context(), call(3, "good"))
			if r.Fault != tt.fault || !strings.Contains(r.Detail, tt.says) || (r.Detail == "") != (tt.fault == "") {
				t.Errorf("fault %q, %s", r.Fault, r.Detail)
			}
			if (r.Answer != nil) != tt.answers || r.Answer != nil && r.Answer.Output == nil {
				t.Errorf("answer %v", r.Answer)
			}
			for _, other := range []Reply{first, last} {
				if other.Fault != "" || other.Detail != "" || other.Before != "" || pid(other) == 0 {
					t.Errorf("the case beside it: %+v", other)
				}
			}
			if (pid(first) == pid(last)) != tt.stays {
				t.Errorf("asked again: %v", !tt.stays)
			}
			if err := d.Close(); err != nil || d.Parting() != "" {
				t.Error(err, d.Parting())
			}
		})
	}
}

func TestWhatLooksLikeAnAnswerBeforeTheFirstCallMakesANamelessOneDoubtful(t *testing.T) {
	tests := []struct {
		early, answer string
		inStep        bool
	}{
		{`{"output":{}}`, `{"output":{}}`, false},
		{`{"output":{}}`, `{"case":"case-1","output":{}}`, true},
		{`hello`, `{"output":{}}`, true},
	}
	for _, tt := range tests {
		a := &ask{call: call(1, "good"), redact: new(secrets).hide}
		a.run(t.Context(), fake(tt.early, tt.answer))
		if a.reply.Fault != sdk.ReasonNoise || !strings.Contains(a.reply.Detail, "before it was asked anything") || a.reply.Answer == nil || a.inStep() != tt.inStep {
			t.Errorf("%+v: in step %v, %+v", tt, a.inStep(), a.reply)
		}
	}
}

func TestWhatWasPrintedOfALineIsToldOfAHang(t *testing.T) {
	d := start(t, "actor")
	if r := d.Ask(t.Context(), call(0, "good")); pid(r) == 0 {
		t.Fatalf("%+v", r)
	}
	d.options.Timeout = 100 * time.Millisecond
	for n := 1; ; n++ { // until the time is enough for the driver to print something
		r := d.Ask(t.Context(), call(n, "endless"))
		if r.Fault != sdk.ReasonHung || r.Answer != nil {
			t.Fatalf("%+v", r)
		}
		if strings.Contains(r.Detail, `"{\"case\":`) && strings.HasSuffix(r.Detail, `}}" and did not end the line`) && strings.HasPrefix(r.Line, `{"case":`) {
			return
		}
		if d.options.Timeout *= 2; n == maxHung {
			t.Fatalf("the driver printed something, and it is not told: %+v", r)
		}
	}
}

func TestWhatIsPrintedInsteadOfAnAnswerIsTheFault(t *testing.T) {
	tests := []struct {
		prints string
		fault  sdk.Reason
		says   string
	}{
		{`ready`, sdk.ReasonNoise, `printed "ready" which is no answer: it is not a JSON object; then it gave no answer within 3600s: did it read`},
		{`{"case":"case-9","output":{}}`, sdk.ReasonOutOfOrder, `answered the case "case-9", not "case-1"; then it gave no answer within 3600s`},
	}
	for _, tt := range tests {
		ctx, cancel := context.WithCancel(t.Context())
		a := &ask{call: call(1, "good"), redact: new(secrets).hide}
		l := fake()
		in, out := io.Pipe()
		l.stdin = out
		go func() {
			_, _ = in.Read(make([]byte, 1)) // it is asked by now
			l.lines <- line{text: []byte(tt.prints)}
			l.lines <- line{text: []byte(tt.prints)} // the first has been judged when this is taken
			cancel()
		}()
		a.run(ctx, l)
		_ = in.Close() // ends the writing; a pipe in memory gives no error
		a.late(line{}, time.Hour)
		if a.how != hung || a.reply.Fault != tt.fault || !strings.Contains(a.reply.Detail, tt.says) || a.reply.Answer != nil {
			t.Errorf("%s: outcome %d, %+v", tt.prints, a.how, a.reply)
		}
	}
}

func TestAnAnswerToACallThatWasNotReadIsNone(t *testing.T) {
	in, out := io.Pipe()
	defer in.Close()
	ctx, cancel := context.WithCancel(t.Context())
	a := &ask{call: call(1, "good"), text: []byte("call\n"), redact: new(secrets).hide}
	l := fake()
	l.stdin = out
	go func() {
		_, _ = in.Read(make([]byte, 1)) // the rest of the call is not read
		l.lines <- line{text: []byte(`{"output":{}}`)}
		cancel()
	}()
	if a.run(ctx, l); a.how != hung || a.reply.Answer != nil || a.reply.Fault != sdk.ReasonOutOfOrder {
		t.Errorf("outcome %d, %+v", a.how, a.reply)
	}
}
