package frozen_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/frozen"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/scenario"
	"github.com/seed-613b54dc/conformance/specs"
)

const limit = "things/Stop/batch-limit/Ids.max"

// edited is the set of the base contract as of version, with one change in the rule of the limit.
func edited(t *testing.T, version string, change func(*frozen.Rule)) frozen.Set {
	t.Helper()
	set := frozen.Of(base(t), version)
	i := slices.IndexFunc(set.Rules, func(r frozen.Rule) bool { return r.ID == limit })
	if i < 0 {
		t.Fatalf("the base contract has no rule %s", limit)
	}
	change(&set.Rules[i])
	return set
}

func other(r *frozen.Rule)   { r.Says, r.Lines = "Something else.", []int{99} }
func words(r *frozen.Rule)   { r.Says = "Other words." }
func moved(r *frozen.Rule)   { r.Lines = []int{99} }
func kind(r *frozen.Rule)    { r.Kind = contract.KindRequired }
func revised(r *frozen.Rule) { r.Revises = "the vendor has lowered the limit" }
func nothing(*frozen.Rule)   {}

func TestOnlyAnotherMeaningOfAnIDIsAnError(t *testing.T) {
	for name, tt := range map[string]struct {
		sets []frozen.Set
		want []diag.Code
	}{
		"as it was":                   {[]frozen.Set{edited(t, "2026-01-01", nothing)}, nil},
		"other lines":                 {[]frozen.Set{edited(t, "2026-01-01", moved)}, nil},
		"other words":                 {[]frozen.Set{edited(t, "2026-01-01", words)}, []diag.Code{diag.RuleReworded}},
		"other words and lines":       {[]frozen.Set{edited(t, "2026-01-01", other)}, []diag.Code{diag.RuleReused}},
		"another kind":                {[]frozen.Set{edited(t, "2026-01-01", kind)}, []diag.Code{diag.RuleReused}},
		"an older set differs":        {[]frozen.Set{edited(t, "2026-01-01", other), edited(t, "2026-01-02", nothing)}, []diag.Code{diag.RuleReused}},
		"two sets, told once":         {[]frozen.Set{edited(t, "2026-01-01", other), edited(t, "2026-01-02", other)}, []diag.Code{diag.RuleReused}},
		"revised since":               {[]frozen.Set{edited(t, "2026-01-01", other), edited(t, "2026-01-02", revised)}, nil},
		"changed after the revision":  {[]frozen.Set{edited(t, "2026-01-02", func(r *frozen.Rule) { revised(r); other(r) })}, []diag.Code{diag.RuleReused}},
		"a rule that is gone":         {[]frozen.Set{edited(t, "2026-01-01", func(r *frozen.Rule) { r.ID = "things/Stop/type/gone"; other(r) })}, nil},
		"another API of the same ids": {[]frozen.Set{func() frozen.Set { s := edited(t, "2026-01-01", other); s.API = "others"; return s }()}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var codes []diag.Code
			for _, d := range frozen.Check(tt.sets, []*contract.Contract{base(t)}) {
				codes = append(codes, d.Code)
				if d.Hint == "" || len(d.Related) != 2 {
					t.Errorf("%v: without hint or without both texts", d)
				}
			}
			if !slices.Equal(codes, tt.want) {
				t.Errorf("got %v, want %v", codes, tt.want)
			}
		})
	}
}

// written is a folder with the file of a set, under a name of choice.
func written(t *testing.T, name string, set frozen.Set, edit func([]byte) []byte) fstest.MapFS {
	t.Helper()
	text, err := set.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{name: {Data: edit(text)}}
}

func same(text []byte) []byte { return text }

func TestAWrittenSetIsReadAsItWasAndGivesTheSameBytes(t *testing.T) {
	set := frozen.Of(base(t), "2026-01-02")
	set.Document.Lines = frozen.Digests([]byte("one\ntwo\n"))
	sets, err := frozen.Read(written(t, "frozen/things@2026-01-02.json", set, same))
	if err != nil || len(sets) != 1 {
		t.Fatalf("%d sets, %v", len(sets), err)
	}
	first, _ := set.Encode()
	again, err := sets[0].Encode()
	if err != nil || !bytes.Equal(first, again) {
		t.Errorf("%v; written again it is\n%s", err, again)
	}
	if got := sets[0].Document.Lines; len(got) != 2 || got[0] == got[1] {
		t.Errorf("the digests of the lines are %v", got)
	}
}

func TestAFileThatFreezeDidNotWriteIsRefused(t *testing.T) {
	set := frozen.Of(base(t), "2026-01-02")
	replace := func(old, with string) func([]byte) []byte {
		return func(text []byte) []byte { return bytes.Replace(text, []byte(old), []byte(with), 1) }
	}
	for name, tt := range map[string]struct {
		file string
		edit func([]byte) []byte
		want string
	}{
		"another name":   {"frozen/things@2026-01-03.json", same, "it holds things@2026-01-02"},
		"white space":    {"frozen/things@2026-01-02.json", replace("  ", " "), "never edited"},
		"unknown field":  {"frozen/things@2026-01-02.json", replace(`"api"`, `"new": 1, "api"`), `unknown field "new"`},
		"another form":   {"frozen/things@2026-01-02.json", replace(`"schemaVersion": 1`, `"schemaVersion": 2`), "schemaVersion is 2"},
		"no day":         {"frozen/things@2026-01-02.json", replace(`"2026-01-02"`, `"2026-13-02"`), "is not a day"},
		"something else": {"frozen/things@2026-01-02.json", func([]byte) []byte { return []byte("[]") }, "not a frozen rule set"},
		"a second value": {"frozen/things@2026-01-02.json", func(b []byte) []byte { return append(b, "{}"...) }, "never edited"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := frozen.Read(written(t, tt.file, set, tt.edit))
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "specs/"+tt.file) {
				t.Errorf("got %v, want the file and %q", err, tt.want)
			}
		})
	}
}

func TestFindNamesTheSetsThatThereAre(t *testing.T) {
	sets := []frozen.Set{{API: "a", Version: "2026-01-01"}, {API: "a", Version: "2026-02-01"}, {API: "b", Version: "2026-03-01"}}
	if set, err := frozen.Find(sets, "a", "2026-02-01"); err != nil || set.Name() != "a@2026-02-01" {
		t.Errorf("got %s, %v", set.Name(), err)
	}
	if _, err := frozen.Find(sets, "a", "2026-03-01"); err == nil || !strings.Contains(err.Error(), "2026-01-01, 2026-02-01") {
		t.Errorf("a day without a set: %v", err)
	}
	if _, err := frozen.Find(sets, "c", "2026-03-01"); err == nil || !strings.Contains(err.Error(), "no rule set of c") {
		t.Errorf("an API without a set: %v", err)
	}
}

// TestEveryRealContractIsFrozenWithItsScenarios also holds today's contracts to what has been published of them.
func TestEveryRealContractIsFrozenWithItsScenarios(t *testing.T) {
	cs, found := load.All(specs.FS)
	sets, err := frozen.Read(specs.Frozen)
	if err != nil || found.HasErrors() {
		t.Fatal(err, found)
	}
	for _, d := range frozen.Check(sets, cs) {
		if d.Severity == diag.Error {
			t.Error(d)
		}
	}
	for _, api := range []string{"alibaba-ecs", "tencent-cvm-v2", "tencent-cvm-v3", "zenlayer-vm", "zenlayer-zec"} {
		if _, err := frozen.Find(sets, api, "2026-11-21"); err != nil {
			t.Error(err)
		}
	}
	for _, c := range cs {
		count := 0
		for _, r := range frozen.Of(c, "2026-01-01").Rules {
			count += len(r.Scenarios)
		}
		if want := len(scenario.All(c)); count != want {
			t.Errorf("%s: a set holds %d of %d scenarios", c.API, count, want)
		}
	}
}
