package reference

import (
	"errors"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestFixturesFollowTheContract(t *testing.T) {
	b := newBench(t, published(t, cvm3), nil)
	got := b.Provider().Describe()
	if !slices.Contains(got.States, "RUNNING") || !slices.Contains(got.Traits, "soft-stop-hangs") || got.MaxCount != 1000 {
		t.Errorf("described as %+v", got)
	}
	ids := b.fixtures(Want{Count: 1000})
	pattern := regexp.MustCompile(b.contract.Resource.IDPattern)
	for _, id := range ids {
		if !pattern.MatchString(id) {
			t.Fatalf("malformed id %q", id)
		}
	}
	slices.Sort(ids)
	if n := len(slices.Compact(ids)); n != 1000 {
		t.Errorf("%d different ids of 1000", n)
	}
}

func TestFixturesThatCannotBeHad(t *testing.T) {
	c := zec()
	c.Resource.Traits[2].State = "STOPPED"
	b := newBench(t, c, func(o *Options) { o.MaxInstances = 5 })
	b.fixtures(Want{Count: 4})
	tests := []struct {
		name string
		want Want
		why  Reason
	}{
		{"unknown state", Want{State: "running"}, UnknownState},
		{"unknown trait", Want{Traits: []string{"spot"}}, UnknownTrait},
		{"a state that the trait excludes", Want{State: "RUNNING", Traits: []string{"in-operation"}}, UnknownState},
		{"negative", Want{Count: -1}, BadRequest},
		{"too many at once", Want{Count: 1001}, TooMany},
		{"too many in all", Want{Count: 2}, TooMany},
		{"unknown account", Want{Account: "x"}, BadRequest},
	}
	for _, tt := range tests {
		_, err := b.Provider().Acquire(t.Context(), tt.want)
		var u *Unavailable
		if !errors.As(err, &u) || u.Reason != tt.why || u.Message == "" {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.why)
		}
	}
	id := b.fixtures(Want{Traits: []string{"in-operation"}})
	if got := b.stateZec(id[0]); got != "STOPPED" {
		t.Errorf("the trait's state is %s", got)
	}
	for range 2 { // a release can be repeated
		if err := b.Provider().Release(t.Context(), "", append(id, "nothing")); err != nil {
			t.Error(err)
		}
	}
	if got := b.stateZec(id[0]); got != "" {
		t.Errorf("a released fixture is still shown as %s", got)
	}
	b.fixtures(Want{}) // there is room for exactly one again
	if _, err := b.Provider().Acquire(t.Context(), Want{}); err == nil {
		t.Error("a sixth fixture was given")
	}
}

func TestIDsRunOutWithoutLeavingHalfARequest(t *testing.T) {
	c := zec()
	c.Resource.IDPattern = "^[ab]$"
	b := newBench(t, c, nil)
	if _, err := b.Provider().Acquire(t.Context(), Want{Count: 3}); err == nil {
		t.Fatal("three ids of two")
	}
	if ids := b.fixtures(Want{Count: 2}); len(ids) != 2 {
		t.Errorf("ids %v", ids)
	}
}

func TestAccountsSeeTheirOwnFixturesOnly(t *testing.T) {
	b := newBench(t, zec(), nil)
	other := b.NewAccount()
	id := b.fixtures(Want{Account: other.ID})
	if got := b.stateZec(id[0]); got != "" {
		t.Errorf("the default account sees %s", got)
	}
	if status, _ := b.zec("StopInstances", `{"instanceIds":`+list(id...)+`}`); status != 404 {
		t.Errorf("status %d for another's instance", status)
	}
	b.who = other
	if got := b.stateZec(id[0]); got != "RUNNING" {
		t.Errorf("its account sees %q", got)
	}
}

func TestUnreadableResourcesAreNotShown(t *testing.T) {
	b := newBench(t, cvm2(), nil)
	b.fixtures(Want{Traits: []string{"state-unreadable"}})
	b.fixtures(Want{Traits: []string{"absent"}})
	id := b.fixtures(Want{})[0]
	doc := b.cvm2("GET", map[string]string{"Action": "DescribeInstances"})
	set, _ := doc["instanceSet"].([]any)
	if len(set) != 1 || at(set[0], "unInstanceId") != id || at(doc, "totalCount") != "1" {
		t.Errorf("shown %v", doc)
	}
}

func TestFixtureProtocolOverHTTP(t *testing.T) {
	b := newBench(t, zec(), nil)
	h := FixtureHandler(b.Endpoint)
	id := b.fixtures(Want{})[0]
	tests := []struct{ name, method, body, want string }{
		{"describe", "POST", `{"op":"describe"}`, `^\{"apis":\{"zenlayer-zec":\{"states":\["RUNNING","STOPPING","STOPPED"\],"traits":\["absent","soft-stop-hangs","in-operation"\],"maxCount":1000\}\}\}$`},
		{"acquire", "POST", `{"op":"acquire","api":"zenlayer-zec","state":"STOPPED","traits":[],"count":2}`, `^\{"ids":\["\d{19}","\d{19}"\]\}$`},
		{"acquire for an account", "POST", `{"op":"acquire","api":"zenlayer-zec","account":"` + b.who.ID + `"}`, `^\{"ids":\["\d{19}"\]\}$`},
		{"release", "POST", `{"op":"release","api":"zenlayer-zec","ids":["` + id + `"]}`, `^\{\}$`},
		{"unknown api", "POST", `{"op":"acquire","api":"x"}`, `"reason":"unknown_api"`},
		{"unknown trait", "POST", `{"op":"acquire","api":"zenlayer-zec","traits":["x"]}`, `"reason":"unknown_trait"`},
		{"unknown op", "POST", `{"op":"x","api":"zenlayer-zec"}`, `"reason":"bad_request"`},
		{"unknown account to release", "POST", `{"op":"release","api":"zenlayer-zec","account":"x"}`, `"reason":"bad_request"`},
		{"no JSON", "POST", `x`, `"reason":"bad_request"`},
		{"two objects", "POST", `{"op":"describe"}{}`, `"reason":"bad_request"`},
		{"GET", "GET", ``, `"reason":"bad_request"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), tt.method, "/", strings.NewReader(tt.body)))
			if !regexp.MustCompile(tt.want).MatchString(w.Body.String()) || w.Code != 200 || w.Header().Get("Content-Type") != "application/json" {
				t.Errorf("status %d, answer %s, want %s", w.Code, w.Body, tt.want)
			}
		})
	}
	if got := b.stateZec(id); got != "" {
		t.Errorf("the released fixture is %s", got)
	}
}
