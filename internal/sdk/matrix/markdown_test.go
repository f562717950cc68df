package matrix

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write the golden files")

func TestSummaryGolden(t *testing.T) {
	const path = "testdata/summary.txtar"
	archive := &txtar.Archive{Comment: []byte("The summary of the sample report.\n")}
	var b bytes.Buffer
	if err := WriteMarkdown(&b, sampleReport()); err != nil {
		t.Fatal(err)
	}
	archive.Files = []txtar.File{{Name: MarkdownFile, Data: b.Bytes()}}
	got := txtar.Format(archive)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := udiff.Unified(path, "now", string(want), string(got)); diff != "" {
		t.Errorf("run the test with -update if this is meant:\n%s", diff)
	}
}

func TestTheSummaryIsBounded(t *testing.T) {
	r := largeReport(10)
	words := []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	for i := range r.Cases {
		if c := &r.Cases[i]; c.Message != "" {
			c.Message = words[i%120/10] + strings.Repeat(" word", 1000)
		}
	}
	var b bytes.Buffer
	if err := WriteMarkdown(&b, r); err != nil {
		t.Fatal(err)
	}
	listed := strings.Count(b.String(), "\n- `")
	if want := fmt.Sprintf("\nand %d more, in `sdks.json`\n", 240-mostGroups); listed != mostGroups || !strings.HasSuffix(b.String(), want) {
		t.Errorf("%d groups are listed, want %d; the end is %q", listed, mostGroups, b.String()[b.Len()-60:])
	}
	if b.Len() > 200_000 {
		t.Errorf("the summary has %d bytes", b.Len())
	}
}
