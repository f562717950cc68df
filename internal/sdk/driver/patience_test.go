package driver

import (
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// gone are calls by how they went.
var gone = map[string]*ask{
	"answer":       {how: answered, reply: Reply{Answer: &sdk.Answer{}}},
	"named":        {how: answered, reply: Reply{Fault: sdk.ReasonNoise}},
	"noise":        {how: answered, unsure: true, reply: Reply{Fault: sdk.ReasonNoise}},
	"hang":         {how: hung, reply: Reply{Fault: sdk.ReasonHung}},
	"noise, hang":  {how: hung, reply: Reply{Fault: sdk.ReasonNoise}},
	"out of order": {how: hung, reply: Reply{Fault: sdk.ReasonOutOfOrder}},
	"crash":        {how: closed, reply: Reply{Fault: sdk.ReasonCrashed}},
}

func TestPatienceEnds(t *testing.T) {
	const notAsked = "not asked: the driver gave no answer in the 5 calls before"
	tests := []struct {
		calls []string
		fault sdk.Reason
		says  string
	}{
		{nil, "", ""},
		{[]string{"answer", "hang", "hang", "hang", "hang"}, "", ""},
		{[]string{"answer", "hang", "hang", "hang", "hang", "hang"}, sdk.ReasonHung, notAsked},
		{[]string{"answer", "hang", "hang", "hang", "hang", "answer", "hang", "hang", "hang", "hang"}, "", ""},
		{[]string{"answer", "hang", "crash", "hang", "noise", "hang", "hang", "crash", "hang"}, sdk.ReasonHung, notAsked},
		{[]string{"out of order", "out of order", "out of order", "out of order", "out of order"}, sdk.ReasonHung, notAsked},
		{[]string{"answer", "noise, hang", "noise, hang", "noise, hang", "noise, hang", "noise, hang"}, sdk.ReasonHung, notAsked},
		{[]string{"answer", "crash", "crash", "crash", "crash", "crash", "crash"}, "", ""},
		{[]string{"named", "noise", "noise", "noise", "noise", "noise"}, "", ""},
		{[]string{"hang", "hang"}, "", ""},
		{[]string{"hang", "noise", "crash"}, sdk.ReasonCrashed, "the driver was started 3 times and never answered; the last time it "},
	}
	for _, tt := range tests {
		var p patience
		for _, call := range tt.calls {
			p.count(gone[call])
		}
		if got := p.spent(); got.Fault != tt.fault || got.Detail != tt.says {
			t.Errorf("%q: %+v", tt.calls, got)
		}
		if dead := p.dead() != ""; dead != (tt.fault == sdk.ReasonCrashed) {
			t.Errorf("%q: dead %v", tt.calls, dead)
		}
	}
}

func TestADriverThatHangsAgainAndAgainIsNotAskedAnyMore(t *testing.T) {
	d := start(t, "actor")
	if r := d.Ask(t.Context(), call(0, "good")); pid(r) == 0 {
		t.Fatalf("%+v", r)
	}
	d.options.Timeout = 10 * time.Millisecond
	for n := 1; n <= 5; n++ {
		if r := d.Ask(t.Context(), call(n, "hang")); r.Fault != sdk.ReasonHung || r.Answer != nil {
			t.Errorf("%d: %+v", n, r)
		}
	}
	d.options.Timeout = time.Hour // a call that is made hangs for so long
	r := d.Ask(t.Context(), call(6, "hang"))
	if r != (Reply{Fault: sdk.ReasonHung, Detail: "not asked: the driver gave no answer in the 5 calls before"}) || d.now != nil {
		t.Errorf("%+v", r)
	}
	if reason, dead := d.Dead(); dead {
		t.Error(reason)
	}
}

func TestADriverThatNeverAnswersIsGivenUp(t *testing.T) {
	d := start(t, "dead")
	for n := 1; n <= 4; n++ {
		if _, dead := d.Dead(); dead != (n == 4) {
			t.Errorf("before call %d: dead %v", n, dead)
		}
		if r := d.Ask(t.Context(), call(n, "good")); r.Fault != sdk.ReasonCrashed || r.Answer != nil || (n < 4) != (r.Stderr == "first line\nno such module") {
			t.Errorf("%d: %+v", n, r)
		}
	}
	const want = `the driver was started 3 times and never answered; the last time it gave no answer: it ended (exit status 3); stderr: "no such module"`
	if reason, _ := d.Dead(); reason != want || d.Ask(t.Context(), call(5, "good")).Detail != want {
		t.Errorf("%s", reason)
	}
	if d.now != nil {
		t.Error("it was started again")
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

func TestADriverThatAnsweredOnceIsNotGivenUp(t *testing.T) {
	d := start(t, "actor")
	for n, does := range []string{"crash", "crash", "good", "crash", "crash", "crash", "crash", "good"} {
		r := d.Ask(t.Context(), call(n, does))
		if (r.Fault == "") != (does == "good") {
			t.Errorf("%d: %+v", n, r)
		}
	}
	if reason, dead := d.Dead(); dead {
		t.Error(reason)
	}
}
