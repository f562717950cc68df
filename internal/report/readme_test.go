package report

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// TestReadmeSaysWhatToDoForEveryReason holds the list of reasons, its documentation and the schema together.
func TestReadmeSaysWhatToDoForEveryReason(t *testing.T) {
	data, err := os.ReadFile("../../reports/README.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string][]string{}
	for line := range strings.Lines(string(data)) {
		if cells := strings.Split(strings.Trim(line, "|\n "), " | "); strings.HasPrefix(line, "| `") {
			rows[strings.Trim(cells[0], "`")] = cells
		}
	}
	for _, reason := range Reasons() {
		if cells := rows[string(reason)]; len(cells) != 3 || len(cells[1]) < 10 || len(cells[2]) < 10 {
			t.Errorf("the row of %s is %q, want the reason, what it means, and what to do", reason, cells)
		}
	}
	var schema struct {
		Defs struct {
			Scenario struct {
				Properties struct {
					Reason struct{ Enum []Reason }
				}
			}
		} `json:"$defs"`
	}
	if data, err = os.ReadFile(schemaFile); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	enum := schema.Defs.Scenario.Properties.Reason.Enum
	if len(enum) != len(Reasons())+1 {
		t.Errorf("the schema has %d reasons, want %d and the empty one", len(enum), len(Reasons()))
	}
	for _, reason := range enum {
		if reason != "" && !reason.Valid() {
			t.Errorf("the schema has the reason %q, which does not exist", reason)
		}
	}
}

func TestReadmeTellsTheExitCodeOfEveryConclusion(t *testing.T) {
	data, err := os.ReadFile("../../reports/README.md")
	if err != nil {
		t.Fatal(err)
	}
	stale := runWith([]Known{{ID: "api/Op/required/a"}}, smallLedger("a"), passed("a"))
	for _, c := range []struct {
		r    Report
		row  string
		exit int
	}{
		{runWith(nil, smallLedger("a"), passed("a")), "| *conforms* | 0 |", 0},
		{runWith(nil, smallLedger("a"), failed("a")), "| *diverges* | 1 |", 1},
		{stale, "| (any but *diverges*) | 2 |", 2},
		{runWith(nil, smallLedger("a"), undecided("a", ReasonThrottled)), "| *incomplete* | 3 |", 3},
	} {
		if c.r.ExitCode() != c.exit || !strings.Contains(string(data), c.row) {
			t.Errorf("exit code %d, want %d and in the document the row %q", c.r.ExitCode(), c.exit, c.row)
		}
	}
}
