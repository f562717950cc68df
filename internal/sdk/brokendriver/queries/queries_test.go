package queries

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

func TestEachDefectAndEachVariantHasANameOfItsOwn(t *testing.T) {
	seen := map[string]bool{Good: true}
	for _, d := range slices.Concat(Defects(), Sweeping()) {
		if seen[d.Name] || d.Says == "" || len(d.APIs) == 0 || len(d.Caught) == 0 {
			t.Errorf("%s: %q at %v, caught by %v; seen before: %v", d.Name, d.Says, d.APIs, d.Caught, seen[d.Name])
		}
		seen[d.Name] = true
	}
	for _, v := range Variants() {
		if seen[v.Name] || v.Says == "" || len(v.APIs) == 0 {
			t.Errorf("%s: %q at %v; seen before: %v", v.Name, v.Says, v.APIs, seen[v.Name])
		}
		seen[v.Name] = true
	}
}

func TestWhatTheLibraryDoesNotHaveIsUnsupported(t *testing.T) {
	tests := []struct {
		call sdk.Call
		why  string
	}{
		{sdk.Call{API: "zenlayer-zec", Operation: "StopInstances"}, "no operation StopInstances of zenlayer-zec"},
		{sdk.Call{API: tencent2, Operation: "Fly"}, "no operation Fly of tencent-cvm-v2"},
		{sdk.Call{API: tencent3, Operation: "StopInstances", Input: map[string]any{"Softly": true}}, `unknown field "Softly"`},
	}
	for _, tt := range tests {
		tt.call.Endpoint, tt.call.Credentials = "http://127.0.0.1:1", sdk.Credentials{ID: "id", Secret: "secret"}
		if got := good().make(t.Context(), tt.call); !strings.Contains(got.Unsupported, tt.why) {
			t.Errorf("%+v, want %q", got, tt.why)
		}
	}
}

func TestAnEndpointThatIsNotThereIsAnError(t *testing.T) {
	call := sdk.Call{API: alibaba, Operation: "StopInstance", Endpoint: "http://127.0.0.1:1", Credentials: sdk.Credentials{ID: "id", Secret: "secret"}}
	if got := good().make(t.Context(), call); got.Error == nil || got.Error.Message == "" || got.Error.Code != "" {
		t.Errorf("%+v", got)
	}
}

func TestMainSaysWhatIsWrong(t *testing.T) {
	tests := []struct{ name, in, says string }{
		{"no-such", "", `no defect or variant "no-such"`},
		{Good, "{}\n[]\n", "line 2 is no call"},
		{Good, `{"case":`, "line 1 is no call"},
	}
	for _, tt := range tests {
		if err := Main(tt.name, strings.NewReader(tt.in), new(strings.Builder)); err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s %q: %v", tt.name, tt.in, err)
		}
	}
	if err := Main(Good, strings.NewReader("{}\n"), full{}); !errors.Is(err, errFull) {
		t.Errorf("an answer that cannot be written: %v", err)
	}
}

func TestMainAnswersEachCallUnderItsName(t *testing.T) {
	var out strings.Builder
	if err := Main(Good, strings.NewReader(`{"case":"a"} {"case":"b"}`), &out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 2 || !strings.HasPrefix(lines[0], `{"case":"a","unsupported":`) || !strings.HasPrefix(lines[1], `{"case":"b","unsupported":`) {
		t.Errorf("%s", out.String())
	}
}

var errFull = errors.New("full")

// full takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestMembersThatNoDocumentNamesAreFoundAtAnyDepth(t *testing.T) {
	for answer, want := range map[string]string{
		`{"RequestId":"1"}`:                                "",
		`{"detail":{"ins-1":{"code":0,"message":""}}}`:     "",
		`{"Response":{"RequestId":"1","New":null}}`:        "New",
		`{"InstanceSet":[{"InstanceId":"1","b":1,"a":1}]}`: "a",
		`{"New":`: "",
		`[1]`:     "",
	} {
		if got := unknown([]byte(answer)); got != want {
			t.Errorf("%s: %q, want %q", answer, got, want)
		}
	}
}

func FuzzUnknownFindsAStrangerBesideAnything(f *testing.F) {
	f.Add(`{"a":1}`)
	f.Add(`[[],{"Response":null}]`)
	f.Add(`{"\u0000":"`)
	f.Add("1e999")
	f.Fuzz(func(t *testing.T, text string) {
		if !json.Valid([]byte(text)) || unknown([]byte(text)) != "" {
			return
		}
		whole := `{"Response":` + text + `,"xNew":0}`
		if got := unknown([]byte(whole)); got != "xNew" {
			t.Errorf("%s: %q", whole, got)
		}
	})
}
