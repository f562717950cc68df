package report

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/tools/txtar"
)

func TestFailureTextsAreAsRecorded(t *testing.T) {
	document := make([]string, 40)
	document[12-1], document[30-1], document[31-1] = "  InstanceIds.N  at most 100 ", "| LimitExceeded |", "| more than 100 |"
	plain, known := sampleReport(), excusedReport()
	ids := sampleLedger().Scenarios
	seen := sampleResults()[2]
	seen.Decisive = 1
	seen.Checks[2] = Check{Says: "all instances stay RUNNING", Detail: "ins-1 is STOPPING"}
	seen.Message, seen.Evidence = "all instances stay RUNNING: ins-1 is STOPPING", Weak
	seen.Exchanges = append(seen.Exchanges, Exchange{Method: "POST", URL: "https://cvm.example/", RequestBody: "Action=DescribeInstances&Limit=1",
		RequestHeader: Header{{"Content-Type", "application/x-www-form-urlencoded"}}, Status: 200, ResponseBody: "not JSON"})
	cut := sampleResults()[2]
	cut.Exchanges = []Exchange{{Method: "GET", URL: "https://cvm.example/", Error: "connection reset by peer"}}
	cut.Checks, cut.Curl = nil, strings.Repeat("long ", 1000)
	archive := &txtar.Archive{}
	for _, c := range []struct {
		name  string
		write func(*bytes.Buffer) error
	}{
		{"with the original lines", func(b *bytes.Buffer) error {
			return Failure(b, plain, ids[2].ID, map[string][]string{"tencent-cvm-v3": document})
		}},
		{"known", func(b *bytes.Buffer) error { return Failure(b, known, ids[2].ID, nil) }},
		{"from the common pages", func(b *bytes.Buffer) error { return Failure(b, known, ids[5].ID, nil) }},
		{"inconclusive", func(b *bytes.Buffer) error { return Failure(b, plain, ids[3].ID, nil) }},
		{"passed", func(b *bytes.Buffer) error { return Failure(b, plain, ids[0].ID, nil) }},
		{"seen after the call, at the moment", func(b *bytes.Buffer) error { return FailureOf(b, sampleLedger(), seen, document) }},
		{"no answer, no check, a long command", func(b *bytes.Buffer) error { return FailureOf(b, sampleLedger(), cut, nil) }},
		{"a rule that no statement names", func(b *bytes.Buffer) error { return FailureOf(b, smallLedger("a"), failed("a"), nil) }},
		{"not in the ledger", func(b *bytes.Buffer) error { return FailureOf(b, Ledger{}, failed("a"), nil) }},
	} {
		var b bytes.Buffer
		if err := c.write(&b); err != nil {
			t.Fatal(err)
		}
		archive.Files = append(archive.Files, txtar.File{Name: c.name, Data: b.Bytes()})
	}
	compareGolden(t, filepath.Join("testdata", "failures.txtar"), txtar.Format(archive))
}

func TestFailureIsTheSameBeforeAndInTheReport(t *testing.T) {
	results := sampleResults()
	r := Assemble(sampleMeta(), []Ledger{sampleLedger()}, results)
	for _, result := range results {
		var before, after bytes.Buffer
		if err := errors.Join(FailureOf(&before, sampleLedger(), result, nil), Failure(&after, r, result.ID, nil)); err != nil {
			t.Fatal(err)
		}
		if before.String() != after.String() {
			t.Errorf("%s reads differently:\n%s\n--- in the report:\n%s", result.ID, before.String(), after.String())
		}
	}
}

func TestFailureOfAnUnknownScenarioIsAnError(t *testing.T) {
	var b bytes.Buffer
	if err := Failure(&b, sampleReport(), "no/such", nil); err == nil || !strings.Contains(err.Error(), `no scenario "no/such"`) || b.Len() > 0 {
		t.Errorf("the error is %v and %d bytes were written", err, b.Len())
	}
}

func TestFailureIsSafeForATerminal(t *testing.T) {
	r := hostileReport()
	for _, s := range r.APIs[0].Scenarios {
		var b bytes.Buffer
		if err := Failure(&b, r, s.ID, map[string][]string{"tencent-cvm-v3": {hostile, hostile, "\u009b31m"}}); err != nil {
			t.Fatal(err)
		}
		if i := strings.IndexFunc(b.String(), func(c rune) bool { return c != '\n' && c != '\t' && unicode.IsControl(c) }); i >= 0 {
			t.Errorf("%s: a control character came through: %q", s.ID, b.String()[i:min(i+20, b.Len())])
		}
		if b.Len() > 40<<10 {
			t.Errorf("%s: the text has %d bytes", s.ID, b.Len())
		}
		titles := map[string]bool{"The document says": true, "Rule": true, "Expected": true, "Actual": true, "Message": true, "Evidence": true,
			"Request 3 of 3": true, "Response": true, "Reason": true, "Repeat it": true}
		for i, line := range strings.Split(b.String(), "\n") {
			if i > 0 && line != "" && !strings.HasPrefix(line, "  ") && !titles[line] {
				t.Errorf("%s: foreign text stands where titles stand: %q", s.ID, line)
			}
		}
	}
}

func TestFailureCutsBodiesAfterTwoKilobytes(t *testing.T) {
	result := failed("a")
	many := make(Header, 500)
	for i := range many {
		many[i] = [2]string{"X-Many", "x"}
	}
	result.Exchanges = []Exchange{{Method: "POST", URL: "https://x/", RequestBody: strings.Repeat("q", 5000), Status: 200, ResponseHeader: many, ResponseBody: strings.Repeat("a", 2048)}}
	var b bytes.Buffer
	if err := FailureOf(&b, smallLedger("a"), result, nil); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		strings.Repeat("q", 2048) + "… (cut here; 5000 bytes in all)": true, strings.Repeat("q", 2049): false,
		strings.Repeat("a", 2048) + "\n": true, "… (450 headers more)": true,
	} {
		if strings.Contains(b.String(), text) != want {
			t.Errorf("%.40q… is there: %v, want %v", text, !want, want)
		}
	}
}

func TestFailureReportsAWriterThatFails(t *testing.T) {
	broken := errors.New("the pipe is closed")
	if err := FailureOf(brokenWriter{broken}, smallLedger("a"), failed("a"), nil); !errors.Is(err, broken) {
		t.Errorf("the error is %v, want that of the writer", err)
	}
}

func TestDecisiveExchangeThatDoesNotExistIsDropped(t *testing.T) {
	for given, want := range map[int]int{-1: 0, 0: 0, 1: 1, 2: 0} {
		result := sampleResults()[0]
		result.Decisive = given
		r := Assemble(sampleMeta(), []Ledger{sampleLedger()}, append(sampleResults()[1:], result))
		if got := r.APIs[0].Scenarios[0].Decisive; got != want {
			t.Errorf("decisive exchange %d of 1 became %d, want %d", given, got, want)
		}
		validate(t, r)
	}
}

// brokenWriter refuses every write.
type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }
