package matrix

import (
	"slices"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

func TestACellSaysWhatBecameOfItsCases(t *testing.T) {
	for _, c := range []struct {
		passed, failed, known, unsupported int
		class, sign, words, more           string
	}{
		{0, 0, 0, 0, "", "", "–", ""},
		{12, 0, 0, 0, "good", "✓", "12", ""},
		{11, 1, 0, 0, "bad", "✗", "11 of 12", ""},
		{11, 1, 1, 0, "known", "≠", "11 of 12", ""},
		{10, 2, 1, 0, "bad", "✗", "10 of 12", ""},
		{0, 3, 3, 2, "known", "≠", "0 of 3", "2 n/a"},
		{4, 0, 0, 2, "good", "✓", "4", "2 n/a"},
		{0, 0, 0, 2, "", "", "n/a", ""},
	} {
		one := cell{Passed: c.passed, Failed: c.failed, Known: c.known, Unsupported: c.unsupported}
		got := []string{one.Class(), one.Sign(), one.Words(), one.More()}
		if want := []string{c.class, c.sign, c.words, c.more}; !slices.Equal(got, want) {
			t.Errorf("%s is shown as %q, want %q", one.Title(), got, want)
		}
	}
}

func TestTheConclusionIsNeverBetterThanTheFigures(t *testing.T) {
	for _, c := range []struct {
		figures
		want conclusion
	}{
		{figures{}, conclusion{"?", "nothing was run", ""}},
		{figures{notRun: 3}, conclusion{"?", "nothing was run", ""}},
		{figures{run: 1}, conclusion{"?", "nothing passed", ""}},
		{figures{run: 1, unsupported: 9}, conclusion{"?", "nothing passed", ""}},
		{figures{run: 1, passed: 1}, conclusion{"✓", "no failure", "conforms"}},
		{figures{run: 1, passed: 1, failed: 2, known: 2}, conclusion{"✓", "no failure but 2 known findings", "conforms"}},
		{figures{run: 1, notRun: 1, passed: 1}, conclusion{"?", "no new failure, but 1 SDK not run", ""}},
		{figures{run: 1, notRun: 1, passed: 9, failed: 2, known: 1}, conclusion{"✗", "1 new failure", "diverges"}},
	} {
		if got := c.conclusion(); got != c.want {
			t.Errorf("%+v comes to %v, want %v", c.figures, got, c.want)
		}
	}
}

func TestHeadline(t *testing.T) {
	got, err := sampleReport().Headline()
	want := "3 SDKs in 2 languages run, 1 not run; 434 cases passed, 22 failed (14 of them known findings), 10 unsupported"
	if got != want || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestFailuresThatSayTheSameStandTogether(t *testing.T) {
	s := sampleSDKs()[2]
	var cases []sdk.Result
	for n, message := range []string{`the code is "A", expected "B"`, "no request arrived", `the code is "C \" 1", expected ""`, "12 requests arrived", "3 requests arrived", "no request arrived"} {
		cases = append(cases, failing(sampleCase(s, s.APIs[0], sdk.KindError, n), message))
	}
	cases[5].Finding = "known"
	groups := group(cases, func(sdk.Result) bool { return true })
	var sizes []int
	for _, g := range groups {
		sizes = append(sizes, len(g.Cases))
	}
	if !slices.Equal(sizes, []int{2, 1, 2, 1}) || !groups[3].Known || groups[1].Known {
		t.Errorf("the groups have %v cases, want 2, 1, 2 and the known one apart", sizes)
	}
}
