package matrix

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

func TestTheFormIsThePublishedOne(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("../../../reports/sdks.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]Report{"sample": sampleReport(), "nothing": {}, "hostile": hostileReport()} {
		t.Run(name, func(t *testing.T) {
			if err := schema.Validate(jsonOf(t, r)); err != nil {
				t.Error(err)
			}
		})
	}
	for name, spoil := range map[string]func(sdkAt, caseAt map[string]any){
		"an SDK was not run for no reason":      func(s, _ map[string]any) { s["status"] = "not_run" },
		"an SDK was run and has a reason":       func(s, _ map[string]any) { s["reason"] = "x" },
		"a count is missing":                    func(s, _ map[string]any) { delete(s, "failed") },
		"a failed case says nothing":            func(_, c map[string]any) { c["verdict"] = "failed" },
		"a case that passed is a known finding": func(_, c map[string]any) { c["finding"] = "x" },
		"an unknown field":                      func(_, c map[string]any) { c["more"] = 1 },
	} {
		t.Run(name, func(t *testing.T) {
			value := jsonOf(t, sampleReport()).(map[string]any)
			spoil(value["sdks"].([]any)[0].(map[string]any), value["cases"].([]any)[0].(map[string]any))
			if schema.Validate(value) == nil {
				t.Error("the schema takes it")
			}
		})
	}
}

// jsonOf is the canonical form of a report, decoded.
func jsonOf(t *testing.T, r Report) any {
	t.Helper()
	var b bytes.Buffer
	if err := WriteJSON(&b, r); err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(&b)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// TestTheFixedPromise: others read these names.
func TestTheFixedPromise(t *testing.T) {
	top := jsonOf(t, sampleReport()).(map[string]any)
	if _, ok := top["cases"].([]any); !ok {
		t.Error("there is no list of cases at the top")
	}
	one := top["sdks"].([]any)[3].(map[string]any)
	for _, name := range []string{"name", "version", "language", "apis", "status", "reason", "passed", "failed", "unsupported"} {
		if one[name] == nil {
			t.Errorf("an SDK has no %q", name)
		}
	}
	if one["status"] != "not_run" || fmt.Sprint(one["passed"]) != "0" {
		t.Errorf("an SDK that was not run has status %v and passed %v", one["status"], one["passed"])
	}
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	dir := t.TempDir()
	if err := Write(dir, sampleReport()); err != nil {
		t.Fatal(err)
	}
	got, err := Read(filepath.Join(dir, JSONFile))
	if err != nil {
		t.Fatal(err)
	}
	want, err := sampleReport().settled()
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Error("another report came back")
	}
}

func TestWhatWasWrittenOtherwiseIsRefused(t *testing.T) {
	var b bytes.Buffer
	if err := WriteJSON(&b, sampleReport()); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ old, new, want string }{
		"another version":   {`"schemaVersion": 1`, `"schemaVersion": 2`, "schemaVersion is 2"},
		"an unknown field":  {`"tool": {`, `"more": 1, "tool": {`, "unknown field"},
		"an edited count":   {`"passed": 156`, `"passed": 157`, "do not follow from the cases"},
		"an edited verdict": {`"verdict": "failed"`, `"verdict": "passed"`, "it did not fail"},
		"more behind it":    {"\n}\n", "\n}\n{}", "not a report on SDKs"},
		"nothing":           {b.String(), "", "not a report on SDKs"},
	} {
		t.Run(name, func(t *testing.T) {
			if !strings.Contains(b.String(), c.old) {
				t.Fatalf("the report has no %q", c.old)
			}
			path := filepath.Join(t.TempDir(), "x.json")
			if err := os.WriteFile(path, []byte(strings.Replace(b.String(), c.old, c.new, 1)), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := Read(path); err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), path+": ") {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestContradictionsAreNotWritten(t *testing.T) {
	for name, spoil := range map[string]func(r *Report){
		"a case of an SDK that is not there":   func(r *Report) { r.Cases[0].SDK = "other" },
		"a case of an SDK that was not run":    func(r *Report) { r.Cases[0].SDK = "zenlayer-python" },
		"a case of an API that it has not":     func(r *Report) { r.Cases[0].API = "zenlayer-zec" },
		"a case of a kind without a column":    func(r *Report) { r.Cases[0].Kind = "other" },
		"a case without a verdict":             func(r *Report) { r.Cases[0].Verdict = "" },
		"a failed case that does not say why":  func(r *Report) { r.Cases[0].Verdict = sdk.Failed },
		"a finding that did not fail":          func(r *Report) { r.Cases[0].Finding = "x" },
		"a case that stands there twice":       func(r *Report) { r.Cases[1] = r.Cases[0] },
		"two SDKs with one name":               func(r *Report) { r.SDKs[1].Name = r.SDKs[2].Name },
		"an SDK that was not run for no cause": func(r *Report) { r.SDKs[0].Reason = "" },
		"an SDK without a status":              func(r *Report) { r.SDKs[1].Status = "" },
	} {
		t.Run(name, func(t *testing.T) {
			r, dir := sampleReport(), t.TempDir()
			spoil(&r)
			if err := Write(dir, r); err == nil {
				t.Error("it was written")
			}
			if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
				t.Errorf("%d files were left, %v", len(left), err)
			}
		})
	}
}

func TestOursStandsFirstThenVendorLanguageAndName(t *testing.T) {
	r := Report{}
	for _, s := range []sdk.SDK{
		{Name: "g", APIs: []string{"zenlayer-vm"}, Language: "Go", Official: true},
		{Name: "f", APIs: []string{"tencent-cvm-v3-start", "tencent-cvm-v3"}, Language: "Python", Official: true},
		{Name: "e", APIs: []string{"tencent-cvm-v3"}, Language: "Go", Official: true},
		{Name: "d", APIs: []string{"tencent-cvm-v3"}, Language: "Go", Official: true},
		{Name: "b", APIs: []string{"alibaba-ecs"}, Language: "Python", Official: true},
		{Name: "z", APIs: []string{"zenlayer-vm"}, Language: "Python"},
	} {
		s.Status = sdk.Run
		r.SDKs = append(r.SDKs, s)
	}
	settled, err := r.settled()
	if err != nil {
		t.Fatal(err)
	}
	var order string
	for _, s := range settled.SDKs {
		order += s.Name
	}
	if order != "zbdefg" || r.SDKs[0].Name != "g" {
		t.Errorf("the order is %q, want zbdefg; the caller's began with %q, want g", order, r.SDKs[0].Name)
	}
}

// TestEveryReasonIsInTheSchema reads the reasons where they are made.
func TestEveryReasonIsInTheSchema(t *testing.T) {
	source, err := os.ReadFile("../result.go")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := os.ReadFile("../../../reports/sdks.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	reasons := regexp.MustCompile(`Reason\w+\s+Reason = ("[a-z-]+")`).FindAllSubmatch(source, -1)
	list := regexp.MustCompile(`"What it failed on\.", "enum": \[(.*)\]`).FindSubmatch(schema)
	if len(reasons) == 0 || len(list) == 0 {
		t.Fatalf("%d reasons in the source, %d lists in the schema", len(reasons), len(list))
	}
	var want []string
	for _, m := range reasons {
		want = append(want, string(m[1]))
	}
	if got := strings.Split(string(list[1]), ", "); !slices.Equal(got, want) {
		t.Errorf("the schema has %v, the source %v", got, want)
	}
}

// TestEveryKindIsAColumn reads the kinds where they are made.
func TestEveryKindIsAColumn(t *testing.T) {
	source, err := os.ReadFile("../result.go")
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, m := range regexp.MustCompile(`Kind\w+\s+Kind = "([a-z0-9-]+)"`).FindAllSubmatch(source, -1) {
		want = append(want, string(m[1]))
	}
	for _, k := range sdk.Kinds() {
		got = append(got, string(k.ID))
	}
	if len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("the columns are %v, the kinds %v", got, want)
	}
}

func FuzzDecode(f *testing.F) {
	var b bytes.Buffer
	small := sampleReport()
	small.Cases = small.Cases[:3]
	if err := WriteJSON(&b, small); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(`{"schemaVersion":1,"sdks":[{"name":"a","status":"run"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := decode(data)
		if err != nil {
			return
		}
		for _, write := range []func(io.Writer, Report) error{WriteHTML, WriteMarkdown, WriteJSON} {
			if err := write(io.Discard, r); err != nil {
				t.Errorf("it was read and cannot be written: %v", err)
			}
		}
	})
}
