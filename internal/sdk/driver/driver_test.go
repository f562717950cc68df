package driver

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// start starts a driver that the test binary plays. Nothing in it is late unless a test says so.
func start(t *testing.T, name string, env ...string) *Driver {
	t.Helper()
	env = append(env, envPlay+"="+name, fastExit)
	d, err := Start(t.Context(), Command{Words: []string{os.Args[0]}, Env: env}, Options{Timeout: time.Hour, Grace: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.end) // for tests that end early
	return d
}

// call is a call whose operation says what the driver does.
func call(n int, operation string) sdk.Call {
	return sdk.Call{
		Case: fmt.Sprintf("case-%d", n), Operation: operation,
		Credentials: sdk.Credentials{ID: "id", Secret: `hunter"2`}, Input: map[string]any{},
	}
}

// pid is which process answered; 0 when none did.
func pid(r Reply) float64 {
	if r.Answer == nil {
		return 0
	}
	id, _ := r.Answer.Output["pid"].(float64)
	return id
}

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
		{"noise nameless", sdk.ReasonNoise, `printed "loading …"`, true, false},
		{"noise behind", sdk.ReasonNoise, `printed "done" behind its answer`, true, false},
		{"half behind", sdk.ReasonNoise, `printed "half" behind its answer`, true, false},
		{"null", sdk.ReasonNoise, `"output": it is not an object`, true, true},
		{"another first", sdk.ReasonOutOfOrder, `the driver answered the case "another", not "case-2"`, true, true},
		{"another, then", sdk.ReasonOutOfOrder, `answered the case "another"`, true, false},
		{"twice", sdk.ReasonNoise, "behind its answer", true, false},
		{"nameless, twice", sdk.ReasonNoise, "behind its answer", true, false},
		{"huge", sdk.ReasonNoise, "more than 1048576 bytes in one line", true, true},
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

func TestAnAnswerCountsWithoutTheEndOfItsLine(t *testing.T) {
	d := start(t, "actor")
	r := d.Ask(t.Context(), call(1, "no line end"))
	if r.Fault != "" || pid(r) == 0 {
		t.Errorf("%+v", r)
	}
}

func TestACrashOnTheTenthCaseCostsTheTenthOnly(t *testing.T) {
	d := start(t, "tenth")
	for n := 1; n <= 12; n++ {
		r := d.Ask(t.Context(), call(n, "good"))
		if n != 10 && (r.Fault != "" || pid(r) == 0) {
			t.Errorf("%d: %+v", n, r)
		}
		if n == 10 && (r.Fault != sdk.ReasonCrashed || r.Answer != nil || r.Stderr != "boom") {
			t.Errorf("%d: %+v", n, r)
		}
	}
}

func TestADriverThatHangsIsEndedAtTheDeadline(t *testing.T) {
	for _, name := range []string{"actor", "deaf", "stubborn"} {
		t.Run(name, func(t *testing.T) {
			d := start(t, name)
			d.options.Timeout = 50 * time.Millisecond
			big := call(1, "hang") // more than a pipe holds: writing it must not hang either
			big.Input["text"] = strings.Repeat("x", maxLine)
			if r := d.Ask(t.Context(), big); r.Fault != sdk.ReasonHung || r.Detail != "the driver gave no answer within 50ms" || r.Answer != nil {
				t.Errorf("%+v", r)
			}
			if d.now != nil {
				t.Error("it is still there")
			}
		})
	}
}

func TestADriverThatClosesItsOutputHasCrashed(t *testing.T) {
	d := start(t, "actor")
	d.options.Grace = 10 * time.Millisecond
	if r := d.Ask(t.Context(), call(1, "close")); r.Fault != sdk.ReasonCrashed || !strings.Contains(r.Detail, "closed its output, lived on, and was killed") {
		t.Errorf("%+v", r)
	}
	if r := d.Ask(t.Context(), call(2, "good")); r.Fault != "" || pid(r) == 0 {
		t.Errorf("the next case: %+v", r)
	}
}

func TestABannerCostsTheFirstCaseOnly(t *testing.T) {
	d := start(t, "banner")
	for n := 1; n <= 3; n++ {
		r := d.Ask(t.Context(), call(n, "good"))
		if noise := r.Fault == sdk.ReasonNoise && strings.Contains(r.Detail, "SDK 1.0 is ready"); noise != (n == 1) || pid(r) == 0 {
			t.Errorf("%d: %+v", n, r)
		}
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

func TestSecretsAreTakenOut(t *testing.T) {
	d := start(t, "actor")
	r := d.Ask(t.Context(), call(1, "leak"))
	text := fmt.Sprintf("%+v", r)
	if strings.Contains(text, "hunter") || !strings.Contains(r.Line, "my key is [redacted]") || r.Stderr != "the key [redacted]" {
		t.Errorf("%s", text)
	}
	for secret, text := range map[string]string{`hunter"2`: `{"secret":"hunter\"2"}`, `hunter"`: `{"secret":"hunter\""}`, "a b": `{"secret":"a b"}`} {
		if got := hide(secret)(text); got != `{"secret":"[redacted]"}` {
			t.Errorf("%s", got)
		}
	}
}

func TestEachReplyHasItsOwnLastWords(t *testing.T) {
	d := start(t, "actor")
	first := d.Ask(t.Context(), call(1, "warn"))
	second := d.Ask(t.Context(), call(2, "crash")) // the two streams are not in step, but nothing is lost or told twice
	if got := strings.TrimSpace(first.Stderr + "\n" + second.Stderr); got != "beware\nboom" {
		t.Errorf("%q and %q", first.Stderr, second.Stderr)
	}
}

func TestTheEndOfAContextIsNoFault(t *testing.T) {
	for _, ofCall := range []bool{true, false} {
		whole, stopAll := context.WithCancel(t.Context())
		one, stopOne := context.WithCancel(t.Context())
		d, err := Start(whole, Command{Words: []string{os.Args[0]}, Env: []string{envPlay + "=actor", fastExit}}, Options{Timeout: time.Hour})
		if err != nil {
			t.Fatal(err)
		}
		if ofCall {
			stopOne()
		} else {
			stopAll()
		}
		if r := d.Ask(one, call(1, "hang")); r.Fault != sdk.ReasonHung || r.Answer != nil || !strings.Contains(r.Detail, "stopped") {
			t.Errorf("of the call %v: %+v", ofCall, r)
		}
		if d.now != nil || d.silent > 0 {
			t.Errorf("of the call %v: it lives on, or counts as silent", ofCall)
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
		stopAll()
		stopOne()
	}
}
