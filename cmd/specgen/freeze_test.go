package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	frozenV3 = "specs/frozen/tencent-cvm-v3@2026-01-02.json"
	limitV3  = "tencent-cvm-v3/StopInstances/batch-limit/InstanceIds.max"
)

// edit replaces the one occurrence of a text in a file.
func edit(t *testing.T, name, old, with string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(data), old); n != 1 {
		t.Fatalf("%q stands %d times in %s", old, n, name)
	}
	put(t, name, strings.Replace(string(data), old, with, 1))
}

// limit edits the batch limit of tencent-cvm-v3: how many, and on which lines it stands.
func limit(t *testing.T, dir, items, lines string) {
	t.Helper()
	const list = "          x-list-style: indexed-0\n          x-identifies: instance\n          x-source: {lines: "
	edit(t, filepath.Join(dir, "specs", "tencent-cvm-v3.yaml"), "          maxItems: 100\n"+list+"[12, 26]}\n", "          maxItems: "+items+"\n"+list+lines+"}\n")
}

func TestFreezeKeepsASetAndNeverChangesIt(t *testing.T) {
	dir := workspace(t)
	freeze := []string{"freeze", "--api", "tencent-cvm-v3", "--version", "2026-01-02"}
	if out, errs, code := specgen(t, dir, freeze...); code != exitClean || !strings.HasPrefix(out, "frozen   "+frozenV3) {
		t.Fatalf("exit %d\n%s%s", code, out, errs)
	}
	first, err := os.ReadFile(filepath.Join(dir, frozenV3))
	if err != nil {
		t.Fatal(err)
	}
	var set struct{ Rules []struct{ ID string } }
	if err := json.Unmarshal(first, &set); err != nil || len(set.Rules) == 0 {
		t.Fatalf("%d rules, %v", len(set.Rules), err)
	}
	if out, errs, code := specgen(t, dir, freeze...); code != exitClean || out != "kept     "+frozenV3+"\n" {
		t.Errorf("again: exit %d\n%s%s", code, out, errs)
	}
	limit(t, dir, "50", "[12, 26]")
	if _, errs, code := specgen(t, dir, freeze...); code != exitUsage || !strings.Contains(errs, "exists and says something else") {
		t.Errorf("after an edit: exit %d\n%s", code, errs)
	}
	if now, err := os.ReadFile(filepath.Join(dir, frozenV3)); err != nil || string(now) != string(first) {
		t.Errorf("the frozen set was changed, %v", err)
	}
}

func TestCheckHoldsRuleIDsToWhatWasFrozen(t *testing.T) {
	dir := workspace(t)
	specgen(t, dir, "freeze", "--version", "2026-01-02")
	generate(t, dir)
	if out, errs, code := specgen(t, dir, "check"); code != exitClean || out+errs != "" {
		t.Fatalf("nothing has changed: exit %d\n%s%s", code, out, errs)
	}
	limit(t, dir, "50", "[26]")
	_, errs, code := specgen(t, dir, "check")
	for _, want := range []string{"[rule-reused]", limitV3, frozenV3 + ": then: batch-limit, lines 12, 26: InstanceIds names at most 100.", "now: batch-limit, line 26: InstanceIds names at most 50."} {
		if code != exitFound || !strings.Contains(errs, want) {
			t.Fatalf("exit %d, want %q in\n%s", code, want, errs)
		}
	}
	later := []string{"freeze", "--api", "tencent-cvm-v3", "--version", "2026-01-03"}
	if _, errs, code := specgen(t, dir, later...); code != exitFound || !strings.Contains(errs, "[rule-reused]") {
		t.Errorf("frozen without a reason: exit %d\n%s", code, errs)
	}
	if out, errs, code := specgen(t, dir, append(later, "--revise", limitV3+"=the vendor lowered it; see line 26")...); code != exitClean {
		t.Fatalf("frozen with a reason: exit %d\n%s%s", code, out, errs)
	}
	if _, errs, _ := specgen(t, dir, "check"); strings.Contains(errs, limitV3) {
		t.Errorf("the revision does not count:\n%s", errs)
	}
}

func TestCheckNamesTheStatementsOfAChangedDocument(t *testing.T) {
	dir := workspace(t)
	generate(t, dir)
	out, errs, code := specgen(t, dir, "check", "--documents", ".")
	if code != exitFound || !strings.Contains(errs, "the page of tencent-cvm-v3") || out != "" {
		t.Errorf("no pages: exit %d\n%s%s", code, out, errs)
	}
	for _, name := range []string{"000_c6381baaae739974", "001_228d94df5dac54af", "002_55c72cd405550124", "003_40889c500b2228ae", "004_d1b60c270313c4bd"} {
		put(t, filepath.Join(dir, "pages", name+".txt"), "Another page.\n")
	}
	out, errs, code = specgen(t, dir, "check", "--documents", "pages", "--format", "json")
	for _, want := range []string{`"code": "document-changed"`, `"file": "specs/tencent-cvm-v3.yaml"`, "statement instance-ids-max, line 26, beyond the end of the page: One request names at most 100 instances."} {
		if code != exitFound || !strings.Contains(errs, want) {
			t.Errorf("exit %d, want %q in\n%s%s", code, want, out, errs)
		}
	}
}

func TestFreezeSaysWhatIsWrongAndWritesNothing(t *testing.T) {
	dir := workspace(t)
	put(t, filepath.Join(dir, "pages", "003_40889c500b2228ae.txt"), "Another page.\n")
	for _, tt := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"--version", "2026-1-2"}, exitUsage, "is not a day"},
		{[]string{"--api", "nobody"}, exitUsage, `there is no API "nobody"`},
		{[]string{"--revise", "nobody/Op/kind/name=why"}, exitUsage, "has this rule"},
		{[]string{"--revise", limitV3 + "=why"}, exitUsage, "reads as it always did"},
		{[]string{"--api", "tencent-cvm-v3", "--documents", "pages"}, exitFound, "[document-changed]"},
	} {
		if _, errs, code := specgen(t, dir, append([]string{"freeze"}, tt.args...)...); code != tt.code || !strings.Contains(errs, tt.want) {
			t.Errorf("freeze %v: exit %d, want %d and %q in\n%s", tt.args, code, tt.code, tt.want, errs)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "specs", "frozen")); err == nil {
		t.Error("something was written")
	}
	specgen(t, dir, "freeze", "--version", "2026-01-02")
	if _, errs, code := specgen(t, dir, "freeze", "--version", "2026-01-01"); code != exitUsage || !strings.Contains(errs, "would come before") {
		t.Errorf("an older day: exit %d\n%s", code, errs)
	}
	put(t, filepath.Join(dir, frozenV3), "{}")
	if _, errs, code := specgen(t, dir, "check"); code != exitUsage || !strings.Contains(errs, frozenV3) {
		t.Errorf("a set edited by hand: exit %d\n%s", code, errs)
	}
}
