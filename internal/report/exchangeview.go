package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/markup"
)

// What the page shows of a scenario.
type (
	scenarioView struct {
		Scenario
		API       string
		Anchor    string
		Tail      string // of the id, after api, operation and kind
		Kind      string
		Origin    string
		Broken    []Check // checks that did not hold, all of them first
		Held      []Check // checks that held
		More      int     // checks that are only counted
		Exchanges []exchangeView
		Command   string // the curl command, "" when it is too long to show whole
	}
	exchangeView struct {
		Number   int
		Omitted  int // exchanges left out before this one
		Method   string
		Path     string
		Outcome  string // "200 OK", or the error
		Failed   bool
		At       float64
		Took     float64
		Request  string
		Response string
	}
)

// mostChecks bounds the checks of each sort that the page lists; a batch of a hundred makes hundreds of them.
const mostChecks = 24

// mostHeaders bounds the headers of one side of an exchange that a text lists.
const mostHeaders = 50

// newScenario prepares a scenario for the page.
func newScenario(api API, s Scenario, rule JudgedRule, d detail) scenarioView {
	_, tail := splitID(s.ID)
	view := scenarioView{
		API: api.ID, Anchor: anchor(s.ID), Tail: tail, Kind: rule.Kind, Origin: origin(rule.Rule),
	}
	s.Message = markup.Visible(markup.Clip(s.Message, d.text))
	for _, check := range s.Checks {
		check.Says, check.Detail = markup.Visible(markup.Clip(check.Says, d.text)), markup.Visible(markup.Clip(check.Detail, d.text))
		switch {
		case !check.OK && len(view.Broken) < mostChecks:
			view.Broken = append(view.Broken, check)
		case check.OK && len(view.Held) < mostChecks:
			view.Held = append(view.Held, check)
		default:
			view.More++
		}
	}
	if len(s.Curl) <= 2*d.text {
		view.Command = markup.Visible(s.Curl)
	}
	for i, exchange := range s.Exchanges {
		if i >= d.exchanges && i < len(s.Exchanges)-d.exchanges {
			continue
		}
		shown := newExchange(exchange, d)
		shown.Number = i + 1
		if left := len(s.Exchanges) - 2*d.exchanges; left > 0 && i == len(s.Exchanges)-d.exchanges {
			shown.Omitted = left
		}
		view.Exchanges = append(view.Exchanges, shown)
	}
	s.Exchanges = nil // the page reads the views; a body must not slip in whole
	view.Scenario = s
	return view
}

// newExchange writes a request and its response out as text.
func newExchange(e Exchange, d detail) exchangeView {
	target := markup.Visible(markup.Clip(e.URL, d.text))
	path, query, _ := strings.Cut(target, "?")
	view := exchangeView{
		Method: e.Method, Path: path, At: e.At, Took: e.DurationMs,
		Outcome: outcome(e),
		Failed:  e.Status == 0,
		Request: message(e.Method+" "+path+params(query), e.RequestHeader, e.RequestBody, d),
	}
	if e.Status == 0 {
		view.Response = markup.Visible(markup.Clip(e.Error, d.text))
		return view
	}
	view.Response = message("HTTP "+view.Outcome, e.ResponseHeader, e.ResponseBody, d)
	return view
}

// outcome is the status as people say it.
func outcome(e Exchange) string {
	if e.Status == 0 {
		return "no response"
	}
	return strings.TrimSpace(fmt.Sprintf("%d %s", e.Status, http.StatusText(e.Status)))
}

// message is a start line, headers and a body, as on the wire but laid out for reading.
func message(start string, header Header, body string, d detail) string {
	var b strings.Builder
	b.WriteString(start + "\n")
	form := false
	for i, field := range header {
		if i == mostHeaders {
			fmt.Fprintf(&b, "… (%s more)\n", plural(len(header)-i, "header"))
			break
		}
		fmt.Fprintf(&b, "%s: %s\n", markup.Visible(field[0]), markup.Visible(markup.Clip(field[1], d.text)))
		form = form || strings.EqualFold(field[0], "Content-Type") &&
			strings.HasPrefix(field[1], "application/x-www-form-urlencoded")
	}
	if body == "" {
		return strings.TrimSuffix(b.String(), "\n")
	}
	b.WriteString("\n")
	switch {
	case form:
		body = strings.ReplaceAll(markup.Clip(body, d.text), "&", "\n&")
	case len(body) <= 4*d.text: // of a longer one the page shows a small part, which is not worth the work
		body = pretty(body)
	}
	b.WriteString(markup.Visible(markup.Clip(body, d.text)))
	return b.String()
}

// params puts each parameter of a query on its own line; a signed request has twenty of them.
func params(query string) string {
	if query == "" {
		return ""
	}
	return "\n    ?" + strings.ReplaceAll(query, "&", "\n    &")
}

// pretty indents JSON and leaves everything else as it is. JSON of absurd depth stays as it is too, because indenting
// ten thousand brackets makes hundreds of megabytes of spaces.
func pretty(body string) string {
	depth, deepest := 0, 0
	for _, c := range body {
		switch c {
		case '[', '{':
			depth++
			deepest = max(deepest, depth)
		case ']', '}':
			depth--
		}
	}
	if deepest > 64 {
		return body
	}
	var b bytes.Buffer
	if err := json.Indent(&b, []byte(body), "", "  "); err != nil {
		return body // not JSON, which is for the reader to see
	}
	return b.String()
}
