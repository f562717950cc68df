package harness

import (
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"
)

func TestSecretsAreRedactedInEverySpelling(t *testing.T) {
	const secret = `f<x>&"é"+k/e\=n%'`
	quoted := func(s string) string {
		text, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Trim(string(text), `"`)
	}
	redact := Redactor([]string{"f", secret, "", " "})
	for name, spelling := range map[string]string{
		"plain": secret, "URL": url.QueryEscape(secret), "path": url.PathEscape(secret), "HTML": html.EscapeString(secret),
		"JSON": quoted(secret), "JSON in JSON": quoted(quoted(secret)), "HTML of JSON": html.EscapeString(quoted(secret)),
		"Go": strings.Trim(fmt.Sprintf("%q", secret), `"`), "ASCII in Go": strings.Trim(fmt.Sprintf("%+q", secret), `"`),
		"JSON with escaped slashes":   strings.ReplaceAll(quoted(secret), "/", `\/`),
		"JSON with upper case":        strings.NewReplacer("003c", "003C", "003e", "003E", "+", `\u002B`).Replace(quoted(secret)),
		"HTML with hexadecimal signs": strings.NewReplacer("&#34;", "&#x22;", "&#39;", "&#x27;").Replace(html.EscapeString(secret)),
	} {
		if got := redact("[" + spelling + "]"); got != "[[redacted]]" {
			t.Errorf("%s: %s becomes %s", name, spelling, got)
		}
	}
	const innocent = `{"a\u003cb":"\\ x < y & z"}`
	if got := redact(innocent); got != innocent {
		t.Errorf("%s becomes %s", innocent, got)
	}
}

func TestARedactorWithoutSecretsLeavesTextsAsTheyAre(t *testing.T) {
	if got := Redactor(nil)("a text, Signature=abc"); got != "a text, Signature=[redacted]" {
		t.Errorf("got %q", got)
	}
}
