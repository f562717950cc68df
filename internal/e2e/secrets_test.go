package e2e_test

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// echo is an endpoint that shows in its errors what it was sent and what it knows: in code, message,
// headers and cookies.
func echo(secrets ...string) fault {
	return func(q *query) *answer {
		words := strings.Join(append(secrets, q.header.Get("Authorization")), " and ")
		body, err := json.Marshal(map[string]string{"requestId": "T0", "code": "DEBUG", "message": "signed as " + words})
		if err != nil {
			panic("unreachable: " + err.Error())
		}
		return &answer{
			status: http.StatusBadRequest, body: body,
			header: http.Header{"Content-Type": {"application/json"}, "X-Debug": {words}, "Set-Cookie": {"session=" + words}},
		}
	}
}

// leaks looks for secrets in texts, also as they stand in JSON, HTML, XML and URLs.
func leaks(t *testing.T, texts map[string]string, secrets map[string]string) {
	t.Helper()
	for name, secret := range secrets {
		if len(secret) < 8 {
			t.Errorf("%s is too short to look for", name)
		}
		json, quoted := inside(object(secret)), inside(fmt.Sprintf("%q", secret))
		forms := []string{
			secret, url.QueryEscape(secret), url.PathEscape(secret), json, quoted, html.EscapeString(secret), html.EscapeString(json),
			inside(object(json)), inside(object(quoted)), inside(object(inside(object(json)))), // a text in JSON in JSON in JSON
		}
		for where, text := range texts {
			for _, form := range forms {
				if at := strings.Index(text, form); at >= 0 {
					t.Errorf("%s stands in %s: …%s…", name, where, text[max(0, at-80):min(len(text), at+80)])
					break
				}
			}
		}
	}
}

// inside is a text without its quotes.
func inside(quoted string) string { return quoted[1 : len(quoted)-1] }

// artefacts are all texts that a run leaves behind.
func artefacts(t *testing.T, o outcome) map[string]string {
	t.Helper()
	texts := map[string]string{"standard output": o.stdout, "standard error": o.stderr}
	err := filepath.WalkDir(o.dir, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			texts[filepath.Base(path)] = read(t, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) != 6 {
		t.Fatalf("artefacts are %d: the test may look at too little", len(texts))
	}
	return texts
}

// secrets are those of the runs of this file.
func secrets(t *testing.T) map[string]string {
	t.Helper()
	account := endpoint(t, zec).Account
	return map[string]string{
		"the key's id": account.ID, "the secret": account.Secret, "the token": account.Token, "the fixture token": fixtureToken,
	}
}

// signatures adds what the endpoint was sent to the secrets: the hexadecimal part is what counts.
func signatures(t *testing.T, known map[string]string, p *proxy) {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, header := range p.auth {
		_, signature, found := strings.Cut(header, "Signature=")
		if !found {
			t.Fatalf("a request is signed by %q", header)
		}
		known[fmt.Sprintf("signature %d", i)] = signature
	}
}

func TestAnEndpointThatTellsSecretsTellsNobody(t *testing.T) {
	t.Parallel()
	known := secrets(t)
	account := endpoint(t, zec).Account
	p := newProxy(t, endpoint(t, zec).URL, acts(echo(account.ID, account.Secret, account.Token, url.QueryEscape(fixtureToken), fixtureToken)))
	o := conform(t, target{urls: map[string]string{zec: p.URL}}, "--label-filter", "success || default || error-code")
	if o.exit != 1 || !strings.Contains(o.messages(), "signed as [redacted] and [redacted]") {
		t.Errorf("the endpoint's words are not in the messages\n%v", o)
	}
	signatures(t, known, p)
	leaks(t, artefacts(t, o), known)
}

func TestAnEndpointThatTellsSecretsBeforeTheRunTellsNobody(t *testing.T) {
	t.Parallel()
	known := secrets(t)
	account := endpoint(t, zec).Account
	tell := echo(account.ID, account.Secret, account.Token)
	p := newProxy(t, endpoint(t, zec).URL, func(q *query) *answer {
		a := tell(q)
		a.status = http.StatusUnauthorized
		return a
	})
	o := conform(t, target{urls: map[string]string{zec: p.URL}})
	if o.exit != 2 || !strings.Contains(o.stderr, "signed as [redacted] and [redacted]") {
		t.Errorf("the endpoint's words are not in the message\n%v", o)
	}
	signatures(t, known, p)
	leaks(t, map[string]string{"standard output": o.stdout, "standard error": o.stderr}, known)
}

func TestAProviderThatTellsSecretsTellsNobody(t *testing.T) {
	t.Parallel()
	for form, told := range map[string][]string{
		"exec": {"secret: take this:  [redacted] [redacted] [redacted] [redacted]", "I know  [redacted] [redacted]", `nonsense  [redacted] [redacted]`},
		"http": {"secret: take this: [redacted]", "nonsense [redacted]"},
	} {
		g, _ := habitual(t, "gossiping", form)
		g.leak = "KEY_0 SECRET_0 TOKEN_0 FIXTURE_TOKEN"
		o := conform(t, g, "--label-filter", "success || error-code || async")
		for _, words := range told {
			if !strings.Contains(o.messages(), words) {
				t.Errorf("nothing says %q\n%v", words, o)
			}
		}
		leaks(t, artefacts(t, o), secrets(t))
	}
}

func TestAPlanTellsNoSecrets(t *testing.T) {
	t.Parallel()
	g, _ := habitual(t, "honest", "exec")
	file, env := g.write(t)
	for _, more := range [][]string{nil, {"--json"}} {
		o := begin(t, g.patience(), env, append([]string{"plan", "--target", file}, more...)...).end()
		if o.exit != 0 || !strings.Contains(o.stdout, zec) {
			t.Errorf("%v", o)
		}
		leaks(t, map[string]string{"standard output": o.stdout, "standard error": o.stderr}, secrets(t))
	}
}
