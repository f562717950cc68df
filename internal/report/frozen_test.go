package report

import "testing"

func TestAClaimNamesItsDayAndIsNeverMoreThanWasDecided(t *testing.T) {
	set := &Frozen{Version: "2026-11-21", File: "specs/frozen/api@2026-11-21.json"}
	good := API{ID: "api", Frozen: set, Expected: 2, Decided: 2, Passed: 2}
	with := func(edit func(*API)) API { a := good; edit(&a); return a }
	for _, tt := range []struct {
		api    API
		errors []string
		want   string
	}{
		{good, nil, "conforms to api as of 2026-11-21"},
		{good, []string{"it is confused"}, "leaves open whether it conforms to api as of 2026-11-21"},
		{with(func(a *API) { a.Passed, a.Inconclusive = 1, 1 }), nil, "leaves open whether it conforms to api as of 2026-11-21"},
		{with(func(a *API) { a.Passed, a.Failed = 1, 1 }), nil, "diverges from api as of 2026-11-21"},
		{with(func(a *API) { a.Passed, a.Failed = 1, 1 }), []string{"it is confused"}, "diverges from api as of 2026-11-21"},
		{with(func(a *API) { a.Passed, a.Failed, a.Known = 1, 1, 1 }), nil, "conforms to api as of 2026-11-21 but for 1 known difference"},
		{with(func(a *API) { a.Frozen = nil }), nil, ""},
	} {
		if got := (Report{HarnessErrors: tt.errors, APIs: []API{tt.api}}).claim(tt.api); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}
