package e2e_test

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// excuses writes a known-failures file for ids of zec, each without API and operation.
func excuses(t *testing.T, expires string, ids ...string) string {
	t.Helper()
	text := "known:\n"
	for _, id := range ids {
		text += "  - {id: " + zec + "/StopInstances/" + id + ", reason: the gateway renames it, issue: 'https://example.com/17', expires: " + expires + "}\n"
	}
	file := filepath.Join(t.TempDir(), "known.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// someday is far away.
const someday = "2999-12-31"

// different is a target whose endpoint differs from the document in its request ids.
func different(t *testing.T) target {
	t.Helper()
	return target{urls: map[string]string{zec: newProxy(t, endpoint(t, zec).URL, nameless).URL}, concurrency: 12}
}

func TestKnownFailuresAreExcusedAndShown(t *testing.T) {
	t.Parallel()
	file := excuses(t, someday, "request-id/error", "request-id/unique/error", "request-id/nested/equal", "response-schema/success/fields")
	o := conform(t, different(t), "--known-failures", file)
	if o.exit != 0 || o.tally()["fail"] != 4 || o.tally()["pass"] != 56 {
		t.Fatalf("verdicts %v\n%v", o.tally(), o)
	}
	for _, s := range o.scenarios() {
		if word(s) == "fail" && (s.Known == nil || s.Known.Reason != "the gateway renames it" || s.Known.Issue != "https://example.com/17") {
			t.Errorf("%s is excused by %+v", s.ID, s.Known)
		}
	}
	if a := o.report.APIs[0]; a.Known != 4 || lines(o.stdout, "known difference: ") != 4 || strings.Contains(o.stdout, "The document says") {
		t.Errorf("%d are known\n%v", a.Known, o)
	}
}

func TestAFailureThatIsNotListedStillDiverges(t *testing.T) {
	t.Parallel()
	file := excuses(t, someday, "request-id/error/present")
	o := conform(t, different(t), "--known-failures", file, "--label-filter", "request-id")
	want := map[string]string{
		"request-id/error/present": "fail", "request-id/unique/error": "fail", "request-id/nested/equal": "fail",
		"request-id/success/present": "pass", "request-id/unique/success": "pass",
	}
	if o.exit != 1 || !maps.Equal(o.words(), want) || o.report.APIs[0].Known != 1 {
		t.Errorf("verdicts %v\n%v", o.words(), o)
	}
}

func TestAKnownFailureThatPassesIsOutOfDate(t *testing.T) {
	t.Parallel()
	file := excuses(t, someday, "success/minimal/accepted")
	o := conform(t, target{}, "--known-failures", file, "--label-filter", "success")
	if o.exit != 2 || !maps.Equal(o.words(), both("pass")) {
		t.Fatalf("verdicts %v\n%v", o.words(), o)
	}
	if k := o.report.KnownFailures; len(k) != 1 || !k[0].Stale || !strings.Contains(o.stdout, "stale known failure: zenlayer-zec/StopInstances/success/minimal/accepted") {
		t.Errorf("entries %+v\n%v", k, o)
	}
}

func TestWhatCouldNotBeDecidedIsNeverExcused(t *testing.T) {
	t.Parallel()
	file := excuses(t, someday, "success/minimal/accepted", "success/two-instances")
	g, _ := habitual(t, "poor", "exec")
	o := conform(t, g, "--known-failures", file, "--label-filter", "success")
	if o.exit != 3 || !maps.Equal(o.words(), both("fixture_unavailable")) || o.report.APIs[0].Known != 0 {
		t.Errorf("verdicts %v\n%v", o.words(), o)
	}
	for _, s := range o.scenarios() {
		if s.Known != nil {
			t.Errorf("%s is excused, though it is %s", s.ID, word(s))
		}
	}
	for _, k := range o.report.KnownFailures {
		if k.Stale {
			t.Errorf("the entry %s is out of date, though nothing was decided", k.ID)
		}
	}
}

func TestAKnownFailuresFileWithMistakesIsRefusedBeforeTheRun(t *testing.T) {
	for _, tt := range []struct{ name, file, says string }{
		{"unknown id", excuses(t, someday, "success/minimal/acepted"), `there is no rule and no scenario "zenlayer-zec/StopInstances/success/minimal/acepted"`},
		{"expired", excuses(t, "2020-02-29", "success/minimal"), "expired on 2020-02-29"},
		{"no such file", filepath.Join(t.TempDir(), "none.yaml"), "no such file"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := newProxy(t, endpoint(t, zec).URL, nil)
			o := conform(t, target{urls: map[string]string{zec: p.URL}}, "--known-failures", tt.file)
			if o.exit != 2 || o.report != nil || o.stdout != "" || !strings.Contains(o.stderr, tt.says) || !strings.Contains(o.stderr, tt.file+":") {
				t.Errorf("%v", o)
			}
			if n := p.requests(); n > 0 {
				t.Errorf("%d requests were sent", n)
			}
		})
	}
}
