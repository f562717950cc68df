package mutant

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
)

func TestVariantsHaveReasonsAndIDsOfTheirOwnAndRun(t *testing.T) {
	total := 0
	for _, c := range append(contracts(t), small(t)) {
		before, seen := clone(c), map[string]bool{}
		for _, v := range Variants(c) {
			total++
			if seen[v.ID] || !strings.HasPrefix(v.ID, c.API+"/") {
				t.Errorf("%s is there twice, or not of %s", v.ID, c.API)
			}
			seen[v.ID] = true
			if v.Says == "" || v.Because == "" {
				t.Errorf("%s says %q because %q", v.ID, v.Says, v.Because)
			}
			if reflect.ValueOf(v.recipe.fault).IsZero() == (v.recipe.edit == nil) {
				t.Errorf("%s is made by a fault or by a change of the contract, and not by both or none", v.ID)
			}
			if _, err := v.Endpoint(reference.Options{Random: strings.NewReader(strings.Repeat("seed", 8))}); err != nil {
				t.Error(err)
			}
		}
		if !reflect.DeepEqual(c, before) {
			t.Errorf("%s was changed", c.API)
		}
	}
	if total < 100 {
		t.Errorf("there are %d variants", total)
	}
}

func TestRespelledAnswersSayTheSame(t *testing.T) {
	doc := map[string]any{"a": []any{"x\"<&", "ü", "𝄞", 7}, "b": map[string]any{"c": true, "d": nil}, "e": []any{}}
	plain, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	written := respelled(&reference.Reply{Doc: doc, Format: contract.FormatJSON})
	if bytes.Equal(written, plain) {
		t.Errorf("nothing is respelled: %s", written)
	}
	var got, want any
	if err := json.Unmarshal(written, &got); err != nil {
		t.Fatalf("%s: %v", written, err)
	}
	if err := json.Unmarshal(plain, &want); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s says %v, not %v", written, got, want)
	}
}

func TestRespelledMarkupSaysTheSame(t *testing.T) {
	written := respelled(&reference.Reply{Root: "R", Format: contract.FormatXML, Doc: map[string]any{
		"Text": "x\"<&ü", "List": []any{1, 2}, "Inner": map[string]any{"Flag": true},
	}})
	var got struct {
		XMLName xml.Name `xml:"R"`
		Text    string   `xml:"Text"`
		List    []int    `xml:"List"`
		Flag    bool     `xml:"Inner>Flag"`
	}
	if err := xml.Unmarshal(written, &got); err != nil {
		t.Fatalf("%s: %v", written, err)
	}
	if got.Text != "x\"<&ü" || len(got.List) != 2 || got.List[1] != 2 || !got.Flag {
		t.Errorf("%s says %+v", written, got)
	}
}

func TestOtherServersDeliverTheSameAnswer(t *testing.T) {
	const body = `{"a":1,"b":2}`
	answer := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", "13")
		w.WriteHeader(http.StatusTeapot)
		_, _ = w.Write([]byte(body))
	})
	tests := map[string]func(r *http.Response) bool{
		"connection-closed": func(r *http.Response) bool { return r.Close },
		"chunked":           func(r *http.Response) bool { return r.ContentLength < 0 && len(r.TransferEncoding) == 1 },
		"compressed":        func(r *http.Response) bool { return r.Uncompressed },
		"header-case":       func(r *http.Response) bool { return r.Header.Get("Server") == "gateway" },
	}
	v := &variety{contract: small(t)}
	v.headers()
	if len(v.variants) != len(tests) {
		t.Errorf("%d variants for %d tests", len(v.variants), len(tests))
	}
	for _, one := range v.variants {
		name := one.ID[strings.LastIndex(one.ID, "/")+1:]
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(one.recipe.fault.Wrap(answer))
			defer server.Close()
			resp, err := server.Client().Get(server.URL)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			var got bytes.Buffer
			if _, err := got.ReadFrom(resp.Body); err != nil {
				t.Fatal(err)
			}
			if got.String() != body || resp.StatusCode != http.StatusTeapot || resp.Header.Get("Content-Type") != "application/json" {
				t.Errorf("HTTP %d %v: %s", resp.StatusCode, resp.Header, got.String())
			}
			if is, ok := tests[name]; !ok || !is(resp) {
				t.Errorf("the answer is like any other: %+v", resp)
			}
		})
	}
}

func TestOpenPointsAreThoseThatNoPreconditionDecides(t *testing.T) {
	for _, c := range contracts(t) {
		v := &variety{contract: c}
		open := map[*contract.Probe]bool{}
		for _, p := range v.open() {
			open[p] = true
		}
		for _, d := range c.Decisions {
			if d.Probe == nil {
				continue
			}
			decided := d.ID == "running-not-stopped" || d.ID == "state-error-code" || d.ID == "forced-in-other-states"
			if open[d.Probe] == decided {
				t.Errorf("%s/%s: open is %v", c.API, d.ID, open[d.Probe])
			}
		}
	}
}
