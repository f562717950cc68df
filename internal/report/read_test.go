package report

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

const schemaFile = "../../reports/conformance.schema.json"

func TestReportsFollowTheirSchema(t *testing.T) {
	asOf := sampleMeta()
	asOf.Frozen = map[string]Frozen{"api": {Version: "2026-11-21", File: "specs/frozen/api@2026-11-21.json"}}
	for name, r := range map[string]Report{
		"as of a day": Assemble(asOf, []Ledger{smallLedger("a")}, []Result{passed("a")}),
		"sample":      sampleReport(), "known": excusedReport(), "large": largeReport(150, 100), "hostile": hostileReport(),
		"empty": Assemble(sampleMeta(), nil, nil),
	} {
		t.Run(name, func(t *testing.T) { validate(t, r) })
	}
}

func TestSchemaRefusesWhatIsNotAReport(t *testing.T) {
	schema := compileSchema(t)
	for _, c := range []struct {
		name   string
		change func(report, api, scenario map[string]any)
	}{
		{"an unknown field at the top", func(r, _, _ map[string]any) { r["extra"] = 1 }},
		{"an unknown field of a scenario", func(_, _, s map[string]any) { s["extra"] = 1 }},
		{"another version", func(r, _, _ map[string]any) { r["schemaVersion"] = 2 }},
		{"a reference run without its note", func(r, _, _ map[string]any) { delete(r, "note") }},
		{"a missing count", func(_, a, _ map[string]any) { delete(a, "expected") }},
		{"a ratio over one", func(_, a, _ map[string]any) { a["coverage"] = 1.5 }},
		{"a pass without a check", func(_, _, s map[string]any) { s["checks"] = []any{} }},
		{"a pass with a reason", func(_, _, s map[string]any) { s["reason"] = "throttled" }},
		{"an undecided one without a reason", func(_, _, s map[string]any) { s["verdict"] = "inconclusive" }},
		{"an invented verdict", func(_, _, s map[string]any) { s["verdict"] = "green" }},
		{"a line that is not a number", func(_, a, _ map[string]any) { a["statements"].([]any)[0].(map[string]any)["lines"] = []any{"9"} }},
		{"a pass that is excused", func(_, _, s map[string]any) { s["known"] = map[string]any{"reason": "x", "issue": "", "expires": ""} }},
		{"an invented kind of provider", func(r, _, _ map[string]any) { r["target"].(map[string]any)["provider"] = "magic" }},
		{"leftovers without ids", func(r, _, _ map[string]any) { delete(r["unreleased"].([]any)[0].(map[string]any), "ids") }},
		{"a stale entry that covers a failure", func(r, _, _ map[string]any) {
			r["knownFailures"] = []any{map[string]any{"id": "x", "reason": "x", "issue": "", "expires": "", "scenarios": []any{"x"}, "stale": true, "message": "x"}}
		}},
		{"a statement with rules and exclusion", func(_, a, _ map[string]any) { a["statements"].([]any)[0].(map[string]any)["excluded"] = "x" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := asJSON(t, sampleReport()).(map[string]any)
			api := r["apis"].([]any)[0].(map[string]any)
			c.change(r, api, api["scenarios"].([]any)[0].(map[string]any))
			if schema.Validate(r) == nil {
				t.Error("the schema accepts it")
			}
		})
	}
}

func TestReadGivesBackWhatWasWritten(t *testing.T) {
	dir := t.TempDir()
	for name, r := range map[string]Report{"sample": sampleReport(), "known": excusedReport(), "large": largeReport(50, 100)} {
		if err := Write(filepath.Join(dir, name), r); err != nil {
			t.Fatal(err)
		}
		got, err := Read(filepath.Join(dir, name, JSONFile))
		if err != nil {
			t.Fatal(err)
		}
		var want, again bytes.Buffer
		if err := writeJSON(&want, r); err != nil {
			t.Fatal(err)
		}
		if err := writeJSON(&again, got); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want.Bytes(), again.Bytes()) || got.Verdict() != r.Verdict() {
			t.Errorf("%s: the report came back different", name)
		}
	}
}

func TestReadRefusesWhatItDoesNotUnderstand(t *testing.T) {
	var good bytes.Buffer
	if err := writeJSON(&good, sampleReport()); err != nil {
		t.Fatal(err)
	}
	var excused bytes.Buffer
	if err := writeJSON(&excused, excusedReport()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, text, says string }{
		{"a stale entry made fresh", strings.Replace(excused.String(), `"stale": true`, `"stale": false`, 1), "known failures do not follow"},
		{"an excuse without its entry", regexp.MustCompile(`(?s)"knownFailures": .*?\n  \],\n`).ReplaceAllString(excused.String(), ""), "excuse does not follow"},
		{"not JSON", "<html>", "not a conformance report"},
		{"another version", `{"schemaVersion": 2}`, "schemaVersion is 2, but this program reads 1"},
		{"no version", `{}`, "schemaVersion is 0"},
		{"an unknown field", `{"schemaVersion": 1, "colour": "green"}`, "unknown field"},
		{"something behind it", good.String() + "{}", "after top-level value"},
		{"an edited count", strings.Replace(good.String(), `"failed": 1`, `"failed": 0`, 1), "counts do not follow"},
		{"an edited verdict", strings.Replace(good.String(), `"verdict": "diverges"`, `"verdict": "conforms"`, 1), "verdict is \"conforms\""},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), JSONFile)
			if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := Read(path); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("the error is %v, want one that says %q", err, c.says)
			}
		})
	}
	if _, err := Read(filepath.Join(t.TempDir(), "nothing")); !os.IsNotExist(err) {
		t.Errorf("a missing file gives %v", err)
	}
}

func TestResultSurvivesJSON(t *testing.T) {
	want := sampleResults()[2]
	want.Duration = 1234567 * time.Microsecond
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), `"durationMs":1234.567`) {
		t.Errorf("no durationMs in %s", data)
	}
	var got Result
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// FuzzDecode holds that foreign bytes never make the reader panic, and that whatever it accepts can be written by every
// writer and read again.
func FuzzDecode(f *testing.F) {
	var good bytes.Buffer
	if err := writeJSON(&good, sampleReport()); err != nil {
		f.Fatal(err)
	}
	f.Add(good.Bytes())
	good.Reset()
	if err := writeJSON(&good, excusedReport()); err != nil {
		f.Fatal(err)
	}
	f.Add(good.Bytes())
	f.Add([]byte(`{"schemaVersion":1,"verdict":"incomplete","apis":[{"verdict":"incomplete"}]}`))
	f.Add([]byte(`{"schemaVersion":1}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := decode(data)
		if err != nil {
			return
		}
		dir := t.TempDir()
		if err := Write(dir, r); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(filepath.Join(dir, JSONFile)); err != nil {
			t.Fatal(err)
		}
		for _, api := range r.APIs {
			for _, s := range api.Scenarios {
				if err := Failure(io.Discard, r, s.ID, nil); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}

// validate holds a report against the published schema.
func validate(t *testing.T, r Report) {
	t.Helper()
	if err := compileSchema(t).Validate(asJSON(t, r)); err != nil {
		t.Error(err)
	}
}

// compileSchema reads the published schema; formats count.
func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// asJSON is the report as a JSON value.
func asJSON(t *testing.T, r Report) any {
	t.Helper()
	var b bytes.Buffer
	if err := writeJSON(&b, r); err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(&b)
	if err != nil {
		t.Fatal(err)
	}
	return value
}
