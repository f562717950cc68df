package e2e_test

import (
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// stopped is a run of slow scenarios, a few at a time, that gets a signal in the middle of the first
// ones: each has sent a call that was refused, and watches its instance. So nothing is on the way
// between the program and its provider, and ids cannot get lost in between.
func stopped(t *testing.T, habit string, f fault, sig os.Signal) (outcome, string) {
	t.Helper()
	const workers = 4
	log := t.TempDir() + "/log"
	p := newProxy(t, endpoint(t, zec).URL, f)
	run := beginRun(t, target{
		habit: habit, log: log, urls: map[string]string{zec: p.URL},
		concurrency: workers, limits: harness.Limits{Watch: 5 * time.Second},
	}, "--label-filter", "precondition", "--progress", "plain")
	eventually(t, "all workers have sent a call", func() bool { return p.count("StopInstances") >= workers })
	if f != nil {
		eventually(t, "a scenario has failed", func() bool { return strings.Contains(run.stderr.String(), "FAIL ") })
		eventually(t, "its worker has sent a call", func() bool { return p.count("StopInstances") > workers })
	}
	if err := run.cmd.Process.Signal(sig); err != nil {
		t.Fatal(err)
	}
	return run.end(), read(t, log)
}

// spoilFirst is an endpoint that gives a wrong code to the first refusal, and is right later.
func spoilFirst() fault {
	var spoilt atomic.Bool
	return func(q *query) *answer {
		a := honest(q)
		if a.status >= 400 && spoilt.CompareAndSwap(false, true) {
			return refuse(a.status, "NO_SUCH_CODE", "I cannot spell.")(q)
		}
		return a
	}
}

func TestASignalEndsARunInGoodOrder(t *testing.T) {
	for _, tt := range []struct {
		name  string
		fault func() fault
		exit  int
	}{
		{"nothing has failed", func() fault { return nil }, 3},
		{"something has failed", spoilFirst, 1},
	} {
		for _, sig := range []os.Signal{syscall.SIGINT, syscall.SIGTERM} {
			t.Run(tt.name+"/"+sig.String(), func(t *testing.T) {
				t.Parallel()
				o, moved := stopped(t, "honest", tt.fault(), sig)
				if o.exit != tt.exit || o.report == nil {
					t.Fatalf("exit code %d, want %d\n%v", o.exit, tt.exit, o)
				}
				if left := out(moved); len(left) > 0 || len(o.report.Unreleased) > 0 {
					t.Errorf("not given back: %v, and by the report %v", left, o.report.Unreleased)
				}
				if !strings.Contains(o.stderr, "stopping and cleaning up") {
					t.Errorf("nothing says that the run ends\n%v", o)
				}
				interrupted(t, o, tt.exit == 1)
			})
		}
	}
}

// interrupted holds the scenarios of a run that was stopped against what may become of them.
func interrupted(t *testing.T, o outcome, failed bool) {
	t.Helper()
	begun, waiting, failures := 0, 0, 0
	for _, s := range o.scenarios() {
		switch {
		case s.Verdict == report.Fail:
			failures++
		case s.Reason == report.ReasonInterrupted && s.Message == "the run was stopped before its turn":
			waiting++
		case s.Reason == report.ReasonInterrupted && strings.HasPrefix(s.Message, "the run was stopped"):
			begun++
		default:
			t.Errorf("%s is %s: %s", s.ID, word(s), s.Message)
		}
	}
	if begun != 4 || waiting == 0 || failures > 1 || failed != (failures == 1) {
		t.Errorf("%d were stopped, %d never began, %d failed\n%v", begun, waiting, failures, o)
	}
}

func TestWhatAProviderRefusesToTakeBackAfterASignalIsListed(t *testing.T) {
	t.Parallel()
	o, moved := stopped(t, "clinging", nil, syscall.SIGINT)
	if o.exit != 3 || o.report == nil {
		t.Fatalf("exit code %d\n%v", o.exit, o)
	}
	var listed []string
	for _, u := range o.report.Unreleased {
		listed = append(listed, u.IDs...)
		if u.Scenario == "" || !strings.Contains(u.Error, "the console is locked over night") {
			t.Errorf("an entry says %+v", u)
		}
	}
	if left := out(moved); len(left) == 0 || !slices.Equal(slices.Sorted(slices.Values(left)), slices.Sorted(slices.Values(listed))) {
		t.Errorf("out are %v, listed %v", left, listed)
	}
	for _, id := range listed {
		if end := o.stdout[strings.Index(o.stdout, "not given back"):]; !strings.Contains(end, id) {
			t.Errorf("%s does not stand at the end of the output\n%v", id, o)
		}
	}
}

func TestTheSecondSignalEndsTheProgramAtOnce(t *testing.T) {
	for _, sig := range []os.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(sig.String(), func(t *testing.T) {
			t.Parallel()
			p := newProxy(t, endpoint(t, zec).URL, nil)
			// It would wait for the provider for an hour, but for the second signal.
			g := target{habit: "stuck", urls: map[string]string{zec: p.URL}, limits: harness.Limits{Watch: 5 * time.Second, Fixture: time.Hour}}
			file, env := g.write(t)
			run := begin(t, time.Minute, env, "run", "--target", file, "--label-filter", "precondition")
			eventually(t, "a scenario has sent a call", func() bool { return p.count("StopInstances") > 0 })
			for _, words := range []string{"a second signal ends the program at once", ""} {
				if err := run.cmd.Process.Signal(sig); err != nil {
					t.Fatal(err)
				}
				eventually(t, words, func() bool { return strings.Contains(run.stderr.String(), words) })
			}
			if o := run.end(); o.exit != 130 {
				t.Errorf("exit code %d\n%v", o.exit, o)
			}
		})
	}
}

func TestASignalBeforeTheFirstScenarioLeavesNothingThatLooksLikeAVerdict(t *testing.T) {
	t.Parallel()
	p := newProxy(t, endpoint(t, zec).URL, hang)
	run := beginRun(t, target{urls: map[string]string{zec: p.URL}, limits: harness.Limits{Request: time.Hour}})
	eventually(t, "the endpoint was asked", func() bool { return p.count("DescribeInstancesStatus") > 0 })
	if err := run.cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	o := run.end()
	if o.exit != 3 || o.report != nil || o.stdout != "" || !strings.Contains(o.stderr, "the run was stopped before it began") {
		t.Errorf("%v", o)
	}
}
