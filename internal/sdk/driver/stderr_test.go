package driver

import (
	"strings"
	"testing"
)

// kept is what a stream shows of pieces that came one by one, and whether a milestone was passed.
func kept(pieces ...string) (string, bool) {
	s := &stderr{passed: make(chan struct{}, 1)}
	var text []byte
	for _, piece := range pieces {
		text = s.keep(append(text, piece...))
	}
	_, _ = s.Write(text)
	return s.Show(nil), len(s.passed) > 0
}

func TestMilestonesAreTakenOutWhereverTheStreamIsCut(t *testing.T) {
	stone := string(milestone)
	for cut := range len(stone) + 1 {
		if got, passed := kept("one\ntw"+stone[:cut], stone[cut:]+"o\n"); got != "one\ntwo" || !passed {
			t.Errorf("cut at %d: %q, passed %v", cut, got, passed)
		}
	}
	if got, passed := kept(strings.Split("a"+stone+stone+"b"+stone, "")...); got != "ab" || !passed {
		t.Errorf("byte by byte: %q, passed %v", got, passed)
	}
	half := stone[:len(stone)/2]
	if got, passed := kept("a"+half, half+"b", half); strings.Count(got, "so") != 3 || passed {
		t.Errorf("halves: %q, passed %v", got, passed)
	}
}

func TestTheLatestWordsOfAStreamThatEndedAreAllThere(t *testing.T) {
	s, err := newStderr()
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	if _, err := s.in.WriteString("one\n" + string(milestone) + "two\n"); err != nil { // a forged one, too
		t.Fatal(err)
	}
	if err := s.in.Close(); err != nil {
		t.Fatal(err)
	}
	go s.listen()
	if got := s.latest(nil); got != "one\ntwo" {
		t.Errorf("%q", got)
	}
}
