package e2e_test

import (
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/seed-613b54dc/conformance/suites/harness"
)

// target is a target file in the making. Its zero value is the reference endpoint of zenlayer-zec with
// its own fixtures over http.
type target struct {
	apis        []string          // none means zec
	urls        map[string]string // by API, in place of the endpoint's own
	secret      string            // in place of the account's
	second      string            // of a second account with the same id; "" means none
	habit       string            // of the exec provider; "" means http
	fixtures    string            // URL of the http provider; "" means the endpoint's own
	missing     bool              // the program of the exec provider does not exist
	log         string            // of the exec provider
	leak        string            // variables that it cannot keep to itself
	limits      harness.Limits    // those that are not the short ones
	concurrency int               // 0 means 8
}

// fixtureToken is a secret that does not look the same in JSON, HTML, XML and a URL.
const fixtureToken = `f<x>&"t"+k/e=n%`

// write makes the file, and the environment that it refers to.
func (g target) write(t *testing.T) (file string, env []string) {
	t.Helper()
	text := "name: e2e\nendpoints:\n"
	for i, api := range g.list() {
		e := endpoint(t, api)
		if g.urls[api] != "" {
			e.URL = g.urls[api]
		}
		if g.secret != "" {
			e.Account.Secret = g.secret
		}
		text += fmt.Sprintf("  %s:\n    url: %s\n    region: region-1\n    accounts:\n      - {name: main, id: '${KEY_%d}', secret: '${SECRET_%d}', token: '${TOKEN_%d}'}\n", api, e.URL, i, i, i)
		if g.second != "" {
			text += fmt.Sprintf("      - {name: second, id: '${KEY_%d}', secret: '${SECOND}'}\n", i)
		}
		env = append(env, fmt.Sprintf("KEY_%d=%s", i, e.Account.ID), fmt.Sprintf("SECRET_%d=%s", i, e.Account.Secret), fmt.Sprintf("TOKEN_%d=%s", i, e.Account.Token))
	}
	env = append(env, "FIXTURE_TOKEN="+fixtureToken, "SECOND="+g.second)
	text += g.provider() + g.settings()
	file = filepath.Join(t.TempDir(), "target.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file, env
}

func (g target) list() []string {
	if len(g.apis) == 0 {
		return []string{zec}
	}
	return g.apis
}

// provider is the part about fixtures.
func (g target) provider() string {
	url := endpoints.Fixtures
	if g.fixtures != "" {
		url = g.fixtures
	}
	if g.habit == "" {
		return fmt.Sprintf("fixtures:\n  http:\n    url: %s\n    header: {Authorization: 'Bearer ${FIXTURE_TOKEN}'}\n", url)
	}
	command := os.Args[0]
	if g.missing {
		command += "-that-is-not-there"
	}
	return fmt.Sprintf("fixtures:\n  exec:\n    command: [%s]\n    env: {%s: %s, %s: %q, %s: %q, %s: %q, FIXTURE_TOKEN: '${FIXTURE_TOKEN}'}\n",
		command, envHabit, g.habit, envUpstream, url, envLog, g.log, envLeak, g.leak)
}

// settings are the rest of the file.
func (g target) settings() string {
	l := g.times()
	concurrency := g.concurrency
	if concurrency == 0 {
		concurrency = 8
	}
	return fmt.Sprintf("limits: {poll: %v, watch: %v, transition: %v, request: %v, scenario: %v, fixture: %v}\nconcurrency: %d\noptIns: [rate-limit, large-batch]\n",
		l.Poll, l.Watch, l.Transition, l.Request, l.Scenario, l.Fixture, concurrency)
}

// times are the limits of the run. Those of requests are generous: an honest answer must not be late on a
// busy machine.
func (g target) times() harness.Limits {
	l := harness.Limits{
		Poll: 20 * time.Millisecond, Watch: 100 * time.Millisecond, Transition: 2 * time.Second,
		Request: 3 * time.Second, Scenario: 10 * time.Second, Fixture: 3 * time.Second,
	}
	for _, f := range []struct{ own, into *time.Duration }{
		{&g.limits.Watch, &l.Watch}, {&g.limits.Request, &l.Request}, {&g.limits.Scenario, &l.Scenario}, {&g.limits.Fixture, &l.Fixture},
	} {
		if *f.own > 0 {
			*f.into = *f.own
		}
	}
	return l
}

// patience is longer than any run on the target may take by its limits, on a busy machine too: what is
// looked at before, three attempts of the few scenarios that a test selects, and giving back.
func (g target) patience() time.Duration {
	l := g.times()
	probe := l.Fixture + 8*l.Request
	attempt := l.Scenario + 2*l.Fixture
	return 20*time.Second + probe + 3*attempt + 10*l.Fixture
}

// closedPort is an address where nobody listens, nor will anybody who asks the system for any port: other tests run
// meanwhile.
func closedPort(t *testing.T) string {
	t.Helper()
	var config net.ListenConfig
	for range 100 {
		address := fmt.Sprintf("127.0.0.1:%d", 20000+rand.IntN(10000))
		l, err := config.Listen(t.Context(), "tcp", address)
		if err != nil {
			continue
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		return "http://" + address + "/"
	}
	t.Fatal("no port from 20000 to 29999 is free")
	return ""
}

// read is the content of a file; one that is not there is empty.
func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return string(text)
}

// lines counts the lines with a beginning.
func lines(text, beginning string) int {
	n := 0
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, beginning) {
			n++
		}
	}
	return n
}
