package harness

import (
	"context"
	"errors"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/wire"
)

func TestRefusals(t *testing.T) {
	refusal := func(status int, code wire.Code) error {
		return &wire.Error{Code: code, HTTPStatus: status, Message: "m"}
	}
	tests := []struct {
		name    string
		err     error
		want    Refusal
		verdict report.Verdict
	}{
		{"the documented code and status", refusal(403, "Gone"), Code(403, "Gone"), report.Pass},
		{"a fair alternative", refusal(403, "Lost"), Code(403, "Gone", "Lost"), report.Pass},
		{"the wrong code", refusal(403, "Lost"), Code(403, "Gone"), report.Fail},
		{"the code in another letter case", refusal(403, "gone"), Code(403, "Gone"), report.Fail},
		{"the wrong status", refusal(400, "Gone"), Code(403, "Gone"), report.Fail},
		{"an undocumented code", refusal(418, "Whatever"), AnyCode(400, 499), report.Pass},
		{"a server error for an undocumented refusal", refusal(500, "Whatever"), AnyCode(400, 499), report.Fail},
		{"a code of another cause", refusal(400, "Other"), AnyCode(400, 499, "Other"), report.Fail},
		{"an accepted call", nil, AnyCode(200, 599), report.Fail},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := play(t, &world{}, func(_ context.Context, s *T) { s.Expect("out", tt.err).Refused(tt.want) })
			want(t, r, tt.verdict, "")
		})
	}
}

func TestOneOfSeveralAttemptsIsEnough(t *testing.T) {
	bad := &wire.Error{Code: "Bad", HTTPStatus: 403}
	r := play(t, &world{}, func(_ context.Context, s *T) { s.Expect("out", nil).Or(nil, bad).Refused(Code(403, "Bad")) })
	want(t, r, report.Pass, "")
	r = play(t, &world{}, func(_ context.Context, s *T) { s.Expect("out", nil).Or("out", nil).Refused(Code(403, "Bad")) })
	want(t, r, report.Fail, "")
}

func TestTheResourcesOfRefusedAttemptsAreLeftAlone(t *testing.T) {
	bad := &wire.Error{Code: "Bad", HTTPStatus: 403}
	tests := []struct {
		name    string
		errs    [2]error
		states  [2]string
		verdict report.Verdict
	}{
		{"both are", [2]error{bad, bad}, [2]string{"ON", "ON"}, report.Pass},
		{"the one that was accepted changes", [2]error{nil, bad}, [2]string{"OFF", "ON"}, report.Pass},
		{"the first one changes", [2]error{bad, nil}, [2]string{"OFF", "OFF"}, report.Fail},
		{"the second one changes", [2]error{bad, bad}, [2]string{"ON", "OFF"}, report.Fail},
		{"the second one has no answer", [2]error{bad, &wire.TransportError{Err: errors.New("reset")}}, [2]string{"ON", "OFF"}, report.Pass},
		{"one becomes another by itself", [2]error{bad, bad}, [2]string{"ON", "GONE"}, report.Pass},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := &world{script: map[string][]string{"a": {tt.states[0]}, "b": {tt.states[1]}}}
			r := play(t, w, func(_ context.Context, s *T) {
				s.Expect("out", tt.errs[0]).Or("out", tt.errs[1]).Refused(Code(403, "Bad")).Leaves([]string{"a", "b"}, "ON", "GONE")
			})
			want(t, r, tt.verdict, "")
		})
	}
}

func TestAnAnswerThatWaitsForTheEnd(t *testing.T) {
	late := &wire.TransportError{Err: context.DeadlineExceeded}
	tests := []struct {
		name    string
		err     error
		state   string
		verdict report.Verdict
		reason  report.Reason
	}{
		{"an answer passes", nil, "STOPPING", report.Pass, ""},
		{"none, and the change is under way", late, "STOPPING", report.Fail, ""},
		{"none, and nothing has changed", late, "ON", report.Inconclusive, report.ReasonTransportFault},
		{"a broken connection", &wire.TransportError{Err: errors.New("reset")}, "STOPPING", report.Inconclusive, report.ReasonTransportFault},
		{"a refusal", errRefused, "ON", report.Fail, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			calls := 0
			w := &world{script: map[string][]string{"a": {tt.state}}}
			r := play(t, w, func(_ context.Context, s *T) {
				calls++
				s.Expect("out", tt.err).AcceptedWhile([]string{"a"}, "STOPPING")
			})
			want(t, r, tt.verdict, tt.reason)
			if tt.err == late && calls != attempts {
				t.Errorf("it was called %d times: no answer may be a fault that passes", calls)
			}
		})
	}
}

// batchOutput is an answer that names what failed.
type batchOutput []string

func (b batchOutput) Failed() []string { return b }

func TestBatchesWithOneOddResource(t *testing.T) {
	items := func(codes map[string]int64) error {
		e := &wire.Error{Code: "5400", HTTPStatus: 200, Items: map[string]wire.Item{}}
		for id, code := range codes {
			e.Items[id] = wire.Item{Number: code}
		}
		return e
	}
	tests := []struct {
		name    string
		out     any
		err     error
		verdict report.Verdict
		partly  Partly
	}{
		{"the answer names it", batchOutput{"odd"}, nil, report.Pass, Part},
		{"the answer names another", batchOutput{"fine"}, nil, report.Fail, Whole},
		{"the answer names all", batchOutput{"fine", "odd"}, nil, report.Fail, Whole},
		{"the answer names none", batchOutput{}, nil, report.Fail, Whole},
		{"the batch is refused", nil, &wire.Error{Code: "Odd", HTTPStatus: 400}, report.Pass, Whole},
		{"the batch is refused for another reason", nil, &wire.Error{Code: "Else", HTTPStatus: 400}, report.Fail, Whole},
		{"the items name it", nil, items(map[string]int64{"odd": 9, "fine": 0}), report.Pass, Part},
		{"the items name another", nil, items(map[string]int64{"odd": 0, "fine": 9}), report.Fail, Whole},
		{"success without a place for results", "out", nil, report.Fail, Whole},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got Partly
			r := play(t, &world{}, func(_ context.Context, s *T) {
				got = s.Expect(tt.out, tt.err).RefusedFor([]string{"odd"}, Code(400, "Odd"))
			})
			want(t, r, tt.verdict, "")
			if got != tt.partly {
				t.Errorf("answered in part: %v", got)
			}
		})
	}
}

func TestBursts(t *testing.T) {
	slow := &wire.Error{Code: "SlowDown", HTTPStatus: 400}
	usual := &wire.Error{Code: "NotFound", HTTPStatus: 404}
	call := func(throttled int) func(int) error {
		return func(i int) error {
			if i < throttled {
				return slow
			}
			return usual
		}
	}
	tests := []struct {
		name    string
		body    Body
		verdict report.Verdict
		reason  report.Reason
	}{
		{"all accepted", func(_ context.Context, s *T) { s.Burst(5, func(int) error { return nil }).AllAccepted() }, report.Pass, ""},
		{"one not accepted", func(_ context.Context, s *T) {
			s.account.Own = true
			s.Burst(5, call(1)).AllAccepted()
		}, report.Fail, ""},
		{"one not accepted, perhaps for the calls of others", func(_ context.Context, s *T) { s.Burst(5, call(1)).AllAccepted() }, report.Inconclusive, report.ReasonThrottled},
		{"one refused for a reason of its own", func(_ context.Context, s *T) { s.Burst(5, func(int) error { return usual }).AllAccepted() }, report.Fail, ""},
		{"refused for a third reason", func(_ context.Context, s *T) {
			s.Burst(40, func(int) error { return &wire.Error{Code: "TokenFailure", HTTPStatus: 200} }).Throttled(10, 1e9, Code(404, "NotFound"))
		}, report.Inconclusive, report.ReasonUnsupported},
		{"throttled by a gateway", func(_ context.Context, s *T) {
			s.Burst(40, func(i int) error {
				if i < 25 {
					return &wire.AnswerError{HTTPStatus: 429, ContentType: "text/html"}
				}
				return usual
			}).Throttled(10, 1e9, Code(404, "NotFound"))
		}, report.Pass, ""},
		{"excess throttled", func(_ context.Context, s *T) { s.Burst(40, call(25)).Throttled(10, 1e9, Code(404, "NotFound")) }, report.Pass, ""},
		{"nothing throttled", func(_ context.Context, s *T) { s.Burst(40, call(0)).Throttled(10, 1e9, Code(404, "NotFound")) }, report.Fail, ""},
		{"too little throttled", func(_ context.Context, s *T) { s.Burst(40, call(5)).Throttled(10, 1e9, Code(404, "NotFound")) }, report.Fail, ""},
		{"too slow to prove anything", func(_ context.Context, s *T) { s.Burst(40, call(25)).Throttled(10, 1, Code(404, "NotFound")) }, report.Inconclusive, report.ReasonUnsupported},
		{"no answer", func(_ context.Context, s *T) {
			s.Burst(2, func(int) error { return errors.New("reset") }).AllAccepted()
		}, report.Inconclusive, report.ReasonTransportFault},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { want(t, play(t, &world{}, tt.body), tt.verdict, tt.reason) })
	}
}
