package matrix

import (
	"slices"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/report"
)

func TestWordingLeavesOutWhatDiffersFromRunToRun(t *testing.T) {
	for says, want := range map[string]string{
		"ins-abcdefgh stay RUNNING":                                        "… stay RUNNING",
		"all 100 reach STOPPED":                                            "… reach STOPPED",
		"8150353 go RUNNING, STOPPING, STOPPED":                            "… go RUNNING, STOPPING, STOPPED",
		"[i-a i-b] are refused with Wrong, HTTP 400, alone or with others": "… are refused with Wrong, HTTP #, alone or with others",
		"the call is refused with LimitExceeded, HTTP 200":                 "the call is refused with LimitExceeded, HTTP #",
		"response.instanceIds is an empty list":                            "response.instanceIds is an empty list",
	} {
		if got := wording(says); got != want {
			t.Errorf("%q becomes %q, want %q", says, got, want)
		}
	}
}

func TestWordingsOfAResult(t *testing.T) {
	checks := []report.Check{{Says: "i-1 stay ON", OK: true}, {Says: "i-2 stay ON", OK: true}, {Says: "it holds", OK: false}}
	if got := wordings(checks); !slices.Equal(got, []string{"it holds", "… stay ON"}) {
		t.Errorf("%q", got)
	}
	if got := failed(checks); got != "it holds" {
		t.Errorf("failed: %q", got)
	}
	if got := failed(checks[:2]); got != "" {
		t.Errorf("failed although all holds: %q", got)
	}
}
