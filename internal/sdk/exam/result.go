package exam

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/internal/sdk/judge"
	"github.com/seed-613b54dc/conformance/internal/sdk/witness"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// result judges a case. What was said and sent goes along unless the case passed.
func (s *sheet) result(o Options, redact func(string) string) sdk.Result {
	seen, more := s.witness.Seen()
	out := judge.Case(s.of, s.asked, seen, more)
	r := sdk.Result{
		SDK: o.SDK, Case: s.of.ID, API: s.of.Contract.API, Operation: s.of.Operation.ID, Kind: s.of.Kind, Says: s.of.Says,
		Lines: s.of.Basis.Lines, Basis: s.of.Basis.Words,
		Verdict: out.Verdict, Reason: out.Reason, Message: text(redact, out.Message), Requests: len(seen) + more,
	}
	if out.Verdict == sdk.Passed {
		return r
	}
	for _, a := range s.asked {
		r.Calls = append(r.Calls, asked(a, redact))
	}
	for _, x := range seen[:min(len(seen), shown)] {
		r.Exchanges = append(r.Exchanges, exchange(x, redact))
	}
	r.Stderr = text(redact, strings.Join(s.stderr, "\n"))
	if o.Reproduce != nil {
		r.Reproduce = o.Reproduce(s.of.ID)
	}
	return r
}

// shown is how many requests of a case a report has: more than any case allows.
const shown = 16

// redactor takes the secrets of all cases out of a text: a driver may keep one case's secret until the next.
func redactor(sheets []*sheet) func(string) string {
	var pairs []string
	for _, s := range sheets {
		for _, secret := range s.witness.Secrets() {
			pairs = append(pairs, secret, redacted) // secrets are letters and digits, so no encoding spells them otherwise
		}
	}
	secrets, signatures := strings.NewReplacer(pairs...), harness.Redactor(nil)
	return func(text string) string { return signatures(secrets.Replace(text)) }
}

// redacted stands where a secret was.
const redacted = "[redacted]"

// asked is a line to the driver and the line that came back.
func asked(a judge.Asked, redact func(string) string) sdk.Asked {
	a.Call.Credentials.Secret = redacted
	line, err := json.Marshal(a.Call)
	if err != nil {
		line = []byte("unreadable: " + err.Error())
	}
	return sdk.Asked{Call: text(redact, string(line)), Answer: text(redact, a.Reply.Line)}
}

// exchange is a request and its answer as they were on the wire.
func exchange(s witness.Seen, redact func(string) string) sdk.Exchange {
	request := fmt.Sprintf("%s %s %s\nHost: %s\n%s\n%s", s.Method, s.Target, s.Proto, s.Host, headers(s.Header), s.Body)
	answer := fmt.Sprintf("HTTP %d\n%s\n%s", s.SentStatus, headers(s.SentHeader), s.SentBody)
	if s.SentStatus == 0 {
		answer = "(the connection was ended)"
	}
	return sdk.Exchange{Request: text(redact, request), Answer: text(redact, answer)}
}

func headers(h http.Header) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(h)) {
		for _, value := range h[name] {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	return b.String()
}

// longest is how much of a text a report keeps.
const longest = 8 << 10

// text is fit for a report: without secrets, bounded, and valid whatever bytes came in.
func text(redact func(string) string, s string) string {
	s = redact(s)
	if len(s) > longest {
		s = s[:longest] + fmt.Sprintf("… (%d bytes)", len(s))
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}
