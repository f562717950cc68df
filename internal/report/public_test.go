package report

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestOnlyWebAddressesBecomeLinks(t *testing.T) {
	for _, c := range []struct {
		text, address string
		ok            bool
	}{
		{"https://issues.example/1?a=b#c", "https://issues.example/1?a=b#c", true},
		{"http://issues.example", "http://issues.example", true},
		{"HTTPS://issues.example/", "https://issues.example/", true},
		{"https://issues.example/a b<c>|", "https://issues.example/a%20b%3Cc%3E%7C", true},
		{"https://issues.example/?<script>", "", false},
		{"https://issues.example/#a'b", "", false},
		{"https://issues.example/%3Cb%3E", "https://issues.example/%3Cb%3E", true},
		{"javascript:alert(1)", "", false},
		{"JavaScript://issues.example/%0aalert(1)", "", false},
		{"data:text/html,x", "", false},
		{"//issues.example/1", "", false},
		{"https:///1", "", false},
		{"CVM-17", "", false},
		{"https://x\n.example/", "", false},
		{"", "", false},
	} {
		if address, ok := webLink(c.text); address != c.address || ok != c.ok {
			t.Errorf("webLink(%q) = %q, %v; want %q, %v", c.text, address, ok, c.address, c.ok)
		}
	}
}

// ownWords are all texts that Assemble may put into a report by itself: the form, not the content.
var ownWords = regexp.MustCompile(`^(` + strings.Join([]string{
	"", "conforms", "diverges", "incomplete", "pass", "fail", "inconclusive", "informational", "untested", "excluded",
	"not_run", "harness_error", regexp.QuoteMeta(SelfTestNote), `specs/[a-z0-9-]+\.yaml:\d+`, `\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`,
	"promised and selected, but never reported", "nothing that it covers fails any more; take the entry out of the file",
	`(none failed, but )?\d+ of \d+ scenarios? (failed|could not be decided)`,
	`scenario "[^"]*": it was promised and selected, but never reported`,
}, "|") + `)$`)

func TestAssembleAddsNothingThatWasNotRedacted(t *testing.T) {
	meta := sampleMeta()
	meta.Target = Target{Name: "n", Kind: KindEndpoint, Endpoints: []Endpoint{{"tencent-cvm-v3", "https://cvm.example/"}}}
	meta.Known, meta.Unreleased = []Known{{ID: sampleLedger().Rules[1].ID, Reason: "r", Issue: "i"}}, []Unreleased{{API: "a", IDs: []string{"i-1"}, Error: "e"}}
	results := sampleResults()[1:] // the first one is lost
	given := map[string]bool{}
	for _, input := range []any{meta, sampleLedger(), results} {
		for _, text := range leaves(t, input) {
			given[text] = true
		}
	}
	count := 0
	for _, text := range leaves(t, Assemble(meta, []Ledger{sampleLedger()}, results)) {
		count++
		if !given[text] && !ownWords.MatchString(text) {
			t.Errorf("this text is neither one that was given, and so redacted, nor one of the report's own: %q", text)
		}
	}
	if count < 100 {
		t.Errorf("only %d texts were looked at", count)
	}
}

func TestNoFileShowsWhatStandsBeforeAnAddress(t *testing.T) {
	meta := sampleMeta()
	meta.Target.Endpoints = []Endpoint{{"tencent-cvm-v3", "https://someone:hush-hush@cvm.example/"}, {"x", "://someone:hush-hush@host"}}
	meta.Known = []Known{{ID: sampleResults()[2].ID, Reason: "r", Issue: "https://someone:hush-hush@issues.example/1"}}
	r := Assemble(meta, []Ledger{sampleLedger()}, sampleResults())
	dir := t.TempDir()
	if err := Write(dir, r); err != nil {
		t.Fatal(err)
	}
	var terminal bytes.Buffer
	if err := Summary(&terminal, r); err != nil {
		t.Fatal(err)
	}
	if err := Failure(&terminal, r, sampleResults()[2].ID, nil); err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{"terminal": terminal.String()}
	for _, name := range []string{JSONFile, JUnitFile, HTMLFile, MarkdownFile} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(data)
	}
	for name, text := range texts {
		if strings.Contains(text, "hush-hush") || !strings.Contains(text, "issues.example/1") {
			t.Errorf("%s shows the password, or not the link", name)
		}
	}
	if meta.Known[0].Issue != "https://someone:hush-hush@issues.example/1" {
		t.Error("the entries of the caller were changed")
	}
}

// leaves are all texts in the JSON form of a value.
func leaves(t *testing.T, value any) []string {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	var out []string
	var walk func(any)
	walk = func(node any) {
		switch node := node.(type) {
		case string:
			out = append(out, node)
		case []any:
			for _, one := range node {
				walk(one)
			}
		case map[string]any:
			for _, one := range node {
				walk(one)
			}
		}
	}
	walk(tree)
	return out
}
