package reference

import (
	"bytes"
	"errors"
	"net/http"
	"os/exec"
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

func TestNewRefusesContractsItCannotRun(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(*contract.Contract, *Options)
		want  string
	}{
		{"unknown protocol", func(c *contract.Contract, _ *Options) { c.Protocol = "soap" }, `unknown protocol "soap"`},
		{"unknown scheme", func(c *contract.Contract, _ *Options) { c.Schemes = []string{"MD5"} }, `no signing scheme "MD5"`},
		{"pattern of ids", func(c *contract.Contract, _ *Options) { c.Resource.IDPattern = "(" }, "pattern of resource ids"},
		{"pattern of request ids", func(c *contract.Contract, _ *Options) { c.RequestID.Pattern = "(" }, "pattern of request ids"},
		{"pattern of a parameter", func(c *contract.Contract, _ *Options) { c.Operations[0].Params[1].Pattern = "(" }, "StopInstances: pattern of forceShutdown"},
		{"pattern of items", func(c *contract.Contract, _ *Options) { c.Operations[0].Params[0].Items.Pattern = "(" }, "StopInstances: pattern of instanceIds"},
		{"no randomness", func(_ *contract.Contract, o *Options) { o.Random = iotest.ErrReader(errors.New("dry")) }, "seed for ids: dry"},
	}
	for _, tt := range tests {
		c, opt := zec(), Options{}
		tt.spoil(c, &opt)
		if _, err := New(c, opt); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}

func TestRuleAddedToAContractChangesTheEndpoint(t *testing.T) {
	tests := []struct {
		name   string
		change func(op *contract.Operation)
		body   string // after the ids
		code   string
	}{
		{"a value that is refused", func(op *contract.Operation) {
			op.Params[1].Effects = append(op.Params[1].Effects, &contract.ValueEffect{Value: true, Then: contract.Outcome{Refused: "busy"}})
		}, `,"forceShutdown":true`, "OPERATION_DENIED_INSTANCE_IN_OPERATION"},
		{"another default", func(op *contract.Operation) {
			op.Params[1].Default = false
			op.Params[1].Effects = append(op.Params[1].Effects, &contract.ValueEffect{Value: false, Then: contract.Outcome{Refused: "status"}})
		}, ``, "UNSUPPORTED_OPERATION_INSTANCE_STATUS"},
		{"a smaller batch", func(op *contract.Operation) { op.Params[0].MaxItems = 1 }, ``, ""},
		{"a pattern", func(op *contract.Operation) { op.Params[0].Items.Pattern = "^x" }, ``, "INVALID_PARAMETER_PATTERN_ERROR"},
		{"a dependency", func(op *contract.Operation) {
			op.Dependencies = []*contract.Dependency{{ID: "one", Kind: "ZeroOrOne", Params: []string{"instanceIds", "forceShutdown"}}}
		}, `,"forceShutdown":true`, "INVALID_PARAMETER_VALUE"},
		{"a precondition without a code", func(op *contract.Operation) {
			op.Preconditions[0] = &contract.Precondition{State: &contract.StateSet{Not: []string{"RUNNING"}}, Fails: contract.Refusal{Row: contract.Unknown}}
			op.Codes = nil
		}, ``, "OPERATION_DENIED"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := zec()
			tt.change(c.Operations[0])
			b := newBench(t, c, nil)
			_, doc := b.zec("StopInstances", `{"instanceIds":`+list(b.fixtures(Want{})...)+tt.body+`}`)
			if got := at(doc, "code"); got != tt.code {
				t.Errorf("code %q, want %q", got, tt.code)
			}
		})
	}
}

func TestDependenciesBetweenParameters(t *testing.T) {
	tests := []struct {
		kind           string
		none, a, b, ab bool
	}{
		{"Requires", true, false, true, true},
		{"ZeroOrOne", true, true, true, false},
		{"OnlyOne", false, true, true, false},
		{"AllOrNone", true, false, false, true},
		{"Or", false, true, true, true},
	}
	for _, tt := range tests {
		d := &contract.Dependency{Kind: tt.kind, Params: []string{"a", "b"}}
		for sent, want := range map[string]bool{"": tt.none, "a": tt.a, "b": tt.b, "ab": tt.ab} {
			if got := kept(d, map[string]bool{"a": strings.Contains(sent, "a"), "b": strings.Contains(sent, "b")}); got != want {
				t.Errorf("%s with %q sent: %v", tt.kind, sent, got)
			}
		}
	}
}

func TestGeneratedTextsMatchTheirPattern(t *testing.T) {
	g, err := newGenerator(bytes.NewReader(make([]byte, 32)), zec(), zenlayer{})
	if err != nil {
		t.Fatal(err)
	}
	for _, pattern := range []string{
		`^ins-[0-9a-z]{8}$`, `^(a|bc)+d?e*[^x]{2,}\.\d\w$`, `^.$`, `^[^!-~]$`, `^(?:x{0,3})$`, tencent3{}.requestIDPattern(), alibaba{}.requestIDPattern(), zenlayer{}.requestIDPattern(),
	} {
		re, err := syntax.Parse(pattern, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		for range 50 {
			if text := g.matching(re); !regexp.MustCompile(pattern).MatchString(text) {
				t.Fatalf("%q does not match %s", text, pattern)
			}
		}
	}
}

func TestRequestIDsAreUniqueAndFollowTheContract(t *testing.T) {
	b := newBench(t, zec(), nil)
	pattern, known := regexp.MustCompile(b.contract.RequestID.Pattern), map[string]bool{}
	for range 200 {
		_, doc := b.zec("StopInstances", "{}")
		id := at(doc, "requestId")
		if known[id] || !pattern.MatchString(id) {
			t.Fatalf("request id %q", id)
		}
		known[id] = true
	}
}

func TestAccountsAreBounded(t *testing.T) {
	b := newBench(t, zec(), nil)
	first := b.NewAccount()
	b.fixtures(Want{Account: first.ID, Count: 7})
	for range maxAccounts {
		b.NewAccount()
	}
	if n := len(b.store.order); n != maxAccounts || b.store.live != 0 {
		t.Errorf("%d accounts and %d fixtures are left", n, b.store.live)
	}
	if status, _ := b.zec("StopInstances", "{}"); status != 400 {
		t.Errorf("the default account has ended: status %d", status)
	}
	b.who = first
	if status, _ := b.zec("StopInstances", "{}"); status != 401 {
		t.Errorf("the oldest account lives on: status %d", status)
	}
}

func TestClosedEndpointKnowsNobody(t *testing.T) {
	b := newBench(t, zec(), nil)
	b.Close()
	if status, doc := b.zec("StopInstances", "{}"); status != 401 {
		t.Errorf("answer %v", doc)
	}
	if b.DefaultAccount() != (Account{}) {
		t.Error("there is still a default account")
	}
	if _, err := b.Provider().Acquire(t.Context(), Want{}); err == nil {
		t.Error("a closed endpoint gave a fixture")
	}
}

func TestOnlyOneOfManyStopsAtOnceIsAccepted(t *testing.T) {
	c := published(t, cvm3)
	c.Operation("StopInstances").RateLimit = nil
	b := newBench(t, c, func(o *Options) { o.Clock = time.Now; o.StopDelay = time.Hour })
	id := b.fixtures(Want{})[0]
	const callers = 50
	codes := make(chan string, callers)
	var all sync.WaitGroup
	for range callers {
		all.Go(func() {
			b.fixtures(Want{})
			_, doc := b.do(tc3(t, b.who, time.Now(), "StopInstances", `{"InstanceIds":`+list(id)+`}`))
			codes <- at(doc, "Response.Error.Code")
			_, doc = b.do(tc3(t, b.who, time.Now(), "DescribeInstances", `{"InstanceIds":`+list(id)+`}`))
			if got := statusOf(doc["Response"], "InstanceSet", "InstanceState"); got != "STOPPING" {
				t.Errorf("seen as %q after a stop", got)
			}
		})
	}
	all.Wait()
	close(codes)
	accepted := 0
	for code := range codes {
		if code == "" {
			accepted++
		}
	}
	if accepted != 1 {
		t.Errorf("%d stops were accepted", accepted)
	}
}

func TestSecretsStayOutOfAnswersAndTexts(t *testing.T) {
	b := newBench(t, zec(), nil)
	wrong := b.who
	wrong.Secret += "x"
	w, _ := b.do(zc2(t, wrong, b.clock.Now(), zecPath, "StopInstances", "{}"))
	for _, text := range []string{w.Body.String(), b.who.String(), b.who.LogValue().String()} {
		if strings.Contains(text, b.who.Secret) || strings.Contains(text, b.who.Bearer) || strings.Contains(text, b.who.Token) {
			t.Errorf("%q has a secret", text)
		}
	}
}

func TestImportsNeitherClientNorSuites(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	const module = "github.com/seed-613b54dc/conformance/"
	if !strings.Contains(string(out), module+"internal/contract\n") {
		t.Fatalf("the list of packages is not one: %s", out)
	}
	for pkg := range strings.Lines(string(out)) {
		for _, foreign := range []string{"wire", "gen", "suites"} {
			rest, ok := strings.CutPrefix(strings.TrimSpace(pkg), module+foreign)
			if ok && (rest == "" || strings.HasPrefix(rest, "/")) {
				t.Errorf("imports %s", pkg)
			}
		}
	}
}

// envelopes check that an answer is one of the protocol, whatever was asked.
func envelopes() map[string]func(*http.Response, map[string]any) bool {
	return map[string]func(*http.Response, map[string]any) bool{
		"zec": func(_ *http.Response, doc map[string]any) bool { return at(doc, "requestId") != "" },
		"cvm2": func(r *http.Response, doc map[string]any) bool {
			return r.StatusCode == 200 && at(doc, "codeDesc") != ""
		},
		"ecs": func(r *http.Response, doc map[string]any) bool {
			return at(doc, "RequestId") != "" || r.Header.Get("Content-Type") == alibabaXML
		},
	}
}

func FuzzEndpointAlwaysAnswersInItsEnvelope(f *testing.F) {
	f.Add("POST", "Action=StopInstances", "application/json", "Bearer x", "StopInstances", []byte(`{"instanceIds":["a"]}`), true)
	f.Add("GET", "Action=StopInstance&Format=JSON&InstanceId=%zz", "", "", "", []byte(nil), true)
	f.Add("POST", "", "multipart/form-data; boundary=x", "ACS3-HMAC-SHA256 Credential=a", "StopInstance", []byte("--x\r\n\r\n\r\n--x--"), false)
	f.Add("POST", "instanceIds.99999999999999999999=1&instanceIds.-1=2", "application/x-www-form-urlencoded", "", "DescribeInstances", []byte("Action=DescribeInstances&offset=-9&limit=9223372036854775807"), true)
	f.Add("POST", "InstanceIds=[[1],null]&PageSize=1&PageNumber=9223372036854775807", "", "", "DescribeInstances", []byte(`{"pageSize":1e400,"pageNum":-5}`), true)
	var benches []*bench
	for _, c := range []*contract.Contract{zec(), cvm2(), ecs()} {
		benches = append(benches, newBench(f, c, nil))
	}
	f.Fuzz(func(t *testing.T, method, query, contentType, authorization, action string, body []byte, authentic bool) {
		for _, b := range benches {
			for _, path := range []string{"/", zecPath, cvm2Path} {
				r := newRequest(t, "POST", path, string(body))
				r.Method, r.URL.RawQuery = method, query
				for name, value := range map[string]string{"Content-Type": contentType, "Authorization": authorization, "X-ZC-Action": action, "X-Acs-Action": action} {
					r.Header[http.CanonicalHeaderKey(name)] = []string{value}
				}
				if authentic && b.contract.Protocol == protocolZenlayer { // so that the parameters are reached
					r.Header.Set("Authorization", "Bearer "+b.who.Bearer)
					r.Header.Set("X-ZC-Version", "2025-09-01")
				}
				b.t = t
				w, doc := b.do(r)
				if !envelopes()[b.contract.File](w.Result(), doc) {
					t.Fatalf("%s: status %d, body %s", b.contract.File, w.Code, w.Body)
				}
			}
		}
	})
}
