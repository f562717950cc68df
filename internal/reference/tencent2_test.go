package reference

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"strconv"
	"strings"
	"testing"
	"time"
)

const cvm2Path = "/v2/index.php"

func (b *bench) cvm2(method string, params map[string]string) map[string]any {
	b.t.Helper()
	params["Region"] = "gz"
	w, doc := b.do(tencentSigned(b.t, b.who, b.clock.Now(), method, cvm2Path, params))
	if w.Code != 200 || w.Header().Get("Content-Type") != "application/json" {
		b.t.Fatalf("status %d, content type %q", w.Code, w.Header().Get("Content-Type"))
	}
	if _, ok := doc["code"].(float64); !ok {
		b.t.Fatalf("code is no number in %s", w.Body)
	}
	return doc
}

// indexed names ids as instanceIds.0, instanceIds.1 …
func indexed(ids []string, rest ...string) map[string]string {
	params := map[string]string{"Action": "StopInstances"}
	for i, id := range ids {
		params["instanceIds."+strconv.Itoa(i)] = id
	}
	for i := 0; i < len(rest); i += 2 {
		params[rest[i]] = rest[i+1]
	}
	return params
}

func TestLegacyBatchHasAnEntryForEachID(t *testing.T) {
	const wrong = "OperationConstraints.InvaildInstanceStatus"
	tests := []struct {
		name     string
		wants    []Want
		code     string
		codeDesc string
		failed   []bool
	}{
		{"all succeed", []Want{{}, {}}, "0", "Success", []bool{false, false}},
		{"some fail", []Want{{}, {State: "STOPPED"}}, "5400", wrong, []bool{false, true}},
		{"all fail", []Want{{State: "STOPPED"}, {State: "STOPPING"}}, "5100", wrong, []bool{true, true}},
		{"the state cannot be read", []Want{{Traits: []string{"state-unreadable"}}}, "5100", wrong, []bool{true}},
		{"an absent one", []Want{{}, {Traits: []string{"absent"}}}, "5400", "ResourceNotFound", []bool{false, true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t, cvm2(), nil)
			var ids []string
			for _, w := range tt.wants {
				ids = append(ids, b.fixtures(w)...)
			}
			doc := b.cvm2("GET", indexed(ids))
			if at(doc, "code") != tt.code || at(doc, "codeDesc") != tt.codeDesc {
				t.Errorf("code %s %s, want %s %s", at(doc, "code"), at(doc, "codeDesc"), tt.code, tt.codeDesc)
			}
			detail, _ := doc["detail"].(map[string]any)
			if len(detail) != len(ids) {
				t.Fatalf("detail %v", doc["detail"])
			}
			for i, id := range ids {
				failed := at(detail[id], "code") != "0"
				if failed != tt.failed[i] || failed != strings.Contains(at(detail[id], "message"), tt.codeDesc) || at(detail[id], "requestId") == "" {
					t.Errorf("entry %d is %v", i, detail[id])
				}
			}
		})
	}
}

func TestLegacyParametersTravelInQueryFormAndMultipart(t *testing.T) {
	b := newBench(t, cvm2(), nil)
	ids := b.fixtures(Want{Traits: []string{"soft-stop-hangs"}, Count: 3})
	for i, method := range []string{"GET", "POST"} {
		if doc := b.cvm2(method, indexed(ids[i:i+1], "forceStop", "1")); at(doc, "code") != "0" {
			t.Errorf("%s: %v", method, doc)
		}
	}
	form := tencentSigned(t, b.who, b.clock.Now(), "POST", cvm2Path, indexed(ids[2:], "Region", "gz", "forceStop", "1"))
	if err := form.ParseForm(); err != nil {
		t.Fatal(err)
	}
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, vs := range form.PostForm {
		if err := w.WriteField(name, vs[0]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	form.Body = io.NopCloser(&body)
	form.Header.Set("Content-Type", w.FormDataContentType())
	if _, doc := b.do(form); at(doc, "code") != "0" {
		t.Errorf("multipart: %v", doc)
	}
	b.clock.Add(time.Minute)
	doc := b.cvm2("GET", map[string]string{"Action": "DescribeInstances"})
	set, _ := doc["instanceSet"].([]any)
	if len(set) != 3 || at(doc, "totalCount") != "3" {
		t.Fatalf("answer %v", doc)
	}
	for _, item := range set {
		if n, ok := item.(map[string]any)["status"].(float64); !ok || n != 4 {
			t.Errorf("status %v, want the number of STOPPED", item)
		}
	}
}

func TestLegacyRefusals(t *testing.T) {
	b := newBench(t, cvm2(), nil)
	id := b.fixtures(Want{})
	broken := newRequest(t, "POST", cvm2Path, "x")
	broken.Header.Set("Content-Type", "multipart/form-data")
	tests := []struct {
		name, code string
		do         func() map[string]any
	}{
		{"missing", "4000 MissingParameter", func() map[string]any { return b.cvm2("GET", indexed(nil)) }},
		{"wrong value", "4000 InvalidParameter", func() map[string]any { return b.cvm2("GET", indexed(id, "forceStop", "2")) }},
		{"wrong type", "4000 InvalidParameter", func() map[string]any { return b.cvm2("GET", indexed(id, "forceStop", "yes")) }},
		{"unknown action", "6100 InvalidAction", func() map[string]any { return b.cvm2("GET", map[string]string{"Action": "None"}) }},
		{"another path", "6100 InvalidAction", func() map[string]any {
			_, doc := b.do(tencentSigned(t, b.who, b.clock.Now(), "GET", "/", indexed(id)))
			return doc
		}},
		{"unsigned, by a common code with a number", "4100 AuthFailure", func() map[string]any {
			_, doc := b.do(newRequest(t, "GET", cvm2Path+"?Action=StopInstances", ""))
			return doc
		}},
		{"three hours old", "4500 AuthFailure.SignatureExpire", func() map[string]any {
			_, doc := b.do(tencentSigned(t, b.who, b.clock.Now().Add(-3*time.Hour), "GET", cvm2Path, indexed(id)))
			return doc
		}},
		{"a broken form names no action", "4000 MissingParameter", func() map[string]any { _, doc := b.do(broken); return doc }},
		{"another method", "4600 UnsupportedProtocol", func() map[string]any { _, doc := b.do(newRequest(t, "PUT", cvm2Path, "")); return doc }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := tt.do()
			if got := at(doc, "code") + " " + at(doc, "codeDesc"); got != tt.code {
				t.Errorf("code %s, want %s", got, tt.code)
			}
		})
	}
}

func TestListItemsAreOrderedByNumber(t *testing.T) {
	tests := []struct {
		name   string
		params map[string][]string
		want   string
	}{
		{"from 0", map[string][]string{"a.0": {"x"}, "a.1": {"y"}}, `["x","y"]`},
		{"from 1, past ten", map[string][]string{"a.10": {"z"}, "a.2": {"y"}, "a.1": {"x"}}, `["x","y","z"]`},
		{"with gaps", map[string][]string{"a.7": {"y"}, "a.3": {"x"}}, `["x","y"]`},
		{"other names", map[string][]string{"a.x": {"x"}, "ab.0": {"y"}, "a": {"z"}, "a.-1": {"w"}, "a.1": nil}, `[]`},
	}
	for _, tt := range tests {
		got, err := json.Marshal(listItems(tt.params, "a"))
		if err != nil || string(got) != tt.want {
			t.Errorf("%s: %s, %v, want %s", tt.name, got, err, tt.want)
		}
	}
}
