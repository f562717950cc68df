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
			if r := d.Ask(t.Context(), big); r.Fault != sdk.ReasonHung || r.Detail != "the driver gave no answer within 0.05s: did it read line by line, and flush its output?" || r.Answer != nil {
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
	var ids []float64
	for n := 1; n <= 3; n++ {
		r := d.Ask(t.Context(), call(n, "nameless"))
		if noise := r.Fault == sdk.ReasonNoise && strings.Contains(r.Detail, `printed "SDK 1.0"`); noise != (n == 1) || pid(r) == 0 {
			t.Errorf("%d: %+v", n, r)
		}
		ids = append(ids, pid(r))
	}
	if ids[0] != ids[1] || ids[1] != ids[2] {
		t.Errorf("it was started again: %v", ids)
	}
}

func TestAMarkBeforeTheFirstAnswerIsNothing(t *testing.T) {
	d := start(t, "marked")
	for n := 1; n <= 2; n++ {
		if r := d.Ask(t.Context(), call(n, "good")); r.Fault != "" || pid(r) == 0 {
			t.Errorf("%d: %+v", n, r)
		}
	}
}

func TestADriverThatEndsWellAfterAnAnswerIsToldFromACrash(t *testing.T) {
	for does, ended := range map[string]bool{"quit": true, "crash": false, "half and crash": false, "null": false, "good": false} {
		d := start(t, "actor")
		if r := d.Ask(t.Context(), call(1, does)); r.Ended {
			t.Errorf("%s, as the first call: %+v", does, r)
		}
		for n := 2; n <= 3; n++ {
			_ = d.Ask(t.Context(), call(n, "good"))
			r := d.Ask(t.Context(), call(n, does))
			if r.Ended != ended || r.Ended && r.Fault != sdk.ReasonCrashed {
				t.Errorf("%s: %+v", does, r)
			}
		}
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
		if d.now != nil || d.patience != (patience{}) {
			t.Errorf("of the call %v: it lives on, or counts as silent", ofCall)
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
		stopAll()
		stopOne()
	}
}
