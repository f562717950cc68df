package target_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/internal/target"
	"github.com/seed-613b54dc/conformance/suites/harness"
	"github.com/seed-613b54dc/conformance/wire"
)

// made is the target of a file without overrides.
func made(t *testing.T, f *target.File) *harness.Target {
	t.Helper()
	made, err := f.Target(target.Overrides{})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestATargetHasWhatTheFileSays(t *testing.T) {
	got := made(t, valid(t, base(t)))
	if got.Name != "my private cloud" || got.Kind != report.KindEndpoint || got.Provider != nil || got.Concurrency != 8 {
		t.Errorf("got %s, %s, provider %v, concurrency %d", got.Name, got.Kind, got.Provider, got.Concurrency)
	}
	cvm := got.Endpoints["tencent-cvm-v3"]
	if cvm.URL != "http://127.0.0.1:8080" || cvm.Region != "region-1" || cvm.Rates["StopInstances"] != 5 {
		t.Errorf("the endpoint is at %s in %s with the rates %v", cvm.URL, cvm.Region, cvm.Rates)
	}
	if want := []harness.OptIn{harness.OptInRateLimit, harness.OptInLargeBatch}; !slices.Equal(got.OptIns, want) {
		t.Errorf("the opt-ins are %v, want %v", got.OptIns, want)
	}
	want := harness.DefaultLimits()
	want.Request, want.Poll, want.Transition = 30*time.Second, time.Second, 5*time.Minute
	if got.Limits != want {
		t.Errorf("the limits are %+v, want %+v", got.Limits, want)
	}
}

func TestWhatTheFileLeavesOutIsTheDefault(t *testing.T) {
	const text = "endpoints:\n  tencent-cvm-v3:\n    url: http://127.0.0.1\n    accounts:\n      - id: ${CVM_ID}\n        secret: ${CVM_SECRET}\n        name: only\n" +
		"fixtures:\n  static:\n    tencent-cvm-v3:\n      - {ids: [ins-1], account: only}\n"
	f := valid(t, text)
	got := made(t, f)
	if got.Name != "target" || got.Concurrency != harness.DefaultConcurrency || got.Limits != harness.DefaultLimits() {
		t.Errorf("got %q, %d, %+v", got.Name, got.Concurrency, got.Limits)
	}
	if rate := got.Endpoints["tencent-cvm-v3"].Rates["StopInstances"]; rate != 10 {
		t.Errorf("the rate is %v, want the documented 10 a second", rate)
	}
	if a := got.Endpoints["tencent-cvm-v3"].Account(); a.ID != "" || f.Fixtures.Static[0].Account != "" {
		t.Errorf("a single account is passed to the provider as %q and %q, want no name", a.ID, f.Fixtures.Static[0].Account)
	}
}

func TestAccountsAreTakenInTurn(t *testing.T) {
	account := made(t, valid(t, base(t))).Endpoints["tencent-cvm-v3"].Account
	want := []harness.Account{
		{ID: "main", Credentials: wire.Credentials{ID: leak + "-id", Secret: leak + "-secret"}},
		{ID: "other", Credentials: wire.Credentials{ID: leak + "-id", Secret: leak + "-secret", Token: leak + "-token"}},
	}
	for i := range 5 {
		if got := account(); got != want[i%2] {
			t.Errorf("account %d is %s, want %s", i, got.ID, want[i%2].ID)
		}
	}
}

func TestManyScenariosGetAccountsEvenly(t *testing.T) {
	account := made(t, valid(t, base(t))).Endpoints["tencent-cvm-v3"].Account
	var mu sync.Mutex
	count := map[string]int{}
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() {
			id := account().ID
			mu.Lock()
			defer mu.Unlock()
			count[id]++
		})
	}
	all.Wait()
	if count["main"] != 50 || count["other"] != 50 {
		t.Errorf("got %v, want 50 each", count)
	}
}

func TestAFlagWinsOverTheEnvironmentAndThatOverTheFile(t *testing.T) {
	f := valid(t, edited(t, "concurrency: 8", "concurrency: 3"))
	env := func(name string) (string, bool) {
		value, ok := map[string]string{target.EnvConcurrency: "5", target.EnvTimeout: "7s"}[name]
		return value, ok
	}
	none := func(string) (string, bool) { return "", false }
	for _, c := range []struct {
		name        string
		flags       target.Overrides
		env         func(string) (string, bool)
		concurrency int
		request     time.Duration
	}{
		{"file", target.Overrides{}, none, 3, 30 * time.Second},
		{"environment", target.Overrides{}, env, 5, 7 * time.Second},
		{"flag", target.Overrides{Concurrency: 9, Timeout: time.Second}, env, 9, time.Second},
		{"one flag", target.Overrides{Concurrency: 9}, env, 9, 7 * time.Second},
	} {
		o, err := c.flags.WithEnvironment(c.env)
		if err != nil {
			t.Fatal(err)
		}
		got, err := f.Target(o)
		if err != nil {
			t.Fatal(err)
		}
		if got.Concurrency != c.concurrency || got.Limits.Request != c.request {
			t.Errorf("%s: got %d and %v, want %d and %v", c.name, got.Concurrency, got.Limits.Request, c.concurrency, c.request)
		}
	}
}

func TestOverridesOutOfBoundsAreRefused(t *testing.T) {
	f := valid(t, base(t))
	for _, o := range []target.Overrides{{Concurrency: -1}, {Concurrency: target.MaxConcurrency + 1}, {Timeout: -time.Second}} {
		if _, err := f.Target(o); err == nil {
			t.Errorf("%+v is accepted", o)
		}
	}
	for name, value := range map[string]string{target.EnvConcurrency: "many", target.EnvTimeout: "0s"} {
		env := func(n string) (string, bool) {
			if n != name {
				return "", false
			}
			return value, true
		}
		if _, err := (target.Overrides{}).WithEnvironment(env); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s=%s gives %v, want an error that names the variable", name, value, err)
		}
	}
}

func TestFixtureProvidersAreDescribed(t *testing.T) {
	f := valid(t, base(t))
	want := target.Static{API: "tencent-cvm-v3", State: "RUNNING", IDs: []string{"ins-1", "ins-2"}, Account: "main"}
	if got := f.Fixtures.Static; len(got) != 2 || got[0].Account != want.Account || !slices.Equal(got[0].IDs, want.IDs) || !slices.Equal(got[1].Traits, []string{"absent"}) {
		t.Errorf("static is %+v", got)
	}
	f = valid(t, provider(t, "exec:\n    command: [python3, fixtures.py, \"${PORT}\"]\n    env: {PORT: \"${PORT}\", API_TOKEN: \"${FIXTURE_TOKEN}\"}"))
	exec := f.Fixtures.Exec
	if !slices.Equal(exec.Command, []string{"python3", "fixtures.py", "8080"}) || !slices.Equal(exec.Env, []string{"PORT=8080", "API_TOKEN=" + leak + "-fixture"}) {
		t.Errorf("exec is %q with %q", exec.Command, exec.Env)
	}
	if f.Path == "" || !strings.HasPrefix(f.Path, exec.Dir) {
		t.Errorf("the program runs in %q, want the directory of %q", exec.Dir, f.Path)
	}
	f = valid(t, provider(t, "http:\n    url: http://127.0.0.1:9000/x\n    header: {authorization: \"Bearer ${FIXTURE_TOKEN}\", Accept: application/json}"))
	if got := f.Fixtures.HTTP; got.URL != "http://127.0.0.1:9000/x" || got.Header.Get("Authorization") != "Bearer "+leak+"-fixture" {
		t.Errorf("http is at %s and the token arrives: %t", got.URL, got.Header.Get("Authorization") != "")
	}
}

// provider is the base with another fixture provider.
func provider(t *testing.T, text string) string {
	t.Helper()
	whole := base(t)
	from, to := strings.Index(whole, "  static:"), strings.Index(whole, "limits:")
	return whole[:from] + "  " + text + "\n" + whole[to:]
}

func TestSecretsAreKnownAndOrdinaryWordsAreNot(t *testing.T) {
	text := provider(t, "http:\n    url: http://127.0.0.1:9000/\n    header: {Authorization: \"Bearer ${FIXTURE_TOKEN}\", Accept: application/json}")
	text = strings.Replace(text, "http://proxy.example:3128", "http://me:${PROXY_ESCAPED}@proxy.example:3128", 1)
	in := input(t)
	in.Env = func(name string) (string, bool) {
		if name == "PROXY_ESCAPED" {
			return "p%40ss", true
		}
		return lookup(name)
	}
	text = strings.Replace(text, "tls: {", "# tls: {", 1)
	f, found := target.Parse("target.yaml", []byte(text), in)
	if f == nil {
		t.Fatal(found)
	}
	got := f.Redacted()
	for _, want := range []string{leak + "-id", leak + "-secret", leak + "-token", leak + "-bearer", "Bearer " + leak + "-fixture", leak + "-fixture", "p@ss", "p%40ss"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is not redacted", want)
		}
	}
	for _, ordinary := range []string{"", "application/json", "region-1", "8080", "me"} {
		if slices.Contains(got, ordinary) {
			t.Errorf("%q would be redacted everywhere", ordinary)
		}
	}
	if !slices.IsSortedFunc(got, func(a, b string) int { return len(b) - len(a) }) {
		t.Errorf("shorter secrets come first, which leaves the rest of longer ones: %q", got)
	}
	if !slices.Equal(made(t, f).Secrets, got) {
		t.Error("the target has other secrets")
	}
}

func TestTheProxyIsUsedForOtherMachinesOnly(t *testing.T) {
	transport, ok := made(t, valid(t, base(t))).Transport.(*http.Transport)
	if !ok {
		t.Fatal("the transport is not one of net/http")
	}
	for url, want := range map[string]string{
		"https://cvm.example.com/": "http://proxy.example:3128", "http://localhost:8080/": "", "http://api.localhost/": "",
		"http://127.0.0.1/": "", "http://[::1]:80/": "", "http://localhost.example/": "http://proxy.example:3128",
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if u, err := transport.Proxy(r); err != nil {
			t.Error(err)
		} else if u != nil {
			got = u.String()
		}
		if got != want {
			t.Errorf("%s goes through %q, want %q", url, got, want)
		}
	}
}

func TestConnectionsAreKeptForEveryScenario(t *testing.T) {
	made, err := valid(t, base(t)).Target(target.Overrides{Concurrency: 200})
	if err != nil {
		t.Fatal(err)
	}
	if n := made.Transport.(*http.Transport).MaxIdleConnsPerHost; n < 200 {
		t.Errorf("%d connections are kept, want 200", n)
	}
}

func TestSecretsDoNotPrint(t *testing.T) {
	f := valid(t, provider(t, "exec: {command: [p], env: {API_TOKEN: \"${FIXTURE_TOKEN}\"}}"))
	for _, format := range []string{"%v", "%+v", "%#v", "%s"} {
		if text := fmt.Sprintf(format, f); strings.Contains(text, leak) || !strings.Contains(text, f.Path) {
			t.Errorf("a file prints as %s", text)
		}
	}
}
