package harness

import (
	"fmt"
	"html"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/seed-613b54dc/conformance/internal/report"
)

// redacted stands where a secret was.
const redacted = "[redacted]"

// secretParams are parameters of signed requests that let their holder call on.
var secretParams = regexp.MustCompile(`(?i)\b(Signature|Token|SecurityToken|BearerToken)=[^&\s"]*`)

// secretHeaders are headers that carry a signature or a token.
var secretHeaders = regexp.MustCompile(`(?i)^(Authorization|X-TC-Token|x-acs-security-token|x-acs-bearer-token|Cookie|Set-Cookie)$`)

// Redactor returns a function that takes secrets out of a text, also as they stand in a URL, in JSON and
// in HTML, and all signatures, whoever made them.
func Redactor(secrets []string) func(string) string {
	var known []string
	for _, secret := range secrets {
		if strings.TrimSpace(secret) != "" {
			known = append(known, secret)
		}
	}
	// The longest first: one secret may begin like another.
	slices.SortFunc(known, func(a, b string) int { return len(b) - len(a) })
	for i, secret := range known {
		known[i] = spellings(secret)
	}
	pattern := regexp.MustCompile(strings.Join(known, "|"))
	return func(text string) string {
		if len(known) > 0 {
			text = pattern.ReplaceAllString(text, redacted)
		}
		return secretParams.ReplaceAllString(text, "${1}="+redacted)
	}
}

// spellings is a pattern for a secret in any of the forms that encoders give it: a character that is
// neither letter nor digit of ASCII may be escaped, in JSON within JSON more than once.
func spellings(secret string) string {
	var pattern strings.Builder
	for _, c := range secret {
		plain := regexp.QuoteMeta(string(c))
		if c < unicode.MaxASCII && (unicode.IsLetter(c) || unicode.IsDigit(c)) {
			pattern.WriteString(plain)
			continue
		}
		fmt.Fprintf(&pattern, `\\*(?:%s|(?i:\\u%04x|%s|%s|&#x?0*(?:%d|%x);))`,
			plain, c, regexp.QuoteMeta(url.QueryEscape(string(c))), regexp.QuoteMeta(html.EscapeString(string(c))), c, c)
	}
	return pattern.String()
}

// redactor is a Redactor for the account's secrets and further ones.
func redactor(a Account, further []string) func(string) string {
	c := a.Credentials
	secrets := Redactor(append([]string{c.Secret, c.Token, c.Bearer}, further...))
	if c.ID == "" {
		return secrets
	}
	// An id may be short: inside of a longer word it is not meant.
	id := regexp.MustCompile(`(^|[^\w-])` + regexp.QuoteMeta(c.ID) + `\b`)
	return func(text string) string { return id.ReplaceAllString(secrets(text), "${1}"+redacted) }
}

// header lists headers in a stable order, without secrets.
func (r *recorder) header(h http.Header) report.Header {
	var list report.Header
	for _, name := range slices.Sorted(maps.Keys(h)) {
		for _, value := range h[name] {
			if secretHeaders.MatchString(name) {
				value = redacted
			}
			list = append(list, [2]string{name, r.redact(value)})
		}
	}
	return list
}

// curl is a shell command that repeats an exchange; what was redacted has to be filled in.
func curl(x report.Exchange) string {
	if x.Method == "" {
		return ""
	}
	words := []string{"curl", "-X", x.Method, quote(x.URL)}
	for _, h := range x.RequestHeader {
		words = append(words, "-H", quote(h[0]+": "+h[1]))
	}
	if x.RequestBody != "" {
		words = append(words, "--data-binary", quote(x.RequestBody))
	}
	return strings.Join(words, " ")
}

// quote makes one word for a POSIX shell.
func quote(word string) string {
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
